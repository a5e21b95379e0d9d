/**
 * A milestone is an outcome both sides recognise. It has no day or status of its own: its day is the latest
 * agreed day of its shared steps, and it is reached by the tick, decision or skip that leaves nothing open.
 */
import type { Change } from './change.ts';
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import { compareDays, type Day } from './day.ts';
import { milestoneBefore, stepsOf } from './order.ts';
import { findMilestone, isDraft, isForBoth, isOpen, type Milestone, type Plan, type Step } from './plan.ts';

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

/** The first milestone that is not reached: where the plan is now. */
export const currentMilestone = (plan: Plan): Milestone | undefined =>
  plan.milestones.find((m) => m.reachedOn === null);

/** Done and all that count, of the shared steps; a side's private ones are counted beside, never in. */
export function countOf(plan: Plan, milestoneId: string): { done: number; all: number; onlyOurs: number } {
  const counted = countedStepsOf(plan, milestoneId);
  const ours = stepsOf(plan, milestoneId).filter((s) => !isForBoth(plan, s));
  return { done: counted.filter((s) => !isOpen(s)).length, all: counted.length, onlyOurs: ours.length };
}

/**
 * Facts that follow from what was just changed. Only a tick, a decision or a skip reaches a milestone; removing
 * or moving its last open step never does. An open shared step in a reached milestone reopens it.
 */
export function milestoneFacts(after: Plan, primary: Change[], today: Day): Change[] {
  if (isDraft(after)) return [];
  const ended = new Set(
    primary.flatMap((c) =>
      c.kind === 'stepStatusChanged' && (c.to.status === 'done' || c.to.status === 'skipped')
        ? [c.stepId]
        : [],
    ),
  );
  return after.milestones.flatMap((milestone): Change[] => {
    const counted = countedStepsOf(after, milestone.id);
    const open = counted.some(isOpen);
    if (milestone.reachedOn !== null)
      return open
        ? [{ kind: 'milestoneReopened', milestoneId: milestone.id, from: milestone.reachedOn }]
        : [];
    const byThis = counted.some((s) => ended.has(s.id));
    return byThis && !open ? [{ kind: 'milestoneReached', milestoneId: milestone.id, on: today }] : [];
  });
}

export const addMilestone: Decider<{ id: string; name: string; afterId: string | null }> = (plan, args) => {
  if (findMilestone(plan, args.id)) return refuse('exists', 'That milestone is already there.');
  if (args.afterId !== null && !findMilestone(plan, args.afterId)) return absent;
  const milestone = { id: args.id, layer: plan.layer, name: args.name, reachedOn: null, versions: {} };
  return changes({ kind: 'milestoneAdded', milestone, afterId: args.afterId });
};

export const renameMilestone: Decider<{ milestoneId: string; name: string }> = (plan, args, context) => {
  const milestone = findMilestone(plan, args.milestoneId);
  if (!milestone) return absent;
  const conflict = conflictOn(milestone, context.base, 'name', args.name, milestone.name);
  if (conflict) return conflict;
  if (milestone.name === args.name) return changes();
  return changes({
    kind: 'milestoneRenamed',
    milestoneId: milestone.id,
    from: milestone.name,
    to: args.name,
  });
};

export const moveMilestone: Decider<{ milestoneId: string; afterId: string | null }> = (plan, args) => {
  const milestone = findMilestone(plan, args.milestoneId);
  if (!milestone || (args.afterId !== null && !findMilestone(plan, args.afterId))) return absent;
  const from = milestoneBefore(plan, milestone.id);
  if (from === args.afterId || milestone.id === args.afterId) return changes();
  return changes({ kind: 'milestoneMoved', milestoneId: milestone.id, from, to: args.afterId });
};

/** Only an empty milestone goes; its steps are somebody's promises and are moved or removed one by one. */
export const removeMilestone: Decider<{ milestoneId: string }> = (plan, args) => {
  const milestone = findMilestone(plan, args.milestoneId);
  if (!milestone) return absent;
  const own = stepsOf(plan, milestone.id);
  if (own.length > 0)
    return refuse(
      'notEmpty',
      `${milestone.name} still has ${own.length === 1 ? 'a step' : `${own.length} steps`}. Move or remove them first.`,
    );
  return changes({ kind: 'milestoneRemoved', milestone, afterId: milestoneBefore(plan, milestone.id) });
};
