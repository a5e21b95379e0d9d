import type { Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import { calendarsOf } from '#app/domain/plan-calendar.ts';
import type { Refusal, Result } from '#app/domain/result.ts';
import type { ScheduleError, ScheduleInput } from './input.ts';
import { type Network, networkOf } from './network.ts';
import { type SideCalendars, scheduleOfPlan } from './of-plan.ts';

/**
 * The shared steps of a plan as a network, in the days each side says it works; with `layer`, that side's private ones
 * too. Null where nothing can be reckoned: steps wait in a circle, or the sides share a step and no working day.
 */
export function planNetwork(plan: Plan, today: Day, layer?: Side): Network | null {
  const { network } = networkIn(plan, calendarsOf(plan), today, layer);
  return network.ok ? network.value : null;
}

export interface InNetwork {
  asked: Result<ScheduleInput, Refusal>;
  network: Result<Network, Refusal | ScheduleError>;
}

/** The same in any calendars, with what it was made from. */
export function networkIn(plan: Plan, calendars: SideCalendars, today: Day, layer?: Side): InNetwork {
  const made = known.get(plan) ?? [];
  const found = made.find(
    (each) =>
      each.today === today &&
      each.layer === layer &&
      each.calendars.seller === calendars.seller &&
      each.calendars.buyer === calendars.buyer,
  );
  if (found) return found;
  const asked = scheduleOfPlan(plan, calendars, today, { layer });
  const network = asked.ok ? networkOf(asked.value) : asked;
  const fresh = { calendars, today, layer, asked, network };
  known.set(plan, [...made.slice(1 - MOST), fresh]);
  return fresh;
}

/** A page asks about one plan for many reasons: its pace, what is urgent, what would move. */
const known = new WeakMap<Plan, (InNetwork & { calendars: SideCalendars; today: Day; layer?: Side })[]>();
const MOST = 4;
