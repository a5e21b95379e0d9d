import { inArray } from 'drizzle-orm';
import type { Layer } from '#app/domain/layer.ts';
import { type Db, database } from './client.server.ts';
import { type Event, eventsBehind } from './history.server.ts';
import { type Head, readHead } from './plan-head.server.ts';
import { planHead } from './schema/plan.ts';
import { setScope } from './scope.server.ts';

export interface LogPlace {
  workspaceId: string;
  planId: string;
  layers: readonly Layer[];
  /** How far the shared log is known, and the private one. */
  shared: number;
  own: number;
}

/**
 * What was written after that place, in the order it was written, with where the logs stand in the same snapshot.
 * Null when there is no such plan; `events` is null when there are more than `most`.
 */
export async function eventsSince(
  { workspaceId, planId, layers, shared, own }: LogPlace,
  most: number,
): Promise<{ head: Head; events: Event[] | null } | null> {
  const places = layers.map((layer) => ({ layer, n: layer === 'shared' ? shared : own }));
  return await database().transaction(
    async (tx) => {
      const [, head, events] = await Promise.all([
        setScope(tx, { workspaceId, planIds: [planId], layers }),
        readHead(tx, workspaceId, planId),
        eventsBehind(tx, { workspaceId, planId }, places, most),
      ]);
      return head && { head, events };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

/** Where the logs of these plans stand now. */
export async function listHeads(db: Db, planIds: string[]): Promise<Head[]> {
  return planIds.length === 0
    ? []
    : await db.select().from(planHead).where(inArray(planHead.planId, planIds));
}
