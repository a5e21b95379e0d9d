/** Who a step is handed to. The other side is asked; for one's own, it is done. */
import { askFor, handOf, mustAsk, offering } from './agreement.ts';
import type { Change } from './change.ts';
import { absent, changes, type Decider, refuse } from './command.ts';
import {
  findPerson,
  findStep,
  isForBoth,
  type Owner,
  offerOn,
  type Side,
  type Step,
  sideName,
} from './plan.ts';

export interface Assignment {
  stepId: string;
  /** The owner to replace; null adds one. */
  ownerId: string | null;
  side: Side;
  role: string | null;
  /** Null: a role nobody fills yet. */
  stakeholderId: string | null;
}

/** A part that is handed on is a new row: who still sees the old one cannot hand it on again over the new owner. */
export function ownerSwap(
  step: Step,
  to: { ownerId: string; side: Side; role: string | null; stakeholderId: string | null },
  newId: string,
): Change[] {
  const { ownerId, ...rest } = to;
  const old = step.owners.find((o) => o.id === ownerId);
  const owner: Owner = { ...rest, id: newId };
  return [
    ...(old ? [{ kind: 'ownerRemoved' as const, stepId: step.id, owner: old }] : []),
    { kind: 'ownerAdded' as const, stepId: step.id, owner },
  ];
}

/** Hands a step to somebody. Within one's own side that is one's own business; across sides it is a question. */
export const assignStep: Decider<Assignment> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const { actor } = context;
  const old = args.ownerId === null ? null : step.owners.find((o) => o.id === args.ownerId);
  if (old === undefined) return absent;
  if (args.stakeholderId !== null && findPerson(plan, args.stakeholderId)?.side !== args.side) return absent;
  if (!isForBoth(plan, step) && args.side !== actor.side)
    return refuse('private', `Only ${sideName(plan, actor.side)} sees this step, so its owner is there too.`);
  if (old && old.side === args.side && old.stakeholderId === args.stakeholderId && old.role === args.role)
    return changes();
  if (
    step.owners.some(
      (o) =>
        o !== old && o.side === args.side && o.stakeholderId === args.stakeholderId && o.role === args.role,
    )
  )
    return refuse('twice', 'They own this step already.');
  const to = {
    ownerId: old?.id ?? context.newId(),
    side: args.side,
    role: args.role,
    stakeholderId: args.stakeholderId,
  };
  const joins = old === null && !handOf(step, actor.side);
  const within = args.side === actor.side && !joins && (old === null || old.side === actor.side);
  if (mustAsk(step, actor) || (step.agreement === 'agreed' && step.layer === 'shared')) {
    if (!within) return offering(plan, step, askFor(step, { field: 'owner', value: to }, context), context);
  } else if (!within && step.agreement === 'proposed' && offerOn(plan, step.id)?.bySide !== actor.side)
    return refuse('answerFirst', 'Answer what you were asked first, or say no and propose it anew.');
  return changes(...ownerSwap(step, to, old ? context.newId() : to.ownerId));
};

/** One owner fewer; somebody always stays, and an agreed step keeps both its sides. */
export const removeOwner: Decider<{ stepId: string; ownerId: string }> = (plan, args, { actor }) => {
  const step = findStep(plan, args.stepId);
  const owner = step?.owners.find((o) => o.id === args.ownerId);
  if (!step || !owner) return absent;
  if (step.owners.length === 1)
    return refuse('lastOwner', 'A step always has an owner. Hand it to somebody else instead.');
  const last = !step.owners.some((o) => o !== owner && o.side === owner.side);
  if (step.agreement === 'agreed' && step.layer === 'shared' && (last || owner.side !== actor.side))
    return refuse(
      'agreed',
      'Both sides agreed to do this together. Hand it over instead, so that the other side can answer.',
    );
  return changes({ kind: 'ownerRemoved', stepId: step.id, owner });
};
