import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import styles from './card.module.css';
import { classNames } from './class-names.ts';

export interface CardProps extends ComponentPropsWithoutRef<'div'> {
  as?: 'div' | 'ul' | 'ol' | 'section' | 'dl';
  children: ReactNode;
}

/** A sheet of paper; its items are parted by hairlines, never by more boxes. */
export function Card({ as: Tag = 'div', className, ...rest }: CardProps) {
  // A `div`'s attributes fit every tag in `as`; TypeScript cannot tell that across the union.
  const Sheet = Tag as 'div';
  return <Sheet className={classNames(styles.card, className)} {...rest} />;
}

export interface CardItemProps {
  as?: 'div' | 'li' | 'article';
  title?: ReactNode;
  /** Makes the title a link. */
  href?: string;
  sub?: ReactNode;
  /** Before the words: an avatar, a node, a day. */
  lead?: ReactNode;
  /** After the words: a tick, an arrow. */
  end?: ReactNode;
  /** Beneath: buttons, a form. */
  children?: ReactNode;
}

export function CardItem({ as: Tag = 'div', title, href, sub, lead, end, children }: CardItemProps) {
  return (
    <Tag className={styles.item}>
      {lead}
      <div className={styles.words}>
        {title != null && <span className={styles.title}>{href ? <a href={href}>{title}</a> : title}</span>}
        {sub != null && <span className={styles.sub}>{sub}</span>}
      </div>
      {end}
      {children != null && <div className={styles.below}>{children}</div>}
    </Tag>
  );
}
