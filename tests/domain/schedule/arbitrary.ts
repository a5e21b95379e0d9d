/** Random weeks with holidays, and random plans whose steps wait for one another in every way but a circle. */
import fc from 'fast-check';
import { addDays, type Day, requireDay, type Weekday } from '#app/domain/day.ts';
import { bothTogether, calendarOf, type SideCalendar } from '#app/domain/schedule/calendar.ts';
import type { ScheduleInput, ScheduleStep } from '#app/domain/schedule/input.ts';
import { type Network, networkOf } from '#app/domain/schedule/network.ts';

/** The same every time: what was met is mended, and what is new is looked for with another seed. */
export const runs = { numRuns: 1000, seed: 20_261_122 };
export const midDay: Day = requireDay('2026-11-27');

export function calendarFor(week: Iterable<number>, daysOff: Iterable<Day> = []): SideCalendar {
  const calendar = calendarOf(week as Iterable<Weekday>, daysOff);
  if (!calendar.ok) throw new Error(calendar.error.sentence);
  return calendar.value;
}

const near = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((days) => addDays(midDay, days));

export const anyCalendar: fc.Arbitrary<SideCalendar> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([1, 2, 3, 4, 5]) },
      fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    ),
    fc.array(near(-40, 90), { maxLength: 25 }),
  )
  .map(([week, daysOff]) => calendarFor(week, daysOff));

const draft = fc.record({
  duration: fc.integer({ min: 1, max: 6 }),
  dueDay: fc.option(near(-15, 40), { freq: 2 }),
  state: fc.constantFrom('open', 'open', 'open', 'open', 'done', 'skipped'),
  endedOn: near(-30, 0),
  who: fc.nat(2),
  waits: fc.array(fc.record({ on: fc.nat(20), lag: fc.integer({ min: -6, max: 4 }) }), { maxLength: 3 }),
});

export interface Options {
  oneCalendar?: boolean;
  allOpen?: boolean;
}

export const anyInput = (options: Options = {}): fc.Arbitrary<ScheduleInput> =>
  fc
    .record({
      drafts: fc.array(draft, { minLength: 1, maxLength: 12 }),
      calendars: fc.tuple(anyCalendar, anyCalendar),
      liveDay: fc.option(near(-10, 60)),
      turn: fc.nat(11),
    })
    .map(({ drafts, calendars: [seller, buyer], liveDay, turn }) => {
      const both = bothTogether(seller, buyer);
      const calendars = [seller, buyer, both.ok ? both.value : buyer];
      const steps = drafts.map(({ duration, dueDay, state, endedOn, who, waits }, at): ScheduleStep => {
        const open = state === 'open' || options.allOpen;
        return {
          id: `s${at}`,
          duration,
          dueDay,
          endedOn: open ? null : endedOn,
          isSkipped: !open && state === 'skipped',
          calendar: options.oneCalendar ? buyer : calendars[who]!,
          after: at === 0 ? [] : waits.map(({ on, lag }) => waitFor(drafts, on % at, lag)),
        };
      });
      // Not in an order of work, so that nothing can lean on it.
      const turned = [...steps.slice(turn), ...steps.slice(0, turn)].reverse();
      return { steps: turned, today: midDay, liveDay, calendar: buyer };
    });

const waitFor = (drafts: { duration: number }[], on: number, lag: number) => ({
  id: `s${on}`,
  lag: Math.max(lag, 0 - drafts[on]!.duration),
});

export function network(input: ScheduleInput): Network {
  const made = networkOf(input);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}
