import type { ReactNode } from 'react';
import styles from './person-list.module.css';
import { PersonRow, type PersonRowProps } from './person-row.tsx';

/** People one under the other, with lines between them. */
export const PersonList = ({ children }: { children: ReactNode }) => (
  <ul className={styles.list}>{children}</ul>
);

/** One of them; beneath the name what is said of them and may be done about them. */
export const PersonItem = ({ children, ...person }: Omit<PersonRowProps, 'as'> & { children: ReactNode }) => (
  <li className={styles.item}>
    <PersonRow {...person} />
    <div className={styles.beneath}>{children}</div>
  </li>
);

/** The forms about one of them. */
export const PersonForms = ({ children }: { children: ReactNode }) => (
  <div className={styles.forms}>{children}</div>
);
