/** Momentum: how many shared steps were finished in each week, and how many were due by the plan as it stands. */
import { addDays, compareDays, type Day, daysBetween, weekday } from './day.ts';
import { isDraft, isOpen, type Plan, type Step } from './plan.ts';

export interface Week {
  /** Its Monday. */
  from: Day;
  finished: number;
  /** Of the steps both sides said yes to. */
  due: number;
}

const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

/** From the week the first step was due or done, no more than `most`, up to and with this one. */
export function momentumOf(plan: Plan, today: Day, most = 8): Week[] {
  if (isDraft(plan)) return [];
  const counted = plan.steps.filter(
    (s) => s.layer === 'shared' && s.agreement === 'agreed' && s.status !== 'skipped',
  );
  const days = counted.flatMap((step) => [dayFinished(step), step.dueDay].filter((day) => day !== null));
  const first = [...days, today].sort(compareDays)[0] ?? today;
  const last = mondayOf(today);
  const weeks = Math.min(most, daysBetween(mondayOf(first), last) / 7 + 1);
  return Array.from({ length: weeks }, (_, back) => addDays(last, -7 * back))
    .reverse()
    .map((from) => {
      const isIn = (day: Day | null) =>
        day !== null && daysBetween(from, day) >= 0 && daysBetween(from, day) < 7;
      return {
        from,
        finished: counted.filter((step) => isIn(dayFinished(step))).length,
        due: counted.filter((step) => isIn(step.dueDay) && !isRested(plan, step)).length,
      };
    });
}

/** Its day lies in the pause, and moves along when the plan goes on. */
const isRested = ({ pause }: Plan, step: Step): boolean =>
  pause !== null && isOpen(step) && step.dueDay !== null && compareDays(step.dueDay, pause.since) >= 0;

const dayFinished = (step: Step): Day | null => (step.status === 'done' ? step.endedOn : null);
