import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database } from './client.server.ts';
import { step } from './schema/plan.ts';
import { setScope } from './scope.server.ts';

/** The names that removed steps had, by id, as far as this reader could see them. */
export async function listGoneSteps(access: PlanAccess, stepIds: string[]): Promise<Record<string, string>> {
  if (stepIds.length === 0) return {};
  const { workspaceId, planId } = access;
  const rows = await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      return await tx
        .select({ id: step.id, title: step.title })
        .from(step)
        .where(
          and(
            eq(step.workspaceId, workspaceId),
            eq(step.planId, planId),
            inArray(step.id, stepIds),
            inArray(step.layer, [...access.layers]),
            isNotNull(step.removedAt),
          ),
        );
    },
    { readOnly: true },
  );
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}
