/** When a piece of news may reach somebody: now, later, or never. By how they want to be kept in touch, and nothing else. */
import { TZDate } from '@date-fns/tz';
import { addDays, compareDays, type Day, dayOf, weekday } from './day.ts';
import { type Hours, type KeepInTouch, mayInterrupt, neverTold } from './keep-in-touch.ts';
import type { Line } from './mail-line.ts';

export type Verdict = { kind: 'now' } | { kind: 'later'; at: Date } | { kind: 'never'; why: string };

/** `since`: when it came about. `zone`: the plan's, for who has named none of their own. */
export function whenToTell(
  what: Pick<Line, 'kind' | 'refs'>,
  how: KeepInTouch,
  { since, now, zone: planZone }: { since: Date; now: Date; zone: string },
): Verdict {
  const why = neverTold(what, how);
  if (why !== null) return { kind: 'never', why };
  const zone = how.zone ?? planZone;
  const isFree = mayInterrupt(what, how) ? betweenQuietHours(how, zone) : inLetterHours(how, zone);
  // A letter a day, or a week, has its hour; all that has come by then is in it.
  const gathered = !mayInterrupt(what, how) && how.rhythm !== 'atOnce';
  const due = gathered ? firstOpening(since, how, zone) : since;
  const at = firstFree(later(due, now), isFree, how, zone);
  return at <= now ? { kind: 'now' } : { kind: 'later', at };
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

type IsFree = (moment: Date) => boolean;

const isWithin = (hour: number, { from, to }: Hours): boolean =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to;

const hourOf = (moment: Date, zone: string): number => new TZDate(moment, zone).getHours();

const isBack = (day: Day, { awayUntil }: KeepInTouch): boolean =>
  awayUntil === null || compareDays(day, awayUntil) >= 0;

const betweenQuietHours =
  (how: KeepInTouch, zone: string): IsFree =>
  (moment) =>
    isBack(dayOf(moment, zone), how) && !(how.quiet && isWithin(hourOf(moment, zone), how.quiet));

const inLetterHours =
  (how: KeepInTouch, zone: string): IsFree =>
  (moment) => {
    const day = dayOf(moment, zone);
    return isBack(day, how) && isLetterDay(day, how) && isWithin(hourOf(moment, zone), how.hours);
  };

const isLetterDay = (day: Day, { rhythm, weekday: weekly, days }: KeepInTouch): boolean =>
  rhythm === 'weekly' ? weekday(day) === weekly : days.includes(weekday(day));

/** The first hour of letters that is not before it. */
function firstOpening(since: Date, how: KeepInTouch, zone: string): Date {
  for (let day = firstDay(since, how, zone); ; day = addDays(day, 1)) {
    const opening = hourOn(day, how.hours.from, zone);
    if (opening >= since && isLetterDay(day, how)) return opening;
  }
}

const firstDay = (moment: Date, { awayUntil }: KeepInTouch, zone: string): Day => {
  const day = dayOf(moment, zone);
  return awayUntil !== null && compareDays(awayUntil, day) > 0 ? awayUntil : day;
};

/** What is not free becomes so only on the hour: when letters open, quiet hours end, or they are back. */
function firstFree(moment: Date, isFree: IsFree, how: KeepInTouch, zone: string): Date {
  if (isFree(moment)) return moment;
  const turns = [...new Set([0, how.hours.from, how.quiet?.to ?? 0])].sort((a, b) => a - b);
  for (let day = firstDay(moment, how, zone); ; day = addDays(day, 1))
    for (const hour of turns) {
      const at = hourOn(day, hour, zone);
      if (at > moment && isFree(at)) return at;
    }
}

const HOUR_MS = 3_600_000;

/** An hour the clocks leave out is the next one; one they have twice, the first. */
function hourOn(day: Day, hour: number, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = new TZDate(year, month - 1, date, hour, 0, zone).getTime();
  // Which of the two the library gives depends on the zone.
  const before = new Date(at - HOUR_MS);
  return hourOf(before, zone) === hourOf(new Date(at), zone) ? before : new Date(at);
}
