/** Where a plan stands on the pace of one day, from its shared steps alone: what health and letters are told from. */
import type { Day } from './day.ts';
import { countedStepsOf } from './milestone.ts';
import type { Plan, Step } from './plan.ts';
import { calendarsOf, latenessCalendar } from './plan-calendar.ts';
import { isLate } from './plan-words.ts';
import { type Projection, project } from './schedule/project.ts';
import { reckoned } from './schedule/reckon.ts';
import { type Slack, slackOf } from './schedule/slack.ts';
import { onOrBefore } from './working-days.ts';

export interface SharedPace {
  /** The day it is reckoned from. */
  readonly asOf: Day;
  readonly projection: Projection;
  readonly slack: Slack;
  /** Open steps whose agreed day has passed, in the order of the plan. */
  readonly late: readonly Step[];
}

/**
 * On a day off it is still the working day before: what was due on Friday is nobody's delay until Monday, and nobody
 * gets a letter about it on Saturday.
 */
export const reckonedDay = (plan: Plan, today: Day): Day => onOrBefore(today, latenessCalendar(plan));

export function sharedPace(plan: Plan, today: Day): SharedPace {
  const asOf = reckonedDay(plan, today);
  const { network } = reckoned(plan, calendarsOf(plan), asOf);
  const projection = project(network);
  return {
    asOf,
    projection,
    slack: slackOf(network, projection),
    late: plan.milestones.flatMap(({ id }) => countedStepsOf(plan, id)).filter((s) => isLate(plan, s, asOf)),
  };
}
