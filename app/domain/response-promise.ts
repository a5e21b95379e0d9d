/**
 * How soon a side answers what it is asked, as it says itself, and the moment that makes of one question. Only its
 * office hours count: nine to five on its working days, in the zone of the plan. "Within 24 hours" is the same time on
 * the next working day; "within 4 working hours" is half a day at work; a business day
 * ends at five o'clock.
 */
import { TZDate } from '@date-fns/tz';
import type { AnswersWithin } from './answers-within.ts';
import { addDays, clockTime, type Day, dayOf } from './day.ts';
import { findPerson, type Plan } from './plan.ts';
import { calendarOfSide } from './plan-calendar.ts';
import { addWorkingDays, onOrAfter, type WorkingCalendar } from './working-days.ts';

/** Minutes of a day. */
const OPENS_AT = 540;
const CLOSES_AT = 1020;
const HALF_A_DAY = 240;

export function promisedBy(
  asked: Date,
  within: AnswersWithin,
  calendar: WorkingCalendar,
  zone: string,
): Date {
  const day = dayOf(asked, zone);
  if (within === 'the next business day') return moment(addWorkingDays(day, 1, calendar), CLOSES_AT, zone);
  const start = firstAtWork(day, wallMinute(asked, zone), calendar);
  if (within !== '4 working hours')
    return moment(addWorkingDays(start.day, within === '24 hours' ? 1 : 2, calendar), start.minute, zone);
  const over = start.minute + HALF_A_DAY - CLOSES_AT;
  return over <= 0
    ? moment(start.day, start.minute + HALF_A_DAY, zone)
    : moment(addWorkingDays(start.day, 1, calendar), OPENS_AT + over, zone);
}

/** When the person asked has promised to have answered, by what their side says as it is asked; null: nothing is promised. */
export function promiseFor(plan: Plan, of: string, now: string): string | null {
  const side = findPerson(plan, of)?.side;
  const within = side && plan.calendars[side].answers;
  if (!side || !within) return null;
  return promisedBy(new Date(now), within, calendarOfSide(plan, side), plan.zone).toISOString();
}

function wallMinute(instant: Date, zone: string): number {
  const [hour = 0, minute = 0] = clockTime(instant, zone).split(':').map(Number);
  return hour * 60 + minute;
}

/** That minute, or the next at which somebody is at work; at closing time, the next morning. */
function firstAtWork(day: Day, minute: number, calendar: WorkingCalendar): { day: Day; minute: number } {
  const isOver = minute >= CLOSES_AT;
  const first = onOrAfter(isOver ? addDays(day, 1) : day, calendar);
  return { day: first, minute: first === day && minute > OPENS_AT ? minute : OPENS_AT };
}

function moment(day: Day, minute: number, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(
    new TZDate(year, month - 1, date, Math.floor(minute / 60), minute % 60, 0, 0, zone).getTime(),
  );
}
