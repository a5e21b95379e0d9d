/** Which plans are to be looked at because time has passed. Read without a reader: a head says nothing of its plan. */
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Db, Tx } from './client.server.ts';
import type { Head } from './plan-head.server.ts';
import { planHead } from './schema/plan.ts';

type PlanKey = Pick<Head, 'workspaceId' | 'planId'>;
const thisOne = ({ workspaceId, planId }: PlanKey) =>
  and(eq(planHead.workspaceId, workspaceId), eq(planHead.planId, planId));

/**
 * Takes the lock of the plan that has been due longest, for the rest of the transaction. Those that somebody is
 * writing, or another process is looking at, are passed over: they come up again.
 */
export async function claimLook(tx: Tx, dueBefore: Date): Promise<Head | null> {
  const [head] = await tx
    .select()
    .from(planHead)
    .where(lte(planHead.lookAt, dueBefore.toISOString()))
    .orderBy(asc(planHead.lookAt))
    .limit(1)
    .for('update', { skipLocked: true });
  return head ?? null;
}

/** When it is due next; null: not before somebody changes it. */
export async function saveLookAt(db: Db | Tx, key: PlanKey, lookAt: Date | null): Promise<void> {
  await db
    .update(planHead)
    .set({ lookAt: lookAt?.toISOString() ?? null })
    .where(thisOne(key));
}
