import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  picture?: ReactNode;
  /** One sentence. */
  title?: ReactNode;
  children?: ReactNode;
  /** One button, rarely two. */
  actions?: ReactNode;
}

export function EmptyState({ picture, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {picture}
      {title != null && <p className={styles.title}>{title}</p>}
      {children != null && <p className={styles.words}>{children}</p>}
      {actions != null && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
