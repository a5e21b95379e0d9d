import { addDays, compareDays, type Day, requireDay, type Weekday, weekday } from '#app/domain/day.ts';
import { fromDayNumber, toDayNumber } from '#app/domain/day-number.ts';

/**
 * Which days count as work. Lead times and lateness are told in working days, because a weekend is nobody's delay.
 * A calendar is a value, so that each side can bring its own week and holidays.
 */
export type WorkingCalendar = { isWorkingDay(day: Day): boolean; readonly count?: WorkingDayCount };
/** One in which no span is walked day by day. */
export type CountedCalendar = WorkingCalendar & { readonly count: WorkingDayCount };

/** Working days by number, over days as numbers (`day-number.ts`), in the known years and beyond them. */
export type WorkingDayCount = {
  /** Working days up to and with this day, from a day of its own choosing: only differences mean anything. */
  upTo(day: number): number;
  /** The working day that is this one by number: `upTo(nth(count))` is `count`. */
  nth(count: number): number;
};

/** For a week with at least one working day. */
export function countOfWeek(week: Iterable<Weekday>): WorkingDayCount {
  const places = [...new Set(week)].sort().map((weekday) => weekday - 1);
  const upToPlace = Array.from({ length: 7 }, (_, place) => places.filter((p) => p <= place).length);
  // Day 0 was a Thursday, so day -3 was a Monday.
  return {
    upTo(day) {
      const weeks = Math.floor((day + 3) / 7);
      return weeks * places.length + upToPlace[day + 3 - weeks * 7]!;
    },
    nth(count) {
      const weeks = Math.floor((count - 1) / places.length);
      return weeks * 7 - 3 + places[count - 1 - weeks * places.length]!;
    },
  };
}

/** Monday to Friday, no holidays. */
export const weekdays: CountedCalendar = {
  isWorkingDay: (day) => weekday(day) <= 5,
  count: countOfWeek([1, 2, 3, 4, 5]),
};

/**
 * The n-th working day strictly after `day`, or strictly before it for a negative n.
 * Zero gives the day itself, working or not.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkingCalendar): Day {
  if (!Number.isInteger(n)) throw new RangeError(`Working days are counted in whole numbers, not ${n}`);
  if (n === 0) return day;
  if (calendar.count) {
    const { upTo, nth } = calendar.count;
    const start = toDayNumber(day);
    return requireDay(fromDayNumber(nth((n > 0 ? upTo(start) : upTo(start - 1) + 1) + n)));
  }
  const direction = n > 0 ? 1 : -1;
  let result = day;
  for (let left = Math.abs(n); left > 0; left--)
    result = nearest(addDays(result, direction), direction, calendar);
  return result;
}

/**
 * Working days after `from` up to and with `to`; the same number, negative, the other way round.
 * So a step due on Friday is 0 late on Sunday and 1 late on Monday, and spans add up.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (calendar.count) return calendar.count.upTo(toDayNumber(to)) - calendar.count.upTo(toDayNumber(from));
  if (compareDays(from, to) > 0) return 0 - workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from; day !== to; ) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day)) count++;
  }
  return count;
}

export function onOrBefore(day: Day, calendar: WorkingCalendar): Day {
  return nearest(day, -1, calendar);
}

export function onOrAfter(day: Day, calendar: WorkingCalendar): Day {
  return nearest(day, 1, calendar);
}

/** Ends with a RangeError at the edge of the known years when a calendar has no working day left. */
function nearest(day: Day, direction: 1 | -1, calendar: WorkingCalendar): Day {
  let result = day;
  while (!calendar.isWorkingDay(result)) result = addDays(result, direction);
  return result;
}
