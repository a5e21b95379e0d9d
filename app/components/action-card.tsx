import type { ReactNode } from 'react';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { CardItem } from '#app/ui/card.tsx';
import styles from './action-card.module.css';

export interface ActionCardProps {
  as?: 'div' | 'li' | 'article';
  title: string;
  href?: string;
  /** "1 day late", before the rest of the line. */
  late?: string;
  /** "agreed for Thu 26 Nov" */
  sub?: ReactNode;
  /** A circle at the end instead of buttons: `TickButton`. */
  tick?: ReactNode;
  /** Up to three buttons, or one-button forms. */
  children?: ReactNode;
}

/** What waits for the reader, inside a `Card`: the step, its day, and the answers. */
export function ActionCard({ as, title, href, late, sub, tick, children }: ActionCardProps) {
  const words = (
    <>
      {late && <span className={styles.late}>{late}</span>}
      {late && sub && ', '}
      {sub}
    </>
  );
  return (
    <CardItem
      as={as}
      title={title}
      href={href}
      sub={late || sub ? words : undefined}
      end={tick && <div className={styles.tick}>{tick}</div>}
    >
      {children && <ButtonRow fill>{children}</ButtonRow>}
    </CardItem>
  );
}

export interface TickButtonProps {
  /** "Done: Business case drafted together" */
  label: string;
  done?: boolean;
  name?: string;
  value?: string;
  onClick?: () => void;
}

/** A circle to tick; sends the form around it. */
export const TickButton = ({ label, done, ...rest }: TickButtonProps) => (
  <button type="submit" className={styles.button} aria-label={label} data-done={done || undefined} {...rest}>
    <span className={styles.circle} />
  </button>
);
