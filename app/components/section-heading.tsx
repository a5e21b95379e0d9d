import type { ReactNode } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import styles from './section-heading.module.css';

export interface SectionHeadingProps {
  id?: string;
  children: ReactNode;
  /** At the end of the line: a count, "not yet yours", a tag. */
  aside?: ReactNode;
  /** A whole sentence that opens a part of the page. */
  large?: boolean;
}

/** Over a card on a phone. */
export const SectionHeading = ({ id, children, aside, large }: SectionHeadingProps) => (
  <div className={classNames(styles.heading, large && styles.large)}>
    <h2 id={id}>{children}</h2>
    {aside != null && <span>{aside}</span>}
  </div>
);

/** One question beside the plan, parted by a hairline. */
export function AsideSection({ id, title, aside, children }: AsideSectionProps) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.title}>
        <h2 id={id}>{title}</h2>
        {aside != null && <span>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

export interface AsideSectionProps {
  id: string;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}
