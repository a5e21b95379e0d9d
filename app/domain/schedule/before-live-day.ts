/**
 * Before the live day is moved: whether the steps end before it as they are promised; and if they do not even when laid
 * anew from today, how much is missing and what could run at the same time.
 */
import type { Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { findStep, type Plan, type Step } from '#app/domain/plan.ts';
import { layBackwards } from './backward.ts';
import { planNetwork } from './plan-network.ts';
import { project } from './project.ts';

export interface BeforeLiveDay {
  /** Where the last step ends on today's pace, and by how many working days of the buyer that is too late. */
  readonly end: Day;
  readonly lateBy: number;
  /** Working days missing however the steps are laid; 0 if they fit. */
  readonly short: number;
  /** When short: what could run at the same time, and the working days that would win. */
  readonly parallel: readonly (readonly Step[])[];
  readonly wonBack: number;
}

/** From shared steps alone. Null where nothing is open, or nothing can be reckoned. */
export function beforeLiveDay(plan: Plan, liveDay: Day, today: Day): BeforeLiveDay | null {
  const network = planNetwork(plan, today);
  if (!network?.steps.some(({ endedOn }) => endedOn === null)) return null;
  const { day, lateBy } = project({ ...network, liveDay: toDayNumber(liveDay) }).live;
  const { short, parallel, wonBack } = layBackwards(network, liveDay);
  const named = parallel.map((ids) => ids.flatMap((id) => findStep(plan, id) ?? []));
  return { end: day ?? liveDay, lateBy, short, parallel: named, wonBack };
}
