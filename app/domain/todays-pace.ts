/**
 * Where the plan leads on today's pace, for every screen: its live day, its milestones and its steps. Reckoned from
 * shared things alone, so that both sides read the same and nobody's private step moves a shared day.
 */
import { compareDays, type Day } from './day.ts';
import { milestoneDay } from './milestone.ts';
import { isDraft, isOpen, type Milestone, type Plan, type Step } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { type MilestonePace, milestonePace } from './schedule/milestone-pace.ts';
import type { ProjectedLive, ProjectedStep } from './schedule/project.ts';
import type { StepSlack } from './schedule/slack.ts';
import { sharedPace } from './shared-pace.ts';

export interface TodaysPace {
  readonly live: ProjectedLive;
  /** By id. */
  readonly milestones: ReadonlyMap<string, MilestonePace>;
  readonly steps: ReadonlyMap<string, ProjectedStep>;
  /** By id, of the open steps. */
  readonly slack: ReadonlyMap<string, StepSlack>;
  /** The first late or stuck step of those that decide when the plan ends. */
  readonly cause: Step | null;
}

/** Null in a draft, whose days nobody keeps to yet, and in a pause. */
export function todaysPace(plan: Plan, today: Day): TodaysPace | null {
  const last = known.get(plan);
  if (last?.today === today) return last.pace;
  const pace = isDraft(plan) || plan.pause ? null : toldPace(plan, today);
  known.set(plan, { today, pace });
  return pace;
}

/** Each row of a page asks about the same plan. */
const known = new WeakMap<Plan, { today: Day; pace: TodaysPace | null }>();

function toldPace(plan: Plan, today: Day): TodaysPace {
  const { projection, slack, late } = sharedPace(plan, today);
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const cause = slack.criticalPath
    .flatMap((id) => steps.get(id) ?? [])
    .find((step) => step.status === 'stuck' || late.includes(step));
  return {
    live: projection.live,
    milestones: milestonePace(plan, projection, latenessCalendar(plan)),
    steps: projection.steps,
    slack: slack.steps,
    cause: cause ?? null,
  };
}

/** Where today's pace ends an agreed step, a working day or more behind its day; else null. */
export function paceOfStep(plan: Plan, step: Step, today: Day): Day | null {
  if (step.agreement !== 'agreed' || !isOpen(step)) return null;
  const projected = todaysPace(plan, today)?.steps.get(step.id);
  return projected && projected.late > 0 ? stillAhead(projected.end, today) : null;
}

/** The same of a milestone whose day is agreed and that is not reached. */
export function paceOfMilestone(plan: Plan, { id, reachedOn }: Milestone, today: Day): Day | null {
  if (reachedOn !== null || milestoneDay(plan, id).dashed) return null;
  const pace = todaysPace(plan, today)?.milestones.get(id);
  return pace?.projected && pace.lateBy > 0 ? stillAhead(pace.projected, today) : null;
}

/** On a day off it is reckoned as of the working day before, which nobody can end anything on any more. */
const stillAhead = (day: Day, today: Day): Day | null => (compareDays(day, today) < 0 ? null : day);

/** Where today's pace ends, a working day or more behind the live day; else null. */
export function lateLiveDay(plan: Plan, today: Day): Day | null {
  const live = todaysPace(plan, today)?.live;
  return live && live.lateBy > 0 ? live.day : null;
}
