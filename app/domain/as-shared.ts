/** A draft as the buyer will read it, worked out by the rule that shares it and not by a copy of it. */
import { sharePlan } from './ask-the-other-side.ts';
import type { Actor, Refused } from './command.ts';
import type { Day } from './day.ts';
import type { Plan, Side } from './plan.ts';
import { preview } from './settle.ts';
import { sharedView } from './shared-view.ts';
import { addStakeholder } from './stakeholder.ts';

export type AsShared = { kind: 'shared'; plan: Plan } | Refused;

/** Whom the draft is shared with, while they are only about to be named. */
export interface ToBeNamed {
  personId: string;
  side: Side;
  name: string;
  role: string;
}

/** Refused in the words of the rule, where something is missing before it can be shared. */
export function asShared(plan: Plan, actor: Actor, today: Day, whom?: ToBeNamed): AsShared {
  let made = 0;
  const context = { actor, today, now: '', base: {}, newId: () => `to-be-${made++}` };
  const named = whom && addStakeholder(plan, { id: 'to-be-named', ...whom }, context);
  const before = named?.kind === 'changes' ? preview(plan, named.changes) : plan;
  const decision = sharePlan(before, {}, context);
  if (decision.kind === 'refused') return decision;
  if (decision.kind !== 'changes') throw new Error('Sharing meets nobody else’s edit');
  return { kind: 'shared', plan: sharedView(preview(before, decision.changes)) };
}
