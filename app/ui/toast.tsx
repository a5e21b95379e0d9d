import { createContext, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { CloseIcon } from './icons.tsx';
import styles from './toast.module.css';
import type { attend } from './toast-attention.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface ToastMessage {
  /** One sentence: what happened. */
  text: string;
  action?: {
    label: string;
    /** How to do the same without the toast, for a screen reader: "Undo it under Activity". */
    elsewhere: string;
    onAction: () => void;
  };
}

interface Shown {
  message: ToastMessage;
  /** At the head of the page and not at its foot. */
  isAbove: boolean;
  attend: typeof attend;
}
type Turn = Shown & { turn: number };

export const ShowToast = createContext<((shown: Shown) => void) | null>(null);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Turn | null>(null);
  const turn = useRef(0);
  const show = useCallback((next: Shown) => setShown({ ...next, turn: turn.current++ }), []);
  const hide = useCallback(() => setShown(null), []);
  return (
    <ShowToast.Provider value={show}>
      {children}
      <Toast shown={shown} hide={hide} />
    </ShowToast.Provider>
  );
}

function Toast({ shown, hide }: { shown: Turn | null; hide: () => void }) {
  const toast = useRef<HTMLDivElement>(null);
  const [gaveWay, setGaveWay] = useState<Shown>();
  const isAbove = shown?.isAbove || (shown && shown === gaveWay);

  useEffect(() => {
    if (!shown || !toast.current) return;
    return shown.attend(toast.current, { isAbove: shown.isAbove, giveWay: () => setGaveWay(shown), hide });
  }, [shown, hide]);

  const message = shown?.message;
  const action = message?.action;
  return (
    <div className={styles.viewport} data-toast={message && (isAbove ? 'above' : 'below')} data-print="no">
      <div ref={toast} className={message ? styles.toast : undefined}>
        {/* There before it has words: a region that arrives together with them is not read aloud. */}
        <p role="status" className={message ? styles.text : undefined}>
          {message && (
            <span key={shown.turn}>
              {message.text}
              {action && <VisuallyHidden> {action.elsewhere}.</VisuallyHidden>}
            </span>
          )}
        </p>
        {action && (
          <button
            type="button"
            className={styles.action}
            aria-keyshortcuts="F8"
            onClick={() => {
              hide();
              action.onAction();
            }}
          >
            {action.label}
          </button>
        )}
        {message && (
          <button type="button" className={styles.close} aria-label="Close this notice" onClick={hide}>
            <CloseIcon size={16} aria-hidden="true" />
          </button>
        )}
      </div>
    </div>
  );
}
