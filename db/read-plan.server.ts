import { and, eq } from 'drizzle-orm';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database } from './client.server.ts';
import { loadPlan } from './plans.server.ts';
import { planHead } from './schema/plan.ts';
import { setScope } from './scope.server.ts';

/** The pair of layer numbers a reader has seen: `shared.private`. */
export interface Cursor {
  shared: number;
  own: number;
}

/** One reader's plan with the cursor it stands at, from one snapshot: never rows of one moment and numbers of another. */
export async function readPlan(access: PlanAccess): Promise<{ plan: Plan; cursor: Cursor } | null> {
  const { workspaceId, planId } = access;
  return await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      const [plan, [head]] = await Promise.all([
        loadPlan(tx, workspaceId, planId),
        tx
          .select({ shared: planHead.sharedN, seller: planHead.sellerN, buyer: planHead.buyerN })
          .from(planHead)
          .where(and(eq(planHead.workspaceId, workspaceId), eq(planHead.planId, planId))),
      ]);
      if (!plan || !head) return null;
      const own = access.layers.includes(access.side) ? head[access.side] : 0;
      return { plan, cursor: { shared: head.shared, own } };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
