import type { Plan } from '#app/domain/plan.ts';
import type { Tx } from '#db/client.server.ts';
import { latestEvents } from '#db/history.server.ts';
import type { Story } from './story.ts';

/** More than any window holds; what is older than the window is left out. */
const EVENTS = 500;

/** What happened since a moment, in the layers this transaction may see. */
export async function storySince(tx: Tx, plan: Plan, since: Date): Promise<Story> {
  const newest = await latestEvents(tx, plan.workspaceId, plan.id, EVENTS);
  const events = newest
    // Lines keep milliseconds, the history microseconds.
    .map(({ at, ...event }) => ({ ...event, at: new Date(at) }))
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.n - b.n);
  return { events };
}
