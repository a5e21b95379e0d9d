/**
 * A step is one thing somebody does by a day: a task, a meeting or an approval. Both sides may add, reword and
 * reorder; what was agreed with the other side changes only by asking them (`agreement.ts`).
 */
import { agreementSet, askFor, firstAgreement, handOf, mustAsk, notYourHand, offering } from './agreement.ts';
import { type Change, stepChange } from './change.ts';
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import type { Day } from './day.ts';
import { type Place, placeBehind, placeOf, stepsOf } from './order.ts';
import {
  type Dependency,
  findMilestone,
  findPerson,
  findStep,
  isDraft,
  isForBoth,
  offerOn,
  otherSide,
  type Plan,
  type Side,
  type Step,
  type StepType,
  sideName,
} from './plan.ts';
import { emptied, inputsOf } from './step-parts.ts';

export interface NewStep {
  id: string;
  milestoneId: string;
  /** Behind this step as the actor sees them; null: first in its milestone. */
  afterId: string | null;
  title: string;
  type: StepType;
  dueDay: Day | null;
  ask: string;
  doneWhen: string;
  /** A person, or with null a role nobody fills yet. Without owners the step is the actor's own. */
  owners: { side: Side; role: string | null; stakeholderId: string | null }[];
  /** Kept to the actor's own side. */
  onlyOurs: boolean;
}

export const addStep: Decider<NewStep> = (plan, args, context) => {
  if (findStep(plan, args.id)) return refuse('exists', 'That step is already there.');
  if (!findMilestone(plan, args.milestoneId)) return absent;
  if (args.afterId !== null && !findStep(plan, args.afterId)) return absent;
  if (args.owners.some((o) => o.stakeholderId !== null && findPerson(plan, o.stakeholderId)?.side !== o.side))
    return absent;
  const { actor } = context;
  const asked =
    args.owners.length > 0
      ? args.owners
      : [{ side: actor.side, role: null, stakeholderId: actor.stakeholderId }];
  if (args.onlyOurs && asked.some((o) => o.side !== actor.side))
    return refuse(
      'private',
      `A step only ${sideName(plan, actor.side)} sees needs an owner at ${sideName(plan, actor.side)}.`,
    );
  const layer = args.onlyOurs ? actor.side : plan.layer;
  const step: Step = {
    id: args.id,
    layer,
    milestoneId: args.milestoneId,
    anchorId: null,
    withheld: args.onlyOurs && isDraft(plan),
    type: args.type,
    title: args.title,
    ask: args.ask,
    doneWhen: args.doneWhen,
    dueDay: args.dueDay,
    duration: 1,
    agreement: 'outline',
    declinedReason: null,
    status: 'todo',
    statusReason: null,
    endedOn: null,
    owners: asked.map((o) => ({ ...o, id: context.newId() })),
    versions: {},
  };
  const place = placeBehind(plan, layer, args.milestoneId, args.afterId);
  const agreed = { ...step, ...firstAgreement(plan, step, context), anchorId: place.anchorId };
  const added: Change = { kind: 'stepAdded', step: agreed, place };
  return agreed.agreement === 'proposed'
    ? changes(added, askFor(agreed, { field: 'step' }, context))
    : changes(added);
};

export type StepEdit =
  | { stepId: string; field: 'title' | 'ask' | 'doneWhen'; value: string }
  | { stepId: string; field: 'type'; value: StepType }
  | { stepId: string; field: 'duration'; value: number };

export const changeStep: Decider<StepEdit> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const conflict = conflictOn(step, context.base, args.field, args.value, step[args.field]);
  if (conflict) return conflict;
  if (step[args.field] === args.value) return changes();
  if (args.field === 'title' && args.value.trim() === '')
    return refuse('empty', 'A step needs a name. The old one was kept.');
  if (args.field === 'type' && (step.status === 'done' || step.status === 'skipped'))
    return refuse('ended', 'This step has ended. Open it again to change what kind it is.');
  // An approval made a task could be ticked: only its own side says that nobody has to decide it.
  const decided = args.field === 'type' && step.type === 'approval' && step.layer === 'shared';
  const notYours = decided ? notYourHand(plan, step, context.actor) : null;
  if (notYours) return notYours;
  if (args.field === 'ask' && mustAsk(step, context.actor))
    return offering(plan, step, askFor(step, { field: 'ask', value: args.value }, context), context);
  // A yes that comes later would put the words that were asked for over these, unseen.
  const asked = args.field === 'ask' ? offerOn(plan, step.id) : undefined;
  if (asked?.terms.field === 'ask' && asked.bySide !== context.actor.side)
    return changes(
      { kind: 'offerClosed', offer: asked, outcome: 'answeredOtherwise', reason: null },
      stepChange(step, args),
    );
  return changes(stepChange(step, args));
};

/** A new day: a renewed promise from the owner's own side, a question from the other. */
export const rescheduleStep: Decider<{ stepId: string; dueDay: Day | null }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const conflict = conflictOn(step, context.base, 'dueDay', args.dueDay, step.dueDay);
  if (conflict) return conflict;
  if (step.dueDay === args.dueDay) return changes();
  if (step.status === 'done' || step.status === 'skipped')
    return refuse('ended', 'This step has ended. Open it again to give it another day.');
  const open = offerOn(plan, step.id);
  const theirs = open && open.bySide !== context.actor.side;
  if (mustAsk(step, context.actor) || theirs) {
    if (args.dueDay === null)
      return refuse('dayNeeded', 'Suggest a day; the other side has to be able to say yes to it.');
    return offering(plan, step, askFor(step, { field: 'dueDay', value: args.dueDay }, context), context);
  }
  return changes(stepChange(step, { field: 'dueDay', value: args.dueDay }));
};

export const moveStep: Decider<{ stepId: string; milestoneId: string; afterId: string | null }> = (
  plan,
  args,
) => {
  const step = findStep(plan, args.stepId);
  if (!step || !findMilestone(plan, args.milestoneId)) return absent;
  if (args.afterId !== null && findStep(plan, args.afterId)?.milestoneId !== args.milestoneId) return absent;
  if (args.afterId === step.id) return changes();
  const from = placeOf(plan, step);
  const to = placeBehind(
    { ...plan, steps: plan.steps.filter((s) => s.id !== step.id) },
    step.layer,
    args.milestoneId,
    args.afterId,
  );
  if (same(from, to)) return changes();
  return changes({ kind: 'stepMoved', stepId: step.id, from, to });
};

const same = (a: Place, b: Place): boolean =>
  a.milestoneId === b.milestoneId && a.afterId === b.afterId && a.anchorId === b.anchorId;

export const removeStep: Decider<{ stepId: string }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (step.layer === 'shared' && step.agreement === 'agreed' && !handOf(step, context.actor.side))
    return refuse(
      'theirs',
      `${sideName(plan, otherSide(context.actor.side))} has promised this step. Ask them to skip or remove it.`,
    );
  return changes(...cutLoose(plan, step), ...emptied(plan, step.id), {
    kind: 'stepRemoved',
    step: { ...step },
    place: placeOf(plan, step),
  });
};

/** What must go before the step can: its open offer, and what waits for it or it waits for. */
export function cutLoose(plan: Plan, step: Step): Change[] {
  const open = offerOn(plan, step.id);
  const ties = plan.dependencies.filter((d) => d.stepId === step.id || d.afterId === step.id);
  return [
    ...(open
      ? [{ kind: 'offerClosed' as const, offer: open, outcome: 'withdrawn' as const, reason: null }]
      : []),
    ...ties.map((dependency) => ({ kind: 'dependencyRemoved' as const, dependency })),
  ];
}

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
  const revealed: Change = { kind: 'stepRevealed', step: { ...step, ...state }, place };
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
  // What was decided before both sides stays before both.
  if (plan.decisions.some((d) => d.stepId === step.id))
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

export const addDependency: Decider<{ id: string; stepId: string; afterId: string }> = (plan, args) => {
  const step = findStep(plan, args.stepId);
  const after = findStep(plan, args.afterId);
  if (!step || !after) return absent;
  if (step.id === after.id) return refuse('cycle', 'A step cannot wait for itself.');
  if (plan.dependencies.some((d) => d.stepId === step.id && d.afterId === after.id)) return changes();
  if (plan.dependencies.some((d) => d.id === args.id)) return refuse('exists', 'That is already there.');
  if (after.layer !== plan.layer && after.layer !== step.layer)
    return refuse('private', 'A step both sides see cannot wait for one only your side sees.');
  if (after.withheld && !step.withheld)
    return refuse('private', 'A step both sides will see cannot wait for one you keep back.');
  const path = pathBetween(plan, after.id, step.id);
  if (path) {
    const names = path.map((id) => findStep(plan, id)?.title ?? '').join(' waits for ');
    return refuse('cycle', `That would go in a circle: ${names}.`);
  }
  const dependency: Dependency = { id: args.id, layer: step.layer, stepId: step.id, afterId: after.id };
  return changes({ kind: 'dependencyAdded', dependency });
};

/** The chain by which `from` already waits for `to`, ends included; null when it does not. */
function pathBetween(plan: Plan, from: string, to: string, seen = new Set<string>()): string[] | null {
  if (from === to) return [from];
  if (seen.has(from)) return null;
  seen.add(from);
  for (const d of plan.dependencies.filter((dep) => dep.stepId === from)) {
    const rest = pathBetween(plan, d.afterId, to, seen);
    if (rest) return [from, ...rest];
  }
  return null;
}

export const removeDependency: Decider<{ dependencyId: string }> = (plan, args) => {
  const dependency = plan.dependencies.find((d) => d.id === args.dependencyId);
  return dependency ? changes({ kind: 'dependencyRemoved', dependency }) : absent;
};
