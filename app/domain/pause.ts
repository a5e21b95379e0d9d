/**
 * Not now. Who leads this at the buyer's says until when the plan rests and why. Until that day nothing is late, waits
 * or is reminded of; on that day both sides are told that it has come. Carrying on moves every open day along by the
 * working days that passed meanwhile, and what has ended stays where it is.
 */

import type { Change } from './change.ts';
import { stepChange } from './change.ts';
import { type Context, changes, conflictOn, type Decider, type Refused, refuse } from './command.ts';
import { addDays, compareDays, type Day } from './day.ts';
import { goalChange } from './goal.ts';
import { isDraft, isOpen, offerOn, offerOnGoal, type Pause, type Plan, type Step } from './plan.ts';
import { calendarOfSide, latenessCalendar } from './plan-calendar.ts';
import { isFinished } from './turn.ts';
import { addWorkingDays, onOrAfter, type WorkingCalendar, workingDaysBetween } from './working-days.ts';

/** Who may say so: not now, and now again, are said by the same people. */
export const canPause = (
  plan: Plan,
  { side, pointPerson }: Pick<Context['actor'], 'side' | 'pointPerson'>,
): boolean => side === 'buyer' && pointPerson && !isDraft(plan) && !isFinished(plan);

/** Longer than that is an end. */
const LONGEST_DAYS = 366;

function notTheirs(plan: Plan, { actor }: Context): Refused | null {
  if (actor.side !== 'buyer' || !actor.pointPerson)
    return refuse('notYours', `Only who leads this at ${plan.goal.buyerName} can say this.`);
  if (isDraft(plan) || isFinished(plan)) return refuse('ended', 'This plan has nothing to pause.');
  return null;
}

export const pausePlan: Decider<{ until: Day; reason: string }> = (plan, { until, reason }, context) => {
  const not = notTheirs(plan, context);
  if (not) return not;
  const to: Pause = { since: plan.pause?.since ?? context.today, until, reason: reason.trim() };
  const conflict = conflictOn(plan, context.base, 'pause', to, plan.pause);
  if (conflict) return conflict;
  if (to.reason === '') return refuse('empty', 'Say in a few words why not now. Nothing was changed.');
  if (compareDays(until, context.today) <= 0)
    return refuse('past', 'Pick a day after today to look at this again.');
  if (compareDays(until, addDays(context.today, LONGEST_DAYS)) > 0)
    return refuse('tooFar', 'Pick a day within a year. Nothing was changed.');
  return changes({ kind: 'pauseChanged', from: plan.pause, to });
};

export interface AfterPause {
  /** Working days that every open day moves along by. */
  by: number;
  days: { step: Step; to: Day }[];
  liveDay: Day | null;
}

/** Where the open days would lie if the plan went on today; null while it is not paused. */
export function afterPause(plan: Plan, today: Day): AfterPause | null {
  if (!plan.pause) return null;
  const by = Math.max(0, workingDaysBetween(plan.pause.since, today, latenessCalendar(plan)));
  const calendar = commonCalendar(plan);
  const from = onOrAfter(today, calendar);
  // One rule for every day keeps them in their order; what was late already is due at once.
  const later = (day: Day): Day => {
    const to = addWorkingDays(day, by, calendar);
    return compareDays(to, from) < 0 ? from : to;
  };
  const days = plan.steps
    .filter(isOpen)
    .flatMap((step) => (step.dueDay === null ? [] : [{ step, to: later(step.dueDay) }]))
    .filter(({ step, to }) => step.dueDay !== to)
    .sort((a, b) => compareDays(a.to, b.to));
  return { by, days, liveDay: plan.goal.liveDay && later(plan.goal.liveDay) };
}

/** The days both sides work. */
function commonCalendar(plan: Plan): WorkingCalendar {
  const [seller, buyer] = [calendarOfSide(plan, 'seller'), calendarOfSide(plan, 'buyer')];
  return { isWorkingDay: (day) => seller.isWorkingDay(day) && buyer.isWorkingDay(day) };
}

/** `by`: as whoever presses has read it, so that nothing moves otherwise than they saw. */
export const carryOn: Decider<{ by: number }> = (plan, { by }, context) => {
  const not = notTheirs(plan, context);
  if (not) return not;
  const after = afterPause(plan, context.today);
  if (!plan.pause || !after) return refuse('notPaused', 'This plan is not paused any more.');
  if (after.by !== by)
    return refuse('stale', 'The days have changed since you looked. Nothing was moved: look at them again.');
  const { liveDay } = after;
  return changes(
    { kind: 'pauseChanged', from: plan.pause, to: null },
    ...after.days.flatMap(({ step, to }): Change[] => [
      ...dayAsked(plan, step),
      stepChange(step, { field: 'dueDay', value: to }),
    ]),
    ...(liveDay && liveDay !== plan.goal.liveDay
      ? [...answered(offerOnGoal(plan, 'liveDay')), goalChange(plan, { field: 'liveDay', value: liveDay })]
      : []),
  );
};

/** A day asked for before the pause is no answer to the days after it. */
const dayAsked = (plan: Plan, step: Step): Change[] => {
  const offer = offerOn(plan, step.id);
  return offer?.terms.field === 'dueDay' ? answered(offer) : [];
};

const answered = (offer: Plan['offers'][number] | undefined): Change[] =>
  offer ? [{ kind: 'offerClosed', offer, outcome: 'answeredOtherwise', reason: null }] : [];
