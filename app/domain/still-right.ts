/**
 * A promise that nobody has spoken of for long fades. Its owner is asked whether the day is still right: beside other
 * news, of a few days at a time, and of each not again for a while. Of shared steps alone: on the others nobody relies.
 */
import { canBeConfirmed, confirmedDay } from './confirm-step.ts';
import { compareDays, type Day } from './day.ts';
import { canOpen, type Line } from './mail-line.ts';
import { isDraft, type Plan, type Side, type Step } from './plan.ts';
import { calendarOfSide } from './plan-calendar.ts';
import { firstReminder } from './reminder.ts';
import { workingDaysBetween } from './working-days.ts';

/** Working days without a word after which a day fades. */
const LONGEST_SILENCE = 15;
const SHORTEST_SILENCE = 5;
/** As many days always hold the longest silence, whatever is off in between. */
export const longestSilenceDays = 60;
/** Working days between two letters that ask one person about one step. */
const APART = 10;
/** Of one person, waiting or within a working week. */
const AT_A_TIME = 3;
const WEEK = 5;

/** The last day on which anybody did or wrote anything about each step that both sides see. */
export type LastWord = (stepId: string) => Day;

/** That somebody is, or was, asked of a step. */
export interface AskedStillRight {
  personId: string;
  stepId: string;
  on: Day;
  /** Its letter has not gone. */
  waits: boolean;
}

/** Half of the time there was until the day, but no less than a working week and no more than three. */
export function silenceUntilFaded(
  said: Day,
  dueDay: Day,
  calendar: ReturnType<typeof calendarOfSide>,
): number {
  const half = Math.ceil(workingDaysBetween(said, dueDay, calendar) / 2);
  return Math.min(LONGEST_SILENCE, Math.max(SHORTEST_SILENCE, half));
}

/** Whether its owners on this side are to be asked: nobody has said a word since `said`, and no reminder is near. */
export function isFaded(plan: Plan, step: Step, side: Side, today: Day, said: Day): boolean {
  if (!canBeConfirmed(plan, step, today) || step.dueDay === null) return false;
  const calendar = calendarOfSide(plan, side);
  const reminded = firstReminder(plan, step, side, today);
  if (reminded === null || compareDays(today, reminded) >= 0) return false;
  const confirmed = confirmedDay(step);
  const last = confirmed && compareDays(confirmed, said) > 0 ? confirmed : said;
  return workingDaysBetween(last, today, calendar) >= silenceUntilFaded(last, step.dueDay, calendar);
}

/** Whom to ask of which steps today, the nearest first. */
export function stillRightDue(
  plan: Plan,
  today: Day,
  said: LastWord,
  asked: readonly AskedStillRight[],
): Line[] {
  if (isDraft(plan) || plan.pause || plan.sample) return [];
  const nearest = plan.steps
    .filter((step) => canBeConfirmed(plan, step, today))
    .sort((a, b) => compareDays(a.dueDay ?? today, b.dueDay ?? today));
  return plan.people.filter(canOpen).flatMap((person): Line[] => {
    const calendar = calendarOfSide(plan, person.side);
    const since = (on: Day) => workingDaysBetween(on, today, calendar);
    const own = asked.filter(({ personId }) => personId === person.personId);
    const room = AT_A_TIME - own.filter(({ on, waits }) => waits || since(on) < WEEK).length;
    return nearest
      .filter((step) => step.owners.some((o) => o.stakeholderId === person.id))
      .filter((step) => isFaded(plan, step, person.side, today, said(step.id)))
      .filter(
        (step) => !own.some(({ stepId, on, waits }) => stepId === step.id && (waits || since(on) < APART)),
      )
      .slice(0, Math.max(0, room))
      .map((step) => ({
        ...{ personId: person.personId, kind: 'stillRight', layer: 'shared', waits: true },
        refs: { stepId: step.id, day: step.dueDay, confirmed: step.confirmedOn },
      }));
  });
}
