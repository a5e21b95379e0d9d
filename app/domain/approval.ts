/**
 * An approval is decided by the people it names, in their own name; nobody ticks it. What each last said counts, until
 * they take it back or what they said yes to is altered. This file says where an approval stands and whom it asks now.
 */
import { type BoundField, boundDifferences, boundNow } from './approval-bound.ts';
import type { ApprovalDecision, Outcome } from './attachment.ts';
import { findPerson, findStep, type Owner, type Plan, type Stakeholder, type Step } from './plan.ts';

/** Nobody is asked for it yet, so nobody decides it: a yes months early would agree to its day by the way. */
export const isInOutline = ({ layer, agreement }: Step): boolean =>
  layer === 'shared' && agreement === 'outline';
export const inOutlineWords =
  'is still in outline, and nobody is asked for it yet. Propose it, and it can be decided.';

/** Whose part in the approval it speaks for: somebody may decide in a colleague's place. */
export const speaksFor = ({ by, forId }: ApprovalDecision): string => forId ?? by;

/** What was last said for somebody's part; null when nothing yet. */
export const decisionOf = (plan: Plan, stepId: string, stakeholderId: string): ApprovalDecision | null =>
  plan.decisions.filter((d) => d.stepId === stepId && speaksFor(d) === stakeholderId).at(-1) ?? null;
/** Everything said on an approval, oldest first: the record. */
export const decisionsOn = (plan: Plan, stepId: string): ApprovalDecision[] =>
  plan.decisions.filter((d) => d.stepId === stepId);

/** Said yes or no, for good; "need more" is no decision yet, and what was taken back is none any more. */
export function hasDecided(plan: Plan, stepId: string, stakeholderId: string | null): boolean {
  const said = stakeholderId === null ? null : decisionOf(plan, stepId, stakeholderId);
  return said !== null && said.outcome !== 'needsEvidence' && said.outcome !== 'withdrawn';
}

export const isYes = (outcome: Outcome): boolean =>
  outcome === 'approved' || outcome === 'approvedWithConditions';

/** Whether a part is spoken for, for good: what was said counts, and it is not that more is needed. */
export const isSpokenFor = ({ counts }: Approver): boolean => counts !== null && counts !== 'needsEvidence';

/** What is not as it was when they said yes. Only a yes is outdated: a no was not to the words alone. */
export function alteredSince(plan: Plan, step: Step, said: ApprovalDecision): BoundField[] {
  if (!said.bound || !isYes(said.outcome)) return [];
  return boundDifferences(said.bound, boundNow(plan, step, said));
}

export interface Approver {
  owner: Owner;
  /** Null: "Name needed". Whoever decided and has left since is still who decided. */
  person: Stakeholder | null;
  /** The colleague who decides in their place. */
  standIn: Stakeholder | null;
  decision: ApprovalDecision | null;
  /** Their yes was to something else than what stands there now. */
  outdated: boolean;
  /** What counts of what they said. */
  counts: Outcome | null;
  /** The approval waits for this part now. */
  isAsked: boolean;
}

const countsOf = (decision: ApprovalDecision | null, outdated: boolean): Outcome | null =>
  decision === null || outdated || decision.outcome === 'withdrawn' ? null : decision.outcome;

/** Everybody it names, in their order. */
export function approversOf(plan: Plan, step: Step): Approver[] {
  const parts = step.owners.map((owner) => {
    const { stakeholderId } = owner;
    const decision = stakeholderId === null ? null : decisionOf(plan, step.id, stakeholderId);
    const here = findPerson(plan, stakeholderId);
    const outdated = decision !== null && alteredSince(plan, step, decision).length > 0;
    return {
      owner,
      person: here ?? (decision && asTheyWere(decision, owner)),
      standIn: findPerson(plan, owner.standIn ?? null) ?? null,
      decision,
      outdated,
      counts: countsOf(decision, outdated),
    };
  });
  const saidYes = ({ counts }: { counts: Outcome | null }) => counts !== null && isYes(counts);
  return parts.map((part, at) => {
    const isLeft = part.counts === null || part.counts === 'needsEvidence';
    const isNext = step.decidedBy === 'anyone' ? !parts.some(saidYes) : parts.slice(0, at).every(saidYes);
    return { ...part, isAsked: isLeft && (isNext || step.decidedBy === 'everyone') };
  });
}

/** Somebody who has left, as their decision remembers them. */
const asTheyWere = ({ by, byName, byRole, layer }: ApprovalDecision, { side }: Owner): Stakeholder => ({
  id: by,
  layer,
  personId: '',
  side,
  name: byName,
  role: byRole,
  pointPerson: false,
  admitted: true,
  enteredOn: null,
  versions: {},
});

/** Whom the approval waits for now: after "need more", the same person again; in order, only who is next. */
export const stillToDecide = (plan: Plan, step: Step): Stakeholder[] =>
  approversOf(plan, step).flatMap(({ isAsked, standIn, person }) =>
    isAsked ? (standIn ?? person ?? []) : [],
  );

/** The part that somebody decides: their own, or a colleague's they stand in for. */
export const partOf = (step: Step, stakeholderId: string | null): Owner | undefined =>
  stakeholderId === null
    ? undefined
    : step.owners.find((o) => (o.standIn ?? o.stakeholderId) === stakeholderId);

export type ApprovalState = 'open' | 'outdated' | Exclude<Outcome, 'withdrawn'>;
/** Where an approval stands: a no weighs more than a question, and a question more than any yes but a sufficient one. */
export function approvalState(plan: Plan, step: Step): ApprovalState {
  const said = approversOf(plan, step);
  const outcomes = said.map((a) => a.counts);
  const yeses = outcomes.filter((o) => o !== null && isYes(o));
  if (outcomes.includes('rejected')) return 'rejected';
  const enough = step.decidedBy === 'anyone' ? yeses.length > 0 : yeses.length === outcomes.length;
  if (enough && yeses.length > 0)
    return yeses.includes('approvedWithConditions') ? 'approvedWithConditions' : 'approved';
  if (outcomes.includes('needsEvidence')) return 'needsEvidence';
  return said.some((a) => a.outdated) ? 'outdated' : 'open';
}

/** Is it this person's to decide now, and was their yes to something else? */
export const isOutdatedFor = (plan: Plan, step: Step, stakeholderId: string): boolean =>
  approversOf(plan, step).some(
    (a) => a.isAsked && a.outdated && (a.standIn ?? a.person)?.id === stakeholderId,
  );

export const approvalIn = (plan: Plan, stepId: string): Step | undefined => {
  const step = findStep(plan, stepId);
  return step?.type === 'approval' ? step : undefined;
};
