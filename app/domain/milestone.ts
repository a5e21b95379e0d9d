/**
 * A milestone is an outcome both sides recognise. It has no day or status of its own: its day is the latest
 * agreed day of its shared steps, and it is reached by the tick, decision or skip that leaves nothing open.
 */
import { compareDays, type Day } from './day.ts';
import { stepsOf } from './order.ts';
import { isDraft, isForBoth, isOpen, type Milestone, type Plan, type Step } from './plan.ts';

export const sharedStepsOf = (plan: Plan, milestoneId: string): Step[] =>
  plan.steps.filter((s) => s.milestoneId === milestoneId && isForBoth(plan, s));

/** Steps that count: a declined one leaves counts and dates. */
export const countedStepsOf = (plan: Plan, milestoneId: string): Step[] =>
  sharedStepsOf(plan, milestoneId).filter((s) => s.agreement !== 'declined');

export interface MilestoneDay {
  day: Day | null;
  /** Nothing is agreed yet: drawn dashed, and no letter is sent about it. */
  dashed: boolean;
}

export function milestoneDay(plan: Plan, milestoneId: string): MilestoneDay {
  const dated = countedStepsOf(plan, milestoneId).filter((s) => s.dueDay !== null && s.status !== 'skipped');
  const latest = (steps: Step[]) =>
    steps.reduce<Day | null>(
      (last, { dueDay }) => (last === null || (dueDay && compareDays(dueDay, last) > 0) ? dueDay : last),
      null,
    );
  const agreed = latest(dated.filter((s) => s.agreement === 'agreed'));
  return agreed && !isDraft(plan) ? { day: agreed, dashed: false } : { day: latest(dated), dashed: true };
}

/**
 * Its agreed day is only that of what is agreed so far: a step in it is to be done later, and nobody has said yes to
 * that yet. News is still told of the agreed day; where the day is drawn, it is no promise of the whole.
 */
export function isDaySoFar(plan: Plan, milestoneId: string): boolean {
  const { day, dashed } = milestoneDay(plan, milestoneId);
  if (!day || dashed) return false;
  return [...unansweredIn(plan, milestoneId), ...outlinedIn(plan, milestoneId)].some(
    ({ dueDay }) => dueDay !== null && compareDays(dueDay, day) > 0,
  );
}

/** The first milestone that is not reached: where the plan is now. */
export const currentMilestone = (plan: Plan): Milestone | undefined =>
  plan.milestones.find((m) => m.reachedOn === null);

/** Done and all that count, of the shared steps; a side's private ones are counted beside, never in. */
export function countOf(plan: Plan, milestoneId: string): { done: number; all: number; onlyOurs: number } {
  const counted = countedStepsOf(plan, milestoneId);
  const ours = stepsOf(plan, milestoneId).filter((s) => !isForBoth(plan, s));
  return { done: counted.filter((s) => !isOpen(s)).length, all: counted.length, onlyOurs: ours.length };
}

/** Asked for and still unanswered: no day of theirs counts yet. */
export const unansweredIn = (plan: Plan, milestoneId: string): Step[] =>
  isDraft(plan)
    ? []
    : countedStepsOf(plan, milestoneId).filter((s) => s.agreement === 'proposed' && isOpen(s));
/** In outline: nobody is asked for them until a person proposes them. */
export const outlinedIn = (plan: Plan, milestoneId: string): Step[] =>
  countedStepsOf(plan, milestoneId).filter((s) => s.agreement === 'outline' && isOpen(s));
