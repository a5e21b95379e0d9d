/**
 * Who hears that a milestone was added, renamed or removed. It moves no day by itself, since only an empty one is
 * added or goes: it is told with the next letter, and in one of its own to whoever has a step in it.
 */
import type { Change } from './change.ts';
import { canOpen, type Line, type LineKind } from './mail-line.ts';
import { countedStepsOf } from './milestone.ts';
import { isOpen, type Plan } from './plan.ts';

export function milestoneNews(after: Plan, list: Change[], actorId: string): Line[] {
  return list.flatMap((change): Line[] => {
    const told = newsOf(change);
    if (!told) return [];
    const { kind, milestoneId, refs } = told;
    const theirs = new Set(
      countedStepsOf(after, milestoneId)
        .filter(isOpen)
        .flatMap((step) => step.owners.map((o) => o.stakeholderId)),
    );
    return after.people
      .filter((p) => canOpen(p) && p.personId !== actorId)
      .map((p) => ({
        personId: p.personId,
        kind,
        layer: 'shared' as const,
        refs: { milestoneId, by: actorId, ...refs },
        ...(!theirs.has(p.id) && { waits: true as const }),
      }));
  });
}

function newsOf(change: Change): { kind: LineKind; milestoneId: string; refs: Line['refs'] } | null {
  switch (change.kind) {
    case 'milestoneAdded':
      return { kind: 'milestoneAdded', milestoneId: change.milestone.id, refs: {} };
    case 'milestoneRemoved':
      return {
        kind: 'milestoneRemoved',
        milestoneId: change.milestone.id,
        refs: { name: change.milestone.name },
      };
    case 'milestoneRenamed':
      return { kind: 'milestoneRenamed', milestoneId: change.milestoneId, refs: { was: change.from } };
    default:
      return null;
  }
}
