/**
 * When a side works: its week, and the days it has off. Public holidays are worked out on the server and come in
 * as days, so that this stays a plain value that a browser can be given too.
 */
import { type Day, type Weekday, weekday } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import { type CountedCalendar, countOfWeek, type WorkingDayCount } from '#app/domain/working-days.ts';

export interface SideCalendar extends CountedCalendar {
  readonly week: ReadonlySet<Weekday>;
  readonly daysOff: ReadonlySet<Day>;
}

/** Public holidays around the day a plan begins; null for a country or region that nobody knows. */
export type HolidaysOf = (country: string, region: string | null, around: Day) => Day[] | null;

/** Refuses (`noWorkingDay`) a week without a working day. Days off on days that are free anyway change nothing. */
export function calendarOf(week: Iterable<Weekday>, daysOff: Iterable<Day>): Result<SideCalendar> {
  return calendarWith(new Set(week), new Set(daysOff), 'A working week needs at least one working day.');
}

/** For what the two sides do together: the days on which both work. */
export function bothTogether(one: SideCalendar, other: SideCalendar): Result<SideCalendar> {
  return calendarWith(
    new Set([...one.week].filter((each) => other.week.has(each))),
    new Set([...one.daysOff, ...other.daysOff]),
    'There is no day of the week on which both sides work.',
  );
}

function calendarWith(
  week: ReadonlySet<Weekday>,
  daysOff: ReadonlySet<Day>,
  refusal: string,
): Result<SideCalendar> {
  if (week.size === 0) return err({ code: 'noWorkingDay', sentence: refusal });
  const missed = [...daysOff].filter((day) => week.has(weekday(day)));
  return ok({
    week,
    daysOff,
    isWorkingDay: (day) => week.has(weekday(day)) && !daysOff.has(day),
    count: countWithout(countOfWeek(week), missed.map(toDayNumber)),
  });
}

/**
 * The week's count less the days off, found by halving. There are finitely many days off, so behind the last of
 * them every week has its working days again, and a search for one always ends.
 */
function countWithout(week: WorkingDayCount, daysOff: number[]): WorkingDayCount {
  const off = Int32Array.from(daysOff).sort();
  // How many working days lie before each day off; it never falls from one to the next.
  const before = off.map((day, at) => week.upTo(day) - at - 1);
  return {
    upTo: (day) => week.upTo(day) - upToLimit(off, day),
    // Passed on the way are the days off with fewer working days before them.
    nth: (count) => week.nth(count + upToLimit(before, count - 1)),
  };
}

/** How many of the rising numbers are at most `limit`. */
function upToLimit(rising: Int32Array, limit: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
