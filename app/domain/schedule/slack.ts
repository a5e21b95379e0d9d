/** How many working days each open step may still end later, and which steps decide when the last one ends. */
import { decidesFrom } from './forward.ts';
import { latestEnds } from './latest.ts';
import { isOpenStep, type Network } from './network.ts';
import { lastEnd, type Projection } from './project.ts';

type WithEnds = Pick<Projection, 'ends'>;

export interface Slack {
  /** By id, of the open steps. */
  readonly steps: ReadonlyMap<string, StepSlack>;
  /**
   * The chains of driving steps back from the open steps that end last, in an order of work. Where sides work on
   * different days, one of them may have slack all the same: its side works on days that win the next one nothing.
   */
  readonly criticalPath: readonly string[];
}

export interface StepSlack {
  /** Working days of its own it may end later and the projected live day does not move. Never negative. */
  readonly slack: number;
  /** The same for the live day itself: negative by how much earlier it would have to end. Null without one. */
  readonly slackToLive: number | null;
}

export function slackOf(network: Network, projection: WithEnds): Slack {
  const { steps, liveDay } = network;
  const { end } = projection.ends;
  const last = lastEnd(steps, projection.ends);
  const target = Math.max(liveDay ?? Number.NEGATIVE_INFINITY, last ?? Number.NEGATIVE_INFINITY);
  const latest = latestEnds(network, target);
  const latestForLive = liveDay === null || liveDay === target ? latest : latestEnds(network, liveDay);
  const open = [...steps.keys()].filter((place) => isOpenStep(steps[place]!));
  return {
    steps: new Map(
      open.map((place) => {
        const { id, calendar } = steps[place]!;
        const own = calendar.count.upTo(end[place]!);
        const slack = calendar.count.upTo(latest[place]!) - own;
        const slackToLive = liveDay === null ? null : calendar.count.upTo(latestForLive[place]!) - own;
        return [id, { slack, slackToLive }];
      }),
    ),
    criticalPath: criticalPath(network, projection).map((place) => steps[place]!.id),
  };
}

function criticalPath({ steps, order, waitsFor }: Network, { ends }: WithEnds): number[] {
  const { end, passedOn } = ends;
  const open = order.filter((place) => isOpenStep(steps[place]!));
  const last = open.reduce((latest, place) => Math.max(latest, end[place]!), Number.NEGATIVE_INFINITY);
  // By place: whoever passes on this day or a later one decides. A skipped step only hands it on, for whether two
  // ends before it come to the same is for the one behind it to say, who may be off between them.
  const from: number[] = new Array(steps.length).fill(Number.POSITIVE_INFINITY);
  for (const place of open) if (end[place] === last) from[place] = last;
  for (const place of [...order].reverse()) {
    const step = steps[place]!;
    // What is done decides nothing any more.
    if (passedOn[place]! < from[place]! || (!isOpenStep(step) && !step.isSkipped)) continue;
    for (const { before, lag } of waitsFor[place]!) {
      const own = step.isSkipped ? from[place]! : decidesFrom(step, end[place]!, lag);
      from[before] = Math.min(from[before]!, own);
    }
  }
  return open.filter((place) => passedOn[place]! >= from[place]!);
}
