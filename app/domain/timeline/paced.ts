/** Where each step of a plan stands on today's pace, for a reader of one side. */

import type { Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { NetworkStep } from '#app/domain/schedule/network.ts';
import { privateStepsOf, type SideCalendars } from '#app/domain/schedule/of-plan.ts';
import { type ProjectedLive, type Projection, project } from '#app/domain/schedule/project.ts';
import { reckoned } from '#app/domain/schedule/reckon.ts';
import { slackOf } from '#app/domain/schedule/slack.ts';

export interface Paced {
  /** Of the shared steps alone. */
  readonly shared: Projection;
  readonly live: ProjectedLive;
  /** By id; those of the reader's own side too, which move nothing that is shared. */
  readonly steps: Projection['steps'];
  readonly inputs: ReadonlyMap<string, NetworkStep>;
  /** Ids of the shared steps that decide when the last one ends. */
  readonly decisive: ReadonlySet<string>;
  /** What could not be reckoned with, in a sentence. */
  readonly leftOut: string | null;
}

export function pacedPlan(plan: Plan, calendars: SideCalendars, today: Day, side: Side): Paced {
  const shared = reckoned(plan, calendars, today);
  const isAlone = privateStepsOf(plan, side).length === 0;
  const own = isAlone ? shared : reckoned(plan, calendars, today, side);
  const projection = project(shared.network);
  return {
    shared: projection,
    live: projection.live,
    steps: isAlone ? projection.steps : project(own.network).steps,
    inputs: new Map(own.network.steps.map((step) => [step.id, step])),
    decisive: new Set(slackOf(shared.network, projection).criticalPath),
    leftOut: own.leftOut,
  };
}
