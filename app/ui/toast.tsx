import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { CloseIcon } from './icons.tsx';
import styles from './toast.module.css';
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

const Show = createContext<((message: ToastMessage) => void) | null>(null);

/** Shows a toast; a new one takes the place of the last. */
export function useToast() {
  const show = useContext(Show);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return show;
}

const STAYS_MS = 10_000;
const TICK_MS = 250;
const KEY = 'F8';

/** Its time stands still for whoever points at it, is inside it, or looks at another page. */
const isHeld = (toast: Element | null): boolean =>
  document.hidden || toast?.matches(':hover, :focus-within') === true;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const show = useCallback(
    (message: ToastMessage) =>
      setShown((last) => ({ message, turn: (last?.turn ?? 0) + 1, isAbove: isWriting() })),
    [],
  );
  const hide = useCallback(() => setShown(undefined), []);
  return (
    <Show.Provider value={show}>
      {children}
      <Toast {...shown} hide={hide} />
    </Show.Provider>
  );
}

interface Shown {
  message: ToastMessage;
  turn: number;
  /** At the head of the page and not at its foot. */
  isAbove: boolean;
}

/** Whoever writes one row after the other has the next one near the foot of the page; over a composer there is room. */
const isWriting = (): boolean =>
  document.activeElement?.matches('main :is(input, select, textarea):not([data-bar] *)') === true;

function Toast({ message, turn, isAbove, hide }: Partial<Shown> & { hide: () => void }) {
  const toast = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);

  const close = useCallback(() => {
    const from = cameFrom.current;
    if (toast.current?.contains(document.activeElement) && from instanceof HTMLElement && from.isConnected)
      from.focus({ preventScroll: true });
    hide();
  }, [hide]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each message has the whole time.
  useEffect(() => {
    if (!message) return;
    let left = STAYS_MS;
    const clock = setInterval(() => {
      if (isHeld(toast.current)) return;
      left -= TICK_MS;
      if (left <= 0) close();
    }, TICK_MS);
    return () => clearInterval(clock);
  }, [message, turn, close]);

  useEffect(() => {
    if (!message) return;
    const reach = (event: globalThis.KeyboardEvent) => {
      if (event.key !== KEY) return;
      event.preventDefault();
      toast.current?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', reach);
    return () => document.removeEventListener('keydown', reach);
  }, [message]);

  const remember = (event: FocusEvent) => {
    const from = event.relatedTarget;
    if (from instanceof Element && !toast.current?.contains(from)) cameFrom.current = from;
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  const action = message?.action;
  return (
    <div className={styles.viewport} data-toast={message && (isAbove ? 'above' : 'below')} data-print="no">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves it from the buttons inside. */}
      <div ref={toast} className={message ? styles.toast : undefined} onFocus={remember} onKeyDown={leave}>
        {/* There before it has words: a region that arrives together with them is not read aloud. */}
        <p role="status" className={message ? styles.text : undefined}>
          {message && (
            <span key={turn}>
              {message.text}
              {action && <VisuallyHidden> {action.elsewhere}.</VisuallyHidden>}
            </span>
          )}
        </p>
        {action && (
          <button
            type="button"
            className={styles.action}
            aria-keyshortcuts={KEY}
            onClick={() => {
              close();
              action.onAction();
            }}
          >
            {action.label}
          </button>
        )}
        {message && (
          <button type="button" className={styles.close} aria-label="Close this notice" onClick={close}>
            <CloseIcon size={16} aria-hidden="true" />
          </button>
        )}
      </div>
    </div>
  );
}
