import type { ReactNode } from 'react';
import { AnswerMore } from './answers.tsx';
import styles from './row-more.module.css';

export interface RowMoreProps {
  /** Read aloud: "Change: The form". */
  name: string;
  open?: boolean;
  children: (close: () => void) => ReactNode;
}

/** At the end of a row: what can be changed about it, opened beneath the row. Stands in a `MoreRow`. */
export const RowMore = ({ name, open, children }: RowMoreProps) => (
  <AnswerMore label="···" name={name} open={open} look="bare" size="s">
    {(close) => <div className={styles.ways}>{children(close)}</div>}
  </AnswerMore>
);

export const MoreRow = ({ as: Tag = 'div', children }: { as?: 'div' | 'li'; children: ReactNode }) => (
  <Tag className={styles.row}>{children}</Tag>
);
