import type { ReactNode } from 'react';
import { DayText } from '#app/components/day-text.tsx';
import { Node } from '#app/components/node.tsx';
import { classNames } from '#app/ui/class-names.ts';
import styles from './rail.module.css';

export interface MilestoneHeadingProps {
  /** For `aria-labelledby` of the section around it. */
  id?: string;
  /** Its words, or the way to change them. */
  name: ReactNode;
  reached?: boolean;
  /** "Fri 18 Dec"; for a reached one "reached Fri 20 Nov, on the day". */
  day?: string;
  iso?: string;
  /** "11 Feb" */
  pace?: string;
  /** The day is only offered or in outline. */
  dashed?: boolean;
  /** "1 of 4 shared", "runs beside Case made". */
  facts?: readonly string[];
  /** The line begins here. */
  first?: boolean;
  /** The line ends here: no step follows. */
  last?: boolean;
  actions?: ReactNode;
}

/** A milestone's outcome as the heading over its steps, on the line. */
export function MilestoneHeading(props: MilestoneHeadingProps) {
  const { id, name, reached, day, iso, pace, dashed, facts = [], first, last, actions } = props;
  return (
    <div
      className={classNames(styles.stone, reached && styles.done, first && styles.first, last && styles.last)}
    >
      <span className={styles.node}>
        <Node kind="milestone" state={reached ? 'done' : dashed ? 'dashed' : 'open'} />
      </span>
      <div className={styles.heading}>
        <h2 id={id}>{name}</h2>
        {day && (
          <span>
            <DayText day={day} iso={iso} pace={pace} faded={dashed} />
          </span>
        )}
        {facts.length > 0 && <span>{facts.join(', ')}</span>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
