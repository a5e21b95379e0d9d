import type { ReactNode } from 'react';
import styles from './sentence-bar.module.css';

export interface SentenceBarProps {
  /** "Live Fri 12 Mar. On today's pace Thu 18 Mar, because …" */
  children: ReactNode;
  /** "Waiting for Dana since Thu. Next meeting Tue 1 Dec, 15:00." */
  end?: ReactNode;
}

/** How the plan stands, in whole sentences under its line. */
export const SentenceBar = ({ children, end }: SentenceBarProps) => (
  <div className={styles.bar}>
    <p>{children}</p>
    {end && <p>{end}</p>}
  </div>
);
