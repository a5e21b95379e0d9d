import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import styles from './toast.module.css';

export interface ToastMessage {
  /** One sentence: what happened. */
  text: string;
  action?: {
    label: string;
    /** How to do the same without the toast, for a screen reader: "Undo from Activity". */
    elsewhere: string;
    onAction: () => void;
  };
}

const Show = createContext<((message: ToastMessage) => void) | null>(null);

/** Shows a toast; a new one takes the place of the last. */
export function useToast() {
  const show = useContext(Show);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return show;
}

const STAYS_MS = 10_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<ToastMessage>();
  const [open, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);
  const show = useCallback((next: ToastMessage) => {
    setMessage(next);
    setTurn((last) => last + 1);
    setOpen(true);
  }, []);
  const action = message?.action;
  return (
    <Radix.Provider label="Notice" duration={STAYS_MS} swipeDirection="down">
      <Show.Provider value={show}>{children}</Show.Provider>
      {message && (
        <Radix.Root key={turn} className={styles.toast} type="background" open={open} onOpenChange={setOpen}>
          <Radix.Description className={styles.text}>{message.text}</Radix.Description>
          {action && (
            <Radix.Action
              className={styles.action}
              altText={action.elsewhere}
              onClick={() => action.onAction()}
            >
              {action.label}
            </Radix.Action>
          )}
        </Radix.Root>
      )}
      <Radix.Viewport label="What just happened ({hotkey})" className={styles.viewport} data-print="no" />
    </Radix.Provider>
  );
}
