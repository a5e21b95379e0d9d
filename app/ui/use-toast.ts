import { useCallback, useContext } from 'react';
import { ShowToast, type ToastMessage } from './toast.tsx';
import { attend, isWriting } from './toast-attention.ts';

/** Shows a toast; a new one takes the place of the last. */
export function useToast() {
  const show = useContext(ShowToast);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return useCallback((message: ToastMessage) => show({ message, isAbove: isWriting(), attend }), [show]);
}
