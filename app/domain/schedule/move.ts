/**
 * What follows when one day is moved, before anybody moves it. Each step is compared with and without the move, so
 * that nothing is put down to it that was so already.
 */
import { compareDays, type Day } from '#app/domain/day.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import { type Driver, endsOf } from './forward.ts';
import type { ScheduleStep } from './input.ts';
import { dayAt, isOpenStep, type Network } from './network.ts';
import { type ProjectedLive, project } from './project.ts';

export interface Moved {
  /** The step itself: the chosen day holds if it ends on it. */
  readonly own: { readonly end: Day; readonly late: number; readonly driver: Driver };
  /** Other open steps whose due day holds no longer, or is passed by more. */
  readonly others: readonly MovedStep[];
  /** Steps behind it that could end earlier than now, only because of this move. None of them moves by itself. */
  readonly couldCome: readonly EarlierStep[];
  readonly live: { readonly before: ProjectedLive; readonly after: ProjectedLive };
}

export interface MovedStep {
  readonly id: string;
  /** Where it would have ended, which is its due day unless it was late already, and where it ends now. */
  readonly from: Day;
  readonly to: Day;
  /** Working days of its own between the two; 0 when only days off are. */
  readonly by: number;
  /** The step before it, by which the move reaches it. */
  readonly through: string;
}

export interface EarlierStep {
  readonly id: string;
  readonly from: Day;
  /** The earliest day it could end, were those before it to come too. */
  readonly to: Day;
  /** Working days of its own between the two. */
  readonly by: number;
}

/** Throws for a step that is not open: a fact cannot be moved. */
export function ifMoved(network: Network, stepId: string, newDueDay: Day): Moved {
  const at = network.steps.findIndex(({ id }) => id === stepId);
  if (at < 0 || !isOpenStep(network.steps[at]!)) throw new Error(`No open step has the id ${stepId}`);
  const moved = withSteps(network, (step, place) => (place === at ? { ...step, dueDay: newDueDay } : step));
  const [before, after] = [project(network), project(moved)];
  const others = network.steps.flatMap(({ id, dueDay, calendar }, place): MovedStep[] => {
    const { end: from } = before.steps.get(id)!;
    const { end: to, driver } = after.steps.get(id)!;
    if (place === at || dueDay === null || compareDays(to, from) <= 0 || driver.by !== 'step') return [];
    return [{ id, from, to, by: workingDaysBetween(from, to, calendar), through: driver.id }];
  });
  return {
    own: after.steps.get(stepId)!,
    others,
    couldCome: couldCome(network, moved, at),
    live: { before: before.live, after: after.live },
  };
}

/** New due days for all that the move pushes. With them and the move, nothing is late because of it. */
export const moveTheRest = (network: Network, stepId: string, newDueDay: Day): ReadonlyMap<string, Day> =>
  new Map(ifMoved(network, stepId, newDueDay).others.map(({ id, to }) => [id, to]));

/** With the promises behind the step let go of, with and without the move. */
function couldCome(network: Network, moved: Network, at: number): EarlierStep[] {
  const behind = allBehind(network, at);
  const free = (step: ScheduleStep, place: number) => (behind.has(place) ? { ...step, dueDay: null } : step);
  const now = endsOf(network).end;
  const without = endsOf(withSteps(network, free)).end;
  const earliest = endsOf(withSteps(moved, free)).end;
  return network.steps.flatMap(({ id, dueDay, calendar: { count } }, place): EarlierStep[] => {
    const [from, to] = [now[place]!, earliest[place]!];
    if (dueDay === null || !behind.has(place) || to >= without[place]! || to >= from) return [];
    return [{ id, from: dayAt(from), to: dayAt(to), by: count.upTo(from) - count.upTo(to) }];
  });
}

function allBehind({ awaitedBy, steps }: Network, at: number): Set<number> {
  const found = new Set([at]);
  // Grows while it is walked.
  for (const place of found)
    for (const { step } of awaitedBy[place]!)
      if (isOpenStep(steps[step]!) || steps[step]!.isSkipped) found.add(step);
  found.delete(at);
  return found;
}

/** The ties stand: only what is known of the steps themselves changes. */
const withSteps = (
  network: Network,
  change: (step: ScheduleStep, place: number) => ScheduleStep,
): Network => ({
  ...network,
  steps: network.steps.map(change),
});
