import type { ReactNode } from 'react';
import styles from './activity-row.module.css';
import { Avatar, type AvatarPerson } from './avatar.tsx';

export interface ActivityRowProps {
  as?: 'div' | 'li';
  person: AvatarPerson;
  /** The sentence, with names in `<b>`. */
  children: ReactNode;
  /** "Today, 09:40" */
  when: string;
  iso?: string;
  /** Undo, or what it led to. */
  actions?: ReactNode;
}

export function ActivityRow({ as: Tag = 'div', person, children, when, iso, actions }: ActivityRowProps) {
  return (
    <Tag className={styles.event}>
      <Avatar {...person} size="s" />
      <div className={styles.words}>
        {children}
        <time dateTime={iso}>{when}</time>
      </div>
      {actions}
    </Tag>
  );
}
