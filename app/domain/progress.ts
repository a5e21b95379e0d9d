/**
 * Progress: what the owner's hand does to a step. A tick also accepts; on a joint step either side ticks and
 * the other may open it again; an approval is decided, never ticked.
 */
import { agreementSet, handOf, notYourHand } from './agreement.ts';
import { statusSaid } from './approval-facts.ts';
import { fieldChange } from './attachment.ts';
import { type Change, type StepState, stateOf } from './change.ts';
import { absent, type Context, changes, conflictOn, type Decider, type Refused, refuse } from './command.ts';
import { writeComment } from './comment.ts';
import { compareDays, type Day } from './day.ts';
import { findStep, isForBoth, offerOn, otherSide, type Plan, type Step, sideName } from './plan.ts';
import { unseenQuestion } from './question-seen.ts';
import { findComment, isOpenRequest } from './thread.ts';

const statusSet = (step: Step, to: StepState): Change => ({
  kind: 'stepStatusChanged',
  stepId: step.id,
  from: stateOf(step),
  to,
});

export const finished = (step: Step, today: Day): Change =>
  statusSet(step, { status: 'done', reason: null, endedOn: today });

/** Doing one's own step is accepting it as it stands; another day or other words that were asked for are not. */
function accepting(plan: Plan, step: Step, context: Context): Change[] {
  if (step.agreement === 'agreed') return [];
  const asIs = offerOn(plan, step.id)?.terms.field === 'step';
  const answered = asIs ? 'accepted' : 'answeredOtherwise';
  return [...closing(plan, step, context, answered), agreementSet(step, 'agreed')];
}

/** Ending a step leaves nothing about it to answer; whether it is done is answered by doing it. */
function ending(plan: Plan, step: Step, context: Context, isDone: boolean): Change[] {
  const answered =
    isDone && offerOn(plan, step.id)?.terms.field === 'done' ? 'accepted' : 'answeredOtherwise';
  if (step.agreement === 'agreed') return closing(plan, step, context, answered);
  return accepting(plan, step, context);
}

function closing(
  plan: Plan,
  step: Step,
  { actor }: Context,
  theirs: 'accepted' | 'answeredOtherwise',
): Change[] {
  const offer = offerOn(plan, step.id);
  if (!offer) return [];
  const outcome = offer.bySide === actor.side ? 'withdrawn' : theirs;
  return [{ kind: 'offerClosed', offer, outcome, reason: null }];
}

/** Two say the same of a step, each for a reason of their own: neither takes the place of the other unread. */
const otherReason = (step: Step, status: StepState['status'], reason: string, { base }: Context) =>
  step.status === status ? conflictOn(step, base, 'status', reason, step.statusReason) : null;

function mine(
  plan: Plan,
  stepId: string,
  to: StepState['status'],
  context: Context,
): Step | ReturnType<typeof conflictOn> | Refused | typeof absent {
  const step = findStep(plan, stepId);
  if (!step) return absent;
  return (
    conflictOn(step, context.base, 'status', to, step.status) ??
    notYourHand(plan, step, context.actor) ??
    step
  );
}
const isStep = (found: ReturnType<typeof mine>): found is Step => found !== null && 'title' in found;

export const completeStep: Decider<{ stepId: string }> = (plan, { stepId }, context) => {
  const step = mine(plan, stepId, 'done', context);
  if (!isStep(step)) return step ?? absent;
  if (step.type === 'approval')
    return refuse('approval', 'An approval is decided by the people it names, not ticked.');
  if (step.status === 'done') return changes();
  const unseen = unseenQuestion(plan, step, context);
  if (unseen) return unseen;
  return changes(
    ...ending(plan, step, context, true),
    ...noHelpNeeded(plan, step, context),
    finished(step, context.today),
  );
};

export const reopenStep: Decider<{ stepId: string }> = (plan, { stepId }, context) => {
  const step = mine(plan, stepId, 'todo', context);
  if (!isStep(step)) return step ?? absent;
  if (step.status === 'todo') return changes();
  if (step.type === 'approval' && isSettled(plan, step, context))
    return refuse('decided', 'What was decided stays on record. Whoever decided can decide again.');
  return changes(
    ...noHelpNeeded(plan, step, context),
    statusSet(step, { status: 'todo', reason: null, endedOn: null }),
  );
};

/** Its status is what was decided; a skip, or "I'm stuck" between two decisions, is not. */
const isSettled = (plan: Plan, step: Step, { today }: Context): boolean =>
  step.status !== 'skipped' &&
  plan.decisions.some((d) => d.stepId === step.id) &&
  statusSaid(plan, step, today).status !== 'todo';

/** Whoever says that they are stuck has said that it is not done. */
function notDoneYet(plan: Plan, step: Step, reason: string, { actor }: Context): Change[] {
  const offer = offerOn(plan, step.id);
  if (offer?.terms.field !== 'done' || offer.bySide === actor.side) return [];
  return [{ kind: 'offerClosed', offer, outcome: 'declined', reason }];
}

/** What is not stuck any more asks nobody for help. */
function noHelpNeeded(plan: Plan, step: Step, { today }: Context): Change[] {
  const asked = findComment(plan, step.helpId);
  return asked && isOpenRequest(asked) ? [fieldChange('comment', asked, 'answeredOn', today)] : [];
}

export interface Stuck {
  stepId: string;
  reason: string;
  /** The day somebody looks at it again. */
  lookOn?: Day | null;
  /** Who may help, asked for an answer by then. */
  helper?: string | null;
}

export const reportStuck: Decider<Stuck> = (plan, { stepId, reason, lookOn, helper }, context) => {
  const step = mine(plan, stepId, 'stuck', context);
  if (!isStep(step)) return step ?? absent;
  if (reason.trim() === '')
    return refuse('reasonNeeded', 'Say in a few words what it is stuck on, so that somebody can help.');
  const other = otherReason(step, 'stuck', reason, context);
  if (other) return other;
  if (step.status === 'done' || step.status === 'skipped')
    return refuse('ended', 'This step has ended. Open it again first.');
  const across = otherSide(context.actor.side);
  const theirs = handOf(step, across) && offerOn(plan, step.id)?.bySide !== across;
  if (step.agreement !== 'agreed' && theirs)
    return refuse('unanswered', `${sideName(plan, across)} has not said yes to this step yet.`);
  const unseen = step.agreement === 'agreed' ? null : unseenQuestion(plan, step, context);
  if (unseen) return unseen;
  if (lookOn && compareDays(lookOn, context.today) < 0)
    return refuse('past', 'Pick a day that is still to come to look at it again.');
  if (helper && !lookOn)
    return refuse('dayNeeded', 'Pick a day to look at it again, so that whoever helps knows by when.');
  const asking =
    helper && lookOn ? askForHelp(plan, step, { reason, of: helper, by: lookOn }, context) : null;
  if (asking && asking.kind !== 'changes') return asking;
  return changes(
    ...accepting(plan, step, context),
    ...notDoneYet(plan, step, reason, context),
    ...noHelpNeeded(plan, step, context),
    ...(asking?.changes ?? []),
    statusSet(step, {
      ...{ status: 'stuck', reason, endedOn: null },
      ...(lookOn && { lookOn }),
      ...(asking && { helpId: asking.id }),
    }),
  );
};

/** A question like any other, to whoever reads the step. */
function askForHelp(
  plan: Plan,
  step: Step,
  { reason, of, by }: { reason: string; of: string; by: Day },
  context: Context,
) {
  const id = context.newId();
  const question = {
    ...{ id, stepId: step.id, text: reason, onlyOurs: !isForBoth(plan, step) },
    ...{ mentions: [], request: { of, by }, answers: null },
  };
  const decided = writeComment(plan, question, context);
  return decided.kind === 'changes' ? { ...decided, id } : decided;
}

export const skipStep: Decider<{ stepId: string; reason: string }> = (plan, { stepId, reason }, context) => {
  const step = mine(plan, stepId, 'skipped', context);
  if (!isStep(step)) return step ?? absent;
  if (reason.trim() === '') return refuse('reasonNeeded', 'Say in a few words why it is not needed.');
  if (step.status === 'done') return refuse('ended', 'This step is done. Open it again first.');
  const unseen = unseenQuestion(plan, step, context);
  const other = otherReason(step, 'skipped', reason, context) ?? unseen;
  if (other) return other;
  return changes(
    ...ending(plan, step, context, false),
    ...noHelpNeeded(plan, step, context),
    statusSet(step, { status: 'skipped', reason, endedOn: context.today }),
  );
};
