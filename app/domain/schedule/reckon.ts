/** The network of a plan, also where the plan itself cannot be reckoned as it is. */
import type { Day } from '#app/domain/day.ts';
import type { Side } from '#app/domain/layer.ts';
import { findStep, type Plan } from '#app/domain/plan.ts';
import { usualCalendars } from '#app/domain/plan-calendar.ts';
import { type Network, networkOf } from './network.ts';
import type { SideCalendars } from './of-plan.ts';
import { networkIn } from './plan-network.ts';

export interface Reckoned {
  network: Network;
  /** What could not be reckoned with, in a sentence. */
  leftOut: string | null;
}

/** With `layer`, that side's own private steps too. */
export function reckoned(plan: Plan, calendars: SideCalendars, today: Day, layer?: Side): Reckoned {
  const { asked, network } = networkIn(plan, calendars, today, layer);
  if (!asked.ok) {
    const instead = reckoned(plan, usualCalendars, today, layer);
    return { ...instead, leftOut: `${asked.error.sentence} The days here are Monday to Friday for both.` };
  }
  if (network.ok) return { network: network.value, leftOut: null };
  if (!('path' in network.error)) throw new Error(`A plan has steps of another kind: ${network.error.code}`);
  // Nobody can begin a circle: the steps keep their own days, and whoever reads is told.
  const alone = networkOf({ ...asked.value, steps: asked.value.steps.map((s) => ({ ...s, after: [] })) });
  if (!alone.ok) throw new Error(`Steps that wait for nothing: ${alone.error.code}`);
  const names = network.error.path.map((id) => `“${findStep(plan, id)?.title ?? ''}”`);
  return {
    network: alone.value,
    leftOut: `${names.join(', ')} wait for each other in a circle, so the days here leave out what waits for what.`,
  };
}
