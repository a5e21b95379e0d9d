/** Where each milestone stands on today's pace, beside the day it has. */
import { compareDays, type Day } from '#app/domain/day.ts';
import { countedStepsOf, milestoneDay } from '#app/domain/milestone.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { type CountedCalendar, workingDaysBetween } from '#app/domain/working-days.ts';
import type { Projection } from './project.ts';

export interface MilestonePace {
  /** The latest day of its steps, dashed or not; null while none has one. */
  readonly planned: Day | null;
  /**
   * The last end of its steps on today's pace, or the day it was reached; null without steps. Beside an agreed day only
   * agreed steps count: one that is only asked for is not late.
   */
  readonly projected: Day | null;
  /** Working days from the one to the other; 0 if it holds. */
  readonly lateBy: number;
}

/** By id. `projection` is that of the plan's shared steps, `calendar` the one lateness is told in. */
export function milestonePace(
  plan: Plan,
  projection: Projection,
  calendar: CountedCalendar,
): ReadonlyMap<string, MilestonePace> {
  return new Map(
    plan.milestones.map(({ id, reachedOn }) => {
      const { day: planned, dashed } = milestoneDay(plan, id);
      const promised = countedStepsOf(plan, id).filter((s) => dashed || s.agreement === 'agreed');
      const projected = reachedOn ?? lastEnd(promised, projection);
      const lateBy = planned && projected ? Math.max(0, workingDaysBetween(planned, projected, calendar)) : 0;
      return [id, { planned, projected, lateBy }];
    }),
  );
}

const lastEnd = (promised: readonly Step[], { steps }: Projection): Day | null =>
  promised
    .flatMap((step) => (step.status === 'skipped' ? [] : (steps.get(step.id)?.end ?? [])))
    .sort(compareDays)
    .at(-1) ?? null;
