import { and, eq, exists, isNull, notInArray, or } from 'drizzle-orm';
import { approversOf } from '#app/domain/approval.ts';
import { isOpen } from '#app/domain/plan.ts';
import { briefPlans } from './brief-plans.server.ts';
import type { Tx } from './client.server.ts';
import { ofGroup, type PlanGroup } from './plan-rows.server.ts';
import { decision } from './schema/attachment.ts';
import { step } from './schema/plan.ts';

/** A part of an approval, by the row of its owner. */
export interface ApprovalPart {
  plan_id: string;
  id: string;
}

/**
 * Parts of agreed, open approvals that wait for nobody now: decided already, or not yet their turn. Told by
 * `approversOf` and by no copy of it, so the plans with such an approval are loaded; they are few among many.
 */
export async function partsNotAsked(tx: Tx, group: PlanGroup): Promise<ApprovalPart[]> {
  const said = tx
    .select({ id: decision.id })
    .from(decision)
    .where(
      and(
        eq(decision.workspaceId, step.workspaceId),
        eq(decision.planId, step.planId),
        eq(decision.stepId, step.id),
      ),
    );
  const underway = await tx
    .selectDistinct({ planId: step.planId })
    .from(step)
    .where(
      and(
        ofGroup(group)(step),
        isNull(step.removedAt),
        eq(step.type, 'approval'),
        eq(step.agreement, 'agreed'),
        notInArray(step.status, ['done', 'skipped']),
        or(eq(step.decidedBy, 'inOrder'), exists(said)),
      ),
    );
  if (underway.length === 0) return [];
  const plans = await briefPlans(tx, { ...group, planIds: underway.map(({ planId }) => planId) });
  return plans.flatMap((plan) =>
    plan.steps
      .filter((s) => s.type === 'approval' && isOpen(s))
      .flatMap((s) => approversOf(plan, s))
      .flatMap(({ isAsked, owner }) => (isAsked ? [] : [{ plan_id: plan.id, id: owner.id }])),
  );
}
