import { and, eq, inArray } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/day.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type LoggedOn, type Promised, promiseKinds, promisesIn } from '#app/domain/promises.ts';
import { database } from './client.server.ts';
import { sameEvent } from './history.server.ts';
import { history, historyBody } from './schema/history.ts';
import { setScope } from './scope.server.ts';

/** Every day that was said yes to on this plan, from its shared log alone. `zone`: of the plan. */
export async function listPromises(
  { workspaceId, planId }: PlanAccess,
  { today, zone }: { today: Day; zone: string },
): Promise<Promised[]> {
  const rows = await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared'] });
      return await tx
        .select({ n: history.n, kind: history.kind, at: history.at, body: historyBody.body })
        .from(history)
        .innerJoin(historyBody, sameEvent)
        .where(
          and(
            eq(history.workspaceId, workspaceId),
            eq(history.planId, planId),
            eq(history.layer, 'shared'),
            inArray(history.kind, promiseKinds),
          ),
        )
        .orderBy(history.n);
    },
    { readOnly: true },
  );
  const log = rows.map(
    ({ at, n, kind, body }): LoggedOn => ({
      on: dayOf(new Date(at), zone),
      event: { layer: 'shared', n, kind, body: JSON.parse(body) as unknown },
    }),
  );
  return promisesIn(log, today);
}
