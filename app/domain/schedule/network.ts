/** The steps as a checked network: numbered, each tie known from both its ends, and in an order of work. */
import { type Day, firstYear, lastYear, requireDay } from '#app/domain/day.ts';
import { fromDayNumber, toDayNumber } from '#app/domain/day-number.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { CountedCalendar } from '#app/domain/working-days.ts';
import type { ScheduleError, ScheduleInput, ScheduleStep } from './input.ts';

/** Its days as numbers (`day-number.ts`), read once however often the network is gone over. */
export interface NetworkStep extends Omit<ScheduleStep, 'dueDay' | 'endedOn'> {
  readonly dueDay: number | null;
  readonly endedOn: number | null;
}

export interface Network {
  readonly steps: readonly NetworkStep[];
  /** Places in `steps`, so that each stands behind all it waits for. */
  readonly order: readonly number[];
  /** What each step waits for, and what waits for it. */
  readonly waitsFor: readonly (readonly Tie[])[];
  readonly awaitedBy: readonly (readonly Tie[])[];
  readonly today: number;
  readonly liveDay: number | null;
  readonly calendar: CountedCalendar;
}

/** `step` starts behind the end of `before`; both are places. */
export interface Tie {
  readonly before: number;
  readonly step: number;
  readonly lag: number;
  readonly mustWait: boolean;
}

export const isOpenStep = (step: NetworkStep): boolean => step.endedOn === null;

/** Linear in steps and ties. */
export function networkOf(input: ScheduleInput): Result<Network, ScheduleError> {
  const { steps, today, liveDay, calendar } = input;
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const waitsFor: Tie[][] = steps.map(() => []);
  const awaitedBy: Tie[][] = steps.map(() => []);
  for (const [step, { id, duration, after }] of steps.entries()) {
    if (places.get(id) !== step) return err({ code: 'twice', id });
    if (!Number.isInteger(duration) || duration < 1) return err({ code: 'duration', id });
    for (const wait of after) {
      const before = places.get(wait.id);
      if (before === undefined) continue;
      if (!Number.isInteger(wait.lag) || wait.lag < 0 - steps[before]!.duration)
        return err({ code: 'lag', id });
      const tie = { before, step, lag: wait.lag, mustWait: wait.mustWait ?? false };
      waitsFor[step]!.push(tie);
      awaitedBy[before]!.push(tie);
    }
  }
  const order = orderOf(waitsFor, awaitedBy);
  if (order.length < steps.length)
    return err({ code: 'circle', path: circleIn(waitsFor, order).map((place) => steps[place]!.id) });
  return ok({
    steps: steps.map((step) => ({
      ...step,
      dueDay: numbered(step.dueDay),
      endedOn: numbered(step.endedOn),
    })),
    order,
    waitsFor,
    awaitedBy,
    today: toDayNumber(today),
    liveDay: numbered(liveDay),
    calendar,
  });
}

const numbered = (day: Day | null): number | null => (day === null ? null : toDayNumber(day));

/** The ties stand: only the days that are promised change. */
export function withDueDays(
  network: Network,
  dueDayOf: (step: NetworkStep, place: number) => number | null,
): Network {
  const steps = network.steps.map((step, place) => {
    const dueDay = dueDayOf(step, place);
    return dueDay === step.dueDay ? step : { ...step, dueDay };
  });
  return { ...network, steps };
}

/** Without those that wait in a circle, and those behind one. */
function orderOf(waitsFor: Tie[][], awaitedBy: Tie[][]): number[] {
  const open = waitsFor.map((ties) => ties.length);
  const order = [...open.keys()].filter((place) => open[place] === 0);
  // Grows while it is walked.
  for (const place of order)
    for (const { step } of awaitedBy[place]!) {
      open[step]!--;
      if (open[step] === 0) order.push(step);
    }
  return order;
}

/** Whoever has no place in the order waits for another without one; following that must come round. */
function circleIn(waitsFor: Tie[][], order: number[]): number[] {
  const placed = new Set(order);
  const path: number[] = [];
  const at = new Map<number, number>();
  for (let place = waitsFor.findIndex((_, each) => !placed.has(each)); ; ) {
    const begun = at.get(place);
    if (begun !== undefined) return path.slice(begun);
    at.set(place, path.length);
    path.push(place);
    place = waitsFor[place]!.find(({ before }) => !placed.has(before))!.before;
  }
}

const firstDay = requireDay(`${firstYear}-01-01`);
const lastDay = requireDay(`${lastYear}-12-31`);
const [firstNumber, lastNumber] = [toDayNumber(firstDay), toDayNumber(lastDay)];

/** Beyond the known years their first and last day stand for all the others: no page fails on a far forecast. */
export function dayAt(number: number): Day {
  if (number <= firstNumber) return firstDay;
  if (number >= lastNumber) return lastDay;
  const known = days.get(number);
  if (known) return known;
  const day = requireDay(fromDayNumber(number));
  days.set(number, day);
  return day;
}

/** No more than the known years have. */
const days = new Map<number, Day>();
