/**
 * A step that is agreed and can be done is spoken of twice at most: once before its day and once when that has passed,
 * to whom it waits for. Then it stops: who does not answer a second letter does not need a third. What is stuck is spoken
 * of once, on the day somebody named to look at it again.
 */
import { compareDays, type Day } from './day.ts';
import { canOpen, type Line } from './mail-line.ts';
import { isDraft, type Layer, type Plan, type Side, type Stakeholder, type Step } from './plan.ts';
import { calendarOfSide } from './plan-calendar.ts';
import { todaysPace } from './todays-pace.ts';
import { isReady, waitsFor } from './turn.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

export const reminderTimes = ['before', 'after', 'look'] as const;
export type ReminderTime = (typeof reminderTimes)[number];
export const isReminderTime = (text: unknown): text is ReminderTime =>
  (reminderTimes as readonly unknown[]).includes(text);

/** What somebody was told of a step, as far as it says that the step is theirs. */
export interface ToldOfStep {
  personId: string;
  stepId: string;
  on: Day;
  /** Null: no reminder, but that it is their turn. */
  reminder: { time: ReminderTime; day: Day } | null;
}

/** Working days between two letters about one step to one person. */
const APART = 2;
const LONGEST_LEAD = 5;

/**
 * Working days before a step's day that its owner hears of it: a quarter of its length, at least one and at most five;
 * one more where the live day, or all that hangs on it, cannot wait even two days for it.
 */
export function reminderLead({ duration }: Pick<Step, 'duration'>, slack: number | null): number {
  const quarter = Math.max(1, Math.ceil(duration / 4));
  return Math.min(LONGEST_LEAD, quarter + (slack !== null && slack < 2 ? 1 : 0));
}

/** Who has said that it is stuck knows its day, and waits for help. */
export const canBeReminded = (plan: Plan, step: Step): boolean =>
  isReady(plan, step) && step.status !== 'stuck';

/** Of the steps in this layer, with all that the plan's reader sees of what they wait for. */
export function remindersDue(plan: Plan, layer: Layer, today: Day, told: readonly ToldOfStep[]): Line[] {
  if (isDraft(plan) || plan.pause || plan.sample) return [];
  return plan.steps
    .filter((step) => step.layer === layer && isReady(plan, step))
    .flatMap((step) =>
      handsNow(plan, step).flatMap((person): Line[] => {
        const own = told.filter((t) => t.personId === person.personId && t.stepId === step.id);
        const due =
          step.status === 'stuck' ? lookDue(step, today, own) : dayDue(plan, step, person, today, own);
        return due
          ? [{ personId: person.personId, kind: 'reminder', layer, refs: refsOf(step, due.time, due.day) }]
          : [];
      }),
    );
}

interface Due {
  time: ReminderTime;
  day: Day;
}

function dayDue(...[plan, step, person, today, own]: Parameters<typeof reminderTime>): Due | null {
  const time = reminderTime(plan, step, person, today, own);
  return time && step.dueDay && { time, day: step.dueDay };
}

function lookDue({ lookOn }: Step, today: Day, own: readonly ToldOfStep[]): Due | null {
  if (lookOn === null || compareDays(today, lookOn) < 0) return null;
  const had = own.some(({ reminder }) => reminder?.time === 'look' && reminder.day === lookOn);
  return had ? null : { time: 'look', day: lookOn };
}

/** The day named to look again at what is stuck. */
export const isLookedAt = (plan: Plan, step: Step, day: string | null | undefined): boolean =>
  isReady(plan, step) && step.status === 'stuck' && step.lookOn !== null && step.lookOn === day;

const refsOf = (step: Step, time: ReminderTime, day: Day): Line['refs'] => ({
  ...{ stepId: step.id, time, day },
  ...(step.type === 'approval' && { of: 'approval' }),
});

/** The day from which an owner on this side hears of the step's day; null where it has none. */
export function firstReminder(plan: Plan, step: Step, side: Side, today: Day): Day | null {
  const lead = reminderLead(step, slackOf(plan, step, today));
  return step.dueDay && addWorkingDays(step.dueDay, -lead, calendarOfSide(plan, side));
}

/** Whom a step waits for, as far as they can open it. */
function handsNow(plan: Plan, step: Step): Stakeholder[] {
  const hands = new Set(waitsFor(plan, step));
  return plan.people.filter(
    (p) =>
      hands.has(p.id) && canOpen(p) && (step.layer === 'shared' || (step.layer === p.side && p.admitted)),
  );
}

/** Which reminder is due today; null while none is. */
function reminderTime(
  plan: Plan,
  step: Step,
  { side }: Stakeholder,
  today: Day,
  own: readonly ToldOfStep[],
): ReminderTime | null {
  const { dueDay } = step;
  if (dueDay === null) return null;
  const calendar = calendarOfSide(plan, side);
  if (own.some(({ on }) => workingDaysBetween(on, today, calendar) < APART)) return null;
  const had = (time: ReminderTime) =>
    own.some(({ reminder }) => reminder?.time === time && reminder.day === dueDay);
  if (compareDays(today, dueDay) > 0)
    return workingDaysBetween(dueDay, today, calendar) > 0 && !had('after') ? 'after' : null;
  const from = firstReminder(plan, step, side, today);
  return from && compareDays(today, from) >= 0 && !had('before') && !had('after') ? 'before' : null;
}

/** Of shared steps: nothing of the other side waits for a private one. */
function slackOf(plan: Plan, step: Step, today: Day): number | null {
  const own = step.layer === 'shared' ? todaysPace(plan, today)?.slack.get(step.id) : undefined;
  return own ? (own.slackToLive ?? own.slack) : null;
}
