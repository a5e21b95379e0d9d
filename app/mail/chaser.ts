import { TZDate } from '@date-fns/tz';
import { type Day, dayOf } from '#app/domain/day.ts';
import { addWorkingDays, weekdays } from '#app/domain/working-days.ts';
import type { InvitationTime } from './invitation-letter.ts';

/** Working days after the first invitation: two chasers, and never a third. */
const AFTER: Partial<Record<InvitationTime, number>> = { 1: 2, 2: 5 };

const OPENS = 9;
const CLOSES = 17;

/**
 * When the letter after this one is due, in the buyer's zone: at the time of day of the first, but within office
 * hours. Null after the last.
 */
export function nextChaser(
  { time, firstSentAt }: { time: InvitationTime; firstSentAt: Date },
  zone: string,
): { time: InvitationTime; sendAfter: Date } | null {
  const days = AFTER[time];
  if (days === undefined) return null;
  const first = new TZDate(firstSentAt, zone);
  const minutes = Math.min(Math.max(first.getHours() * 60 + first.getMinutes(), OPENS * 60), CLOSES * 60);
  const day = addWorkingDays(dayOf(firstSentAt, zone), days, weekdays);
  return { time: time === 1 ? 2 : 3, sendAfter: instantAt(day, minutes, zone) };
}

function instantAt(day: Day, minutes: number, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, Math.floor(minutes / 60), minutes % 60, zone).getTime());
}
