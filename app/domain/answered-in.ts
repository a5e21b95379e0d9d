/** A promised answer in words: how soon a side answers, and how long an answer took in its hours at work. */
import { clockTime, dayOf } from './day.ts';
import { type WorkingCalendar, workingDaysBetween } from './working-days.ts';

export const answersWithin = ['fourHours', 'oneDay', 'twoDays', 'nextDay'] as const;
export type AnswersWithin = (typeof answersWithin)[number];

export const withinInWords: Record<AnswersWithin, string> = {
  fourHours: 'within 4 working hours',
  oneDay: 'within 24 hours on working days',
  twoDays: 'within 48 hours on working days',
  nextDay: 'by the end of the next business day',
};

/** Minutes of a day: from nine for eight hours. */
export const OPENS_AT = 540;
export const DAY_OF_WORK = 480;

export function wallMinute(instant: Date | string, zone: string): number {
  const [hour = 0, minute = 0] = clockTime(instant, zone).split(':').map(Number);
  return hour * 60 + minute;
}

/** Minutes at work from one moment to a later one. */
export function minutesAtWork(from: string, to: string, calendar: WorkingCalendar, zone: string): number {
  const left = (at: string) => {
    const gone = Math.max(0, Math.min(DAY_OF_WORK, wallMinute(at, zone) - OPENS_AT));
    return calendar.isWorkingDay(dayOf(at, zone)) ? DAY_OF_WORK - gone : 0;
  };
  const days = workingDaysBetween(dayOf(from, zone), dayOf(to, zone), calendar);
  return days * DAY_OF_WORK + left(from) - left(to);
}

/** "within an hour", "in 3 working hours", "in 2 working days" */
export function tookInWords(minutes: number): string {
  if (minutes <= 60) return 'within an hour';
  const hours = Math.round(minutes / 60);
  if (hours < 8) return `in ${hours} working hour${hours === 1 ? '' : 's'}`;
  const days = Math.round(minutes / DAY_OF_WORK);
  return `in ${days} working day${days === 1 ? '' : 's'}`;
}
