import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

export interface NoticeProps {
  tone?: 'quiet' | 'ok' | 'warn' | 'bad' | 'need';
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set when it appears in answer to what the reader just did. */
  announce?: boolean;
}

/** A sentence about the whole page or form. `need` is dashed: something is still open. */
export function Notice({ tone = 'quiet', title, children, actions, announce }: NoticeProps) {
  return (
    <div
      className={classNames(styles.notice, styles[tone])}
      role={announce ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      {title != null && <p className={styles.title}>{title}</p>}
      {children != null && <div className={styles.words}>{children}</div>}
      {actions != null && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What is wrong with the whole of a form, rather than with a field of it. */
export const FormTrouble = ({ children }: { children?: ReactNode }) =>
  children ? (
    <Notice tone="bad" announce>
      {children}
    </Notice>
  ) : null;
