/**
 * Undo. The opposite of each change of one's own command, newest first, as long as nobody has written over it:
 * what changed since is said, never overwritten. An undo is itself a change, so it can be undone.
 */
import { mustAsk, notYourHand } from './agreement.ts';
import { type AttachmentChange, actOf, findThing, thingId } from './attachment.ts';
import { type Change, type ChangeKind, type ChangeOf, stepChange } from './change.ts';
import { type Actor, type Context, changes, type Decision, type Refused, refuse } from './command.ts';
import { figureOf } from './figure.ts';
import { goalIsTheBuyers } from './goal.ts';
import { addDomain, removeDomain } from './mail-domain.ts';
import { stepsOf } from './order.ts';
import {
  findMilestone,
  findPerson,
  findStep,
  type Layer,
  type Owner,
  offerOn,
  type Plan,
  type Step,
  type Versions,
} from './plan.ts';
import { addDependency, cutLoose, hideStep } from './step.ts';
import { emptied } from './step-parts.ts';

/** Where a change was recorded: `n` is its number in its layer, hence the version of what it wrote. */
export interface Place {
  n: number;
  layer: Layer;
}
export interface Recorded extends Place {
  change: Change;
}

type Inverse<K extends ChangeKind> = (
  plan: Plan,
  change: ChangeOf<K>,
  at: Place,
  actor: Actor,
) => Change[] | string;

const changedSince = 'Somebody has changed this since. It was left as it is now.';
const agreedSince = 'The other side has said yes to it as it is now. Suggest the old one to them.';
const otherBargain = 'The step is not what was agreed then. It was left as it is now.';
/** A yes would put what was asked over it, and whoever says yes has read what stood there before. */
const askedSince = 'The other side has asked about this. Answer them instead.';
/** Who does a step is part of what was said yes to: an undo must not hand it over behind that yes. */
const isAgreedSince = (step: Step, n: number): boolean =>
  step.layer === 'shared' && step.agreement === 'agreed' && (step.versions.agreement ?? 0) > n;
const unless = (
  thing: { layer: Layer; versions: Versions } | undefined,
  field: string,
  { n, layer }: Place,
  then: () => Change[],
): Change[] | string =>
  thing && thing.layer === layer && (thing.versions[field] ?? 0) === n ? then() : changedSince;

/** A measure is the buyer's word as the goal is. */
const unlessTheBuyers = (plan: Plan, actor: Actor, then: () => Change[] | string): Change[] | string =>
  actor.side === 'seller' && goalIsTheBuyers(plan)
    ? `The goal is ${plan.goal.buyerName}'s now. Suggest the old one to them.`
    : then();

const sameOwner = (a: Owner, b: Owner): boolean =>
  a.id === b.id && a.side === b.side && a.role === b.role && a.stakeholderId === b.stakeholderId;

/** Deciding something as part of an undo, where it makes no ids. */
const within = (plan: Plan, actor: Actor): Context => ({
  actor,
  today: plan.startDay,
  now: '',
  base: {},
  newId: () => '',
});
const decided = (decision: Decision): Change[] | string =>
  decision.kind === 'changes'
    ? decision.changes
    : decision.kind === 'refused'
      ? decision.sentence
      : changedSince;

/** What was put there goes, unless somebody has written on it since. */
const withdraw = (plan: Plan, change: AttachmentChange, at: Place): Change[] | string => {
  const { noun } = actOf(change);
  const thing = findThing(plan, noun, thingId(change));
  return thing && isUntouched(thing, at) ? [{ kind: `${noun}Removed`, thing } as Change] : changedSince;
};
const bringBack = (plan: Plan, change: AttachmentChange): Change[] | string => {
  const { noun } = actOf(change);
  if (!('thing' in change) || findThing(plan, noun, change.thing.id)) return changedSince;
  const { thing } = change;
  const step = 'stepId' in thing && thing.stepId !== null ? findStep(plan, thing.stepId) : undefined;
  // A side has one figure of a kind, and somebody has written it down anew.
  if (noun === 'figure' && 'kind' in thing && figureOf(plan, thing.kind)) return changedSince;
  const needsStep = noun === 'input' || noun === 'link';
  if (needsStep && step?.layer !== thing.layer) return 'Its step has changed hands or gone since.';
  const loose =
    noun === 'comment' && 'stepId' in thing && step?.layer !== 'shared' && step?.layer !== thing.layer;
  return [{ kind: `${noun}Added`, thing: loose ? { ...thing, stepId: null } : thing } as Change];
};
const fieldBack = (plan: Plan, change: AttachmentChange, at: Place): Change[] | string => {
  if (!('field' in change)) return changedSince;
  return unless(findThing(plan, actOf(change).noun, change.id), change.field, at, () => [
    { ...change, from: change.to, to: change.from } as Change,
  ]);
};

/** For every kind: what takes it back, or the sentence that says why nothing does. */
const inverses: { [K in ChangeKind]: Inverse<K> } = {
  planOpened: () => 'A plan is removed in its settings, not undone.',
  planShared: (plan) => `${plan.goal.buyerName} has the plan now, so sharing it cannot be undone.`,
  goalChanged: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () =>
      unless(plan, c.field, at, () => [{ ...c, from: c.to, to: c.from } as Change]),
    ),
  caseChanged: (plan, c, at) => unless(plan, c.field, at, () => [{ ...c, from: c.to, to: c.from }]),
  commentAdded: withdraw,
  commentRemoved: bringBack,
  commentChanged: fieldBack,
  commentRevealed: () => 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  inputAdded: withdraw,
  inputRemoved: bringBack,
  inputChanged: fieldBack,
  linkAdded: withdraw,
  linkRemoved: bringBack,
  linkChanged: fieldBack,
  figureAdded: withdraw,
  figureRemoved: bringBack,
  figureChanged: fieldBack,
  figureRevealed: () => 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  decisionAdded: () => 'A decision stays on record. Decide again, and the new one counts.',
  domainAdded: (plan, c, _at, actor) =>
    decided(removeDomain(plan, { domainId: c.thing.id }, within(plan, actor))),
  domainRemoved: (plan, c, _at, actor) => decided(addDomain(plan, c.thing, within(plan, actor))),
  goalConfirmed: (plan, c, at) => unless(plan, 'confirmed', at, () => [{ ...c, from: c.to, to: c.from }]),
  measureAdded: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () => {
      const measure = plan.measures.find((m) => m.id === c.measure.id);
      return measure && isUntouched(measure, at) ? [{ kind: 'measureRemoved', measure }] : changedSince;
    }),
  measureChanged: (plan, c, at, actor) =>
    unlessTheBuyers(plan, actor, () =>
      unless(
        plan.measures.find((m) => m.id === c.measureId),
        c.field,
        at,
        () => [{ ...c, from: c.to, to: c.from } as Change],
      ),
    ),
  measureRemoved: (plan, c, _at, actor) =>
    unlessTheBuyers(plan, actor, () =>
      plan.measures.some((m) => m.id === c.measure.id)
        ? changedSince
        : [{ kind: 'measureAdded', measure: c.measure }],
    ),
  milestoneAdded: (plan, c) => {
    const milestone = findMilestone(plan, c.milestone.id);
    if (!milestone) return changedSince;
    return stepsOf(plan, milestone.id).length > 0
      ? `${milestone.name} has steps now. Move or remove them first.`
      : [{ kind: 'milestoneRemoved', milestone, afterId: c.afterId }];
  },
  milestoneRenamed: (plan, c, at) =>
    unless(findMilestone(plan, c.milestoneId), 'name', at, () => [{ ...c, from: c.to, to: c.from }]),
  milestoneMoved: (plan, c, at) =>
    unless(findMilestone(plan, c.milestoneId), 'place', at, () => [{ ...c, from: c.to, to: c.from }]),
  milestoneRemoved: (plan, c) =>
    findMilestone(plan, c.milestone.id)
      ? changedSince
      : [{ kind: 'milestoneAdded', milestone: c.milestone, afterId: c.afterId }],
  // Facts that follow by themselves from what is undone beside them.
  milestoneReached: () => [],
  milestoneReopened: () => [],
  stepAdded: (plan, c, at) => {
    const step = findStep(plan, c.step.id);
    const untouched =
      step &&
      isUntouched(step, at) &&
      step.owners.length === c.step.owners.length &&
      step.owners.every((o, i) => c.step.owners[i] && sameOwner(o, c.step.owners[i]));
    return untouched
      ? [...cutLoose(plan, step), ...emptied(plan, step.id), { kind: 'stepRemoved', step, place: c.place }]
      : changedSince;
  },
  stepChanged: (plan, c, at, actor) => {
    const step = findStep(plan, c.stepId);
    const terms = c.field === 'dueDay' || c.field === 'ask';
    if (step && terms && mustAsk(step, actor) && (step.versions.agreement ?? 0) > at.n) return agreedSince;
    const open = step && offerOn(plan, step.id);
    if (open?.terms.field === c.field && open.bySide !== actor.side) return askedSince;
    return unless(step, c.field, at, () =>
      step ? [stepChange(step, { field: c.field, value: c.from })] : [],
    );
  },
  stepMoved: (plan, c, at) =>
    findMilestone(plan, c.from.milestoneId)
      ? unless(findStep(plan, c.stepId), 'place', at, () => [{ ...c, from: c.to, to: c.from }])
      : 'Its milestone has been removed since.',
  stepRemoved: (plan, c) => {
    if (findStep(plan, c.step.id)) return changedSince;
    if (!findMilestone(plan, c.place.milestoneId)) return 'Its milestone has been removed since.';
    // Whoever owned it may have left since; their role then needs a name.
    const owners = c.step.owners.map((o) => ({
      ...o,
      stakeholderId: findPerson(plan, o.stakeholderId)?.id ?? null,
    }));
    return [{ kind: 'stepAdded', step: { ...c.step, owners }, place: c.place }];
  },
  stepStatusChanged: (plan, c, at) =>
    unless(findStep(plan, c.stepId), 'status', at, () => [{ ...c, from: c.to, to: c.from }]),
  agreementChanged: (plan, c, at) =>
    unless(findStep(plan, c.stepId), 'agreement', at, () => [{ ...c, from: c.to, to: c.from }]),
  stepRevealed: (plan, c, _at, actor) => decided(hideStep(plan, { stepId: c.step.id }, within(plan, actor))),
  stepHidden: (plan, c) => {
    const step = findStep(plan, c.step.id);
    if (!step || step.layer !== c.to) return changedSince;
    if (!findMilestone(plan, step.milestoneId)) return 'Its milestone has been removed since.';
    const place = { milestoneId: step.milestoneId, anchorId: null, afterId: c.place.anchorId };
    const tied = plan.dependencies.some(
      (d) => d.stepId === step.id && findStep(plan, d.afterId)?.layer === step.layer,
    );
    return tied ? changedSince : [{ kind: 'stepRevealed', step, place }];
  },
  ownerAdded: (plan, c, at) => {
    const step = findStep(plan, c.stepId);
    if (step && isAgreedSince(step, at.n)) return agreedSince;
    return step?.owners.some((o) => sameOwner(o, c.owner))
      ? [{ kind: 'ownerRemoved', stepId: c.stepId, owner: c.owner }]
      : changedSince;
  },
  ownerRemoved: (plan, c, at) => {
    const step = findStep(plan, c.stepId);
    if (step && isAgreedSince(step, at.n)) return agreedSince;
    const gone = c.owner.stakeholderId !== null && !findPerson(plan, c.owner.stakeholderId);
    return step && !gone && !step.owners.some((o) => o.id === c.owner.id)
      ? [{ kind: 'ownerAdded', stepId: c.stepId, owner: c.owner }]
      : changedSince;
  },
  dependencyAdded: (plan, c) =>
    plan.dependencies.some((d) => d.id === c.dependency.id)
      ? [{ kind: 'dependencyRemoved', dependency: c.dependency }]
      : changedSince,
  dependencyRemoved: (plan, c, _at, actor) => decided(addDependency(plan, c.dependency, within(plan, actor))),
  offerMade: (plan, c) =>
    plan.offers.some((o) => o.id === c.offer.id)
      ? [{ kind: 'offerClosed', offer: c.offer, outcome: 'withdrawn', reason: null }]
      : 'The other side has answered since.',
  offerClosed: (plan, c) => {
    if (c.offer.subject === 'step' && findStep(plan, c.offer.stepId)?.layer !== 'shared') return changedSince;
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
  stakeholderChanged: (plan, c, at) =>
    c.field === 'role'
      ? unless(findPerson(plan, c.stakeholderId), c.field, at, () => [{ ...c, from: c.to, to: c.from }])
      : c.field === 'name'
        ? 'Your name is changed in your account.'
        : 'Who is on the plan is changed under People.',
  stakeholderRemoved: () => 'Somebody who was removed is invited again under People.',
};

/** Nobody has written a field of it since the change recorded there. */
const isUntouched = (thing: { layer: Layer; versions: Versions }, { n, layer }: Place): boolean =>
  thing.layer === layer && Object.values(thing.versions).every((v) => v <= n);

interface Logged extends Place {
  kind: string;
}
const marks = ['planLeft', 'stepLeft', 'commentLeft', 'figureLeft'];
const moves = new Set([
  ...['planShared', 'stepRevealed', 'stepHidden', 'commentRevealed', 'figureRevealed'],
  ...marks,
]);
const isMark = ({ kind }: Logged): boolean => marks.includes(kind);

/**
 * One command's events of the two logs its reader follows, in the order they were written. Each log has its own
 * numbers, and the two stand at the same moment only where something moved from one layer to the other: the log
 * it left holds a mark, which is no change and is dropped.
 */
export function asWritten<E extends Logged>(events: E[]): E[] {
  const byNumber = [...events].sort((a, b) => a.n - b.n);
  const logs = [byNumber.filter((e) => e.layer !== 'shared'), byNumber.filter((e) => e.layer === 'shared')];
  const written: E[] = [];
  while (logs.some((log) => log.length > 0)) {
    const still = logs.find((log) => log[0] && !moves.has(log[0].kind));
    const next = still ? [still.shift()] : logs.map((log) => log.shift());
    written.push(...next.flatMap((event) => (event && !isMark(event) ? [event] : [])));
  }
  return written;
}

/** The changes that take a command back, or a refusal that says what stands in the way; all of it or nothing. */
export function undoCommand(
  plan: Plan,
  recorded: Recorded[],
  actor: Actor,
  after: (plan: Plan, change: Change) => Plan,
): Decision {
  const list: Change[] = [];
  let now = plan;
  for (const { change, n, layer } of [...recorded].reverse()) {
    const inverse = inverses[change.kind] as Inverse<ChangeKind>;
    const answer = inverse(now, change as never, { n, layer }, actor);
    if (typeof answer === 'string') return refuse('undo', answer);
    for (const step of answer) now = after(now, step);
    list.push(...answer);
  }
  const refused = behindTheirBack(plan, now, recorded, actor);
  if (refused) return refused;
  return list.length > 0 ? changes(...list) : refuse('undo', 'There is nothing to take back.');
}

/** What a step was agreed as: who does what, by when. */
const bargain = ['type', 'ask', 'dueDay', 'owners'];

/**
 * What stood once does not stand again by itself: an approval is decided by nobody but its approvers, a step is ended
 * by its own hands, and a yes was to what stood there then.
 */
function behindTheirBack(before: Plan, after: Plan, recorded: Recorded[], actor: Actor): Refused | null {
  const until = Math.max(...recorded.map(({ n, layer }) => (layer === 'shared' ? n : 0)));
  for (const step of after.steps) {
    const was = findStep(before, step.id);
    if (!was || was === step || step.layer !== 'shared') continue;
    const ends = step.status !== 'todo' && (was.status !== step.status || was.type !== step.type);
    if (ends && step.type === 'approval' && step.status === 'done')
      return refuse('undo', 'An approval is done when those it names have said yes. It was left as it is.');
    if (ends && notYourHand(before, was, actor)) return refuse('undo', changedSince);
    const agrees = step.agreement === 'agreed' && was.agreement !== 'agreed';
    if (agrees && bargain.some((field) => (was.versions[field] ?? 0) > until))
      return refuse('undo', otherBargain);
  }
  return null;
}

/** Can this kind be taken back at all? Activity shows *Undo* only where it can. */
export const lasting: ReadonlySet<ChangeKind> = new Set([
  'planOpened',
  'planShared',
  'stakeholderAdded',
  'stakeholderRemoved',
  'decisionAdded',
  'commentRevealed',
  'figureRevealed',
]);
