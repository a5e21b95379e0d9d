/** Sharing a plan, asking for the steps that were left an outline, and asking whether one is done. */
import { agreementSet, askFor, firstAgreement, handOf, offering } from './agreement.ts';
import type { Change } from './change.ts';
import { absent, type Context, changes, type Decider, refuse } from './command.ts';
import { stepsOf } from './order.ts';
import {
  findMilestone,
  findStep,
  isDraft,
  isOpen,
  offerOn,
  otherSide,
  type Plan,
  type Step,
  sideName,
} from './plan.ts';

/** Sharing is one reveal; then it asks near and leaves far ones an outline. */
export const sharePlan: Decider<Record<string, never>> = (plan, _args, context) => {
  if (!isDraft(plan)) return refuse('shared', `${plan.goal.buyerName} has this plan already.`);
  if (plan.goal.liveDay === null)
    return refuse('noLiveDay', `A plan starts at its end: set the day ${plan.goal.buyerName} is live first.`);
  if (plan.goal.objective.trim() === '')
    return refuse(
      'noGoal',
      `Write down what ${plan.goal.buyerName} wants first: it is the first thing they read.`,
    );
  const shown = plan.steps.filter((s) => !s.withheld);
  if (shown.length === 0) return refuse('noSteps', 'There is no step to share yet. Add one first.');
  const shared: Plan = {
    ...plan,
    layer: 'shared',
    steps: plan.steps.map((s) => (s.withheld ? s : { ...s, layer: 'shared' })),
  };
  const asks = shared.steps.filter(isOpen).flatMap((s) => propose(shared, s, context));
  return changes({ kind: 'planShared', anchors: anchorsOfWithheld(plan) }, ...asks);
};

function anchorsOfWithheld(plan: Plan): Record<string, string | null> {
  const anchors: Record<string, string | null> = {};
  for (const milestone of plan.milestones) {
    let last: string | null = null;
    for (const step of stepsOf(plan, milestone.id)) {
      if (step.withheld) anchors[step.id] = last;
      else last = step.id;
    }
  }
  return anchors;
}

/** Near, or kept to oneself: the actor's own becomes a promise, the rest is asked. Far: nothing. */
function propose(plan: Plan, step: Step, context: Context): Change[] {
  const { agreement } = firstAgreement(plan, step, context);
  if (agreement === step.agreement) return [];
  const set = agreementSet(step, agreement);
  return agreement === 'proposed' ? [set, askFor(step, { field: 'step' }, context)] : [set];
}

/** At a checkpoint both sides went past: what is near by now is asked for, the rest stays an outline. */
export const proposeNear = (plan: Plan, context: Context): Change[] =>
  plan.steps
    .filter((step) => step.layer === 'shared' && step.agreement === 'outline' && isOpen(step))
    .flatMap((step) => propose(plan, step, context));

/** *Propose*: a person puts an outline or declined step to the other side, or promises their own. */
export const proposeStep: Decider<{ stepId: string }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (step.layer !== 'shared') return refuse('private', 'Reveal this step first.');
  if (step.agreement === 'proposed' || step.agreement === 'agreed')
    return refuse('asked', 'This step has been asked for already.');
  if (!isOpen({ ...step, agreement: 'outline' })) return refuse('ended', 'This step has ended.');
  const theirs = step.owners.some((o) => o.side !== context.actor.side);
  return theirs
    ? changes(agreementSet(step, 'proposed'), askFor(step, { field: 'step' }, context))
    : changes(agreementSet(step, 'agreed'));
};

/** Every outline step of a milestone at once. */
export const proposeMilestone: Decider<{ milestoneId: string }> = (plan, args, context) => {
  if (!findMilestone(plan, args.milestoneId)) return absent;
  const list = stepsOf(plan, args.milestoneId).filter(
    (s) => s.layer === 'shared' && s.agreement === 'outline' && isOpen(s),
  );
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (list.length === 0) return refuse('nothing', 'Every step here has been asked for already.');
  const all: Change[] = [];
  for (const step of list) {
    const decided = proposeStep(plan, { stepId: step.id }, context);
    if (decided.kind === 'changes') all.push(...decided.changes);
  }
  return changes(...all);
};

/**
 * "Is this done?": nobody ticks what the other side does, but may ask. Whoever does it answers that it is, by when it
 * will be, or what it waits for.
 */
export const askIfDone: Decider<{ stepId: string }> = (plan, { stepId }, context) => {
  const step = findStep(plan, stepId);
  if (!step) return absent;
  const { side } = context.actor;
  const across = sideName(plan, otherSide(side));
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (handOf(step, side)) return refuse('yours', 'This is yours to say: mark it as done once it is.');
  if (!isOpen(step)) return refuse('ended', 'This step has ended.');
  if (step.type === 'approval')
    return refuse('approval', 'An approval asks for itself: the people it names decide it.');
  if (step.agreement !== 'agreed')
    return refuse('unanswered', `${across} has not said yes to this step yet.`);
  if (offerOn(plan, step.id)?.bySide === otherSide(side))
    return refuse('answerFirst', `${across} has asked something about this step. Answer that first.`);
  return offering(plan, step, askFor(step, { field: 'done' }, context), context);
};
