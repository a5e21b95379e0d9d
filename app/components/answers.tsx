import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type ButtonLook, buttonClass } from '#app/ui/button.tsx';
import styles from './answers.module.css';

/** Answers side by side under a step: one-button forms, and `AnswerMore` for those that need a word or a day. */
export const Answers = ({ children }: { children: ReactNode }) => (
  <div className={styles.answers} data-print="no">
    {children}
  </div>
);

export interface AnswerMoreProps extends ButtonLook {
  label: ReactNode;
  /** Read aloud instead, where the same words stand under several steps. */
  name?: string;
  /** Of those with one group only one is open. */
  group?: string;
  /** Something typed into it was refused and is shown again. */
  open?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button that opens its form beneath the row, without JavaScript too. Each opening begins from what stands then. */
export function AnswerMore({ label, name, group, open, children, size = 'l', ...look }: AnswerMoreProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [opening, setOpening] = useState(0);
  const close = () => {
    if (details.current) details.current.open = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.current?.open) return;
    event.preventDefault();
    close();
    details.current.querySelector('summary')?.focus();
  };
  return (
    <details
      ref={details}
      name={group}
      open={open || undefined}
      className={styles.more}
      onKeyDown={onKeyDown}
    >
      {/* Begun afresh by the press and not by `toggle`, which comes later and would take away what was typed first. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button of its own kind */}
      <summary
        className={buttonClass({ size, ...look })}
        aria-label={name}
        onClick={() => {
          setOpening((n) => n + 1);
          afterDrawing(() => {
            const { current } = details;
            if (current?.open) current.lastElementChild?.scrollIntoView({ block: 'nearest' });
          });
        }}
      >
        {label}
      </summary>
      <div className={styles.panel}>
        <Fragment key={opening}>{children(close)}</Fragment>
      </div>
    </details>
  );
}

/** Its button would lie under the bar of a phone. Once the form is there. */
const afterDrawing = (go: () => void) => requestAnimationFrame(() => requestAnimationFrame(go));

/** The fields of one form in a panel, above its button. */
export const PanelFields = ({ children }: { children: ReactNode }) => (
  <div className={styles.fields}>{children}</div>
);
