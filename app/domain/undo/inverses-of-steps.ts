/** What takes back changes of steps: what they are, where they stand, how far they are, who does them, what they wait for. */
import { mustAsk } from '../agreement.ts';
import { hasDecided } from '../approval.ts';
import { type ChangeKind, stateOf, stepChange } from '../change.ts';
import { addDependency } from '../dependency.ts';
import { placeOf } from '../order.ts';
import { findMilestone, findPerson, findStep, type Owner, offerOn, type Plan, type Step } from '../plan.ts';
import { hideStep } from '../reveal-step.ts';
import { cutLoose } from '../step.ts';
import { emptied } from '../step-parts.ts';
import {
  backAlready,
  changedSince,
  decided,
  goneSince,
  type InversesOf,
  unless,
  unlessTouched,
  within,
} from './inverse.ts';
import { overwritten } from './overwritten.ts';
import type { At } from './recorded.ts';
import { alike, standsAs } from './written-since.ts';

const agreedSince = 'The other side has said yes to it as it is now. Suggest the old one to them.';
/** A yes would put what was asked over it, and whoever says yes has read what stood there before. */
const askedSince = 'The other side has asked about this. Answer them instead.';
const milestoneGone = 'Its milestone has been removed since.';

/** Who does a step is part of what was said yes to: an undo must not hand it over behind that yes. */
const isAgreedSince = (step: Step, at: At): boolean =>
  step.layer === 'shared' &&
  step.agreement === 'agreed' &&
  (step.versions.agreement ?? 0) > at.n &&
  !standsAs(step, 'agreement', at, at.since, ([first]) =>
    first?.kind === 'agreementChanged'
      ? alike(first.from, heldBy(step, 'agreement'))
      : first?.kind === 'stepRemoved' && alike(heldBy(first.step, 'agreement'), heldBy(step, 'agreement')),
  );

/** A field of a step as one value. */
function heldBy(step: Step, field: string): unknown {
  if (field === 'status') return stateOf(step);
  if (field === 'agreement') return { agreement: step.agreement, reason: step.declinedReason };
  // Nobody put them in an order.
  if (field === 'owners') return [...step.owners].sort((a, b) => (a.id < b.id ? -1 : 1));
  return step[field as keyof Step];
}

/** On the plan no more. */
const hasLeft = (plan: Plan, { stakeholderId }: Owner): boolean =>
  stakeholderId !== null && !findPerson(plan, stakeholderId);

export const sameOwner = (a: Owner, b: Owner): boolean =>
  a.id === b.id &&
  a.side === b.side &&
  a.role === b.role &&
  a.stakeholderId === b.stakeholderId &&
  a.standIn === b.standIn;

/** Somebody else does it by now. */
const otherOwners = (plan: Plan, step: Step, left: Owner[]) =>
  overwritten(plan, { thing: step, name: 'owners', left, now: step.owners });

type KindOfStep = Extract<
  ChangeKind,
  `step${string}` | 'agreementChanged' | `owner${string}` | `dependency${string}`
>;

export const inversesOfSteps: InversesOf<KindOfStep> = {
  stepAdded: (plan, c, at) => {
    const step = findStep(plan, c.step.id);
    const values = {
      left: (field: string) => (field === 'place' ? c.place : heldBy(c.step, field)),
      now: (field: string) => step && (field === 'place' ? placeOf(plan, step) : heldBy(step, field)),
    };
    return unlessTouched(plan, step, values, at, () =>
      step
        ? [...cutLoose(plan, step), ...emptied(plan, step.id), { kind: 'stepRemoved', step, place: c.place }]
        : [],
    );
  },
  stepChanged: (plan, c, at, actor) => {
    const step = findStep(plan, c.stepId);
    // The time is asked for with the day it is on.
    const asked = c.field === 'meetingTime' ? 'dueDay' : c.field;
    const terms = asked === 'dueDay' || asked === 'ask';
    if (step && terms && mustAsk(step, actor) && isAgreedSince(step, at)) return agreedSince;
    const open = step && offerOn(plan, step.id);
    if (open?.terms.field === asked && open.bySide !== actor.side) return askedSince;
    return unless(plan, { thing: step, name: c.field, now: step?.[c.field], left: c.to }, at, () =>
      step ? [stepChange(step, { field: c.field, value: c.from })] : [],
    );
  },
  stepMoved: (plan, c, at) => {
    if (!findMilestone(plan, c.from.milestoneId)) return milestoneGone;
    const thing = findStep(plan, c.stepId);
    const now = thing && placeOf(plan, thing);
    return unless(plan, { thing, name: 'place', now, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  stepRemoved: (plan, c) => {
    if (findStep(plan, c.step.id)) return backAlready;
    if (!findMilestone(plan, c.place.milestoneId)) return milestoneGone;
    const left = c.step.owners.filter((o) => hasLeft(plan, o));
    if (c.step.type === 'approval' && left.some((o) => hasDecided(plan, c.step.id, o.stakeholderId)))
      return 'Somebody who decided it has left since. What they decided is still on record.';
    // Whoever owned it may have left since; their role then needs a name.
    const owners = c.step.owners.map((o) => (left.includes(o) ? { ...o, stakeholderId: null } : o));
    return [{ kind: 'stepAdded', step: { ...c.step, owners }, place: c.place }];
  },
  stepStatusChanged: (plan, c, at) => {
    const thing = findStep(plan, c.stepId);
    const now = thing && heldBy(thing, 'status');
    return unless(plan, { thing, name: 'status', now, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  agreementChanged: (plan, c, at) => {
    const thing = findStep(plan, c.stepId);
    const now = thing && heldBy(thing, 'agreement');
    return unless(plan, { thing, name: 'agreement', now, left: c.to }, at, () => [
      { ...c, from: c.to, to: c.from },
    ]);
  },
  stepRevealed: (plan, c, _at, actor) => decided(hideStep(plan, { stepId: c.step.id }, within(plan, actor))),
  stepHidden: (plan, c) => {
    const step = findStep(plan, c.step.id);
    if (!step) return goneSince;
    if (step.layer !== c.to) return changedSince;
    if (!findMilestone(plan, step.milestoneId)) return milestoneGone;
    const place = { milestoneId: step.milestoneId, anchorId: null, afterId: c.place.anchorId };
    const tied = plan.dependencies.some(
      (d) => d.stepId === step.id && findStep(plan, d.afterId)?.layer === step.layer,
    );
    return tied
      ? 'It waits for a step that only your side sees by now. It was left as it is now.'
      : [{ kind: 'stepRevealed', step, place }];
  },
  ownerAdded: (plan, c, at) => {
    const step = findStep(plan, c.stepId);
    if (!step) return goneSince;
    if (isAgreedSince(step, at)) return agreedSince;
    if (c.owner.standIn && hasDecided(plan, step.id, c.owner.stakeholderId))
      return 'It has been decided since. Whoever decided can take that back first.';
    return step.owners.some((o) => sameOwner(o, c.owner))
      ? [{ kind: 'ownerRemoved', stepId: c.stepId, owner: c.owner }]
      : otherOwners(plan, step, [c.owner]);
  },
  ownerRemoved: (plan, c, at) => {
    const step = findStep(plan, c.stepId);
    if (!step) return goneSince;
    if (isAgreedSince(step, at)) return agreedSince;
    if (hasLeft(plan, c.owner)) return 'Whoever did it then is not on the plan any more.';
    return step.owners.some((o) => o.id === c.owner.id)
      ? otherOwners(
          plan,
          step,
          step.owners.filter((o) => o.id !== c.owner.id),
        )
      : [{ kind: 'ownerAdded', stepId: c.stepId, owner: c.owner }];
  },
  dependencyAdded: (plan, c, at) => {
    const tie = plan.dependencies.find((d) => d.id === c.dependency.id);
    if (!tie) return 'It does not wait for that any more.';
    const values = { left: () => c.dependency.lag ?? 0, now: () => tie.lag };
    return unlessTouched(plan, tie, values, at, () => [{ kind: 'dependencyRemoved', dependency: tie }]);
  },
  dependencyChanged: (plan, c, at) => {
    const tie = plan.dependencies.find((d) => d.id === c.dependency.id);
    return unless(plan, { thing: tie, name: c.field, now: tie?.[c.field], left: c.to }, at, () =>
      tie ? [{ ...c, dependency: tie, from: c.to, to: c.from }] : [],
    );
  },
  dependencyRemoved: (plan, c, _at, actor) => decided(addDependency(plan, c.dependency, within(plan, actor))),
};
