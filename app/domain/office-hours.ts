/** When news that nobody made may arrive: a day turns at midnight, and nobody is told of it then. */
import { TZDate } from '@date-fns/tz';
import { addDays, type Day, dayOf } from './day.ts';
import type { Plan } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { onOrAfter } from './working-days.ts';

const OPENS = 9;
const CLOSES = 17;

/** This moment, or nine o'clock on the buyer's next working day; in the zone of the plan. */
export function inOfficeHours(plan: Plan, now: Date): Date {
  const calendar = latenessCalendar(plan);
  const today = dayOf(now, plan.zone);
  const hour = new TZDate(now, plan.zone).getHours();
  const isOpen = hour >= OPENS && hour < CLOSES && calendar.isWorkingDay(today);
  return isOpen ? now : opening(onOrAfter(hour < OPENS ? today : addDays(today, 1), calendar), plan.zone);
}

function opening(day: Day, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, OPENS, 0, zone).getTime());
}
