import type { CSSProperties } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import { Node } from './node.tsx';
import styles from './plan-line-mini.module.css';

export interface PlanLineMiniProps {
  items: readonly { id: string; x: number; reached?: boolean; dashed?: boolean }[];
  now: number;
  /** Nothing is agreed after today: the ring is dashed and empty. */
  stopped?: boolean;
  /** The live day slips on today's pace: its diamond is amber. */
  late?: boolean;
  ariaLabel: string;
}

/** The line as a row of the plans board. */
export function PlanLineMini({ items, now, stopped, late, ariaLabel }: PlanLineMiniProps) {
  const live = items.reduce((last, item) => Math.max(last, item.x), 0);
  return (
    <span className={styles.mini} role="img" aria-label={ariaLabel}>
      <span className={styles.inner} style={{ '--now': now } as CSSProperties}>
        <span className={styles.ahead} />
        <span className={styles.behind} />
        {items.map((item) => (
          <span
            key={item.id}
            className={classNames(styles.place, late && item.x === live && styles.late)}
            style={{ '--x': item.x } as CSSProperties}
          >
            <Node kind="milestone" size="s" state={item.reached ? 'done' : item.dashed ? 'dashed' : 'open'} />
          </span>
        ))}
        <span className={styles.place} style={{ '--x': now } as CSSProperties}>
          <Node kind="task" size="s" state={stopped ? 'dashed' : 'now'} />
        </span>
      </span>
    </span>
  );
}
