/** What somebody should know before they agree to a day or move to it. Never a refusal: they may know better. */
import { bareDay, compareDays, type Day, longDay, shortDay, weekday } from '#app/domain/day.ts';
import { findStep, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { weekdays } from '#app/domain/working-days.ts';

export function dayWarning(plan: Plan, step: Step | null, day: Day): string | null {
  const before = step ? latestBefore(plan, step) : null;
  if (before?.dueDay && compareDays(day, before.dueDay) < 0)
    return `This waits for “${before.title}”, which is planned for ${shortDay(before.dueDay)}, later than that.`;
  return weekdays.isWorkingDay(day) ? null : `${bareDay(day)} is a ${nameOf(day)}.`;
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
