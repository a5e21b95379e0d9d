import type { ReactNode } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import styles from './rail.module.css';

export interface StepListProps {
  /** The milestone's heading. */
  labelledBy?: string;
  /** Keeps a column free at the end of every row. */
  withActions?: boolean;
  children: ReactNode;
}

/** The steps of a milestone, in order. */
export const StepList = ({ labelledBy, withActions, children }: StepListProps) => (
  <ol className={classNames(styles.list, withActions && styles.withActions)} aria-labelledby={labelledBy}>
    {children}
  </ol>
);

/** A quiet line among the steps: what is folded, or a place to add. */
export const RailNote = ({ children, last }: { children: ReactNode; last?: boolean }) => (
  <div className={classNames(styles.fold, last && styles.last)}>{children}</div>
);
