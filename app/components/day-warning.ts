/** What somebody should know before they agree to a day or move to it. Never a refusal: they may know better. */
import { bareDay, compareDays, type Day, longDay, shortDay, weekday } from '#app/domain/day.ts';
import { findStep, isOpen, ownerSides, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { calendarOfSide } from '#app/domain/plan-calendar.ts';
import { listed } from '#app/domain/plan-words.ts';

export function dayWarning(plan: Plan, step: Step | null, day: Day): string | null {
  const before = step ? latestBefore(plan, step) : null;
  if (before?.dueDay && compareDays(day, before.dueDay) < 0)
    return `This waits for “${before.title}”, which is planned for ${shortDay(before.dueDay)}, later than that.`;
  const owners = step ? ownerSides(step) : [];
  // The live day is the buyer's.
  const off = (owners.length > 0 ? owners : (['buyer'] as const)).filter(
    (side) => !calendarOfSide(plan, side).isWorkingDay(day),
  );
  if (off.length === 0) return null;
  if (weekday(day) > 5) return `${bareDay(day)} is a ${nameOf(day)}.`;
  return `${shortDay(day)} is a day off at ${listed(off.map((side) => sideName(plan, side)))}.`;
}

/** The open step it waits for that ends last. */
const latestBefore = (plan: Plan, step: Step): Step | null =>
  plan.dependencies
    .flatMap((d) => (d.stepId === step.id ? (findStep(plan, d.afterId) ?? []) : []))
    .filter((s) => isOpen(s) && s.dueDay !== null)
    .sort((a, b) => compareDays(a.dueDay as Day, b.dueDay as Day))
    .at(-1) ?? null;

const nameOf = (day: Day): string =>
  weekday(day) === 6 ? 'Saturday' : (longDay(day).split(/[ ,]/)[0] ?? 'Sunday');
