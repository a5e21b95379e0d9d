/** The forward pass: when each step ends, and what makes it end then. */
import type { Network, NetworkStep } from './network.ts';

/** Why a step ends when it does: it has ended, its promise, today, or the step before. Of equals, the first. */
export type Driver = { by: 'fact' | 'dueDay' | 'today' } | { by: 'step'; id: string };

export interface Ends {
  readonly end: readonly number[];
  /** What those behind it wait for: its end, or of a skipped step the last end of those before it. */
  readonly passedOn: readonly number[];
  readonly driver: readonly Driver[];
}

/** A skipped step with nothing before it holds nobody up. */
export const never = Number.NEGATIVE_INFINITY;

/** The day a step ends that starts as soon as it may after one that ends on `end`. */
export function endBehind({ calendar: { count }, duration }: NetworkStep, end: number, lag: number): number {
  return end === never ? never : count.nth(count.upTo(end) + lag + duration);
}

/** The first day of an end before it that is late enough to make a step end on `end`; a day off no wait leads to. */
export function decidesFrom(
  { calendar: { count }, duration }: NetworkStep,
  end: number,
  lag: number,
): number {
  const worked = count.upTo(end);
  return count.nth(worked) === end ? count.nth(worked - lag - duration) : Number.POSITIVE_INFINITY;
}

/** The day a step ends that starts on `day`, or on the next working day. */
export const endFrom = ({ calendar: { count }, duration }: NetworkStep, day: number): number =>
  count.nth(count.upTo(day - 1) + duration);

/** The first of the working days that a step takes to end on `end`. */
export const startOf = ({ calendar: { count }, duration }: NetworkStep, end: number): number =>
  count.nth(count.upTo(end) - duration + 1);

export const workingDay = ({ calendar: { count } }: NetworkStep, day: number): number =>
  count.nth(count.upTo(day - 1) + 1);

export function endsOf(network: Network): Ends {
  const { steps, order, waitsFor, today } = network;
  const end: number[] = new Array(steps.length).fill(0);
  const passedOn: number[] = new Array(steps.length).fill(never);
  const driver: Driver[] = new Array(steps.length).fill({ by: 'fact' });
  /** Who stands behind what a step passes on; another step only where that one is skipped. */
  const source: string[] = steps.map(({ id }) => id);

  for (const place of order) {
    const step = steps[place]!;
    const ties = waitsFor[place]!;
    if (step.endedOn !== null) {
      end[place] = step.endedOn;
      if (!step.isSkipped) passedOn[place] = end[place];
      else
        for (const { before } of ties)
          if (passedOn[before]! > passedOn[place]!) {
            passedOn[place] = passedOn[before]!;
            source[place] = source[before]!;
          }
      continue;
    }
    // A promise is kept until facts say otherwise: a step with a due day is taken to have begun in time.
    const now = step.dueDay === null ? endFrom(step, today) : workingDay(step, today);
    const due = step.dueDay ?? never;
    let last = Math.max(due, now);
    let by: Driver = { by: due >= now ? 'dueDay' : 'today' };
    for (const { before, lag } of ties) {
      const behind = endBehind(step, passedOn[before]!, lag);
      if (behind > last) {
        last = behind;
        by = { by: 'step', id: source[before]! };
      }
    }
    end[place] = last;
    passedOn[place] = last;
    driver[place] = by;
  }
  return { end, passedOn, driver };
}
