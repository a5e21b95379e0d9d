/**
 * What follows when days are moved, before anybody moves them. Each step is compared with and without the move, so
 * that nothing is put down to it that was so already.
 */
import type { Day } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { endsOf } from './forward.ts';
import { dayAt, isOpenStep, type Network, withDueDays } from './network.ts';
import { type ProjectedLive, type ProjectedStep, projectedLive, projectedStep } from './project.ts';

/** By id, the steps that are moved. */
export type NewDays = ReadonlyMap<string, Day>;

export interface Moved {
  /** By id, the steps themselves: the chosen day holds if one ends on it. */
  readonly own: ReadonlyMap<string, ProjectedStep>;
  /** Other open steps whose due day holds no longer, or is passed by more. */
  readonly others: readonly MovedStep[];
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
export function ifMoved(network: Network, days: NewDays): Moved {
  const places = placesOf(network, days);
  const moved = movedTo(network, days);
  const [before, after] = [endsOf(network), endsOf(moved)];
  const others = network.steps.flatMap(({ id, dueDay, calendar: { count } }, place): MovedStep[] => {
    const [from, to, driver] = [before.end[place]!, after.end[place]!, after.driver[place]!];
    if (places.has(place) || dueDay === null || to <= from || driver.by !== 'step') return [];
    const by = count.upTo(to) - count.upTo(from);
    return [{ id, from: dayAt(from), to: dayAt(to), by, through: driver.id }];
  });
  const own = [...places].map((place): [string, ProjectedStep] => {
    const step = moved.steps[place]!;
    return [step.id, projectedStep(step, place, after)];
  });
  const live = { before: projectedLive(network, before), after: projectedLive(moved, after) };
  return { own: new Map(own), others, live };
}

/** New due days for all that the move pushes. With them and the move, nothing is late because of it. */
export const moveTheRest = (network: Network, days: NewDays): NewDays =>
  new Map(ifMoved(network, days).others.map(({ id, to }) => [id, to]));

/**
 * Steps behind the moved ones that could end earlier than now, only because of the move: with the promises behind it
 * let go of, with and without it. None of them moves by itself.
 */
export function couldCome(network: Network, days: NewDays): EarlierStep[] {
  const behind = allBehind(network, placesOf(network, days));
  const freed = withDueDays(network, ({ dueDay }, place) => (behind.has(place) ? null : dueDay));
  const now = endsOf(network).end;
  const without = endsOf(freed).end;
  const earliest = endsOf(movedTo(freed, days)).end;
  return network.steps.flatMap(({ id, dueDay, calendar: { count } }, place): EarlierStep[] => {
    const [from, to] = [now[place]!, earliest[place]!];
    if (dueDay === null || !behind.has(place) || to >= without[place]! || to >= from) return [];
    return [{ id, from: dayAt(from), to: dayAt(to), by: count.upTo(from) - count.upTo(to) }];
  });
}

function placesOf({ steps }: Network, days: NewDays): Set<number> {
  const at = new Map(steps.map((step, place) => [step.id, place]));
  return new Set(
    [...days.keys()].map((id) => {
      const place = at.get(id);
      if (place === undefined || !isOpenStep(steps[place]!)) throw new Error(`No open step has the id ${id}`);
      return place;
    }),
  );
}

function movedTo(network: Network, days: NewDays): Network {
  const numbers = new Map([...days].map(([id, day]) => [id, toDayNumber(day)]));
  return withDueDays(network, ({ id, dueDay }) => numbers.get(id) ?? dueDay);
}

function allBehind({ awaitedBy, steps }: Network, places: ReadonlySet<number>): Set<number> {
  const found = new Set(places);
  // Grows while it is walked.
  for (const place of found)
    for (const { step } of awaitedBy[place]!)
      if (isOpenStep(steps[step]!) || steps[step]!.isSkipped) found.add(step);
  for (const place of places) found.delete(place);
  return found;
}
