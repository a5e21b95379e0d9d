import { type Day, shortDay } from '#app/domain/day.ts';
import { type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { calendarOfSide } from '#app/domain/plan-calendar.ts';
import { beforeLiveDay } from '#app/domain/schedule/before-live-day.ts';

/** What other working days of a side do to the live day; null where that stays as it is. */
export function calendarEffect(plan: Plan, after: Plan, side: Side, today: Day): string | null {
  const { liveDay } = plan.goal;
  if (!liveDay) return null;
  const day = shortDay(liveDay, today);
  const isOff = (of: Plan) => !calendarOfSide(of, side).isWorkingDay(liveDay);
  const [was, is] = [beforeLiveDay(plan, liveDay, today), beforeLiveDay(after, liveDay, today)];
  const pace =
    !was || !is || was.end === is.end
      ? null
      : is.lateBy > 0
        ? `On today’s pace the steps then run until ${shortDay(is.end, today)}, ${is.lateBy === 1 ? '1 working day' : `${is.lateBy} working days`} after the live day, ${day}.`
        : was.lateBy > 0
          ? `Live on ${day} then holds again.`
          : null;
  // The live day is the buyer's.
  const off =
    side === 'buyer' && isOff(after) && !isOff(plan)
      ? `The live day itself, ${day}, is then a day off at ${sideName(plan, side)}.`
      : null;
  return [pace, off].filter(Boolean).join(' ') || null;
}
