/**
 * A step is one thing somebody does by a day: a task, a meeting or an approval. Both sides may add, reword and
 * reorder; what was agreed with the other side changes only by asking them (`agreement.ts`).
 */
import { askFor, firstAgreement, handOf, mustAsk, notYourHand, offering } from './agreement.ts';
import { counterOffer } from './answer-offer.ts';
import { decisionsOn } from './approval.ts';
import { attendeesOf, mayAttend } from './attendees.ts';
import { type Change, stepChange } from './change.ts';
import {
  type Actor,
  absent,
  type Context,
  changes,
  conflictOn,
  type Decider,
  type Decision,
  type Refused,
  refuse,
} from './command.ts';
import type { Day } from './day.ts';
import { freshStep } from './fresh-step.ts';
import { isSameTime, type MeetingTime } from './meeting-time.ts';
import { type Place, placeBehind, placeOf } from './order.ts';
import {
  type DecidingWay,
  findMilestone,
  findPerson,
  findStep,
  isDraft,
  offerOn,
  otherSide,
  type Plan,
  type Side,
  type Step,
  type StepType,
  sideName,
} from './plan.ts';
import { unseenQuestion } from './question-seen.ts';
import { emptied } from './step-parts.ts';

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
  /** The meeting it was written in. */
  meetingId?: string;
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
  const step = freshStep({
    id: args.id,
    layer,
    milestoneId: args.milestoneId,
    withheld: args.onlyOurs && isDraft(plan),
    type: args.type,
    title: args.title,
    ask: args.ask,
    doneWhen: args.doneWhen,
    dueDay: args.dueDay,
    owners: asked.map((o) => ({ ...o, id: context.newId() })),
  });
  const place = placeBehind(plan, layer, args.milestoneId, args.afterId);
  const agreed = { ...step, ...firstAgreement(plan, step, context), anchorId: place.anchorId };
  const added: Change = { kind: 'stepAdded', step: agreed, place };
  return changes(
    added,
    ...(agreed.agreement === 'proposed' ? [askFor(agreed, { field: 'step' }, context)] : []),
    ...writtenAt(plan, agreed, args.meetingId, context),
  );
};

/** What was said in a meeting that both sides see is kept with it; so its close-out knows of it. */
function writtenAt(
  plan: Plan,
  { id, layer }: Step,
  meetingId: string | undefined,
  context: Context,
): Change[] {
  const meeting = findStep(plan, meetingId ?? '');
  if (meeting?.type !== 'meeting' || meeting.layer !== 'shared' || layer !== 'shared') return [];
  const { newId, actor, now } = context;
  const thing = {
    ...{ id: newId(), layer, versions: {}, stepId: meeting.id },
    ...{ by: actor.stakeholderId, bySide: actor.side, at: now, said: { kind: 'wrote' as const, step: id } },
  };
  return [{ kind: 'meetingNoteAdded', thing }];
}

export type StepEdit =
  | { stepId: string; field: 'title' | 'ask' | 'doneWhen' | 'ifSlips' | 'agenda'; value: string }
  | { stepId: string; field: 'type'; value: StepType }
  | { stepId: string; field: 'duration'; value: number }
  | { stepId: string; field: 'decidedBy'; value: DecidingWay }
  | { stepId: string; field: 'freshCode' | 'checkpoint'; value: boolean }
  | { stepId: string; field: 'venue'; value: string }
  | { stepId: string; field: 'attendees'; value: string[] };

export const changeStep: Decider<StepEdit> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (args.field === 'attendees') return changeAttendees(plan, step, args.value, context);
  const conflict = conflictOn(step, context.base, args.field, args.value, step[args.field]);
  if (conflict) return conflict;
  if (step[args.field] === args.value) return changes();
  if (args.field === 'title' && args.value.trim() === '')
    return refuse('empty', 'A step needs a name. The old one was kept.');
  if (args.field === 'type' && (step.status === 'done' || step.status === 'skipped'))
    return refuse('ended', 'This step has ended. Open it again to change what kind it is.');
  const notTheirs = notDecidedOtherwise(plan, step, args, context.actor);
  if (notTheirs) return notTheirs;
  if (args.field === 'ask' && mustAsk(step, context.actor))
    return offering(plan, step, askFor(step, { field: 'ask', value: args.value }, context), context);
  // A yes that comes later would put the words that were asked for over these, unseen.
  const asked = args.field === 'ask' ? offerOn(plan, step.id) : undefined;
  if (asked?.terms.field === 'ask' && asked.bySide !== context.actor.side) {
    const unseen = unseenQuestion(plan, step, context);
    if (unseen) return unseen;
    return changes(
      { kind: 'offerClosed', offer: asked, outcome: 'answeredOtherwise', reason: null },
      stepChange(step, args),
    );
  }
  return changes(stepChange(step, args));
};

/**
 * An approval made a task could be ticked, and one that anybody decides needs no word of the others: only those who
 * decide it say that nobody has to, or that less is needed, and where both sides do, neither says it alone.
 */
function notDecidedOtherwise(plan: Plan, step: Step, edit: StepEdit, actor: Actor): Refused | null {
  if (step.type !== 'approval' || step.layer !== 'shared') return null;
  if (edit.field !== 'type' && edit.field !== 'decidedBy' && edit.field !== 'freshCode') return null;
  const notYours = notYourHand(plan, step, actor);
  if (notYours) return notYours;
  if (edit.field === 'type' && decisionsOn(plan, step.id).length > 0)
    return refuse(
      'decided',
      'Somebody has decided this, and that stays on record. If nobody needs it any more, skip it and say why.',
    );
  const isEasier = edit.field === 'type' || edit.value === 'anyone' || edit.value === false;
  if (isEasier && handOf(step, otherSide(actor.side)))
    return refuse(
      'theirsToo',
      `${sideName(plan, otherSide(actor.side))} decides this too, so neither side alone makes it easier to pass.`,
    );
  return null;
}

function changeAttendees(plan: Plan, step: Step, chosen: string[], { base, actor }: Context): Decision {
  const invitable = mayAttend(plan, step);
  // In the order of the plan, so that the same people are the same list. Those who have left stay out.
  const attendees = plan.people.flatMap(({ id }) => (chosen.includes(id) ? [id] : []));
  if (attendees.length < new Set(chosen).size) return absent;
  if (attendees.some((id) => !invitable.some((p) => p.id === id)))
    return refuse('private', `Only ${sideName(plan, actor.side)} sees this step, so only they come.`);
  if (step.type !== 'meeting') return notAMeeting;
  const held = attendeesOf(plan, step).map(({ id }) => id);
  if (held.length === attendees.length && attendees.every((id) => held.includes(id))) return changes();
  const conflict = conflictOn(step, base, 'attendees', attendees, held);
  return conflict ?? changes(stepChange(step, { field: 'attendees', value: attendees }));
}

const notAMeeting = refuse('notAMeeting', 'Only a meeting has a time and people who come to it.');

/** A new day: a renewed promise from the owner's own side, a question from the other. */
export interface Rescheduling {
  stepId: string;
  dueDay: Day | null;
  /** Of a meeting; null takes its time away, and without it the time stays. */
  at?: MeetingTime | null;
}
export const rescheduleStep: Decider<Rescheduling> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const conflict = conflictOn(step, context.base, 'dueDay', args.dueDay, step.dueDay);
  if (conflict) return conflict;
  const held = step.meetingTime;
  // A form says everything in text.
  const asked = args.at && { ...args.at, minutes: Number(args.at.minutes) };
  const at = asked === undefined || isSameTime(asked, held) ? held : asked;
  const overTime = args.at !== undefined && conflictOn(step, context.base, 'meetingTime', at, held);
  if (overTime) return overTime;
  if (step.dueDay === args.dueDay && at === held) return changes();
  if (at && at !== held && step.type !== 'meeting') return notAMeeting;
  if (at && args.dueDay === null && at !== held)
    return refuse('dayNeeded', 'A meeting at a time needs a day too.');
  if (step.status === 'done' || step.status === 'skipped')
    return refuse('ended', 'This step has ended. Open it again to give it another day.');
  const open = offerOn(plan, step.id);
  const theirs = open && open.bySide !== context.actor.side;
  if (theirs && open.terms.field === 'done' && args.dueDay !== null && !mustAsk(step, context.actor))
    return (
      unseenQuestion(plan, step, context) ??
      withTime(step, at, counterOffer(plan, { offerId: open.id, dueDay: args.dueDay }, context))
    );
  if (mustAsk(step, context.actor) || theirs) {
    if (args.dueDay === null)
      return refuse('dayNeeded', 'Suggest a day; the other side has to be able to say yes to it.');
    if (held && !at)
      return refuse('timeNeeded', 'Suggest a time; the other side has to be able to say yes to it.');
    const terms = { field: 'dueDay' as const, value: args.dueDay, ...(at && at !== held && { at }) };
    return offering(plan, step, askFor(step, terms, context), context);
  }
  const moved =
    step.dueDay === args.dueDay
      ? changes()
      : changes(stepChange(step, { field: 'dueDay', value: args.dueDay }));
  return withTime(step, at, moved);
};

const withTime = (step: Step, at: MeetingTime | null, decision: Decision): Decision =>
  decision.kind === 'changes' && at !== step.meetingTime
    ? changes(...decision.changes, stepChange(step, { field: 'meetingTime', value: at }))
    : decision;

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
