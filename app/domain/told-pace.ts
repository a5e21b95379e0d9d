/**
 * What both sides were last told of where a milestone leads on today's pace. A letter compares with that and not with
 * yesterday: a wobble that came back is no news, and a step that slips a day each day is told once in a calm period.
 */
import type { Change } from './change.ts';
import { compareDays, type Day } from './day.ts';
import type { ToldPace } from './health-facts.ts';
import { countedStepsOf, milestoneDay } from './milestone.ts';
import type { Milestone, Plan } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { sharedPace } from './shared-pace.ts';
import { sharedView } from './shared-view.ts';
import { workingDaysBetween } from './working-days.ts';

/** Working days in which a milestone's pace is told once. */
const CALM = 5;

/** As both sides know it: what was told since its day was agreed, else that day itself. */
export const knownPace = ({ toldPace }: Milestone, agreed: Day): Day =>
  toldPace?.agreed === agreed ? toldPace.day : agreed;

/**
 * Where each milestone that is still to come leads, if its day is agreed. From agreed steps on both sides of it: a
 * dashed day is nobody's promise, and one that is only asked for is not late.
 */
export function agreedPaces(plan: Plan, today: Day): { milestone: Milestone; agreed: Day; pace: Day }[] {
  const shared = sharedView(plan);
  const { steps } = sharedPace(shared, today).projection;
  return shared.milestones.flatMap((milestone) => {
    const { day, dashed } = milestoneDay(shared, milestone.id);
    const pace = countedStepsOf(shared, milestone.id)
      .flatMap((s) =>
        s.agreement === 'agreed' && s.status !== 'skipped' ? (steps.get(s.id)?.end ?? []) : [],
      )
      .sort(compareDays)
      .at(-1);
    return milestone.reachedOn === null && day && !dashed && pace ? [{ milestone, agreed: day, pace }] : [];
  });
}

/** What is to be told of today's pace, by a working day or more. */
export function paceChanges(plan: Plan, today: Day): Change[] {
  const calendar = latenessCalendar(plan);
  return agreedPaces(plan, today).flatMap(({ milestone, agreed, pace }): Change[] => {
    const known = knownPace(milestone, agreed);
    if (workingDaysBetween(known, pace, calendar) === 0) return [];
    const told = milestone.toldPace;
    if (told?.agreed === agreed && workingDaysBetween(told.on, today, calendar) < CALM) return [];
    const to: ToldPace = { day: pace, agreed, on: today };
    return [{ kind: 'milestonePaced', milestoneId: milestone.id, from: told, was: known, to }];
  });
}
