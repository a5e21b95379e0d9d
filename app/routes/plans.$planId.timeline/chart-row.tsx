import {
  type BarRow,
  barHeight,
  type GroupRow,
  type Layout,
  type PaceMark,
  rowHeight,
} from '#app/domain/timeline/layout.ts';
import type { Bar } from '#app/domain/timeline/timeline.ts';
import { barLabel, groupLabel } from '#app/domain/timeline/timeline-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './bars.module.css';
import { round } from './chart-ground.tsx';

export function Row({ row, layout }: { row: Layout['rows'][number]; layout: Layout }) {
  return row.kind === 'group' ? <GroupDrawn row={row} /> : <BarDrawn row={row} width={layout.width} />;
}

/** A milestone: its diamond on its day, over a thin line from its first step to its last. */
function GroupDrawn({ row: { group, x, y, span, pace } }: { row: GroupRow }) {
  const { today } = useEditing();
  const look = group.isReached ? styles.reached : group.isDashed ? styles.dashedStone : undefined;
  return (
    <svg role="img" className={styles.group} aria-label={groupLabel(group, today)}>
      {span && <path d={`M${round(span.x)} ${y}h${round(span.width)}`} className={styles.span} />}
      {pace && <Pace from={x ?? pace.x} mark={pace} y={y} isStone />}
      {x !== null && <path d={diamond(x, y)} className={classNames(styles.stone, look)} />}
    </svg>
  );
}

const diamond = (x: number, y: number): string => `M${round(x)} ${y - 7}l7 7-7 7-7-7z`;

/** A step: its bar, and dotted from there to where today's pace leads. The whole height of the row opens it. */
function BarDrawn({ row: { bar, drawn, y, pace }, width: all }: { row: BarRow; width: number }) {
  const { plan, today } = useEditing();
  const { step, look } = bar;
  const hit = drawn
    ? { x: drawn.x - 2, width: Math.max(24, (pace ? pace.x : drawn.x + drawn.width) - drawn.x) + 4 }
    : { x: 1, width: all - 2 };
  return (
    <a
      href={paths.planStep(plan.id, step.id)}
      aria-label={barLabel(plan, bar, today)}
      data-drawn={step.id}
      className={classNames(styles.bar, styles[bar.side], styles[look])}
    >
      {bar.isPrivate && (
        <rect
          x={0}
          y={y - rowHeight / 2}
          width={all}
          height={rowHeight}
          className={styles[`only-${step.layer}`]}
        />
      )}
      <rect
        x={round(hit.x)}
        y={y - rowHeight / 2 + 1}
        width={round(hit.width)}
        height={rowHeight - 2}
        rx={5}
        className={styles.hit}
      />
      {drawn && <Body bar={bar} y={y} {...drawn} />}
      {drawn && pace && <Pace from={drawn.x + drawn.width} mark={pace} y={y} />}
    </a>
  );
}

function Body({ bar, x, y, width }: { bar: Bar; x: number; y: number; width: number }) {
  return (
    <>
      {bar.look === 'skipped' ? (
        <path d={`M${round(x)} ${y}h${round(width)}`} className={styles.gone} />
      ) : (
        <rect
          x={round(x + 1)}
          y={y - barHeight / 2}
          width={round(width - 2)}
          height={barHeight}
          rx={bar.step.type === 'approval' ? 2 : barHeight / 2}
          className={styles.body}
        />
      )}
      {bar.isDecisive && <path d={`M${round(x)} ${y + 11}h${round(width)}`} className={styles.underline} />}
    </>
  );
}

function Pace({ from, mark, y, isStone }: { from: number; mark: PaceMark; y: number; isStone?: boolean }) {
  return (
    <>
      <path d={`M${round(from)} ${y}H${round(mark.x)}`} className={styles.slip} />
      <path
        d={isStone ? diamond(mark.x, y) : `M${round(mark.x)} ${y - 6}v12`}
        className={classNames(styles.paceEnd, isStone && styles.stone)}
      />
      <text x={round(mark.labelX)} y={y} className={styles.paceLabel}>
        {mark.label}
      </text>
    </>
  );
}
