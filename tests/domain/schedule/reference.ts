/**
 * The schedule once more, as slowly and as plainly as it can be said: days are walked one by one, ends are raised
 * until none rises any more, and slack is found by trying. It shares nothing with the real one but the calendar's
 * answer whether somebody works on a day.
 */
import { addDays, type Day } from '#app/domain/day.ts';
import type { ScheduleInput, ScheduleStep, Wait } from '#app/domain/schedule/input.ts';
import type { WorkingCalendar } from '#app/domain/working-days.ts';

/** Kept, because every day is asked for thousands of times. */
const neighbours = { after: new Map<Day, Day>(), before: new Map<Day, Day>() };
function beside(day: Day, way: 'after' | 'before'): Day {
  const known = neighbours[way].get(day);
  if (known) return known;
  const found = addDays(day, way === 'after' ? 1 : -1);
  neighbours[way].set(day, found);
  return found;
}
const tomorrow = (day: Day) => beside(day, 'after');
const yesterday = (day: Day) => beside(day, 'before');
const later = (a: Day, b: Day): Day => (a > b ? a : b);

export function countBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = tomorrow(day);
    if (calendar.isWorkingDay(day)) count++;
  }
  return from > to ? 0 - countBetween(to, from, calendar) : count;
}

/** The n-th working day after `day`; for n = 0 and below counted back from the last one up to `day`. */
function walk(day: Day, n: number, calendar: WorkingCalendar): Day {
  let current = day;
  for (let left = n; left > 0; ) {
    current = tomorrow(current);
    if (calendar.isWorkingDay(current)) left--;
  }
  if (n > 0) return current;
  for (let left = 1 - n; ; current = yesterday(current)) {
    if (calendar.isWorkingDay(current)) left--;
    if (left === 0) return current;
  }
}
export const nextWorkingDay = (day: Day, calendar: WorkingCalendar): Day => walk(day, 1, calendar);

/** What a step truly waits for: through skipped ones, to those they waited for. */
function trueWaits(input: ScheduleInput, step: ScheduleStep): Wait[] {
  return step.after.flatMap((wait) => {
    const before = input.steps.find(({ id }) => id === wait.id);
    if (!before) return [];
    if (!before.isSkipped) return [wait];
    return trueWaits(input, before).map(({ id }) => ({ id, lag: wait.lag }));
  });
}

const allTrueWaits = (input: ScheduleInput) =>
  new Map(input.steps.map((step) => [step.id, trueWaits(input, step)]));

function ownEnd({ endedOn, dueDay, calendar, duration }: ScheduleStep, today: Day): Day {
  if (endedOn) return endedOn;
  const before = yesterday(today);
  return dueDay ? later(dueDay, walk(before, 1, calendar)) : walk(before, duration, calendar);
}

/** `forced`: one step ends on that day, whatever else is so. */
export function referenceEnds(
  input: ScheduleInput,
  forced?: { id: string; end: Day },
  waits = allTrueWaits(input),
): Map<string, Day> {
  const ends = new Map(input.steps.map((step) => [step.id, ownEnd(step, input.today)]));
  if (forced) ends.set(forced.id, forced.end);
  for (let rose = true; rose; ) {
    rose = false;
    for (const step of input.steps) {
      if (step.endedOn || step.id === forced?.id) continue;
      for (const { id, lag } of waits.get(step.id)!) {
        const behind = walk(ends.get(id)!, lag + step.duration, step.calendar);
        if (behind <= ends.get(step.id)!) continue;
        ends.set(step.id, behind);
        rose = true;
      }
    }
  }
  return ends;
}

export function referenceLive(input: ScheduleInput, ends: Map<string, Day>): Day | null {
  const days = input.steps.flatMap(({ id, isSkipped }) => (isSkipped ? [] : [ends.get(id)!]));
  return [...days, ...(input.liveDay ? [input.liveDay] : [])].sort().at(-1) ?? null;
}

/** The step a working day later, and another, until the live day moves. */
export function referenceSlack(input: ScheduleInput, step: ScheduleStep): number {
  const waits = allTrueWaits(input);
  const now = referenceEnds(input, undefined, waits);
  const live = referenceLive(input, now);
  let end = now.get(step.id)!;
  for (let tries = 0; ; tries++) {
    end = nextWorkingDay(end, step.calendar);
    if (referenceLive(input, referenceEnds(input, { id: step.id, end }, waits)) !== live) return tries;
  }
}

/** Whether everything behind a step that ends on `end` could be over by the live day, were nothing else in the way. */
function fits(input: ScheduleInput, step: ScheduleStep, end: Day, liveDay: Day): boolean {
  if (end > liveDay) return false;
  return input.steps.every(
    (next) =>
      next.endedOn !== null ||
      trueWaits(input, next).every(
        ({ id, lag }) =>
          id !== step.id || fits(input, next, walk(end, lag + next.duration, next.calendar), liveDay),
      ),
  );
}

export function referenceSlackToLive(input: ScheduleInput, step: ScheduleStep): number | null {
  if (!input.liveDay) return null;
  const end = referenceEnds(input).get(step.id)!;
  let n = 0;
  // A day off at the end is nobody's working day, and so neither spare nor missing.
  if (fits(input, step, walk(end, 0, step.calendar), input.liveDay)) {
    while (fits(input, step, walk(end, n + 1, step.calendar), input.liveDay)) n++;
    return n;
  }
  do n--;
  while (!fits(input, step, walk(end, n, step.calendar), input.liveDay));
  return n;
}

/** The steps before it by which, on these ends, it could not end a day earlier. */
export function referenceDrivers(input: ScheduleInput, ends: Map<string, Day>, step: ScheduleStep): string[] {
  return trueWaits(input, step)
    .filter(({ id, lag }) => walk(ends.get(id)!, lag + step.duration, step.calendar) === ends.get(step.id))
    .map(({ id }) => id);
}
