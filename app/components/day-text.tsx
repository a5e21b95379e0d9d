import { classNames } from '#app/ui/class-names.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './day-text.module.css';

export interface DayTextProps {
  /** Already in words: "Fri 12 Mar". */
  day: string;
  /** `2027-03-12`, for machines. */
  iso?: string;
  /** "18 Mar", where today's pace is a working day or more later. */
  pace?: string;
  /** An agreed day that has passed. */
  late?: boolean;
  /** Nobody has confirmed it for a while. */
  faded?: boolean;
}

export function DayText({ day, iso, pace, late, faded }: DayTextProps) {
  return (
    <>
      <time dateTime={iso} className={classNames(styles.day, late && styles.late, faded && styles.faded)}>
        {day}
      </time>
      {pace && (
        <>
          {' '}
          <PaceText pace={pace} />
        </>
      )}
    </>
  );
}

/** "→ 18 Mar" in amber: where today's pace leads. */
export const PaceText = ({ pace }: { pace: string }) => (
  <span className={styles.pace}>
    <span aria-hidden="true">→ </span>
    <VisuallyHidden>, on today's pace </VisuallyHidden>
    {pace}
  </span>
);
