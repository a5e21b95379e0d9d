import { compareDays, type Day, dayAndMonth, daysBetween, shortDay, yearOf } from '#app/domain/day.ts';
import { countedStepsOf, milestoneDay } from '#app/domain/milestone.ts';
import { isOpen, type Plan } from '#app/domain/plan.ts';
import { firstName, isLate, nameOf } from '#app/domain/plan-words.ts';
import { sharedPace } from '#app/domain/shared-pace.ts';
import type { LiveDay } from '#emails/plan-letter.ts';

/** Past this a reader may take one March for another, so the year is said. */
const NEAR_DAYS = 300;
const isNear = (day: Day, today: Day) => Math.abs(daysBetween(today, day)) <= NEAR_DAYS;

/** "Fri 12 Mar", with the year when it is far. */
export const dayText = (day: Day, today: Day): string =>
  isNear(day, today) ? shortDay(day) : shortDay(day, today);

/** "12 March", with the year when it is far. */
export function dayInWords(day: Day, today: Day): string {
  return isNear(day, today) ? dayAndMonth(day) : `${dayAndMonth(day)} ${yearOf(day)}`;
}

/**
 * True when nothing both sides can see speaks against the live day: nothing open is late, stuck, or due after it.
 * Only then a letter says that it holds.
 */
export function liveDayHolds(view: Plan, today: Day): boolean {
  const { liveDay } = view.goal;
  if (liveDay === null || compareDays(liveDay, today) < 0) return false;
  const open = view.milestones.flatMap((m) => countedStepsOf(view, m.id)).filter(isOpen);
  if (paceBehind(view, today)) return false;
  return open.every(
    (step) =>
      !isLate(view, step, today) &&
      step.status !== 'stuck' &&
      (step.dueDay === null || compareDays(step.dueDay, liveDay) <= 0),
  );
}

/** Where today's pace leads, if that is behind the live day. */
const paceBehind = (view: Plan, today: Day): Day | null => {
  const { live } = sharedPace(view, today).projection;
  return live.lateBy > 0 ? live.day : null;
};

/** Whoever confirmed the day agreed to it; what ends on it may still be open, and the line beside says so. */
const agreedWords = (view: Plan, liveDay: Day): string =>
  view.milestones.some((m) => {
    const { day, dashed } = milestoneDay(view, m.id);
    return m.reachedOn === null && dashed && day === liveDay;
  })
    ? `the day ${view.goal.buyerName} confirmed`
    : 'as agreed';

/** `was`: the live day before what this letter tells, if that moved it. In good news no lateness is told. */
export function liveDayOf(
  view: Plan,
  today: Day,
  { was, goodNews = false }: { was: Day | null; goodNews?: boolean },
): LiveDay {
  const { liveDay } = view.goal;
  if (liveDay === null) return { text: 'not set', inWords: 'a day still to be set', holds: false };
  const moved = was !== null && was !== liveDay;
  const holds = !moved && liveDayHolds(view, today);
  const behind = goodNews ? null : paceBehind(view, today);
  const note = view.confirmed
    ? holds
      ? agreedWords(view, liveDay)
      : behind
        ? `on today’s pace ${dayText(behind, today)}`
        : undefined
    : `in ${firstName(nameOf(view, view.notedBy))}’s notes`;
  return {
    text: dayText(liveDay, today),
    inWords: dayInWords(liveDay, today),
    holds,
    ...(moved && { was: dayText(was, today) }),
    ...(note && !moved && { note }),
  };
}
