/**
 * A layout that is honest when it cannot hold: wanted days where they can be kept, the rest from today forward, how
 * much is missing by the live day, and which steps could run at the same time to win it back.
 */
import { isOpenStep, type Network } from './network.ts';
import { type Overlap, type Placed, place } from './place.ts';

export interface Laid {
  /** By place, in day numbers. */
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Working days (the network's) by which the last open step ends behind the live day. */
  readonly short: number;
  /** Places of the open steps that end behind the live day by a working day or more. Empty unless `short`. */
  readonly late: readonly number[];
  /** When short: groups of places, each of which could run at the same time; as few as win back the most. */
  readonly parallel: readonly (readonly number[])[];
  /** Working days won if every group did. */
  readonly wonBack: number;
}

export function lay(
  network: Network,
  liveDay: number,
  wanted: readonly number[],
  overlaps: readonly Overlap[],
): Laid {
  const { steps, calendar } = network;
  const open = [...steps.keys()].filter((at) => isOpenStep(steps[at]!));
  const overrun = ({ end }: Placed, at: number) =>
    calendar.count.upTo(end[at]!) - calendar.count.upTo(liveDay);
  const shortOf = (placed: Placed) => open.reduce((most, at) => Math.max(most, overrun(placed, at)), 0);

  const placed = place(network, wanted, []);
  const short = shortOf(placed);
  const trial = (chosen: readonly Overlap[]) => shortOf(place(network, wanted, chosen));
  const { needed, left } = short > 0 ? fewest(overlaps, trial) : { needed: [], left: 0 };
  return {
    ...placed,
    short,
    late: open.filter((at) => overrun(placed, at) > 0),
    parallel: groups(needed),
    wonBack: short - left,
  };
}

/**
 * As few overlaps as win back all that they can win together: none of them could go. Every overlap less can only
 * make it longer, so whole halves are let go of at once where that costs nothing.
 */
function fewest(
  overlaps: readonly Overlap[],
  trial: (chosen: readonly Overlap[]) => number,
): { needed: readonly Overlap[]; left: number } {
  const left = trial(overlaps);
  let needed = overlaps;
  const letGo = (some: readonly Overlap[]) => {
    if (some.length === 0) return;
    const without = new Set(some);
    const rest = needed.filter((each) => !without.has(each));
    if (trial(rest) === left) needed = rest;
    else if (some.length > 1) {
      letGo(some.slice(0, some.length >> 1));
      letGo(some.slice(some.length >> 1));
    }
  };
  letGo(overlaps);
  return { needed, left };
}

/** Steps that begin together, directly or through one another, in the order of the steps. */
function groups(together: readonly Overlap[]): number[][] {
  const leader = new Map<number, number>();
  const leaderOf = (at: number): number => (leader.has(at) ? leaderOf(leader.get(at)!) : at);
  for (const { step, beside } of together) {
    const [one, other] = [leaderOf(step), leaderOf(beside)];
    if (one !== other) leader.set(one, other);
  }
  const members = new Map<number, number[]>();
  const joined = new Set(together.flatMap(({ step, beside }) => [step, beside]));
  for (const at of [...joined].sort((a, b) => a - b))
    members.set(leaderOf(at), [...(members.get(leaderOf(at)) ?? []), at]);
  return [...members.values()];
}
