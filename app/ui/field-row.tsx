import type { ReactNode } from 'react';
import styles from './field-row.module.css';

/** One field with its button at its end. */
export const FieldRow = ({ children }: { children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
);
