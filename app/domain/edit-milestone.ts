/** Adding, naming, moving and removing milestones: both sides may. */
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import { milestoneBefore, stepsOf } from './order.ts';
import { findMilestone } from './plan.ts';

export const addMilestone: Decider<{ id: string; name: string; afterId: string | null }> = (plan, args) => {
  if (findMilestone(plan, args.id)) return refuse('exists', 'That milestone is already there.');
  if (args.afterId !== null && !findMilestone(plan, args.afterId)) return absent;
  const bare = { reachedOn: null, toldPace: null, versions: {} };
  const milestone = { id: args.id, layer: plan.layer, name: args.name, ...bare };
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
