import type { Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import { calendarsOf } from '#app/domain/plan-calendar.ts';
import { type Network, networkOf } from './network.ts';
import { scheduleOfPlan } from './of-plan.ts';

/**
 * The shared steps of a plan as a network, in the days each side says it works; with `layer`, that side's private ones
 * too. Null where nothing can be reckoned: steps wait in a circle, or the sides share a step and no working day.
 */
export function planNetwork(plan: Plan, today: Day, layer?: Side): Network | null {
  const asked = scheduleOfPlan(plan, calendarsOf(plan), today, { layer });
  const network = asked.ok ? networkOf(asked.value) : asked;
  return network.ok ? network.value : null;
}
