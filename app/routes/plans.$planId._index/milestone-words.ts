/** What stands beside a milestone's name: its day, and how much of it is done. */
import { bareDay, compareDays, type Day, shortDay } from '#app/domain/day.ts';
import { countOf, isDaySoFar, milestoneDay, unansweredIn } from '#app/domain/milestone.ts';
import { stepsOf } from '#app/domain/order.ts';
import { isDraft, type Milestone, type Plan, type Side, sideName } from '#app/domain/plan.ts';
import { latenessCalendar } from '#app/domain/plan-calendar.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { paceOfMilestone } from '#app/domain/todays-pace.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import { outlineIn } from './plan-next.ts';

export interface MilestoneWords {
  day?: string;
  iso?: string;
  /** Where today's pace leads, a working day or more behind its day. */
  pace?: string;
  dashed: boolean;
  facts: string[];
}

export function milestoneWords(plan: Plan, milestone: Milestone, viewer: Side, today: Day): MilestoneWords {
  const { day, dashed } = milestoneDay(plan, milestone.id);
  const facts = factsOf(plan, milestone, viewer);
  if (milestone.reachedOn)
    return {
      day: `reached ${shortDay(milestone.reachedOn)}${against(plan, milestone.reachedOn, day)}`,
      iso: milestone.reachedOn,
      dashed: false,
      facts: facts.slice(1),
    };
  const pace = paceOfMilestone(plan, milestone, today);
  const soFar = isDaySoFar(plan, milestone.id);
  return {
    day: day ? `${shortDay(day)}${soFar ? ' so far' : ''}` : undefined,
    iso: day ?? undefined,
    pace: pace ? bareDay(pace) : undefined,
    dashed: dashed || soFar,
    facts,
  };
}

/** ", on the day", ", 2 days early": against the day it was planned for. */
function against(plan: Plan, reached: Day, planned: Day | null): string {
  if (!planned) return '';
  if (reached === planned) return ', on the day';
  const early = workingDaysBetween(reached, planned, latenessCalendar(plan));
  if (compareDays(reached, planned) < 0 && early > 0)
    return `, ${early === 1 ? '1 working day' : `${early} working days`} before ${bareDay(planned)}`;
  return '';
}

/** "1 of 4 shared", "2 not answered yet" and "1 only Northwind"; the count comes first. */
function factsOf(plan: Plan, milestone: Milestone, viewer: Side): string[] {
  const { done, all, onlyOurs } = countOf(plan, milestone.id);
  const own = onlyOurs > 0 ? [`${onlyOurs} only ${sideName(plan, viewer)}`] : [];
  if (all === 0) {
    const declined = stepsOf(plan, milestone.id).some((s) => s.agreement === 'declined');
    const none = declined ? 'nothing agreed' : onlyOurs > 0 ? 'none shared' : 'no steps yet';
    return [none, ...own];
  }
  const outline = outlineIn(plan, milestone);
  if (!isDraft(plan) && outline === all) return [`${stepCount(all)} in outline`, ...own];
  if (isDraft(plan) && done === 0) return [stepCount(all), ...own];
  const unanswered = unansweredIn(plan, milestone.id).length;
  return [
    `${done} of ${all}${onlyOurs > 0 ? ' shared' : ''}`,
    ...(unanswered > 0 ? [`${unanswered} not answered yet`] : []),
    ...(outline > 0 && isDaySoFar(plan, milestone.id) ? [`${outline} in outline`] : []),
    ...own,
  ];
}
