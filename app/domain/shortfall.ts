/**
 * What is missing where a plan cannot hold its live day however its days are laid, and which of its steps wait for one
 * another although they could run in parallel. From shared things alone.
 */
import type { Day } from './day.ts';
import { findStep, type Plan, type Step } from './plan.ts';
import { layBackwards } from './schedule/backward.ts';
import { planNetwork } from './schedule/plan-network.ts';

export interface Shortfall {
  /** Working days of the buyer's. */
  short: number;
  /** Each of these groups could begin together. */
  parallel: Step[][];
  /** Working days won if all of them did. */
  wonBack: number;
}

/** Null where the live day can be held. */
export function shortfallOf(plan: Plan, today: Day): Shortfall | null {
  const { liveDay } = plan.goal;
  const network = liveDay && planNetwork(plan, today);
  if (!network) return null;
  const { short, parallel, wonBack } = layBackwards(network, liveDay);
  if (short === 0) return null;
  return {
    short,
    parallel: parallel.map((ids) => ids.flatMap((id) => findStep(plan, id) ?? [])),
    wonBack,
  };
}
