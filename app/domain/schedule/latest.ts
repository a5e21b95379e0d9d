/** The backward pass: the latest day on which each open step may end so that the last one ends by `target`. */
import { isOpenStep, type Network } from './network.ts';

/** Not always a working day of the step. What has ended holds nothing, and stands as infinity. */
export function latestEnds({ steps, order, awaitedBy }: Network, target: number): number[] {
  const latest: number[] = new Array(steps.length).fill(Number.POSITIVE_INFINITY);
  for (const place of [...order].reverse()) {
    const own = steps[place]!;
    if (!isOpenStep(own) && !own.isSkipped) continue;
    let until = isOpenStep(own) ? target : Number.POSITIVE_INFINITY;
    for (const { step, lag } of awaitedBy[place]!) {
      const next = steps[step]!;
      const { count } = next.calendar;
      // The day before that on which the next one would end too late.
      const allowed = isOpenStep(next)
        ? count.nth(count.upTo(latest[step]!) - next.duration - lag + 1) - 1
        : latest[step]!;
      if (allowed < until) until = allowed;
    }
    latest[place] = until;
  }
  return latest;
}
