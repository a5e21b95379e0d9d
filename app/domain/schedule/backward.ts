/**
 * The plan laid backwards from a live day: each open step as late as it can be, whatever days it has now. It never
 * promises a day that is gone: what no longer fits is laid from today forward.
 */
import type { Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { latestEnds } from './latest.ts';
import { type Laid, lay } from './lay.ts';
import { dayAt, isOpenStep, type Network } from './network.ts';
import type { Overlap } from './place.ts';

export interface BackwardLayout {
  /** By id, of the open steps; both are working days of the step. */
  readonly steps: ReadonlyMap<string, { readonly start: Day; readonly due: Day }>;
  /** Working days missing. */
  readonly short: number;
  /** Ids of the steps that end behind the live day. Empty unless `short`. */
  readonly late: readonly string[];
  /** When short: groups of ids that wait for one another and could run at the same time. */
  readonly parallel: readonly (readonly string[])[];
  /** Working days won if every group did. */
  readonly wonBack: number;
}

export function layBackwards(network: Network, liveDay: Day): BackwardLayout {
  const { steps } = network;
  const live = toDayNumber(liveDay);
  const wanted = latestEnds(network, live).map((latest, at) => {
    const { count } = steps[at]!.calendar;
    return isOpenStep(steps[at]!) ? count.nth(count.upTo(latest)) : latest;
  });
  const laid = lay(network, live, wanted, possibleOverlaps(network));
  const idOf = (at: number) => steps[at]!.id;
  return {
    steps: daysById(network, laid),
    short: laid.short,
    late: laid.late.map(idOf),
    parallel: laid.parallel.map((group) => group.map(idOf)),
    wonBack: laid.wonBack,
  };
}

const daysById = ({ steps }: Network, { start, end }: Laid): BackwardLayout['steps'] =>
  new Map(
    [...steps.entries()].flatMap(([at, step]) =>
      isOpenStep(step) ? [[step.id, { start: dayAt(start[at]!), due: dayAt(end[at]!) }]] : [],
    ),
  );

/** Open steps of which one waits for the other; not where it must, nor where days have to pass between them. */
function possibleOverlaps({ steps, waitsFor }: Network): Overlap[] {
  return waitsFor.flatMap((ties, step) =>
    ties.flatMap((tie) =>
      isOpenStep(steps[step]!) && isOpenStep(steps[tie.before]!) && !tie.mustWait && tie.lag <= 0
        ? [{ step, beside: tie.before, instead: [tie] }]
        : [],
    ),
  );
}
