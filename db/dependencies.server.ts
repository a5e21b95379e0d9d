import { and, eq, inArray } from 'drizzle-orm';
import type { Dependency, Layer } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import { dependency } from './schema/plan.ts';

/** Dependencies of one private layer on these steps; sees them only in a transaction raised to that layer. */
export async function dependenciesAcross(
  tx: Tx,
  at: { workspaceId: string; planId: string },
  layer: Layer,
  stepIds: string[],
): Promise<Dependency[]> {
  return await tx
    .select({
      id: dependency.id,
      layer: dependency.layer,
      stepId: dependency.stepId,
      afterId: dependency.afterId,
      lag: dependency.lag,
      versions: dependency.versions,
    })
    .from(dependency)
    .where(
      and(
        eq(dependency.workspaceId, at.workspaceId),
        eq(dependency.planId, at.planId),
        eq(dependency.layer, layer),
        inArray(dependency.afterId, stepIds),
      ),
    );
}
