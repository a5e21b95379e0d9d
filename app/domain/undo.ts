/**
 * Undo. The opposite of each change of one's own command, newest first, as long as nobody has written over it:
 * what changed since is said, never overwritten. An undo is itself a change, so it can be undone.
 */
import { type Change, type ChangeKind, type ChangeOf, stepChange } from './change.ts';
import { type Actor, changes, type Decision, refuse } from './command.ts';
import { goalIsTheBuyers } from './goal.ts';
import { stepsOf } from './order.ts';
import { findMilestone, findStep, type Plan, type Versions } from './plan.ts';
import { hideStep } from './step.ts';

/** A change as it was recorded: `n` is its number in its layer, hence the version of what it wrote. */
export interface Recorded {
  change: Change;
  n: number;
}

type Inverse<K extends ChangeKind> = (
  plan: Plan,
  change: ChangeOf<K>,
  n: number,
  actor: Actor,
) => Change[] | string;

const changedSince = 'Somebody has changed this since. It was left as it is now.';
const unless = (
  versions: Versions | undefined,
  field: string,
  n: number,
  then: () => Change[],
): Change[] | string => (versions && (versions[field] ?? 0) === n ? then() : changedSince);

/** For every kind: what takes it back, or the sentence that says why nothing does. */
const inverses: { [K in ChangeKind]: Inverse<K> } = {
  planOpened: () => 'A plan is removed in its settings, not undone.',
  planShared: (plan) => `${plan.goal.buyerName} has the plan now, so sharing it cannot be undone.`,
  goalChanged: (plan, c, n, actor) =>
    actor.side === 'seller' && goalIsTheBuyers(plan)
      ? `The goal is ${plan.goal.buyerName}'s now. Suggest the old one to them.`
      : unless(plan.versions, c.field, n, () => [{ ...c, from: c.to, to: c.from } as Change]),
  goalConfirmed: (plan, c, n) =>
    unless(plan.versions, 'confirmed', n, () => [{ ...c, from: c.to, to: c.from }]),
  measureAdded: (plan, c) => {
    const measure = plan.measures.find((m) => m.id === c.measure.id);
    return measure ? [{ kind: 'measureRemoved', measure }] : changedSince;
  },
  measureChanged: (plan, c, n) =>
    unless(plan.measures.find((m) => m.id === c.measureId)?.versions, c.field, n, () => [
      { ...c, from: c.to, to: c.from } as Change,
    ]),
  measureRemoved: (_plan, c) => [{ kind: 'measureAdded', measure: c.measure }],
  milestoneAdded: (plan, c) => {
    const milestone = findMilestone(plan, c.milestone.id);
    if (!milestone) return changedSince;
    return stepsOf(plan, milestone.id).length > 0
      ? `${milestone.name} has steps now. Move or remove them first.`
      : [{ kind: 'milestoneRemoved', milestone, afterId: c.afterId }];
  },
  milestoneRenamed: (plan, c, n) =>
    unless(findMilestone(plan, c.milestoneId)?.versions, 'name', n, () => [{ ...c, from: c.to, to: c.from }]),
  milestoneMoved: (plan, c, n) =>
    unless(findMilestone(plan, c.milestoneId)?.versions, 'place', n, () => [
      { ...c, from: c.to, to: c.from },
    ]),
  milestoneRemoved: (_plan, c) => [{ kind: 'milestoneAdded', milestone: c.milestone, afterId: c.afterId }],
  // Facts that follow by themselves from what is undone beside them.
  milestoneReached: () => [],
  milestoneReopened: () => [],
  stepAdded: (plan, c, n) => {
    const step = findStep(plan, c.step.id);
    const untouched = step && Object.values(step.versions).every((v) => v <= n);
    return untouched ? [{ kind: 'stepRemoved', step, place: c.place }] : changedSince;
  },
  stepChanged: (plan, c, n) => {
    const step = findStep(plan, c.stepId);
    return unless(step?.versions, c.field, n, () =>
      step ? [stepChange(step, { field: c.field, value: c.from })] : [],
    );
  },
  stepMoved: (plan, c, n) =>
    unless(findStep(plan, c.stepId)?.versions, 'place', n, () => [{ ...c, from: c.to, to: c.from }]),
  stepRemoved: (plan, c) =>
    findMilestone(plan, c.place.milestoneId)
      ? [{ kind: 'stepAdded', step: c.step, place: c.place }]
      : 'Its milestone has been removed since.',
  stepStatusChanged: (plan, c, n) =>
    unless(findStep(plan, c.stepId)?.versions, 'status', n, () => [{ ...c, from: c.to, to: c.from }]),
  agreementChanged: (plan, c, n) =>
    unless(findStep(plan, c.stepId)?.versions, 'agreement', n, () => [{ ...c, from: c.to, to: c.from }]),
  stepRevealed: (plan, c, _n, actor) => {
    const context = { actor, today: plan.startDay, base: {}, newId: () => '' };
    const hidden = hideStep(plan, { stepId: c.step.id }, context);
    return hidden.kind === 'changes'
      ? hidden.changes
      : hidden.kind === 'refused'
        ? hidden.sentence
        : changedSince;
  },
  stepHidden: (plan, c) => {
    const step = findStep(plan, c.step.id);
    return step
      ? [{ kind: 'stepRevealed', step, place: { ...c.place, anchorId: null, afterId: c.place.anchorId } }]
      : changedSince;
  },
  ownerAdded: (plan, c) =>
    findStep(plan, c.stepId)?.owners.some((o) => o.id === c.owner.id)
      ? [{ kind: 'ownerRemoved', stepId: c.stepId, owner: c.owner }]
      : changedSince,
  ownerRemoved: (plan, c) =>
    findStep(plan, c.stepId) ? [{ kind: 'ownerAdded', stepId: c.stepId, owner: c.owner }] : changedSince,
  dependencyAdded: (plan, c) =>
    plan.dependencies.some((d) => d.id === c.dependency.id)
      ? [{ kind: 'dependencyRemoved', dependency: c.dependency }]
      : changedSince,
  dependencyRemoved: (_plan, c) => [{ kind: 'dependencyAdded', dependency: c.dependency }],
  offerMade: (plan, c) =>
    plan.offers.some((o) => o.id === c.offer.id)
      ? [{ kind: 'offerClosed', offer: c.offer, outcome: 'withdrawn', reason: null }]
      : 'The other side has answered since.',
  offerClosed: (plan, c) => {
    const taken = plan.offers.some((o) =>
      o.subject === 'step'
        ? o.stepId === c.offer.stepId
        : c.offer.subject === 'goal' && o.terms.field === c.offer.terms.field,
    );
    return taken
      ? 'Something else has been asked about this since.'
      : [{ kind: 'offerMade', offer: c.offer }];
  },
  stakeholderAdded: () => 'An invitation is taken back under People.',
  stakeholderChanged: (plan, c, n) =>
    c.field === 'role'
      ? unless(plan.people.find((p) => p.id === c.stakeholderId)?.versions, c.field, n, () => [
          { ...c, from: c.to, to: c.from },
        ])
      : 'Who is on the plan is changed under People.',
  stakeholderRemoved: () => 'Somebody who was removed is invited again under People.',
};

/** The changes that take a command back, or a refusal that says what stands in the way; all of it or nothing. */
export function undoCommand(
  plan: Plan,
  recorded: Recorded[],
  actor: Actor,
  after: (plan: Plan, change: Change) => Plan,
): Decision {
  const list: Change[] = [];
  let now = plan;
  for (const { change, n } of [...recorded].reverse()) {
    const inverse = inverses[change.kind] as Inverse<ChangeKind>;
    const answer = inverse(now, change as never, n, actor);
    if (typeof answer === 'string') return refuse('undo', answer);
    for (const step of answer) now = after(now, step);
    list.push(...answer);
  }
  return list.length > 0 ? changes(...list) : refuse('undo', 'There is nothing to take back.');
}

/** Can this kind be taken back at all? Activity shows *Undo* only where it can. */
export const lasting: ReadonlySet<ChangeKind> = new Set([
  'planOpened',
  'planShared',
  'stakeholderAdded',
  'stakeholderRemoved',
]);
