import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database } from './client.server.ts';
import { numberOf, readHead } from './history.server.ts';
import { planAt } from './plan-memory.server.ts';
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
      const { layers, side } = access;
      const [, head] = await Promise.all([
        setScope(tx, { workspaceId, planIds: [planId], layers }),
        readHead(tx, workspaceId, planId),
      ]);
      const plan = head && (await planAt(tx, head, layers));
      if (!plan) return null;
      const own = layers.includes(side) ? numberOf(head, side) : 0;
      return { plan, cursor: { shared: head.sharedN, own } };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
