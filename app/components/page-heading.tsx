import type { ReactNode } from 'react';
import styles from './page-heading.module.css';

export interface PageHeadingProps {
  /** Above: "Acme Freight and Northwind". */
  over?: ReactNode;
  title: ReactNode;
  /** Below: one sentence. */
  lead?: ReactNode;
  /** At most one primary button. */
  actions?: ReactNode;
}

export function PageHeading({ over, title, lead, actions }: PageHeadingProps) {
  return (
    <div className={styles.heading}>
      <div className={styles.words}>
        {over && <p className={styles.over}>{over}</p>}
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && (
        <div className={styles.actions} data-print="no">
          {actions}
        </div>
      )}
    </div>
  );
}
