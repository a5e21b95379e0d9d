/**
 * Who has which part in an approval. Whoever is asked may hand their part to a colleague of their own side, who then
 * decides in their place, before the eyes of both sides; and those who decide one after the other stand in an order.
 */
import { notYourHand } from './agreement.ts';
import { approversOf, isSpokenFor } from './approval.ts';
import type { Change } from './change.ts';
import { absent, changes, type Decider, refuse } from './command.ts';
import { findPerson, findStep, isForBoth, type Owner, type Step } from './plan.ts';

/** The facts that make its owners these, in this order. Taken out from the last, so that an undo puts them back in theirs. */
function ownersBecome(step: Step, next: readonly Owner[]): Change[] {
  const same = step.owners.findIndex((owner, at) => owner !== next[at]);
  const from = same < 0 ? step.owners.length : same;
  return [
    ...step.owners
      .slice(from)
      .reverse()
      .map((owner): Change => ({ kind: 'ownerRemoved', stepId: step.id, owner })),
    ...next.slice(from).map((owner): Change => ({ kind: 'ownerAdded', stepId: step.id, owner })),
  ];
}

/** `to`: a colleague's row; null takes the part back. */
export const delegateApproval: Decider<{ stepId: string; ownerId: string; to: string | null }> = (
  plan,
  { stepId, ownerId, to },
  { actor },
) => {
  const step = findStep(plan, stepId);
  const owner = step?.owners.find((o) => o.id === ownerId);
  const asked = findPerson(plan, owner?.stakeholderId ?? null);
  if (step?.type !== 'approval' || !owner || !asked) return absent;
  const isStandIn = owner.standIn !== undefined && owner.standIn === actor.stakeholderId;
  if (actor.stakeholderId !== asked.id && !(to === null && isStandIn))
    return refuse('notYours', `Only ${asked.name} hands this decision to somebody else.`);
  // A yes that is outdated is asked for again, and may be left to a colleague like any other.
  if (approversOf(plan, step).some((part) => part.owner === owner && isSpokenFor(part)))
    return refuse('decided', 'This has been decided. Whoever decided can take that back first.');
  if (step.status === 'skipped') return refuse('ended', 'This approval was skipped.');
  if (to === (owner.standIn ?? null)) return changes();
  const colleague = to === null ? null : findPerson(plan, to);
  if (colleague === undefined || (colleague && colleague.side !== asked.side)) return absent;
  if (colleague && !colleague.admitted)
    return refuse('notAdmitted', `${colleague.name} has to be let in first.`);
  if (colleague && step.owners.some((o) => o.stakeholderId === colleague.id || o.standIn === colleague.id))
    return refuse('twice', `${colleague.name} decides this already.`);
  const { standIn: _, ...own } = owner;
  const next: Owner = colleague ? { ...own, standIn: colleague.id } : own;
  return changes(
    ...ownersBecome(
      step,
      step.owners.map((o) => (o === owner ? next : o)),
    ),
  );
};

/** Only the side that decides says who comes first. */
export const moveApprover: Decider<{ stepId: string; ownerId: string; afterId: string | null }> = (
  plan,
  { stepId, ownerId, afterId },
  { actor },
) => {
  const step = findStep(plan, stepId);
  const owner = step?.owners.find((o) => o.id === ownerId);
  if (step?.type !== 'approval' || !owner) return absent;
  if (afterId !== null && !step.owners.some((o) => o.id === afterId)) return absent;
  if (afterId === ownerId) return changes();
  if (step.status === 'done' || step.status === 'skipped')
    return refuse('ended', 'This approval has ended. Open it again to change the order.');
  const refused = isForBoth(plan, step) && step.layer === 'shared' ? notYourHand(plan, step, actor) : null;
  if (refused) return refused;
  const others = step.owners.filter((o) => o !== owner);
  const at = afterId === null ? 0 : others.findIndex((o) => o.id === afterId) + 1;
  return changes(...ownersBecome(step, [...others.slice(0, at), owner, ...others.slice(at)]));
};
