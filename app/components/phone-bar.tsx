import type { ReactNode } from 'react';
import { BackIcon } from '#app/ui/icons.tsx';
import { Mark } from './mark.tsx';
import styles from './phone-bar.module.css';

export interface PhoneBarProps {
  /** "Acme Freight and Northwind", beside the mark. */
  title?: string;
  /** Where the mark leads. */
  href?: string;
  /** The address of the workspace's mark. */
  mark?: string | null;
  /** Instead of mark and title: one level up. */
  back?: { label: string; href: string };
  /** At the right: what is saved, the reader's avatar. */
  children?: ReactNode;
}

export function PhoneBar({ title, href, mark, back, children }: PhoneBarProps) {
  return (
    <header className={styles.bar} data-bar="top">
      {back ? (
        <a className={styles.back} href={back.href}>
          <BackIcon size={20} aria-hidden="true" />
          {back.label}
        </a>
      ) : (
        <>
          <Mark href={href} picture={mark} />
          <span className={styles.title}>{title}</span>
        </>
      )}
      <div className={styles.right}>{children}</div>
    </header>
  );
}
