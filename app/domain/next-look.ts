/** When a plan is to be looked at again, because time alone may have changed what is so. */
import { addDays, compareDays, type Day, dayOf, type Instant } from './day.ts';
import { toDayNumber } from './day-number.ts';
import { isDraft, type Plan } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { isFinished } from './turn.ts';
import { onOrAfter } from './working-days.ts';

/**
 * The beginning of the buyer's next working day: between two of them nothing falls due, passes or comes to stand.
 * Null for a draft and for a plan that is at its end, which only people change.
 */
export function nextLook(plan: Plan, now: Instant): Date | null {
  if (isDraft(plan) || isFinished(plan)) return null;
  const today = dayOf(now, plan.zone);
  return startOfDay(onOrAfter(addDays(today, 1), latenessCalendar(plan)), plan.zone);
}

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const DAY_MS = 86_400_000;

/**
 * The first moment of a day in a zone. Days begin on a quarter of an hour everywhere; not every one at midnight, and
 * one that a zone left out begins with the next.
 */
export function startOfDay(day: Day, zone: string): Date {
  const midnight = toDayNumber(day) * DAY_MS;
  // No zone is further from Greenwich than 14 hours one way and 12 the other.
  let before = (midnight - 15 * 3_600_000) / QUARTER_HOUR_MS;
  let begun = (midnight + DAY_MS + 15 * 3_600_000) / QUARTER_HOUR_MS;
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2);
    if (compareDays(dayOf(new Date(middle * QUARTER_HOUR_MS), zone), day) >= 0) begun = middle;
    else before = middle;
  }
  return new Date(begun * QUARTER_HOUR_MS);
}
