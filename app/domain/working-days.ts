import { addDays, compareDays, type Day, daysBetween, requireDay, weekday } from '#app/domain/day.ts';

/**
 * Which days count as work. Lead times and lateness are told in working days, because a weekend is nobody's delay.
 * A calendar is a value, so that each side can bring its own week and holidays.
 */
export type WorkingCalendar = { isWorkingDay(day: Day): boolean };

/** Monday to Friday, no holidays. */
export const weekdays: WorkingCalendar = { isWorkingDay: (day) => weekday(day) <= 5 };

/**
 * The n-th working day strictly after `day`, or strictly before it for a negative n.
 * Zero gives the day itself, working or not.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkingCalendar): Day {
  if (!Number.isInteger(n)) throw new RangeError(`Working days are counted in whole numbers, not ${n}`);
  if (n === 0) return day;
  if (calendar === weekdays) return addWeekdays(day, n);
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
  if (calendar === weekdays) return weekdaysUpTo(to) - weekdaysUpTo(from);
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

function addWeekdays(day: Day, n: number): Day {
  // From a weekend, forward counting begins on its Friday and backward counting on its Monday.
  const start = weekday(day) <= 5 ? day : nearest(day, n > 0 ? -1 : 1, weekdays);
  const position = weekday(start) - 1 + n;
  const weeks = Math.floor(position / 5);
  return addDays(start, weeks * 7 + (position - weeks * 5) - (weekday(start) - 1));
}

const aMonday = requireDay('2000-01-03');

/** Weekdays from a fixed Monday up to and with `day`; only differences of it mean anything. */
function weekdaysUpTo(day: Day): number {
  const days = daysBetween(aMonday, day);
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
}
