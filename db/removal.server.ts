import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db, Tx } from './client.server.ts';
import { membership, workspace } from './schema/people.ts';
import { planHead } from './schema/plan.ts';

/** What stands where somebody's name was. */
export const ERASED_NAME = 'Name erased';

export type PlanPlace = { workspaceId: string; planId: string };

/**
 * Removes a plan with everything in it, both private layers too, and leaves a tombstone. The scope of the
 * transaction must name this plan and no other. False when there is none.
 */
export async function removePlanForGood(
  tx: Tx,
  { workspaceId, planId }: PlanPlace,
  by: string,
): Promise<boolean> {
  const [row] = await tx.execute<{ removed: boolean }>(
    sql`select tl.remove_plan(${workspaceId}, ${planId}, ${by}) as removed`,
  );
  return row?.removed ?? false;
}

/** Takes one person out of what a plan remembers; answers how many events lost their text. Scope as above. */
export async function eraseOnPlan(
  tx: Tx,
  { workspaceId, planId }: PlanPlace,
  personId: string,
): Promise<number> {
  const [row] = await tx.execute<{ erased: string }>(
    sql`select tl.erase_on_plan(${workspaceId}, ${planId}, ${personId}, ${ERASED_NAME}) as erased`,
  );
  return Number(row?.erased ?? 0);
}

/** Ends them everywhere and frees their address; throws while they are on a plan. */
export async function eraseIdentity(tx: Tx, personId: string, by: string | null): Promise<boolean> {
  const [row] = await tx.execute<{ erased: boolean }>(
    sql`select tl.erase_person(${personId}, ${by}::uuid, ${ERASED_NAME}) as erased`,
  );
  return row?.erased ?? false;
}

/** Of one plan, what was removed more than 30 days ago: at most so many rows of a kind. Scope as above. */
export async function sweepPlan(tx: Tx, { workspaceId, planId }: PlanPlace, most: number): Promise<number> {
  const [row] = await tx.execute<{ swept: string }>(
    sql`select tl.sweep_plan(${workspaceId}, ${planId}, ${most}) as swept`,
  );
  return Number(row?.swept ?? 0);
}

/** Every plan there is, a page at a time in the order of its id. */
export async function listPlansAfter(db: Db, after: string | null, limit: number): Promise<PlanPlace[]> {
  return await db
    .select({ workspaceId: planHead.workspaceId, planId: planHead.planId })
    .from(planHead)
    .where(after === null ? undefined : gt(planHead.planId, after))
    .orderBy(asc(planHead.planId))
    .limit(limit);
}

/** The workspaces that would have no owner without this person. */
export async function listOwnedAlone(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .select({ name: workspace.name })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(
      and(
        eq(membership.personId, personId),
        eq(membership.standing, 'owner'),
        sql`not exists (select from ${membership} as other where other.workspace_id = ${membership.workspaceId}
          and other.standing = 'owner' and other.person_id <> ${personId})`,
      ),
    );
  return rows.map(({ name }) => name);
}
