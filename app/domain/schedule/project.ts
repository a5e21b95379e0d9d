/**
 * Where the plan stands on today's pace. An ended step ends on its day. An open one ends on the latest of its due
 * day, today, and its own working days behind the end of each step before it; without a due day it starts today at
 * the earliest. A skipped step takes no time: who waited for it waits for what it waited for, and the lag before it
 * falls away with it.
 */
import type { Day } from '#app/domain/day.ts';
import type { CountedCalendar } from '#app/domain/working-days.ts';
import { type Driver, type Ends, endsOf, startOf } from './forward.ts';
import { dayAt, type Network, type NetworkStep } from './network.ts';

export interface Projection {
  /** By id. */
  readonly steps: ReadonlyMap<string, ProjectedStep>;
  readonly live: ProjectedLive;
  /** For what reckons on from here. */
  readonly ends: Ends;
}

export interface ProjectedStep {
  /** The first of the working days it takes to end on `end`; of a skipped step, `end`. */
  readonly start: Day;
  readonly end: Day;
  /** Working days of its own that the end is behind its due day. */
  readonly late: number;
  readonly driver: Driver;
}

export interface ProjectedLive {
  /** The live day, or the end of the last step where that is later; null without either. */
  readonly day: Day | null;
  /** Working days behind the live day; 0 if it fits, and without one. */
  readonly lateBy: number;
}

export function project(network: Network): Projection {
  const ends = endsOf(network);
  const steps = new Map(
    network.steps.map((step, place): [string, ProjectedStep] => [step.id, projectedStep(step, place, ends)]),
  );
  return { steps, live: projectedLive(network, ends), ends };
}

export function projectedStep(step: NetworkStep, place: number, ends: Ends): ProjectedStep {
  const end = ends.end[place]!;
  return {
    start: dayAt(step.isSkipped ? end : startOf(step, end)),
    end: dayAt(end),
    late: step.dueDay === null ? 0 : behind(step.dueDay, end, step.calendar),
    driver: ends.driver[place]!,
  };
}

export function projectedLive({ liveDay, calendar, steps }: Network, ends: Ends): ProjectedLive {
  const last = lastEnd(steps, ends);
  const day = liveDay === null || (last !== null && last > liveDay) ? last : liveDay;
  return {
    day: day === null ? null : dayAt(day),
    lateBy: day === null || liveDay === null ? 0 : behind(liveDay, day, calendar),
  };
}

/** The day a step was skipped says nothing about when the work is over. */
export const lastEnd = (steps: readonly NetworkStep[], { end }: Ends): number | null =>
  steps.reduce<number | null>((last, step, place) => {
    const own = end[place]!;
    return !step.isSkipped && (last === null || own > last) ? own : last;
  }, null);

/** Working days from one day to a later one, else 0. */
const behind = (day: number, end: number, { count }: CountedCalendar): number =>
  Math.max(0, count.upTo(end) - count.upTo(day));
