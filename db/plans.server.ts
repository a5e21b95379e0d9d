import { and, asc, eq } from 'drizzle-orm';
import type { Layer, Plan } from '#app/domain/plan.ts';
import { loadAttachments } from './attachments.server.ts';
import type { Tx } from './client.server.ts';
import { planFrom, readPlanRows } from './plan-rows.server.ts';
import { planDomain } from './schema/attachment.ts';
import { plan } from './schema/plan.ts';

/** One plan as the layers set in this transaction may see it; null when there is none or it is hidden. */
export async function loadPlan(tx: Tx, workspaceId: string, planId: string): Promise<Plan | null> {
  const [rows, attached] = await Promise.all([
    readPlanRows(tx, { workspaceId, planIds: [planId] }),
    loadAttachments(tx, workspaceId, planId),
  ]);
  const [row] = rows.plans;
  return row ? planFrom(row, rows, attached) : null;
}

/** Whom a plan may be opened to: nobody for the sample, and the buyer's own domains where some are named. */
export async function planLimits(
  tx: Tx,
  workspaceId: string,
  planId: string,
): Promise<{ sample: boolean; domains: string[] } | null> {
  const [[row], domains] = await Promise.all([
    tx
      .select({ sample: plan.sample })
      .from(plan)
      .where(and(eq(plan.workspaceId, workspaceId), eq(plan.planId, planId))),
    tx
      .select({ name: planDomain.name })
      .from(planDomain)
      .where(and(eq(planDomain.workspaceId, workspaceId), eq(planDomain.planId, planId)))
      .orderBy(asc(planDomain.position)),
  ]);
  return row ? { sample: row.sample, domains: domains.map((d) => d.name) } : null;
}

/** The layer of the plan itself, as far as this transaction may see it: `seller` while a draft. */
export async function planLayer(tx: Tx, workspaceId: string, planId: string): Promise<Layer | null> {
  const [row] = await tx
    .select({ layer: plan.layer })
    .from(plan)
    .where(and(eq(plan.workspaceId, workspaceId), eq(plan.planId, planId)));
  return row?.layer ?? null;
}
