import { and, desc, eq, like, sql } from 'drizzle-orm';
import { isAboutStep } from '#app/domain/about-step.ts';
import { isUuid } from '#app/domain/ids.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type Act, actsOf } from './activity.server.ts';
import { database } from './client.server.ts';
import { history, historyBody } from './schema/history.ts';
import { setScope } from './scope.server.ts';

/** What happened to one step, newest first and as its reader may see it: of each act only what it did to this step. */
export async function listStepActs(access: PlanAccess, stepId: string, limit: number): Promise<Act[]> {
  if (!isUuid(stepId)) return [];
  const { workspaceId, planId } = access;
  const acts = await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      const commands = await tx
        .select({ id: history.commandId })
        .from(history)
        .innerJoin(
          historyBody,
          and(
            eq(historyBody.workspaceId, history.workspaceId),
            eq(historyBody.planId, history.planId),
            eq(historyBody.layer, history.layer),
            eq(historyBody.n, history.n),
          ),
        )
        .where(
          and(
            eq(history.workspaceId, workspaceId),
            eq(history.planId, planId),
            // Its neighbours name it too, as what they stand behind; those fall out below.
            like(historyBody.body, `%"${stepId}"%`),
          ),
        )
        .groupBy(history.commandId)
        .orderBy(desc(sql`max(${history.at})`), desc(history.commandId))
        .limit(limit * 2);
      return await actsOf(
        tx,
        access,
        commands.map((c) => c.id),
      );
    },
    { isolation: 'repeatable read', readOnly: true },
  );
  return acts
    .map((act) => ({ ...act, changes: act.changes.filter((change) => isAboutStep(change, stepId)) }))
    .filter((act) => act.changes.length > 0)
    .slice(0, limit);
}
