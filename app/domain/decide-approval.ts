/** Deciding an approval: in one's own name or in a colleague's place, of what stands there, and proved to be oneself. */
import { agreementSet } from './agreement.ts';
import { approversOf, decisionsOn, inOutlineWords, isInOutline, partOf } from './approval.ts';
import { boundOf } from './approval-bound.ts';
import { type Condition, conditionSteps, evidenceRequest, note } from './approval-brings.ts';
import { statusSaid } from './approval-facts.ts';
import { type ApprovalDecision, fieldChange, type Outcome } from './attachment.ts';
import type { Bound } from './bound.ts';
import type { Change } from './change.ts';
import { absent, type Context, changes, type Decider, type Refused, refuse } from './command.ts';
import {
  findPerson,
  findStep,
  isDraft,
  type Owner,
  offerOn,
  type Plan,
  type Side,
  type Step,
  sideName,
} from './plan.ts';
import { ownerName } from './plan-words.ts';
import { isOpenRequest } from './thread.ts';

export const decideApproval: Decider<{
  id: string;
  stepId: string;
  outcome: Outcome;
  /** For the approver's own side only. */
  note: string;
  /** With "need more": what is missing; with a no: why, where they say it. Both sides read it. */
  missing: string;
  conditions: Condition[];
  /** The digest of what they had before them, as `seenDigest` gives it: nobody decides what they have not read. */
  seen: string;
}> = (plan, args, context) => {
  const { actor } = context;
  const step = findStep(plan, args.stepId);
  if (step?.type !== 'approval') return absent;
  if (plan.decisions.some((d) => d.id === args.id)) return refuse('exists', 'That has been decided already.');
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  const me = findPerson(plan, actor.stakeholderId);
  const part = partOf(step, me?.id ?? null);
  if (!me || !part)
    return refuse('notYours', `${deciders(plan, step)} this. You can write to them about it.`);
  if (step.status === 'skipped')
    return refuse('ended', 'This approval was skipped. Open it again to decide it.');
  if (isInOutline(step))
    return refuse('outline', `“${step.title}” is in outline. Propose it first; then it is decided.`);
  if (isInOutline(step)) return refuse('outline', `“${step.title}” ${inOutlineWords}`);
  const incomplete =
    saidAlready(plan, step, part, args) ??
    notTheirTurn(plan, step, part, args.outcome) ??
    otherThanSeen(plan, step, args, context) ??
    whatIsMissing(plan, step, args, actor.side);
  if (incomplete) return incomplete;
  if (!actor.proven)
    return refuse(
      'proofNeeded',
      'Before you decide for the first time in this browser, we mail you a code, so that nobody decides in your name.',
    );
  if (step.freshCode && actor.freshFor !== step.id)
    return refuse('proofNeeded', 'This approval asks for a code each time, mailed for this one decision.');
  const conditions = args.outcome === 'approvedWithConditions' ? args.conditions : [];
  const bound = boundOf(
    plan,
    step,
    conditions.map(({ title }) => title),
  );
  const thing: ApprovalDecision = {
    id: args.id,
    layer: step.layer,
    stepId: step.id,
    by: me.id,
    byName: me.name,
    byRole: me.role,
    outcome: args.outcome,
    on: context.today,
    at: context.now,
    forId: part.stakeholderId === me.id ? null : part.stakeholderId,
    proof: actor.freshFor === step.id ? 'freshCode' : 'signedInByMail',
    conditions: conditions.map((c) => ({ text: c.title, stepId: c.id })),
    missing: args.outcome === 'needsEvidence' || args.outcome === 'rejected' ? args.missing : '',
    bound,
    digest: digestIn(context, bound),
    versions: {},
  };
  return changes(
    ...acceptedByDeciding(plan, step, thing, context),
    { kind: 'decisionAdded', thing },
    ...noLongerAsked(plan, step, context),
    ...conditionSteps(plan, step, conditions, context),
    ...evidenceRequest(plan, step, args, context),
    ...note(plan, step, args, context),
  );
};

function digestIn({ digest }: Context, bound: Bound): string {
  if (!digest) throw new Error('A decision is made where its digest can be made');
  return digest(bound);
}

/** Of what stands before whoever decides, before they have said anything. */
export const seenDigest = (plan: Plan, step: Step, digest: (value: unknown) => string): string =>
  digest(boundOf(plan, step));

/** The same word once more, with nothing added to it, is nothing new for the record. */
function saidAlready(
  plan: Plan,
  step: Step,
  part: Owner,
  { outcome, note, missing }: { outcome: Outcome; note: string; missing: string },
): Refused | null {
  const own = approversOf(plan, step).find((a) => a.owner === part);
  if (own?.counts !== outcome || (outcome !== 'approved' && outcome !== 'rejected')) return null;
  if (note.trim() !== '' || (outcome === 'rejected' && missing.trim() !== '')) return null;
  return refuse('saidAlready', 'You have said that already, and it counts.');
}

/** In order, each is asked once those before them have said yes; taking back needs something to take back. */
function notTheirTurn(plan: Plan, step: Step, part: Owner, outcome: Outcome): Refused | null {
  const all = approversOf(plan, step);
  const own = all.find((a) => a.owner === part);
  if (outcome === 'withdrawn')
    return own?.decision && own.decision.outcome !== 'withdrawn'
      ? null
      : refuse('nothing', 'You have not decided this, so there is nothing to take back.');
  if (step.decidedBy !== 'inOrder' || !own || own.isAsked || own.counts !== null) return null;
  const next = all.find((a) => a.isAsked || a.counts === 'rejected');
  const name = next && ownerName(plan, next.owner);
  return refuse('notYet', `This is decided one after the other, and ${name ?? 'somebody else'} comes first.`);
}

/** Whoever takes back what they said need not have read what stands there now. */
function otherThanSeen(
  plan: Plan,
  step: Step,
  { seen, outcome }: { seen: string; outcome: Outcome },
  { digest }: Context,
): Refused | null {
  if (outcome === 'withdrawn' || !digest || seenDigest(plan, step, digest) === seen) return null;
  return refuse('altered', 'What is decided here was changed while you read it. Read it again, then decide.');
}

function whatIsMissing(
  plan: Plan,
  step: Step,
  { outcome, missing, conditions }: { outcome: Outcome; missing: string; conditions: Condition[] },
  own: Side,
) {
  if (outcome === 'needsEvidence' && missing.trim() === '')
    return refuse('missingNeeded', 'Say what is missing, so that the other side knows what to bring.');
  if (outcome !== 'approvedWithConditions') return null;
  if (conditions.length === 0)
    return refuse('conditionNeeded', 'Write down at least one condition, or approve without.');
  if (conditions.some((c) => c.title.trim() === ''))
    return refuse('conditionNeeded', 'Each condition says what has to be done.');
  if (new Set(conditions.map((c) => c.id)).size < conditions.length)
    return refuse('exists', 'The same condition is there twice.');
  for (const { stakeholderId, side, id } of conditions) {
    if (step.layer !== 'shared' && side !== own)
      return refuse(
        'private',
        `Only ${sideName(plan, own)} sees this step, so its conditions are for people there.`,
      );
    if (findStep(plan, id)) return refuse('exists', 'That condition is a step already.');
    if (stakeholderId !== null && findPerson(plan, stakeholderId)?.side !== side) return absent;
  }
  return null;
}

const deciders = (plan: Plan, step: Step): string => {
  const named = approversOf(plan, step).map((a) => a.standIn ?? a.person);
  const names = named.flatMap((person) => person?.name ?? []);
  if (names.length > 1) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} decide`;
  return `${names[0] ?? sideName(plan, step.owners[0]?.side ?? 'buyer')} decides`;
};

/** Deciding what one was asked for is saying yes to being asked; once it is decided, nothing about it is left to answer. */
function acceptedByDeciding(
  plan: Plan,
  step: Step,
  thing: ApprovalDecision,
  { actor, today }: Context,
): Change[] {
  const offer = offerOn(plan, step.id);
  const agreed = step.agreement === 'agreed';
  const after = { ...plan, decisions: [...plan.decisions, thing] };
  const closes = offer && (!agreed || statusSaid(after, step, today).status === 'done');
  const theirs = agreed ? ('answeredOtherwise' as const) : ('accepted' as const);
  const outcome = offer?.bySide === actor.side ? ('withdrawn' as const) : theirs;
  return [
    ...(closes ? [{ kind: 'offerClosed' as const, offer, outcome, reason: null }] : []),
    ...(agreed ? [] : [agreementSet(step, 'agreed')]),
  ];
}

/** A later word of the same person takes the place of "need more": what was asked for with that is not awaited any more. */
const noLongerAsked = (plan: Plan, step: Step, { actor, today }: Context): Change[] =>
  decisionsOn(plan, step.id)
    .filter((d) => d.by === actor.stakeholderId && d.outcome === 'needsEvidence')
    .flatMap((d) =>
      plan.comments.filter(
        // The request was written in the same moment as the decision that asked.
        (c) => c.stepId === step.id && c.by === actor.personId && c.at === d.at && isOpenRequest(c),
      ),
    )
    .map((request) => fieldChange('comment', request, 'answeredOn', today));
