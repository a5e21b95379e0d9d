import type { Cursor } from '#app/domain/cursor.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database } from './client.server.ts';
import { cursorOf, readHead } from './plan-head.server.ts';
import { planAt } from './plan-memory.server.ts';
import { setScope } from './scope.server.ts';

/** One reader's plan with the cursor it stands at, from one snapshot: never rows of one moment and numbers of another. */
export async function readPlan(
  access: PlanAccess,
): Promise<{ plan: Plan; cursor: Cursor; epoch: string } | null> {
  const { workspaceId, planId } = access;
  return await database().transaction(
    async (tx) => {
      const { layers } = access;
      const [, head] = await Promise.all([
        setScope(tx, { workspaceId, planIds: [planId], layers }),
        readHead(tx, workspaceId, planId),
      ]);
      const plan = head && (await planAt(tx, head, layers));
      if (!plan) return null;
      return { plan, cursor: cursorOf(head, access), epoch: head.epoch };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
