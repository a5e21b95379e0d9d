/** Open steps laid on wanted days, or as early behind them as today and the steps before allow. */
import { endBehind, endFrom, never, startOf, workingDay } from './forward.ts';
import type { Network, Tie } from './network.ts';

/** `step` could begin together with `beside`, and then ends no earlier than those it waits for by `instead`. */
export interface Overlap {
  readonly step: number;
  readonly beside: number;
  readonly instead: readonly Tie[];
}

/** By place. */
export interface Placed {
  readonly start: number[];
  readonly end: number[];
}

/** `wanted` by place, in working days of the step; what has ended stays where it is. */
export function place(
  { steps, order, waitsFor, today }: Network,
  wanted: readonly number[],
  together: readonly Overlap[],
): Placed {
  const start: number[] = new Array(steps.length).fill(0);
  const end: number[] = new Array(steps.length).fill(0);
  const passedOn: number[] = new Array(steps.length).fill(never);
  const overlaps = new Map<number, Overlap[]>();
  for (const overlap of together)
    overlaps.set(overlap.step, [...(overlaps.get(overlap.step) ?? []), overlap]);
  const loosened = new Set(together.flatMap(({ instead }) => instead));

  for (const at of order) {
    const step = steps[at]!;
    if (step.endedOn !== null) {
      end[at] = step.endedOn;
      start[at] = step.isSkipped ? end[at] : startOf(step, end[at]);
      passedOn[at] = step.isSkipped
        ? Math.max(never, ...waitsFor[at]!.map(({ before }) => passedOn[before]!))
        : end[at];
      continue;
    }
    const behind = ({ before, lag }: Tie) => endBehind(step, passedOn[before]!, lag);
    let earliest = endFrom(step, today);
    for (const tie of waitsFor[at]!) if (!loosened.has(tie)) earliest = Math.max(earliest, behind(tie));
    for (const { beside, instead } of overlaps.get(at) ?? []) {
      const others = instead.map(({ before }) => workingDay(step, passedOn[before]!));
      const beginning = Math.max(endFrom(step, start[beside]!), ...others);
      // Where they overlap by more already, that stays.
      earliest = Math.max(earliest, Math.min(beginning, Math.max(...instead.map(behind))));
    }
    end[at] = Math.max(wanted[at]!, earliest);
    start[at] = startOf(step, end[at]);
    passedOn[at] = end[at];
  }
  return { start, end };
}
