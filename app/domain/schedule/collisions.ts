/** Private steps that run past a day both sides share. Only their own side is told, and no shared day moves. */
import { compareDays, type Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import { milestoneDay } from '#app/domain/milestone.ts';
import { isOpen, type Plan } from '#app/domain/plan.ts';
import { privateStepsOf } from './of-plan.ts';
import type { Projection } from './project.ts';

export interface Collision {
  readonly stepId: string;
  /** On today's pace. */
  readonly end: Day;
  readonly past: 'milestone' | 'liveDay';
  readonly day: Day;
}

/** `projection` is that of `scheduleOfPlan` with `layer: side`. A step past both days is told with the live day. */
export function collisionsOf(plan: Plan, { steps }: Projection, side: Side): Collision[] {
  return privateStepsOf(plan, side)
    .filter(isOpen)
    .flatMap(({ id: stepId, milestoneId }): Collision[] => {
      const end = steps.get(stepId)?.end;
      if (!end) return [];
      const passes = (day: Day | null): day is Day => day !== null && compareDays(end, day) > 0;
      const { liveDay } = plan.goal;
      if (passes(liveDay)) return [{ stepId, end, past: 'liveDay', day: liveDay }];
      const { day } = milestoneDay(plan, milestoneId);
      return passes(day) ? [{ stepId, end, past: 'milestone', day }] : [];
    });
}
