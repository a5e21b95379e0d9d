/**
 * What is missing where a plan cannot hold its live day however its days are laid, and which of its steps wait for one
 * another although they could run in parallel. Told from today's pace, as everything beside it on the screen is, and
 * from shared things alone.
 */
import type { Day } from './day.ts';
import { findStep, type Plan, type Step } from './plan.ts';
import { layBackwards } from './schedule/backward.ts';
import { planNetwork } from './schedule/plan-network.ts';
import { reckonedDay, sharedPace } from './shared-pace.ts';

export interface Shortfall {
  /** Working days of the buyer's: by as many today's pace ends behind the live day. */
  short: number;
  /** Each of these groups could begin together. */
  parallel: Step[][];
  /** How many of them come back once the open steps are laid anew from today, each group beginning together. */
  wonBack: number;
}

/** Null where the live day can be held. */
export function shortfallOf(plan: Plan, today: Day): Shortfall | null {
  const { liveDay } = plan.goal;
  const network = liveDay && planNetwork(plan, reckonedDay(plan, today));
  if (!network) return null;
  const laid = layBackwards(network, liveDay);
  if (laid.short === 0) return null;
  // Promises may still hold the day while the work needs more days than they leave.
  const short = sharedPace(plan, today).projection.live.lateBy || laid.short;
  return {
    short,
    parallel: laid.parallel.map((ids) => ids.flatMap((id) => findStep(plan, id) ?? [])),
    // A promise may be quicker than its step would be laid anew: then nothing is won.
    wonBack: Math.max(0, short - (laid.short - laid.wonBack)),
  };
}
