/** What takes back changes of what hangs on a step or the plan: words, inputs, links, figures, mail domains. */
import { type AttachmentChange, actOf, findThing, thingId } from '../attachment.ts';
import type { Change } from '../change.ts';
import { figureOf } from '../figure.ts';
import { addDomain, removeDomain } from '../mail-domain.ts';
import { findStep, type Plan } from '../plan.ts';
import {
  backAlready,
  changedSince,
  decided,
  type InTheWay,
  type InversesOf,
  unless,
  unlessTouched,
  valueIn,
  within,
} from './inverse.ts';
import { noWayBack } from './no-way-back.ts';
import type { At } from './recorded.ts';

/** What was put there goes, unless somebody has written on it since. */
const withdraw = (plan: Plan, change: AttachmentChange, at: At): Change[] | InTheWay => {
  const { noun } = actOf(change);
  const thing = findThing(plan, noun, thingId(change));
  const values = {
    left: (field: string) => ('thing' in change ? valueIn(change.thing, field) : undefined),
    now: (field: string) => thing && valueIn(thing, field),
  };
  return unlessTouched(plan, thing, values, at, () => [{ kind: `${noun}Removed`, thing } as Change]);
};

const bringBack = (plan: Plan, change: AttachmentChange): Change[] | InTheWay => {
  const { noun } = actOf(change);
  if (!('thing' in change)) return changedSince;
  if (findThing(plan, noun, change.thing.id)) return backAlready;
  const { thing } = change;
  const step = 'stepId' in thing && thing.stepId !== null ? findStep(plan, thing.stepId) : undefined;
  const anew = noun === 'figure' && 'kind' in thing && figureOf(plan, thing.kind);
  if (anew) return `It has been written down anew since: “${anew.value}”. It was left as it is now.`;
  const needsStep = noun === 'input' || noun === 'link' || noun === 'meetingNote';
  if (needsStep && step?.layer !== thing.layer) return 'Its step has changed hands or gone since.';
  const loose =
    noun === 'comment' && 'stepId' in thing && step?.layer !== 'shared' && step?.layer !== thing.layer;
  return [{ kind: `${noun}Added`, thing: loose ? { ...thing, stepId: null } : thing } as Change];
};

const fieldBack = (plan: Plan, change: AttachmentChange, at: At): Change[] | InTheWay => {
  if (!('field' in change)) return changedSince;
  const thing = findThing(plan, actOf(change).noun, change.id);
  const now = thing && valueIn(thing, change.field);
  return unless(plan, { thing, name: change.field, now, left: change.to }, at, () => [
    { ...change, from: change.to, to: change.from } as Change,
  ]);
};

export const inversesOfThings: InversesOf<AttachmentChange['kind']> = {
  commentAdded: withdraw,
  commentRemoved: bringBack,
  commentChanged: fieldBack,
  commentRevealed: noWayBack.commentRevealed,
  inputAdded: withdraw,
  inputRemoved: bringBack,
  inputChanged: fieldBack,
  linkAdded: withdraw,
  linkRemoved: bringBack,
  linkChanged: fieldBack,
  figureAdded: withdraw,
  figureRemoved: bringBack,
  figureChanged: fieldBack,
  figureRevealed: noWayBack.figureRevealed,
  decisionAdded: noWayBack.decisionAdded,
  meetingNoteAdded: withdraw,
  meetingNoteRemoved: bringBack,
  domainAdded: (plan, c, _at, actor) =>
    decided(removeDomain(plan, { domainId: c.thing.id }, within(plan, actor))),
  domainRemoved: (plan, c, _at, actor) => decided(addDomain(plan, c.thing, within(plan, actor))),
};
