/** Who hears what time alone has done to a plan: everybody on both sides who can open it, all of them the same. */
import type { Change } from './change.ts';
import { canOpen, type Line, type LineKind } from './mail-line.ts';
import { isDraft, type Plan } from './plan.ts';
import { isFinished } from './turn.ts';

export function timeNews(plan: Plan, list: Change[]): Line[] {
  if (isDraft(plan) || plan.sample) return [];
  const everyone = plan.people.filter(canOpen);
  const toAll = (kind: LineKind, refs: Line['refs']): Line[] =>
    everyone.map(({ personId }) => ({ personId, kind, layer: 'shared', refs }));
  return list.flatMap((change) => {
    // That all of it is reached has a letter of its own.
    if (change.kind === 'healthChanged' && !isFinished(plan))
      return toAll('healthChanged', { from: change.from, to: change.to });
    if (change.kind === 'milestonePaced')
      return toAll('milestonePaced', {
        milestoneId: change.milestoneId,
        was: change.was,
        to: change.to.day,
      });
    return [];
  });
}
