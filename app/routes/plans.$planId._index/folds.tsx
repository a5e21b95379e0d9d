import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './folds.module.css';

/** Why a milestone of a long plan is folded, and under which name its reader's own choice is remembered. */
export interface Fold {
  key: string;
  /** "5 steps in outline, for later" */
  words: string;
}

/** Steps behind one line that says how many they are. Open or closed, it stays as this browser left it. */
export function FoldedSteps({
  fold,
  mustShow,
  children,
}: {
  fold: Fold;
  mustShow: boolean;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(mustShow);
  useEffect(() => {
    if (mustShow || remembered(fold.key)) setOpen(true);
  }, [mustShow, fold.key]);
  return (
    <details
      ref={details}
      className={styles.fold}
      data-print="open"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        remember(fold.key, currentTarget.open);
      }}
    >
      <summary>{fold.words}</summary>
      {children}
    </details>
  );
}

const PREFIX = 'throughline.fold.';

function remembered(key: string): boolean {
  try {
    return localStorage.getItem(PREFIX + key) === 'open';
  } catch {
    // Storage may be switched off; then nothing is remembered.
    return false;
  }
}

function remember(key: string, open: boolean): void {
  try {
    if (open) localStorage.setItem(PREFIX + key, 'open');
    else localStorage.removeItem(PREFIX + key);
  } catch {
    // As above.
  }
}
