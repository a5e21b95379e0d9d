import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import styles from './plan-dialog.module.css';

export interface PlanDialogProps {
  label: string;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus while it is open and gives it back. Escape and a press outside close it. */
export function PlanDialog({ label, className, onClose, children }: PlanDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The first thing to press may lie at its end; what is read begins at its top.
    element?.scrollTo(0, 0);
    // React focuses before the dialog is open, and the dialog then takes the focus itself.
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the browser's own here
    <dialog
      ref={dialog}
      aria-label={label}
      className={classNames(styles.dialog, className)}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      {children}
    </dialog>
  );
}
