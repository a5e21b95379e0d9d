import { advanced, type Cursor, isPast } from '#app/domain/cursor.ts';
import type { Layer } from '#app/domain/layer.ts';
import { eventsSince } from '#db/events.server.ts';
import type { Event } from '#db/history.server.ts';
import { cursorOf } from '#db/plan-head.server.ts';
import type { ResetReason } from './patch.ts';

/** Further behind, reading the plan anew is less than being told. */
const MOST_EVENTS = 2_000;

/** Who reads a plan with these layers. */
export interface AudienceOf {
  workspaceId: string;
  planId: string;
  layers: readonly Layer[];
}

/** What follows on that place, or why nothing does. */
export async function toldSince(
  { workspaceId, planId, layers }: AudienceOf,
  place: Cursor,
  epoch: string,
): Promise<{ events: Event[] } | { reset: ResetReason }> {
  const found = await eventsSince({ workspaceId, planId, layers, ...place }, MOST_EVENTS);
  if (!found || found.head.epoch !== epoch || isPast(place, cursorOf(found.head, { layers })))
    return { reset: 'epoch' };
  return found.events && advanced(place, found.events) ? { events: found.events } : { reset: 'behind' };
}
