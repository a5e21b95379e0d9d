/** Whether the plan keeps to its days, as far as today tells: nothing is forecast. From shared things alone. */
import { compareDays, type Day, shortDay } from './day.ts';
import { countedStepsOf, milestoneDay } from './milestone.ts';
import { isDraft, isOpen, type Plan, type Step } from './plan.ts';
import { isLate } from './plan-words.ts';
import { isFinished } from './turn.ts';

/** The last day of the steps where it lies behind the live day; null where the steps fit. */
export function endPastLive(plan: Plan): Day | null {
  const { liveDay } = plan.goal;
  const end = plan.milestones
    .flatMap((m) => (m.reachedOn ? [] : (milestoneDay(plan, m.id).day ?? [])))
    .sort(compareDays)
    .at(-1);
  return liveDay && end && compareDays(end, liveDay) > 0 ? end : null;
}

/** Agreed days that have passed, the oldest first. */
function passedDays(plan: Plan, today: Day): { step: Step; day: Day }[] {
  return plan.milestones
    .flatMap((m) => countedStepsOf(plan, m.id))
    .flatMap((step) => (isLate(step, today) && step.dueDay ? [{ step, day: step.dueDay }] : []))
    .sort((a, b) => compareDays(a.day, b.day));
}

export interface Pace {
  tone: 'good' | 'warn' | 'plain';
  sentence: string;
}

/** What stands against the live day, or that nothing does; null while there is nothing to keep to. */
export function paceOf(plan: Plan, today: Day): Pace | null {
  const { liveDay } = plan.goal;
  if (isFinished(plan)) return { tone: 'good', sentence: 'Every milestone is reached.' };
  if (!liveDay || isDraft(plan)) return null;
  if (compareDays(liveDay, today) < 0) return { tone: 'warn', sentence: 'That day has passed.' };
  const passed = passedDays(plan, today);
  const [first] = passed;
  const end = endPastLive(plan);
  const runsOver = end ? `The steps run until ${shortDay(end, today)}.` : null;
  if (first) {
    const late =
      passed.length === 1
        ? `One agreed day has passed: ${shortDay(first.day, today)} for “${first.step.title}”.`
        : `${passed.length} agreed days have passed, the first on ${shortDay(first.day, today)} for “${first.step.title}”.`;
    return { tone: 'warn', sentence: runsOver ? `${runsOver} ${late}` : late };
  }
  if (runsOver) return { tone: 'warn', sentence: runsOver };
  const stuck = plan.milestones
    .flatMap((m) => countedStepsOf(plan, m.id))
    .find((s) => isOpen(s) && s.status === 'stuck');
  if (stuck) return { tone: 'warn', sentence: `“${stuck.title}” is stuck.` };
  const agreed = plan.steps.some((s) => s.agreement === 'agreed');
  return agreed ? { tone: 'plain', sentence: 'No agreed step is late.' } : null;
}
