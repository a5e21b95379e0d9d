import { daysInMonth, fromDayNumber, splitDay, toDayNumber } from '#app/domain/day-number.ts';

/**
 * A day as both sides mean it when they say "by Friday": a square on the calendar, without a clock or a zone.
 * Everything here is integer arithmetic on the text; only an instant needs a zone to become a day.
 */
export type Day = string & { readonly __brand: 'Day' };

/** ISO numbering: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const firstYear = 2000;
export const lastYear = 2200;

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Null for anything but a real day written YYYY-MM-DD between 2000 and 2200. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const { year, month, date } = splitDay(text);
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return null;
  if (date < 1 || date > daysInMonth(year, month)) return null;
  return text as Day;
}

export function isDay(value: unknown): value is Day {
  return typeof value === 'string' && parseDay(value) !== null;
}

/** For days written in code or read from a checked column. Throws a RangeError for anything else. */
export function requireDay(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`Not a calendar day: ${JSON.stringify(text)}`);
  return day;
}

/** Throws a RangeError when the result leaves the years 2000 to 2200. */
export function addDays(day: Day, count: number): Day {
  return requireDay(fromDayNumber(toDayNumber(day) + count));
}

/** Calendar days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toDayNumber(to) - toDayNumber(from);
}

export function weekday(day: Day): Weekday {
  // Day 0 (1 January 1970) was a Thursday; every day in range has a positive number.
  return (((toDayNumber(day) + 3) % 7) + 1) as Weekday;
}

/** Negative, zero or positive, for `sort`. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function yearOf(day: Day): number {
  return splitDay(day).year;
}

/** 'Fri 12 Mar', and 'Fri 12 Mar 2027' when `near` is given and lies in another year. */
export function shortDay(day: Day, near?: Day): string {
  return `${weekdayName(day).slice(0, 3)} ${bareDay(day, near)}`;
}

/** 'Friday 12 March 2027' */
export function longDay(day: Day): string {
  const { year, month, date } = splitDay(day);
  return `${weekdayName(day)} ${date} ${monthNames[month - 1]} ${year}`;
}

/** 'March 2027' */
export function monthOf(day: Day): string {
  const { year, month } = splitDay(day);
  return `${monthNames[month - 1]} ${year}`;
}

/** '12 March', for sentences. */
export function dayAndMonth(day: Day): string {
  const { month, date } = splitDay(day);
  return `${date} ${monthNames[month - 1]}`;
}

/** '12 Mar', for places where the weekday stands nearby; the year as in `shortDay`. */
export function bareDay(day: Day, near?: Day): string {
  const { year, month, date } = splitDay(day);
  const text = `${date} ${monthNames[month - 1]!.slice(0, 3)}`;
  return near !== undefined && yearOf(near) !== year ? `${text} ${year}` : text;
}

/**
 * A meeting is an instant; a zone turns it into a day and a clock time for one reader.
 * Instants as text carry their own offset: without one they would be read in the zone of the machine.
 */
export type Instant = Date | string;

/** An IANA name such as 'Europe/Berlin'. Bare offsets are refused: they know nothing of summer time. */
export function isZone(text: unknown): text is string {
  if (typeof text !== 'string' || !/^[A-Za-z][\w+/-]{0,63}$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day of an instant in a zone. Throws a RangeError for an unknown zone or an unreadable instant. */
export function dayOf(instant: Instant, zone: string): Day {
  const at = (typeof instant === 'string' ? readInstant(instant) : instant).getTime();
  const quarter = Math.floor(at / QUARTER_HOUR_MS);
  const last = lastDays.get(zone);
  if (last?.quarter === quarter) return last.day;
  const { year, month, day: date } = wallClock(instant, zone);
  const day = requireDay(`${year!.padStart(4, '0')}-${month}-${date}`);
  lastDays.set(zone, { quarter, day });
  return day;
}

/** Days begin on a quarter of an hour in every zone since 1972; what is asked for is nearly always the same one. */
const QUARTER_HOUR_MS = 15 * 60 * 1000;
const lastDays = new Map<string, { quarter: number; day: Day }>();

/** 'Tue 24 Nov, 11:05', and with the year when `near` is given and lies in another. */
export function formatTime(instant: Instant, zone: string, near?: Day): string {
  return `${shortDay(dayOf(instant, zone), near)}, ${clockTime(instant, zone)}`;
}

/** '11:05' */
export function clockTime(instant: Instant, zone: string): string {
  const { hour, minute } = wallClock(instant, zone);
  return `${hour}:${minute}`;
}

function weekdayName(day: Day): string {
  return weekdayNames[weekday(day) - 1]!;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(instant: Instant, zone: string): Record<string, string> {
  const parts = clockOf(zone).formatToParts(typeof instant === 'string' ? readInstant(instant) : instant);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** Kept, because making one costs a hundred times what using it does. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** Reads ISO 8601 with an offset, also as Postgres writes it ('2026-11-24 10:05:00+00'). */
function readInstant(text: string): Date {
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z)|([+-]\d{2}):?(\d{2})?)$/.exec(text);
  if (match === null) throw new RangeError(`Not an instant with an offset: ${JSON.stringify(text)}`);
  const [, date, time, utc, hours, minutes] = match;
  return new Date(`${date}T${time}${utc ?? `${hours}:${minutes ?? '00'}`}`);
}
