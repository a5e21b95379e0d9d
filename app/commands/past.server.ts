import type { Layer, Side } from '#app/domain/plan.ts';
import type { Tx } from '#db/client.server.ts';
import {
  type Event,
  eventAt,
  eventsBehind,
  eventsOfCommand,
  hasTouched,
  numberOfFirst,
} from '#db/history.server.ts';

/** What the logs say of what was, as far as whoever is deciding may read them. */
export interface Past {
  eventAt(layer: Layer, n: number): Promise<Event | null>;
  eventsOf(commandId: string): Promise<Event[]>;
  /** In the order it was written; null when there is more than `most`. */
  eventsBehind(places: readonly { layer: Layer; n: number }[], most: number): Promise<Event[] | null>;
  /** Its number; null when there is none of that kind. */
  firstOf(layer: Layer, kind: string): Promise<number | null>;
  /** Has that side written something shared about the step, from that event on? */
  hasTouched(side: Side, stepId: string, from: number): Promise<boolean>;
}

/** As it lies in the database; `tx` may be another one by the time it is asked. */
export const pastIn = (at: { workspaceId: string; planId: string }, now: () => Tx): Past => ({
  eventAt: (layer, n) => eventAt(now(), at.workspaceId, at.planId, layer, n),
  eventsOf: (commandId) => eventsOfCommand(now(), at.workspaceId, at.planId, commandId),
  eventsBehind: (places, most) => eventsBehind(now(), at, places, most),
  firstOf: (layer, kind) => numberOfFirst(now(), at.workspaceId, at.planId, layer, kind),
  hasTouched: (side, stepId, from) => hasTouched(now(), at.workspaceId, at.planId, side, stepId, from),
});
