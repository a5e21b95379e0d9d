import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

export interface VisuallyHiddenProps {
  as?: 'span' | 'legend';
  children: ReactNode;
}

/** Read aloud, not drawn. */
export const VisuallyHidden = ({ as: Tag = 'span', children }: VisuallyHiddenProps) => (
  <Tag className={styles.hidden}>{children}</Tag>
);
