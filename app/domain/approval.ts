/**
 * An approval is decided by the people it names, one by one and in their own name; nobody ticks it. What each
 * last said counts: it is done when everyone named has said yes and nobody is missing.
 */
import { agreementSet, askFor } from './agreement.ts';
import { type ApprovalDecision, fieldChange, type Outcome } from './attachment.ts';
import type { Change, StepState } from './change.ts';
import { absent, type Context, changes, type Decider, refuse } from './command.ts';
import { isOpenRequest, writing } from './comment.ts';
import type { Day } from './day.ts';
import { placeBehind } from './order.ts';
import {
  findPerson,
  findStep,
  isDraft,
  type Owner,
  offerOn,
  otherSide,
  type Plan,
  pointPersons,
  type Side,
  type Stakeholder,
  type Step,
  sideName,
} from './plan.ts';
import { addWorkingDays, weekdays } from './working-days.ts';

/** Working days within which the other side is asked for the evidence, where the step has no nearer day. */
const evidenceDays = 5;

export interface Condition {
  id: string;
  title: string;
  side: Side;
  role: string | null;
  stakeholderId: string | null;
  dueDay: Day;
}

/** What somebody last said on an approval; null when nothing yet. */
export const decisionOf = (plan: Plan, stepId: string, stakeholderId: string): ApprovalDecision | null =>
  plan.decisions.filter((d) => d.stepId === stepId && d.by === stakeholderId).at(-1) ?? null;
/** Everything said on an approval, oldest first: the record. */
export const decisionsOn = (plan: Plan, stepId: string): ApprovalDecision[] =>
  plan.decisions.filter((d) => d.stepId === stepId);

export interface Approver {
  owner: Owner;
  /** Null: "Name needed". */
  person: Stakeholder | null;
  decision: ApprovalDecision | null;
}
export const approversOf = (plan: Plan, step: Step): Approver[] =>
  step.owners.map((owner) => {
    const person = findPerson(plan, owner.stakeholderId) ?? null;
    return { owner, person, decision: person ? decisionOf(plan, step.id, person.id) : null };
  });

/** Who has still to say yes or no: after "need more", the same person again. */
export const stillToDecide = (plan: Plan, step: Step): Stakeholder[] =>
  approversOf(plan, step).flatMap(({ person, decision }) =>
    person && (decision === null || decision.outcome === 'needsEvidence') ? [person] : [],
  );

const isYes = (outcome: Outcome): boolean => outcome === 'approved' || outcome === 'approvedWithConditions';

export type ApprovalState = 'open' | Outcome;
/** Where an approval stands: a no weighs more than a question, and a question more than any yes. */
export function approvalState(plan: Plan, step: Step): ApprovalState {
  const said = approversOf(plan, step);
  const outcomes = said.map((a) => a.decision?.outcome);
  for (const heavy of ['rejected', 'needsEvidence'] as const) if (outcomes.includes(heavy)) return heavy;
  if (!outcomes.every((o) => o !== undefined && isYes(o))) return 'open';
  return outcomes.includes('approvedWithConditions') ? 'approvedWithConditions' : 'approved';
}

/** The status of an approval that people have spoken on, a skip and "I'm stuck" left aside. */
export function statusSaid(plan: Plan, step: Step, today: Day): StepState {
  const state = approvalState(plan, step);
  if (state === 'approved' || state === 'approvedWithConditions')
    return { status: 'done', reason: null, endedOn: step.endedOn ?? today };
  if (state !== 'needsEvidence') return { status: 'todo', reason: null, endedOn: null };
  const asking = approversOf(plan, step).find((a) => a.decision?.outcome === 'needsEvidence');
  return { status: 'stuck', reason: asking?.decision?.missing ?? null, endedOn: null };
}

/** The status that follows from what was said, or null where it already is that. A skip stands. */
export function approvalFact(plan: Plan, step: Step, today: Day): Change | null {
  if (step.status === 'skipped' || decisionsOn(plan, step.id).length === 0) return null;
  const to = statusSaid(plan, step, today);
  const from: StepState = { status: step.status, reason: step.statusReason, endedOn: step.endedOn };
  if (from.status === to.status && from.reason === to.reason) return null;
  return { kind: 'stepStatusChanged', stepId: step.id, from, to };
}

/** Approvals whose approvers or answers a command altered, or that it no longer skips, brought in line with what was said. */
export function approvalFacts(after: Plan, primary: Change[], today: Day): Change[] {
  const touched = new Set(
    primary.flatMap((c) => {
      if (c.kind === 'decisionAdded') return [c.thing.stepId];
      if (c.kind === 'stepStatusChanged') return c.from.status === 'skipped' ? [c.stepId] : [];
      return c.kind === 'ownerAdded' || c.kind === 'ownerRemoved' ? [c.stepId] : [];
    }),
  );
  return [...touched].flatMap((id) => {
    const step = findStep(after, id);
    return step?.type === 'approval' ? (approvalFact(after, step, today) ?? []) : [];
  });
}

export const decideApproval: Decider<{
  id: string;
  stepId: string;
  outcome: Outcome;
  /** For the approver's own side only. */
  note: string;
  /** With "need more": what is missing. Both sides read it. */
  missing: string;
  conditions: Condition[];
}> = (plan, args, context) => {
  const { actor } = context;
  const step = findStep(plan, args.stepId);
  if (step?.type !== 'approval') return absent;
  if (plan.decisions.some((d) => d.id === args.id)) return refuse('exists', 'That has been decided already.');
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  const me = findPerson(plan, actor.stakeholderId);
  if (!me || !step.owners.some((o) => o.stakeholderId === me.id))
    return refuse('notYours', `${deciders(plan, step)} this. You can write to them about it.`);
  if (step.status === 'skipped')
    return refuse('ended', 'This approval was skipped. Open it again to decide it.');
  const incomplete = whatIsMissing(plan, step, args, actor.side);
  if (incomplete) return incomplete;
  if (!actor.proven)
    return refuse(
      'proofNeeded',
      'Before you decide for the first time in this browser, we mail you a code, so that nobody decides in your name.',
    );
  const conditions = args.outcome === 'approvedWithConditions' ? args.conditions : [];
  const thing: ApprovalDecision = {
    id: args.id,
    layer: step.layer,
    stepId: step.id,
    by: me.id,
    byName: me.name,
    outcome: args.outcome,
    on: context.today,
    at: context.now,
    proof: 'signedInByMail',
    conditions: conditions.map((c) => ({ text: c.title, stepId: c.id })),
    missing: args.outcome === 'needsEvidence' ? args.missing : '',
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
  const names = approversOf(plan, step).flatMap((a) => (a.person ? [a.person.name] : []));
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

/** Each condition is a step behind the approval: a promise of one's own side, a question to the other. */
function conditionSteps(plan: Plan, approval: Step, conditions: Condition[], context: Context): Change[] {
  let behind = approval.id;
  let now = plan;
  return conditions.flatMap((condition): Change[] => {
    const place = placeBehind(now, approval.layer, approval.milestoneId, behind);
    const step: Step = {
      id: condition.id,
      layer: approval.layer,
      milestoneId: approval.milestoneId,
      anchorId: place.anchorId,
      withheld: false,
      type: 'task',
      title: condition.title,
      ask: `A condition of “${approval.title}”.`,
      doneWhen: '',
      dueDay: condition.dueDay,
      duration: 1,
      agreement: 'outline',
      declinedReason: null,
      status: 'todo',
      statusReason: null,
      endedOn: null,
      owners: [
        {
          id: context.newId(),
          side: condition.side,
          role: condition.role,
          stakeholderId: condition.stakeholderId,
        },
      ],
      versions: {},
    };
    // A condition is asked for now, however far its day is: the yes depends on it.
    const theirs = step.layer === 'shared' && condition.side !== context.actor.side;
    const added: Step = { ...step, agreement: theirs ? 'proposed' : 'agreed' };
    behind = step.id;
    now = { ...now, steps: [...now.steps, added] };
    return [
      { kind: 'stepAdded', step: added, place },
      ...(theirs ? [askFor(added, { field: 'step' }, context)] : []),
    ];
  });
}

/** "Need more" asks who leads it at the other side, by a day. */
function evidenceRequest(
  plan: Plan,
  step: Step,
  { outcome, missing }: { outcome: Outcome; missing: string },
  context: Context,
): Change[] {
  const [asked] = pointPersons(plan, otherSide(context.actor.side));
  if (outcome !== 'needsEvidence' || !asked || step.layer !== 'shared') return [];
  const by = addWorkingDays(context.today, evidenceDays, weekdays);
  const request = { of: asked.id, by };
  const args = { id: context.newId(), stepId: step.id, text: missing, mentions: [], request, answers: null };
  return [writing(plan, { ...args, layer: step.layer }, context)];
}

/** Born private: the other side reads outcome, day and conditions. */
function note(plan: Plan, step: Step, args: { id: string; note: string }, context: Context): Change[] {
  if (args.note.trim() === '') return [];
  const comment = {
    id: context.newId(),
    stepId: step.id,
    text: args.note,
    mentions: [],
    request: null,
    answers: null,
  };
  return [writing(plan, { ...comment, layer: context.actor.side, decisionId: args.id }, context)];
}
