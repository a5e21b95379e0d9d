import type { ReactNode } from 'react';
import { Avatar, type AvatarPerson } from './avatar.tsx';
import styles from './person-row.module.css';

export interface PersonRowProps extends AvatarPerson {
  as?: 'div' | 'li';
  name: string;
  you?: boolean;
  /** "leads this at Acme", "decides", "legal". */
  part?: ReactNode;
  /** A chip or words at the end: "Invited Tue 24 Nov". */
  note?: ReactNode;
  actions?: ReactNode;
  href?: string;
}

export function PersonRow({
  as: Tag = 'div',
  name,
  you,
  part,
  note,
  actions,
  href,
  ...face
}: PersonRowProps) {
  return (
    <Tag className={styles.person}>
      <Avatar {...face} />
      <div className={styles.words}>
        <span>
          <b>{href ? <a href={href}>{name}</a> : name}</b>
          {you && ', you'}
        </span>
        {part && <span className={styles.part}>{part}</span>}
      </div>
      {note && <div className={styles.note}>{note}</div>}
      {actions}
    </Tag>
  );
}
