/** An approval in words, for whoever reads or decides it. */
import { decisionOf, decisionsOn, isInOutline, partOf, stillToDecide } from '#app/domain/approval.ts';
import type { ApprovalDecision, Comment, Outcome } from '#app/domain/attachment.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { findMilestone, isDraft, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName, ownerName } from '#app/domain/plan-words.ts';
import { isOpenRequest } from '#app/domain/thread.ts';

export const outcomeLabels: Record<Outcome, string> = {
  approved: 'Approve',
  approvedWithConditions: 'Approve with conditions',
  needsEvidence: 'Need more evidence',
  rejected: 'Reject',
  withdrawn: 'Take back what you decided',
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

/** What stands as said for the part that the reader decides. */
export function decisionOfReader(plan: Plan, step: Step, reader: string | null): ApprovalDecision | null {
  const own = partOf(step, reader)?.stakeholderId;
  return own ? decisionOf(plan, step.id, own) : null;
}

export const isApprover = (step: Step, stakeholderId: string | null): boolean =>
  partOf(step, stakeholderId) !== undefined;

interface Reader {
  stakeholderId: string | null;
  sealed: boolean;
}

/** Named, and let in by their own side, on a plan both sides have and of a step somebody proposed. */
export const canDecide = (plan: Plan, step: Step, reader: Reader): boolean =>
  step.type === 'approval' &&
  step.status !== 'skipped' &&
  !isInOutline(step) &&
  !isDraft(plan) &&
  !reader.sealed &&
  isApprover(step, reader.stakeholderId);

/** Their turn has come, or they have spoken before and may again. */
export const mayDecideNow = (plan: Plan, step: Step, reader: string | null): boolean =>
  step.decidedBy !== 'inOrder' ||
  decisionOfReader(plan, step, reader) !== null ||
  stillToDecide(plan, step).some((p) => p.id === reader);

/** May decide it, and has still to. */
export const isMineToDecide = (plan: Plan, step: Step, reader: Reader): boolean =>
  canDecide(plan, step, reader) &&
  reader.stakeholderId !== null &&
  isToDecide(plan, step, reader.stakeholderId);

/** Asked now, and where they said "need more", what they asked for has been answered. */
export function isToDecide(plan: Plan, step: Step, stakeholderId: string): boolean {
  const last = decisionOfReader(plan, step, stakeholderId);
  return (
    stillToDecide(plan, step).some((p) => p.id === stakeholderId) &&
    (last?.outcome !== 'needsEvidence' || !awaitedBy(plan, last))
  );
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

/** "approved", "approved with 1 condition", "asked for more", "said no". `you`: it is told to whoever said it. */
export function saidWords({ outcome, conditions }: ApprovalDecision, you = false): string {
  switch (outcome) {
    case 'approved':
      return 'approved';
    case 'approvedWithConditions':
      return `approved with ${conditionCount(conditions.length)}`;
    case 'needsEvidence':
      return 'asked for more';
    case 'rejected':
      return 'said no';
    case 'withdrawn':
      return `took back what ${you ? 'you' : 'they'} had decided`;
  }
}

/** How it is known that it was them. */
export const howProven = ({ proof }: ApprovalDecision, you: boolean): string =>
  ({
    signedInByMail: `signed in with a code mailed to ${you ? 'you' : 'them'}`,
    freshCode: `with a code mailed to ${you ? 'you' : 'them'} for this decision`,
  })[proof];

/** "Case made, your approval by Fri 18 Dec". */
export function whoseApproval(plan: Plan, step: Step, stakeholderId: string | null, today: Day): string {
  const milestone = findMilestone(plan, step.milestoneId)?.name;
  const [only] = step.owners;
  const whose = isApprover(step, stakeholderId)
    ? `your approval${inPlaceOf(plan, step, stakeholderId)}`
    : step.owners.length === 1 && only
      ? `approval of ${ownerName(plan, only)}`
      : `approval of ${step.owners.length} people`;
  const by = step.dueDay ? ` by ${shortDay(step.dueDay, today)}` : '';
  return [milestone, `${whose}${by}`].filter(Boolean).join(', ');
}

/** " in Dana’s place", to whoever decides in a colleague's. */
function inPlaceOf(plan: Plan, step: Step, stakeholderId: string | null): string {
  const part = partOf(step, stakeholderId);
  return part && part.stakeholderId !== stakeholderId
    ? ` in ${firstName(ownerName(plan, part))}’s place`
    : '';
}

export const hasDecisions = (plan: Plan, step: Step): boolean => decisionsOn(plan, step.id).length > 0;
