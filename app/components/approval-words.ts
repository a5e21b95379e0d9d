/** An approval in words, for whoever reads or decides it. What each answer leads to is asked of the rules, not known here. */
import {
  approvalState,
  approversOf,
  type Condition,
  decideApproval,
  decisionOf,
  decisionsOn,
} from '#app/domain/approval.ts';
import type { ApprovalDecision, Comment, Outcome } from '#app/domain/attachment.ts';
import type { Actor } from '#app/domain/command.ts';
import { isOpenRequest } from '#app/domain/comment.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { countOf } from '#app/domain/milestone.ts';
import {
  findMilestone,
  findPerson,
  findStep,
  isDraft,
  otherSide,
  type Plan,
  pointPersons,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { firstName, listed, ownerName, stepCount } from '#app/domain/plan-words.ts';
import { preview, settle } from '#app/domain/settle.ts';
import { isBlocked } from '#app/domain/turn.ts';

export const outcomeLabels: Record<Outcome, string> = {
  approved: 'Approve',
  approvedWithConditions: 'Approve with conditions',
  needsEvidence: 'Need more evidence',
  rejected: 'Reject',
};

/** The words of the one black button; they follow the choice. */
export function decideVerb(outcome: Outcome | '', conditions: number): string {
  switch (outcome) {
    case 'approvedWithConditions':
      return conditions > 0 ? `Approve with ${conditionCount(conditions)}` : outcomeLabels[outcome];
    case 'needsEvidence':
      return 'Ask for more evidence';
    case '':
      return 'Send your decision';
    default:
      return outcomeLabels[outcome];
  }
}

export const conditionCount = (count: number): string =>
  count === 1 ? '1 condition' : `${count} conditions`;

export const isApprover = (step: Step, stakeholderId: string | null): boolean =>
  stakeholderId !== null && step.owners.some((o) => o.stakeholderId === stakeholderId);

interface Reader {
  stakeholderId: string | null;
  sealed: boolean;
}

/** Named, and let in by their own side, on a plan both sides have. */
export const canDecide = (plan: Plan, step: Step, reader: Reader): boolean =>
  step.type === 'approval' &&
  step.status !== 'skipped' &&
  !isDraft(plan) &&
  !reader.sealed &&
  isApprover(step, reader.stakeholderId);

/** May decide it, and has still to. */
export const isMineToDecide = (plan: Plan, step: Step, reader: Reader): boolean =>
  canDecide(plan, step, reader) &&
  reader.stakeholderId !== null &&
  isToDecide(plan, step, reader.stakeholderId);

/** Still to say yes or no: nothing said yet, or "need more" and what was asked for has been answered. */
export function isToDecide(plan: Plan, step: Step, stakeholderId: string): boolean {
  const last = decisionOf(plan, step.id, stakeholderId);
  return last === null || (last.outcome === 'needsEvidence' && !awaitedBy(plan, last));
}

/** The request that came with "need more". */
const evidenceAskedBy = (plan: Plan, said: ApprovalDecision): Comment | undefined =>
  said.outcome === 'needsEvidence'
    ? plan.comments.find((c) => c.stepId === said.stepId && c.at === said.at && c.request !== null)
    : undefined;

/** The same, while it stands unanswered. */
export function awaitedBy(plan: Plan, said: ApprovalDecision): Comment | undefined {
  const request = evidenceAskedBy(plan, said);
  return request && isOpenRequest(request) ? request : undefined;
}

/** "Maya answered what you asked for." Null until then. */
export function evidenceAnswered(plan: Plan, said: ApprovalDecision): string | null {
  const request = evidenceAskedBy(plan, said);
  if (!request || isOpenRequest(request)) return null;
  const answer = plan.comments.filter((c) => c.answers === request.id && c.by !== request.by).at(-1);
  return answer
    ? `${firstName(answer.byName)} answered what you asked for.`
    : 'What you asked for was answered.';
}

/** "approved", "approved with 1 condition", "asked for more", "said no". */
export function saidWords({ outcome, conditions }: ApprovalDecision): string {
  switch (outcome) {
    case 'approved':
      return 'approved';
    case 'approvedWithConditions':
      return `approved with ${conditionCount(conditions.length)}`;
    case 'needsEvidence':
      return 'asked for more';
    case 'rejected':
      return 'said no';
  }
}

/** How it is known that it was them. */
export const howProven = ({ proof }: ApprovalDecision, you: boolean): string =>
  ({ signedInByMail: `signed in with a code mailed to ${you ? 'you' : 'them'}` })[proof];

/** "Case made, your approval by Fri 18 Dec". */
export function whoseApproval(plan: Plan, step: Step, stakeholderId: string | null, today: Day): string {
  const milestone = findMilestone(plan, step.milestoneId)?.name;
  const [only] = step.owners;
  const whose = isApprover(step, stakeholderId)
    ? 'your approval'
    : step.owners.length === 1 && only
      ? `approval of ${ownerName(plan, only)}`
      : `approval of ${step.owners.length} people`;
  const by = step.dueDay ? ` by ${shortDay(step.dueDay, today)}` : '';
  return [milestone, `${whose}${by}`].filter(Boolean).join(', ');
}

/** Who has still to decide beside somebody: names, and roles that need one. */
function othersLeft(plan: Plan, step: Step, stakeholderId: string | null): string[] {
  return approversOf(plan, step)
    .filter(({ person }) => person === null || person.id !== stakeholderId)
    .filter(({ decision }) => decision === null || decision.outcome === 'needsEvidence')
    .map(({ owner, person }) => (person ? firstName(person.name) : ownerName(plan, owner)));
}

/** What each of the four answers leads to, one sentence or two each. */
export function leadsTo(plan: Plan, step: Step, actor: Actor, today: Day): Record<Outcome, string> {
  const left = othersLeft(plan, step, actor.stakeholderId);
  const waits = left.length > 0 ? `It then waits for ${listed(left)}.` : '';
  const yes = sentences(yesLeadsTo(plan, step, actor, today), waits);
  const otherwise = reopened(plan, step, actor, today);
  return {
    approved: yes,
    approvedWithConditions: sentences(
      left.length > 0 ? 'A yes from you.' : 'Counts as approved.',
      'Each condition becomes a step with a person and a day.',
      waits,
    ),
    needsEvidence: sentences(`You say what is missing. ${stuckUntil(plan, step, actor)}`, otherwise),
    rejected: sentences(
      step.layer === 'shared'
        ? 'The step stays open until both sides meet to adjust or stop.'
        : 'The step stays open.',
      otherwise,
    ),
  };
}

const sentences = (...parts: string[]): string => parts.filter(Boolean).join(' ');

function yesLeadsTo(plan: Plan, step: Step, actor: Actor, today: Day): string {
  const after = afterSaying(plan, step, actor, today, 'approved');
  const milestone = findMilestone(after, step.milestoneId);
  const state = approvalState(after, step);
  const no = approversOf(after, step).find((a) => a.decision?.outcome === 'rejected')?.person;
  if (state === 'rejected' && no) return `It stays open, because ${firstName(no.name)} said no.`;
  if (state !== 'approved' && state !== 'approvedWithConditions') return 'A yes from you.';
  const before = findMilestone(plan, step.milestoneId);
  if (milestone?.reachedOn && !before?.reachedOn)
    return sentences(`${milestone.name} is reached.`, begins(plan, after));
  const { done, all } = countOf(after, step.milestoneId);
  const open = milestone && all > done ? `${milestone.name} still has ${stepCount(all - done)} open.` : '';
  return sentences('Counts as approved.', open, begins(plan, after));
}

/** "Tom can begin “Contract sent”." */
function begins(before: Plan, after: Plan): string {
  const [next] = after.steps.filter((s) => {
    const was = findStep(before, s.id);
    return (
      s.status === 'todo' && s.agreement === 'agreed' && was && isBlocked(before, was) && !isBlocked(after, s)
    );
  });
  const person = findPerson(after, next?.owners[0]?.stakeholderId ?? null);
  return next && person ? `${firstName(person.name)} can begin “${next.title}”.` : '';
}

function stuckUntil(plan: Plan, step: Step, { side }: Actor): string {
  const [asked] = pointPersons(plan, otherSide(side));
  if (step.layer !== 'shared') return 'The step is stuck until it is there.';
  return `The step is stuck until ${asked ? firstName(asked.name) : sideName(plan, otherSide(side))} answers.`;
}

/** A no after a yes: what had been reached is not any more. */
function reopened(plan: Plan, step: Step, actor: Actor, today: Day): string {
  const before = findMilestone(plan, step.milestoneId);
  const after = findMilestone(afterSaying(plan, step, actor, today, 'rejected'), step.milestoneId);
  return before?.reachedOn && !after?.reachedOn ? `${before.name} is open again.` : '';
}

function afterSaying(plan: Plan, step: Step, actor: Actor, today: Day, outcome: Outcome): Plan {
  const conditions: Condition[] = [];
  let made = 0;
  const newId = () => {
    made += 1;
    return `asked-${made}`;
  };
  const said = { id: newId(), stepId: step.id, outcome, note: '', missing: '', conditions };
  const context = { actor: { ...actor, proven: true }, today, now: '', base: {}, newId };
  const decision = decideApproval(plan, said, context);
  const settled = decision.kind === 'changes' ? settle(plan, decision.changes, today, true) : decision;
  return settled.kind === 'changes' ? preview(plan, settled.changes) : plan;
}

export const hasDecisions = (plan: Plan, step: Step): boolean => decisionsOn(plan, step.id).length > 0;
