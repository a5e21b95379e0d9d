/** Where everything of a timeline is drawn: rows one below the other, days from left to right. In px. */
import { bareDay, type Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { type Arrow, arrowsBetween, type Ends } from './arrows.ts';
import { type Flag, placeFlags } from './flags.ts';
import { type Frame, frameOf, type Scale, xOf } from './frame.ts';
import { type DaysOff, daysOffIn, type Tick, ticksOf } from './ticks.ts';
import type { Bar, Group, Timeline } from './timeline.ts';

export const rowHeight = 30;
export const barHeight = 12;
/** One day in months is the dot or the square that stands for a step elsewhere. */
const narrowest = barHeight + 2;
const lane = 17;
const calendar = 24;
/** Between a mark and its words. */
const beside = 8;

/** Where today's pace leads. */
export interface PaceMark {
  x: number;
  label: string;
  labelX: number;
}

export interface BarRow {
  kind: 'bar';
  bar: Bar;
  /** The middle of the row. */
  y: number;
  /** Null where nobody has named a day: nothing stands on a day it does not have. */
  drawn: { x: number; width: number } | null;
  pace: PaceMark | null;
}

export interface GroupRow {
  kind: 'group';
  group: Group;
  y: number;
  /** The middle of its diamond; null without a day. */
  x: number | null;
  /** From its first bar to its last. */
  span: { x: number; width: number } | null;
  pace: PaceMark | null;
}

export interface Layout {
  frame: Frame;
  width: number;
  height: number;
  /** Above the rows. */
  head: number;
  flags: Flag[];
  ticks: Tick[];
  daysOff: DaysOff;
  rows: (GroupRow | BarRow)[];
  arrows: Arrow[];
}

export function layOutTimeline(timeline: Timeline, scale: Scale): Layout {
  const frame = frameOf(timeline, scale);
  const flags = flagsOf(timeline, frame);
  const head = calendar + lane * (1 + Math.max(...flags.map((flag) => flag.lane)));
  const rows: Layout['rows'] = [];
  const ends = new Map<string, Ends>();
  let y = head + rowHeight / 2;
  for (const group of timeline.groups) {
    const bars = group.bars.map((bar, at) => barRow(frame, bar, y + (at + 1) * rowHeight));
    rows.push(groupRow(frame, group, bars, y), ...bars);
    for (const { bar, drawn, y } of bars)
      if (drawn) ends.set(bar.step.id, { x: drawn.x, right: drawn.x + drawn.width, y });
    y += (bars.length + 1) * rowHeight;
  }
  return {
    frame,
    width: frame.width,
    height: y - rowHeight / 2,
    head,
    flags,
    ticks: ticksOf(frame),
    daysOff: daysOffIn(frame, timeline.calendars),
    rows,
    arrows: arrowsBetween(timeline.ties, ends, rowHeight),
  };
}

/** The middle of the lane of a flag. */
export const flagY = ({ head }: Layout, flag: Flag): number => head - calendar - lane * (flag.lane + 0.5);

const noonOf = (frame: Frame, day: Day): number => xOf(frame, toDayNumber(day) + 0.5);
const endOf = (frame: Frame, day: Day): number => xOf(frame, toDayNumber(day) + 1);

function flagsOf({ today, live }: Timeline, frame: Frame): Flag[] {
  return placeFlags(frame, [
    { kind: 'today', label: 'Today', x: noonOf(frame, today) },
    ...(live
      ? [{ kind: 'live' as const, label: `Live ${bareDay(live.day)}`, x: noonOf(frame, live.day) }]
      : []),
    ...(live?.pace
      ? [{ kind: 'pace' as const, label: `→ ${bareDay(live.pace)}`, x: noonOf(frame, live.pace) }]
      : []),
  ]);
}

function barRow(frame: Frame, bar: Bar, y: number): BarRow {
  const right = endOf(frame, bar.end);
  const width = Math.max(narrowest, right - xOf(frame, toDayNumber(bar.start)));
  return {
    kind: 'bar',
    bar,
    y,
    drawn: bar.isGuess ? null : { x: right - width, width },
    pace: bar.pace && paceMark(endOf(frame, bar.pace), bar.pace),
  };
}

function groupRow(frame: Frame, group: Group, bars: readonly BarRow[], y: number): GroupRow {
  const spans = bars.flatMap(({ drawn }) => drawn ?? []);
  const from = Math.min(...spans.map(({ x }) => x));
  const to = Math.max(...spans.map(({ x, width }) => x + width));
  return {
    kind: 'group',
    group,
    y,
    x: group.day && noonOf(frame, group.day),
    span: spans.length > 0 ? { x: from, width: to - from } : null,
    pace: group.pace && paceMark(noonOf(frame, group.pace), group.pace),
  };
}

/** The calendar above says the year. */
const paceMark = (x: number, day: Day): PaceMark => ({
  x,
  label: `→ ${bareDay(day)}`,
  labelX: x + beside,
});
