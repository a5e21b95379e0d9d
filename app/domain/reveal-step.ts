/** Whether both sides see a step: shown to the other, or kept to one's own while they have no part in it. */
import { agreementSet, askFor, firstAgreement } from './agreement.ts';
import { type Change, stepChange } from './change.ts';
import { absent, changes, type Decider, refuse } from './command.ts';
import { placeBehind, stepsOf } from './order.ts';
import {
  findMilestone,
  findStep,
  isDraft,
  isForBoth,
  offerOn,
  otherSide,
  type Plan,
  type Step,
  sideName,
} from './plan.ts';
import { inputsOf } from './step-parts.ts';

/** "Propose to Acme": a private step becomes both sides', and is asked for where it must be. */
export const revealStep: Decider<{ stepId: string }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (isForBoth(plan, step)) return refuse('shared', 'Both sides see this step already.');
  if (isDraft(plan))
    return changes(...untied(plan, step, 'afterId'), stepChange(step, { field: 'withheld', value: false }));
  if (!findMilestone(plan, step.milestoneId))
    return refuse('loose', 'The milestone of this step has been removed. Move it into another one first.');
  const place = placeBehind(plan, 'shared', step.milestoneId, step.anchorId);
  const state = firstAgreement(plan, { ...step, layer: 'shared' }, context);
  const shown = { ...step, layer: 'shared' as const, ...state };
  // What was asked among themselves stays there, and so does that it was.
  const revealed: Change = { kind: 'stepRevealed', step: { ...step, ...state, helpId: null }, place };
  return changes(
    ...untied(plan, step, 'afterId'),
    revealed,
    ...(shown.agreement === 'proposed' ? [askFor(shown, { field: 'step' }, context)] : []),
  );
};

/** Back to one side only, while the other has not yet answered, edited or owned it. What is kept is one's own promise. */
export const hideStep: Decider<{ stepId: string }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const { side } = context.actor;
  const open = offerOn(plan, step.id);
  if (!isForBoth(plan, step))
    return refuse('private', `Only ${sideName(plan, side)} sees this step already.`);
  if (step.owners.some((o) => o.side !== side) || (open && open.bySide !== side))
    return refuse(
      'seen',
      `${sideName(plan, otherSide(side))} is part of this step. It can be skipped or removed for both.`,
    );
  // What was decided or said before both sides stays before both.
  if ([...plan.decisions, ...plan.meetingNotes].some((d) => d.stepId === step.id))
    return refuse('decided', 'What was decided stays on record for both sides. This step can be skipped.');
  const written = !isDraft(plan) && plan.comments.some((c) => c.stepId === step.id && c.layer === 'shared');
  if (written || inputsOf(plan, step.id).some((i) => i.side !== side))
    return refuse(
      'seen',
      `${sideName(plan, otherSide(side))} has a part in what is written here. It can be skipped or removed for both.`,
    );
  const waiting = untied(plan, step, 'stepId');
  if (isDraft(plan)) return changes(...waiting, stepChange(step, { field: 'withheld', value: true }));
  const seen = stepsOf(plan, step.milestoneId);
  const place = placeBehind(
    { ...plan, steps: plan.steps.filter((s) => s.id !== step.id) },
    side,
    step.milestoneId,
    seen[seen.findIndex((s) => s.id === step.id) - 1]?.id ?? null,
  );
  return changes(
    ...(open
      ? [{ kind: 'offerClosed' as const, offer: open, outcome: 'withdrawn' as const, reason: null }]
      : []),
    ...waiting,
    { kind: 'stepHidden', step, place, to: side },
    ...(step.agreement === 'agreed' ? [] : [agreementSet(step, 'agreed')]),
  );
};

/** A shared step never waits for a private one: the ties to cut when `step` changes layer. */
function untied(plan: Plan, step: Step, end: 'stepId' | 'afterId'): Change[] {
  const own = end === 'afterId' ? 'stepId' : 'afterId';
  return plan.dependencies.flatMap((dependency) => {
    const other = findStep(plan, dependency[end]);
    const across = other && isForBoth(plan, other) === (end === 'stepId');
    return dependency[own] === step.id && across ? [{ kind: 'dependencyRemoved' as const, dependency }] : [];
  });
}
