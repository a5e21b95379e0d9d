import type { CSSProperties } from 'react';
import { classNames } from '#app/ui/class-names.ts';
import { Node } from './node.tsx';
import styles from './plan-line.module.css';
import {
  type LineWidth,
  type LineWords,
  lineWidths,
  oneLineEm,
  type Place,
  placeLabels,
} from './plan-line-labels.ts';

export interface PlanLineItem {
  id: string;
  name: string;
  /** "Fri 18 Dec". */
  day: string;
  /** "18 Dec", where the line is narrow. */
  shortDay?: string;
  /** Its place between the first day (0) and the end of the line (1). */
  x: number;
  reached?: boolean;
  /** No agreed day yet. */
  dashed?: boolean;
}

export interface PlanLineProps {
  items: readonly PlanLineItem[];
  now: number;
  /** Where the live day lies; beyond it the line is dotted up to today's pace. */
  liveX?: number;
  /** "Thu 18 Mar on today's pace". */
  pace?: string;
  startLabel?: string;
  todayLabel?: string;
  /** As few words as on the narrowest screen. */
  compact?: boolean;
  /** The whole line in one sentence; the drawing itself is not read aloud. */
  ariaLabel: string;
}

const widths = Object.keys(lineWidths) as LineWidth[];
const at = (x: number) => ({ '--x': Math.min(1, Math.max(0, x)) }) as CSSProperties;

/** The plan lying down: black is behind us, grey ahead. */
export function PlanLine(props: PlanLineProps) {
  const { items, now, pace, startLabel, todayLabel = 'Today', compact, ariaLabel } = props;
  const inOrder = [...items].sort((one, other) => one.x - other.x);
  const liveX = props.liveX ?? inOrder.at(-1)?.x ?? 1;
  const isPast = (inOrder.at(-1)?.x ?? 0) > liveX;
  const placed = Object.fromEntries(
    widths.map((width) => [width, placeLabels(wordsAt(props, width), compact ? 'tiny' : width)]),
  ) as Record<LineWidth, ReturnType<typeof placeLabels>>;
  const sides = (find: (width: LineWidth) => Place | undefined) =>
    Object.fromEntries(widths.map((width) => [`data-${width}`, find(width)?.side ?? 'none']));
  const ems = (find: (width: LineWidth) => Place | undefined) =>
    Object.fromEntries(widths.map((width) => [`--${width}`, `${find(width)?.em ?? 0}em`])) as CSSProperties;
  const room = Object.fromEntries(
    widths.flatMap((width) => [
      [`--above-${width}`, placed[width].above],
      [`--below-${width}`, placed[width].below],
    ]),
  ) as CSSProperties;

  return (
    <div className={styles.line} role="img" aria-label={ariaLabel}>
      <div className={styles.inner} style={room}>
        {inOrder.map((item, index) => (
          <span
            key={item.id}
            className={classNames(styles.ahead, item.dashed && styles.dashed)}
            style={{ ...at(inOrder[index - 1]?.x ?? 0), '--to': Math.min(item.x, liveX) } as CSSProperties}
          />
        ))}
        {(pace || isPast) && <span className={styles.slip} style={at(liveX)} />}
        <span className={styles.behind} style={at(now)} />
        <span className={styles.cap} />
        {startLabel && (
          <span className={classNames(styles.label, styles.start)} {...sides((width) => placed[width].start)}>
            {startLabel}
          </span>
        )}
        {inOrder.map((item) => (
          <span key={item.id} style={at(item.x)} className={styles.item}>
            <span className={styles.place}>
              <Node kind="milestone" state={item.reached ? 'done' : item.dashed ? 'dashed' : 'open'} />
            </span>
            <span
              className={styles.label}
              style={ems((width) => placed[width].items[item.id])}
              {...sides((width) => placed[width].items[item.id])}
            >
              <b>{item.name}</b>
              <span className={styles.long}>{item.day}</span>
              <span className={styles.short}>{item.shortDay ?? item.day}</span>
            </span>
          </span>
        ))}
        <span className={styles.item} style={at(now)}>
          <span className={styles.place}>
            <Node kind="task" state="now" />
          </span>
          <span
            className={classNames(styles.label, styles.today)}
            style={{ '--w': `${oneLineEm(todayLabel)}em` } as CSSProperties}
          >
            {todayLabel}
          </span>
        </span>
        {pace && (
          <>
            <span className={classNames(styles.place, styles.paceNode)} style={at(1)}>
              <Node kind="milestone" state="open" size="s" />
            </span>
            <span className={classNames(styles.label, styles.pace)} {...sides((width) => placed[width].pace)}>
              {pace}
            </span>
          </>
        )}
      </div>
      <div className={styles.rest}>
        {inOrder.map((item) => (
          <span key={item.id} {...sides((width) => placed[width].items[item.id])}>
            <b>{item.name}</b> {item.shortDay ?? item.day}
          </span>
        ))}
      </div>
    </div>
  );
}

function wordsAt(props: PlanLineProps, width: LineWidth): LineWords {
  const narrow = width === 'tiny' || width === 'small';
  return {
    items: props.items.map((item) => ({ ...item, day: narrow ? (item.shortDay ?? item.day) : item.day })),
    now: props.now,
    todayLabel: props.todayLabel ?? 'Today',
    startLabel: props.startLabel,
    pace: props.pace,
  };
}
