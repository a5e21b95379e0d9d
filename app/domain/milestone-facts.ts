/** When a milestone is reached, and when it is open again. */
import type { Change } from './change.ts';
import type { Day } from './day.ts';
import { countedStepsOf } from './milestone.ts';
import { isDraft, isOpen, type Plan } from './plan.ts';

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
