/**
 * What each answer to an approval leads to, asked of the rules themselves. For the server: they weigh more than the page
 * they are read on.
 */
import { approvalState, approversOf, isYes } from '#app/domain/approval.ts';
import type { Condition } from '#app/domain/approval-brings.ts';
import type { Outcome } from '#app/domain/attachment.ts';
import type { Actor } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { decideApproval, seenDigest } from '#app/domain/decide-approval.ts';
import { countOf } from '#app/domain/milestone.ts';
import {
  findMilestone,
  findPerson,
  findStep,
  otherSide,
  type Plan,
  pointPersons,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { firstName, listed, ownerName, stepCount } from '#app/domain/plan-words.ts';
import { preview, settle } from '#app/domain/settle.ts';
import { isBlocked } from '#app/domain/turn.ts';

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
    withdrawn: sentences(
      'What you said does not count any more. The approval is open again, and waits for you.',
      otherwise,
    ),
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
  const digest = () => '';
  const seen = seenDigest(plan, step, digest);
  const said = { id: newId(), stepId: step.id, outcome, note: '', missing: '', conditions, seen };
  const asOne = { ...actor, proven: true, freshFor: step.id };
  const context = { actor: asOne, today, now: '', base: {}, newId, digest };
  const decision = decideApproval(plan, said, context);
  const settled = decision.kind === 'changes' ? settle(plan, decision.changes, today, true) : decision;
  return settled.kind === 'changes' ? preview(plan, settled.changes) : plan;
}

/** Who has still to decide beside somebody: names, and roles that need one. */
function othersLeft(plan: Plan, step: Step, stakeholderId: string | null): string[] {
  if (step.decidedBy === 'anyone') return [];
  return approversOf(plan, step)
    .map((part) => ({ ...part, decides: part.standIn ?? part.person }))
    .filter(({ decides }) => decides === null || decides.id !== stakeholderId)
    .filter(({ counts }) => counts === null || (counts !== 'rejected' && !isYes(counts)))
    .map(({ owner, decides }) => (decides ? firstName(decides.name) : ownerName(plan, owner)));
}
