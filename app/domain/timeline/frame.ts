/** The days of a timeline as places on paper, at one of two scales. Days are numbers here (`day-number.ts`). */
import { toDayNumber } from '#app/domain/day-number.ts';
import type { Timeline } from './timeline.ts';

export const scales = ['weeks', 'months'] as const;
export type Scale = (typeof scales)[number];

export interface Frame {
  scale: Scale;
  /** The first day and the day behind the last one. */
  from: number;
  to: number;
  /** In px, as everything drawn. */
  perDay: number;
  width: number;
}

/** What a page of paper across or a desk has room for beside the names. */
const room = 872;
/** A day typed a century off must not make a drawing nobody can open. */
const widest = 24_000;
/** Beside the first and behind the last day there is room for a label. */
const margin = 78;
const perDayOf = { weeks: { least: 22, most: 22 }, months: { least: 2.4, most: 9 } };

export function frameOf(timeline: Timeline, scale: Scale): Frame {
  const { first, last } = spanOf(timeline);
  const days = last - first + 1;
  const { least, most } = perDayOf[scale];
  // Each margin is rounded up to a day, and the first down to a Monday.
  const fitting = (room - 2 * margin) / (days + 8);
  const perDay = Math.min(Math.max(least, Math.min(most, fitting)), (widest - 2 * margin) / days);
  const before = Math.ceil(margin / perDay);
  // A Monday, so that weeks begin where they do on paper.
  const from = mondayOf(first - before);
  const to = Math.max(last + 1 + before, from + Math.ceil(room / perDay));
  return { scale, from, to, perDay, width: Math.ceil((to - from) * perDay) };
}

/** The one in which the whole plan is seen at once and is largest. */
export function scaleFor(timeline: Timeline): Scale {
  const { first, last } = spanOf(timeline);
  return (last - first + 1) * perDayOf.weeks.most <= room ? 'weeks' : 'months';
}

function spanOf({ groups, today, live }: Timeline): { first: number; last: number } {
  let first = toDayNumber(today);
  let last = first;
  const reach = (day: string | null | undefined) => {
    if (!day) return;
    const number = toDayNumber(day);
    first = Math.min(first, number);
    last = Math.max(last, number);
  };
  reach(live?.day);
  reach(live?.pace);
  for (const group of groups) {
    reach(group.day);
    reach(group.pace);
    for (const bar of group.bars) {
      if (bar.isGuess) continue;
      reach(bar.start);
      reach(bar.end);
      reach(bar.pace);
    }
  }
  return { first, last };
}

// Day 0 was a Thursday, so day -3 was a Monday.
const mondayOf = (day: number): number => Math.floor((day + 3) / 7) * 7 - 3;

/** Where a day begins. */
export const xOf = ({ from, perDay }: Frame, day: number): number => (day - from) * perDay;
