/**
 * Every command in one place: its shape, who may try, where its form is, and whether it can be taken back.
 * Deciding is the domain's; nothing about a command is written down twice.
 */
import * as z from 'zod';
import { answersWithin } from '#app/domain/answers-within.ts';
import { figureKinds, outcomes } from '#app/domain/attachment.ts';
import { type Day, isDay, isZone } from '#app/domain/day.ts';
import type { CommandArgs, CommandType } from '#app/domain/decide.ts';
import { isTime, longestMeeting, mostAttendees, shortestMeeting } from '#app/domain/meeting.ts';
import { checkpointWords } from '#app/domain/meeting-note.ts';
import { decidingWays } from '#app/domain/plan.ts';
import type { Ability } from '#app/domain/policy.ts';
import { mostMovedTogether } from '#app/domain/reschedule-steps.ts';
import { isName, isRoleText, keptText } from '#app/domain/typed-text.ts';

/** Lower case, as the database gives it back: another spelling of an id must not pass for another thing. */
const id = z.uuid().toLowerCase();
const day = z.custom<Day>(isDay, 'Pick a day, such as 2027-03-12.');

const text = typed(4000);
const line = (most: number) => typed(most).overwrite((typed) => typed.replace(/\s+/gu, ' '));
function typed(most: number) {
  return z.string().overwrite(keptText).max(most, `Keep it under ${most} characters.`);
}
/** One text, a line each, or the lines. */
const lines = (most: number, longest: number) =>
  z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.split('\n').filter((each) => each.trim() !== '') : typed),
    z.array(line(longest)).max(most, `Keep it to ${most} lines.`),
  );
const name = line(160).min(1, 'Give it a name.');
const reason = line(1000).min(1, 'Say why in a few words.');
const personName = line(120).min(1, 'Write their name.').refine(isName, 'Write a name only, no address.');
const role = line(60).refine(isRoleText, 'Say their part in a few plain words.');
const side = z.enum(['seller', 'buyer']);
const afterId = id.nullable();
/** In working days, of a step or between two. */
const lag = z.int('Write a whole number of working days.').min(-400).max(400);
const weekday = z.union(([1, 2, 3, 4, 5, 6, 7] as const).map((each) => z.literal(each)));
const place = z.string().regex(/^[A-Z0-9-]{1,8}$/i, 'Pick one of the list.');
/** The days that go along with one that moves. */
const rest = z.array(z.strictObject({ stepId: id, dueDay: day })).max(mostMovedTogether);
const meetingTime = z.strictObject({
  time: z.custom<string>(isTime, 'Write a time, such as 15:00.'),
  zone: z.string().refine(isZone, 'Pick a time zone of the list.'),
  minutes: z.coerce
    .number()
    .pipe(z.int('Write a whole number of minutes.'))
    .refine(
      (minutes) => minutes >= shortestMeeting && minutes <= longestMeeting,
      `Write a length between ${shortestMeeting} minutes and a day.`,
    ),
});
const none = z.strictObject({});
const mostAtOnce = 40;
const stepAsAdded = {
  title: name,
  type: z.enum(['task', 'meeting', 'approval']),
  dueDay: day.nullable(),
  ask: text,
  doneWhen: text,
  owners: z.array(z.strictObject({ side, role: role.nullable(), stakeholderId: id.nullable() })).max(20),
};

/** Where a person meets the form of a command. `inside`: another command runs it, never a request. */
export type Screen = 'plan' | 'step' | 'people' | 'approval' | 'case' | 'meeting' | 'settings' | 'inside';

export interface Registered<T extends CommandType> {
  args: z.ZodType<CommandArgs[T]>;
  ability: Ability;
  screen: Screen;
  /** True, or the sentence that says why it cannot be taken back. */
  undo: true | string;
}

const underPeople = 'Who is on the plan is changed under People.';

export const registry: { [T in CommandType]: Registered<T> } = {
  sharePlan: {
    args: none,
    ability: 'sharePlan',
    screen: 'plan',
    undo: 'The other side has the plan now, so sharing it cannot be undone.',
  },
  changeGoal: {
    args: z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('objective'), value: name }),
      z.strictObject({ field: z.literal('whyNow'), value: text }),
      z.strictObject({ field: z.literal('buyerName'), value: name }),
      z.strictObject({ field: z.literal('liveDay'), value: day }),
    ]),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  confirmGoal: {
    args: z.strictObject({ objective: name.optional(), whyNow: text.optional(), liveDay: day.optional() }),
    ability: 'confirmGoal',
    screen: 'plan',
    undo: true,
  },
  pausePlan: {
    args: z.strictObject({ until: day, reason: line(400) }),
    ability: 'confirmGoal',
    screen: 'settings',
    undo: true,
  },
  carryOn: {
    args: z.strictObject({ by: z.int().min(0) }),
    ability: 'confirmGoal',
    screen: 'settings',
    undo: true,
  },
  addMeasure: {
    args: z.strictObject({ id, name, now: line(160), wanted: line(160), measuredBy: line(160) }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  changeMeasure: {
    args: z.strictObject({
      measureId: id,
      field: z.enum(['name', 'now', 'wanted', 'measuredBy']),
      value: line(160),
    }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  removeMeasure: { args: z.strictObject({ measureId: id }), ability: 'editPlan', screen: 'plan', undo: true },
  addMilestone: {
    args: z.strictObject({ id, name, afterId }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  renameMilestone: {
    args: z.strictObject({ milestoneId: id, name }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  moveMilestone: {
    args: z.strictObject({ milestoneId: id, afterId }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  removeMilestone: {
    args: z.strictObject({ milestoneId: id }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  addStep: {
    args: z.strictObject({
      id,
      milestoneId: id,
      afterId,
      ...stepAsAdded,
      onlyOurs: z.boolean(),
      meetingId: id.optional(),
    }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  addSteps: {
    args: z.strictObject({
      milestoneId: id,
      milestone: z.strictObject({ name, afterId }).nullable(),
      afterId,
      beforeId: id.nullable(),
      onlyOurs: z.boolean(),
      steps: z
        .array(
          z.strictObject({
            id,
            ...stepAsAdded,
            duration: z.int().min(1).max(400),
            ifSlips: text,
            after: z.array(z.int().min(0).max(mostAtOnce)).max(mostAtOnce),
          }),
        )
        .min(1, 'Choose at least one step.')
        .max(mostAtOnce, `At most ${mostAtOnce} steps at once.`),
    }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  changeStep: {
    args: z.discriminatedUnion('field', [
      z.strictObject({ stepId: id, field: z.literal('title'), value: name }),
      z.strictObject({ stepId: id, field: z.literal('ask'), value: text }),
      z.strictObject({ stepId: id, field: z.literal('doneWhen'), value: text }),
      z.strictObject({ stepId: id, field: z.literal('ifSlips'), value: text }),
      z.strictObject({ stepId: id, field: z.literal('agenda'), value: text }),
      z.strictObject({
        stepId: id,
        field: z.literal('type'),
        value: z.enum(['task', 'meeting', 'approval']),
      }),
      z.strictObject({ stepId: id, field: z.literal('duration'), value: z.int().min(1).max(400) }),
      z.strictObject({ stepId: id, field: z.literal('decidedBy'), value: z.enum(decidingWays) }),
      z.strictObject({ stepId: id, field: z.literal('freshCode'), value: z.boolean() }),
      z.strictObject({ stepId: id, field: z.literal('checkpoint'), value: z.boolean() }),
      z.strictObject({ stepId: id, field: z.literal('venue'), value: line(300) }),
      z.strictObject({
        stepId: id,
        field: z.literal('attendees'),
        // A form sends one for each tick, and nothing without any.
        value: z.array(id).max(mostAttendees).default([]),
      }),
    ]),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  rescheduleStep: {
    args: z.strictObject({ stepId: id, dueDay: day.nullable(), at: meetingTime.nullable().optional() }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  rescheduleSteps: {
    args: z.strictObject({ stepId: id, dueDay: day, at: meetingTime.nullable().optional(), rest }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  moveStep: {
    args: z.strictObject({ stepId: id, milestoneId: id, afterId }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'step', undo: true },
  revealStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'step', undo: true },
  hideStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'step', undo: true },
  addDependency: {
    args: z.strictObject({ id, stepId: id, afterId: id, lag: lag.optional() }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  changeDependency: {
    args: z.strictObject({ dependencyId: id, lag }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeDependency: {
    args: z.strictObject({ dependencyId: id }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  assignStep: {
    args: z.strictObject({
      stepId: id,
      ownerId: id.nullable(),
      side,
      role: role.nullable(),
      stakeholderId: id.nullable(),
    }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeOwner: {
    args: z.strictObject({ stepId: id, ownerId: id }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  proposeStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'step', undo: true },
  proposeMilestone: {
    args: z.strictObject({ milestoneId: id }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  askIfDone: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'step', undo: true },
  acceptOffers: {
    args: z.strictObject({ offerIds: z.array(id).min(1).max(200), rest: rest.optional() }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  counterOffer: {
    args: z.strictObject({ offerId: id, dueDay: day, rest: rest.optional() }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  declineOffer: {
    args: z.strictObject({ offerId: id, reason }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  withdrawOffer: { args: z.strictObject({ offerId: id }), ability: 'editPlan', screen: 'plan', undo: true },
  completeStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'plan', undo: true },
  reopenStep: { args: z.strictObject({ stepId: id }), ability: 'editPlan', screen: 'plan', undo: true },
  confirmStep: {
    args: z.strictObject({ stepId: id, dueDay: day }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  reportStuck: {
    args: z.strictObject({ stepId: id, reason, lookOn: day.nullish(), helper: id.nullish() }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  skipStep: { args: z.strictObject({ stepId: id, reason }), ability: 'editPlan', screen: 'step', undo: true },
  decideApproval: {
    args: z.strictObject({
      id,
      stepId: id,
      outcome: z.enum(outcomes),
      note: text,
      missing: text,
      conditions: z
        .array(
          z.strictObject({
            id,
            title: name,
            side,
            role: role.nullable(),
            stakeholderId: id.nullable(),
            dueDay: day,
          }),
        )
        .max(10, 'Ten conditions at most. Join some of them.'),
      /** The digest of what they read; any other text is another digest. */
      seen: z.string().max(64),
    }),
    ability: 'decideApproval',
    screen: 'approval',
    undo: 'A decision stays on record. Decide again, and the new one counts.',
  },
  delegateApproval: {
    args: z.strictObject({ stepId: id, ownerId: id, to: id.nullable() }),
    ability: 'decideApproval',
    screen: 'approval',
    undo: true,
  },
  moveApprover: {
    args: z.strictObject({ stepId: id, ownerId: id, afterId }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  sayAtCheckpoint: {
    args: z.strictObject({ id, stepId: id, word: z.enum(checkpointWords), reason: line(1000) }),
    ability: 'editPlan',
    screen: 'meeting',
    undo: true,
  },
  closeMeeting: {
    args: z.strictObject({
      id,
      stepId: id,
      steps: z.array(id).max(100).default([]),
      decisions: lines(30, 300),
      nextStep: id.nullable().default(null),
      noNextStep: line(1000).default(''),
      nextMeeting: id.nullable().default(null),
      meetingId: id,
      meetingTitle: line(160),
      meetingDay: day.nullable(),
      at: meetingTime.nullable(),
      attendees: z.array(id).max(mostAttendees).default([]),
      noNextMeeting: line(1000).default(''),
    }),
    ability: 'editPlan',
    screen: 'meeting',
    undo: true,
  },
  changeCase: {
    args: z.strictObject({ field: z.enum(['problem', 'costToday', 'request', 'ifWeWait']), value: text }),
    ability: 'editPlan',
    screen: 'case',
    undo: true,
  },
  writeComment: {
    args: z.strictObject({
      id,
      stepId: id.nullable(),
      text: text.min(1, 'Write something first.'),
      onlyOurs: z.boolean(),
      mentions: z.array(id).max(20),
      request: z.strictObject({ of: id, by: day }).nullable(),
      answers: id.nullable(),
      useful: id.nullable().optional(),
    }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  changeComment: {
    args: z.strictObject({ commentId: id, text: text.min(1, 'Write something, or remove it.') }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeComment: { args: z.strictObject({ commentId: id }), ability: 'editPlan', screen: 'step', undo: true },
  revealComment: {
    args: z.strictObject({ commentId: id }),
    ability: 'editPlan',
    screen: 'step',
    undo: 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  },
  closeRequest: { args: z.strictObject({ commentId: id }), ability: 'editPlan', screen: 'step', undo: true },
  addInput: {
    args: z.strictObject({ id, stepId: id, side, name }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  changeInput: {
    args: z.discriminatedUnion('field', [
      z.strictObject({ inputId: id, field: z.literal('name'), value: name }),
      z.strictObject({ inputId: id, field: z.literal('side'), value: side }),
    ]),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  setInputHere: {
    args: z.strictObject({ inputId: id, here: z.boolean() }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeInput: { args: z.strictObject({ inputId: id }), ability: 'editPlan', screen: 'step', undo: true },
  addLink: {
    args: z.strictObject({ id, stepId: id, name: line(160), url: line(2000).min(1, 'Paste a web address.') }),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  changeLink: {
    args: z.discriminatedUnion('field', [
      z.strictObject({ linkId: id, field: z.literal('name'), value: name }),
      z.strictObject({
        linkId: id,
        field: z.literal('url'),
        value: line(2000).min(1, 'Paste a web address.'),
      }),
    ]),
    ability: 'editPlan',
    screen: 'step',
    undo: true,
  },
  removeLink: { args: z.strictObject({ linkId: id }), ability: 'editPlan', screen: 'step', undo: true },
  setCalendar: {
    args: z.strictObject({
      // A form sends one number for each tick, and nothing without any.
      week: z.array(z.coerce.number().pipe(weekday)).max(7).default([]),
      country: place.nullable(),
      region: place.nullable(),
      answers: z.enum(answersWithin).nullable().optional(),
    }),
    ability: 'editPlan',
    screen: 'settings',
    undo: true,
  },
  setFigure: {
    args: z.strictObject({ id, kind: z.enum(figureKinds), value: line(160).min(1, 'Write a figure.') }),
    ability: 'editPlan',
    screen: 'plan',
    undo: true,
  },
  removeFigure: { args: z.strictObject({ figureId: id }), ability: 'editPlan', screen: 'plan', undo: true },
  revealFigure: {
    args: z.strictObject({ figureId: id }),
    ability: 'editPlan',
    screen: 'plan',
    undo: 'The other side can read it now, so showing it cannot be undone. You can remove it.',
  },
  addDomain: {
    args: z.strictObject({ id, name: line(254).min(1, 'Write a domain such as acme.com.') }),
    ability: 'managePeopleOfOwnSide',
    screen: 'people',
    undo: true,
  },
  removeDomain: {
    args: z.strictObject({ domainId: id }),
    ability: 'managePeopleOfOwnSide',
    screen: 'people',
    undo: true,
  },
  addStakeholder: {
    args: z.strictObject({ id, personId: id, side, name: personName, role }),
    ability: 'inviteToPlan',
    screen: 'inside',
    undo: underPeople,
  },
  enterPlan: { args: none, ability: 'readPlan', screen: 'inside', undo: underPeople },
  admitStakeholder: {
    args: z.strictObject({ stakeholderId: id }),
    ability: 'managePeopleOfOwnSide',
    screen: 'people',
    undo: underPeople,
  },
  changeOwnName: {
    args: z.strictObject({ name }),
    ability: 'readPlan',
    screen: 'inside',
    undo: 'Your name is changed in your account.',
  },
  changeRole: {
    args: z.strictObject({ stakeholderId: id, role }),
    ability: 'inviteToPlan',
    screen: 'people',
    undo: true,
  },
  setPointPerson: {
    args: z.strictObject({ stakeholderId: id, pointPerson: z.boolean() }),
    ability: 'managePeopleOfOwnSide',
    screen: 'people',
    undo: underPeople,
  },
  removeStakeholder: {
    args: z.strictObject({ stakeholderId: id }),
    ability: 'inviteToPlan',
    screen: 'people',
    undo: underPeople,
  },
};

export const commandTypes = Object.keys(registry) as CommandType[];

/** One intention as it arrives; `undo` names the command to take back. */
export const envelope = z.strictObject({
  id,
  type: z.enum(['undo', ...commandTypes]),
  args: z.unknown(),
  base: z.record(z.string().regex(/^[\w.-]{1,80}$/), z.int()).optional(),
  confirmed: z.boolean().optional(),
  /** One's own earlier command that met a conflict, which this one answers. */
  settles: id.optional(),
});
export type Envelope = z.infer<typeof envelope>;

export const undoArgs = z.strictObject({ commandId: id });
