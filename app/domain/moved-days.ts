/**
 * Whose step got another day with one it waits for, by somebody else's hand: they hear of it, and why. Any other change
 * of its day by somebody else takes back what a letter told of it, if one did.
 */
import type { Change } from './change.ts';
import { canOpen, type Line } from './mail-line.ts';
import { findStep, isOpen, type Plan } from './plan.ts';

export function movedLines(after: Plan, list: Change[], actorId: string): Line[] {
  return list.flatMap((change): Line[] => {
    if (change.kind !== 'stepChanged' || change.field !== 'dueDay') return [];
    const step = findStep(after, change.stepId);
    // A day of the outline is nobody's promise.
    if (step?.agreement !== 'agreed' || !isOpen(step)) return [];
    const { stepId, from, because } = change;
    const kind = because && from ? 'dayMoved' : 'takenBack';
    const refs: Line['refs'] =
      because && from ? { stepId, was: from, ...byWhat(because) } : { of: 'dayMoved', stepId };
    return after.people
      .filter((p) => canOpen(p) && p.personId !== actorId && (step.layer === 'shared' || p.admitted))
      .filter((p) => step.owners.some((o) => o.stakeholderId === p.id))
      .map(({ personId }) => ({ personId, kind, layer: step.layer, refs: { ...refs, by: actorId } }));
  });
}

const byWhat = ({ stepId, to }: { stepId: string; to: string }) => ({ behind: stepId, behindTo: to });
