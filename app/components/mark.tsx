import type { ReactNode } from 'react';
import styles from './mark.module.css';

export interface MarkProps {
  /** The company's or the product's name beside the drawing; without it the drawing is decoration. */
  name?: ReactNode;
  href?: string;
  size?: 'm' | 'l';
  /** The workspace's own picture, in place of the drawing. */
  picture?: string | null;
}

/** The line with both sides on it. */
export function Mark({ name, href, size = 'm', picture }: MarkProps) {
  const inside = (
    <>
      {picture ? (
        <img className={styles.picture} src={picture} alt="" height={24} />
      ) : (
        <Drawing size={size} />
      )}
      {name}
    </>
  );
  return href ? (
    <a className={styles.mark} href={href} aria-label={name ? undefined : 'Start'}>
      {inside}
    </a>
  ) : (
    <span className={styles.mark}>{inside}</span>
  );
}

const Drawing = ({ size }: Pick<MarkProps, 'size'>) => (
  <svg width={size === 'l' ? 33 : 22} height={size === 'l' ? 30 : 20} viewBox="0 0 22 20" aria-hidden="true">
    <path d="M1.5 10h19" strokeWidth="2.2" strokeLinecap="round" className={styles.line} />
    <rect x="4" y="6.6" width="6.8" height="6.8" rx="2.2" className={styles.seller} />
    <circle cx="15.2" cy="10" r="3.4" className={styles.buyer} />
  </svg>
);
