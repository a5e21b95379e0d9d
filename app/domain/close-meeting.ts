/**
 * A meeting ends with a next step, an owner, a day and a next meeting, or it does not end. What is missing is named, and
 * a reason stands in for either.
 */
import { notYourHand } from './agreement.ts';
import { proposeNear, proposeStep } from './ask-the-other-side.ts';
import { mayAttend } from './attendees.ts';
import type { Change } from './change.ts';
import { checkpointLabels } from './checkpoint.ts';
import {
  absent,
  type Context,
  changes,
  type Decider,
  type Decision,
  type Refused,
  refuse,
} from './command.ts';
import { compareDays, type Day, shortDay } from './day.ts';
import { isMeetingTime, meetingOf } from './meeting.ts';
import { type Closed, closeOutOf, type Onward, wordOf } from './meeting-note.ts';
import type { MeetingTime } from './meeting-time.ts';
import { findPerson, findStep, isDraft, isOpen, type Plan, type Side, type Step, sideName } from './plan.ts';
import { ended, firstName, listed } from './plan-words.ts';
import { completeStep } from './progress.ts';
import { preview } from './settle.ts';
import { addStep } from './step.ts';
import { covers, versionOf } from './version.ts';

export interface Closing {
  id: string;
  stepId: string;
  /** What we do and what they do: written in this meeting, or picked. */
  steps: string[];
  decisions: string[];
  /** The step that comes next. */
  nextStep: string | null;
  noNextStep: string;
  /** A meeting that stands on the plan already. */
  nextMeeting: string | null;
  /** The id of the one that is set here. */
  meetingId: string;
  meetingTitle: string;
  meetingDay: Day | null;
  at: MeetingTime | null;
  attendees: string[];
  noNextMeeting: string;
}

export const closeMeeting: Decider<Closing> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const refused =
    notToClose(plan, step, context) ?? unknownIn(plan, step, args) ?? missingIn(plan, step, args, context);
  if (refused) return refused;
  const done = completeStep(plan, { stepId: step.id }, { ...context, base: {} });
  if (done.kind !== 'changes') return done;
  const met = nextMeetingOf(plan, step, args, context);
  if (met.kind !== 'changes') return met;
  const next: Onward = args.nextStep === null ? { why: args.noNextStep.trim() } : { stepId: args.nextStep };
  const on = [...new Set([...(args.nextStep === null ? [] : [args.nextStep]), ...args.steps])];
  const asked = on.flatMap((stepId) => propose(plan, stepId, context));
  const note: Change = {
    kind: 'meetingNoteAdded',
    thing: {
      ...{ id: args.id, layer: step.layer, versions: {}, stepId: step.id },
      ...{ by: context.actor.stakeholderId, bySide: context.actor.side, at: context.now },
      said: {
        kind: 'closed',
        steps: [...new Set(args.steps)],
        decisions: args.decisions.map((line) => line.trim()).filter((line) => line !== ''),
        next,
        meeting: met.meeting,
      },
    },
  };
  const all = [note, ...done.changes, ...asked, ...met.changes];
  return changes(...all, ...goneOn(plan, step, all, context));
};

/** Two may close it at once: who comes second hears what the first wrote, and has lost nothing of their own. */
function notToClose(plan: Plan, step: Step, { actor, base }: Context): Refused | null {
  if (step.type !== 'meeting') return refuse('notAMeeting', 'Only a meeting is closed like this.');
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (step.layer !== 'shared')
    return refuse(
      'private',
      `Only ${sideName(plan, actor.side)} sees this meeting. Mark it as done once it is over.`,
    );
  const closed = closeOutOf(plan, step.id);
  if (closed && step.status === 'done') return refuse('closed', closedSentence(plan, closed));
  if (step.status === 'done' || step.status === 'skipped')
    return refuse('ended', 'This meeting has ended. Open it again to close it with what happens next.');
  if (step.agreement === 'declined')
    return refuse('declined', 'This meeting was declined, so there is nothing to close.');
  if (base.status !== undefined && !covers(base.status, versionOf(step, 'status')))
    return refuse(
      'stale',
      `${saidMeanwhile(step)} Close it once more if it is over; what you typed is still here.`,
    );
  return notYourHand(plan, step, actor);
}

const saidMeanwhile = ({ status, statusReason }: Step): string =>
  status === 'stuck'
    ? `Meanwhile this meeting is stuck: “${statusReason ?? ''}”.`
    : 'Meanwhile this meeting was opened again.';

/** "Maya has closed this meeting. Next: “Price in writing”. They meet again at “Pricing”, Tue 8 Dec." */
export function closedSentence(plan: Plan, { by, bySide, said }: Closed): string {
  const who = firstName(findPerson(plan, by)?.name ?? sideName(plan, bySide));
  const { next, meeting, decisions } = said;
  const told =
    decisions.length === 1
      ? ' One decision is written down.'
      : ` ${decisions.length} decisions are written down.`;
  return `${who} has just closed this meeting. ${onwardSentence(plan, 'Next', next)} ${onwardSentence(plan, 'Next meeting', meeting)}${
    decisions.length > 0 ? told : ''
  } What you typed is still here; write what is missing on the plan.`;
}

export function onwardSentence(plan: Plan, label: string, onward: Onward): string {
  if ('why' in onward) return `${label}: none, because ${ended(onward.why)}`;
  const step = findStep(plan, onward.stepId);
  const day = step?.dueDay ? `, ${shortDay(step.dueDay)}` : '';
  return `${label}: ${step ? `“${step.title}”${day}` : 'a step since removed'}.`;
}

/** Ids of what is not there are the same as none at all. */
function unknownIn(plan: Plan, step: Step, args: Closing): Decision | null {
  const ids = [
    ...args.steps,
    ...(args.nextStep ? [args.nextStep] : []),
    ...(args.nextMeeting ? [args.nextMeeting] : []),
  ];
  if (ids.some((id) => findStep(plan, id)?.layer !== 'shared')) return absent;
  const invitable = mayAttend(plan, step);
  if (args.attendees.some((id) => !invitable.some((p) => p.id === id))) return absent;
  if (plan.meetingNotes.some((note) => note.id === args.id))
    return refuse('exists', 'That is written down already.');
  return args.nextMeeting === null && findStep(plan, args.meetingId)
    ? refuse('exists', 'That meeting is on the plan already.')
    : null;
}

/** Everything that is missing in one sentence each, so that nobody is sent back twice. */
function missingIn(plan: Plan, step: Step, args: Closing, context: Context): Refused | null {
  const sentences = [
    ...both(args),
    ...lackOfStep(plan, step, args),
    ...lackOfMeeting(plan, step, args, context.today),
    ...(step.checkpoint ? lackOfWords(plan, step) : []),
  ];
  if (sentences.length === 0) return null;
  return refuse('notFinished', `Not finished: ${sentences.join(' Also, ')}`);
}

/** What was typed is not dropped without a word. */
const both = (args: Closing): string[] => [
  ...(args.nextStep !== null && args.noNextStep.trim()
    ? ['a next step is picked, and it says why none is needed. Leave one of them out.']
    : []),
  ...((args.nextMeeting !== null || args.meetingDay !== null) && args.noNextMeeting.trim()
    ? ['a next meeting is set, and it says why none is needed. Leave one of them out.']
    : []),
];

function lackOfStep(plan: Plan, closing: Step, { nextStep, noNextStep }: Closing): string[] {
  if (nextStep === null)
    return noNextStep.trim() ? [] : ['there is no next step. Pick one, or write why none is needed.'];
  const step = findStep(plan, nextStep);
  if (!step || step.id === closing.id || !isOpen({ ...step, agreement: 'outline' }))
    return ['the next step has ended. Pick another, or write why none is needed.'];
  const name = `the next step, “${step.title}”,`;
  return [
    ...(step.dueDay === null ? [`${name} has no day. Give it one, or pick another.`] : []),
    ...(step.owners.length === 0 ? [`nobody does ${name.slice(0, -1)}. Say who, or pick another.`] : []),
  ];
}

function lackOfMeeting(plan: Plan, closing: Step, args: Closing, today: Day): string[] {
  if (args.nextMeeting !== null) {
    const step = findStep(plan, args.nextMeeting);
    if (!step || step.id === closing.id || step.type !== 'meeting' || !isOpen(step))
      return ['that is no meeting to come. Pick a day, or write why none is needed.'];
    return meetingOf(step)
      ? []
      : [`the next meeting, “${step.title}”, has no day and time yet. Give it one.`];
  }
  if (args.meetingDay === null)
    return args.noNextMeeting.trim()
      ? []
      : ['there is no next meeting. Pick a day, or write why none is needed.'];
  const lacks = [
    ...(compareDays(args.meetingDay, today) < 0
      ? ['the day of the next meeting has passed. Pick another.']
      : []),
    ...(args.at === null || !isMeetingTime(args.at)
      ? ['the next meeting has no time. Say when it begins.']
      : []),
    ...(args.meetingTitle.trim() === '' ? ['the next meeting has no name. Say what it is about.'] : []),
    ...(args.attendees.length === 0 ? ['nobody comes to the next meeting. Say who does.'] : []),
  ];
  return lacks;
}

const lackOfWords = (plan: Plan, step: Step): string[] =>
  (['seller', 'buyer'] as const).flatMap((side: Side) =>
    wordOf(plan, step.id, side)
      ? []
      : [
          `${sideName(plan, side)} has not said ${listed(Object.values(checkpointLabels).map((l) => l.toLowerCase())).replace(' and ', ' or ')} yet.`,
        ],
  );

type Met = { kind: 'changes'; changes: Change[]; meeting: Onward } | Exclude<Decision, { kind: 'changes' }>;

/** Whoever closes the meeting sets up the next one; who comes is asked by their calendar. */
function nextMeetingOf(plan: Plan, step: Step, args: Closing, context: Context): Met {
  if (args.nextMeeting !== null)
    return { kind: 'changes', changes: [], meeting: { stepId: args.nextMeeting } };
  if (args.meetingDay === null)
    return { kind: 'changes', changes: [], meeting: { why: args.noNextMeeting.trim() } };
  const beside = findStep(plan, args.nextStep ?? '') ?? step;
  const { id: _, ...own } = step.owners.find((o) => o.side === context.actor.side) ?? { id: '' };
  const owner = 'side' in own ? { side: own.side, role: own.role, stakeholderId: own.stakeholderId } : null;
  const added = addStep(
    plan,
    {
      id: args.meetingId,
      // Where the next step is: what this one ended may be reached.
      milestoneId: beside.milestoneId,
      afterId: beside.id,
      title: args.meetingTitle.trim(),
      type: 'meeting',
      dueDay: args.meetingDay,
      ...{ ask: '', doneWhen: '', onlyOurs: false },
      owners: owner ? [owner] : [],
    },
    context,
  );
  if (added.kind !== 'changes') return added;
  return {
    kind: 'changes',
    // Set by both in the room: it does not wait in the outline until somebody proposes it.
    changes: added.changes.map((change) =>
      change.kind === 'stepAdded'
        ? {
            ...change,
            step: {
              ...change.step,
              agreement: 'agreed' as const,
              meetingTime: args.at && { ...args.at, minutes: Number(args.at.minutes) },
              venue: step.venue,
              attendees: plan.people.flatMap(({ id }) => (args.attendees.includes(id) ? [id] : [])),
            },
          }
        : change,
    ),
    meeting: { stepId: args.meetingId },
  };
}

/** What was picked from the outline is asked for now; what has been asked already stands as it is. */
function propose(plan: Plan, stepId: string, context: Context): Change[] {
  const step = findStep(plan, stepId);
  if (step?.agreement !== 'outline') return [];
  const decided = proposeStep(plan, { stepId }, context);
  return decided.kind === 'changes' ? decided.changes : [];
}

/** Both sides said go: what comes near is asked for. */
function goneOn(plan: Plan, step: Step, all: Change[], context: Context): Change[] {
  const isGo = (side: Side) => wordOf(plan, step.id, side)?.said.kind === 'go';
  if (!step.checkpoint || !isGo('seller') || !isGo('buyer')) return [];
  return proposeNear(preview(plan, all), context);
}
