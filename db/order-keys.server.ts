import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { generateKeyBetween } from 'fractional-indexing';
import type { Place } from '#app/domain/order.ts';
import type { Layer } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import { milestone, step } from './schema/plan.ts';

interface Keyed {
  id: string;
  orderKey: string;
}

/**
 * A key directly behind `afterId`, or before `firstId`, or at the end. Taken under the plan lock, among all
 * of one layer and milestone, because equal neighbours make the next key impossible.
 */
function keyBehind(sorted: Keyed[], afterId: string | null, firstId: string | null): string {
  const behind = sorted.findIndex((s) => s.id === afterId);
  if (behind >= 0)
    return generateKeyBetween(sorted[behind]?.orderKey ?? null, sorted[behind + 1]?.orderKey ?? null);
  const first = sorted.findIndex((s) => s.id === firstId);
  const at = first >= 0 ? first : 0;
  return generateKeyBetween(sorted[at - 1]?.orderKey ?? null, sorted[at]?.orderKey ?? null);
}

interface Where {
  workspaceId: string;
  planId: string;
}

export async function stepKey(
  tx: Tx,
  at: Where,
  layer: Layer,
  stepId: string,
  place: Place,
): Promise<string> {
  const siblings = await tx
    .select({ id: step.id, orderKey: step.orderKey, anchorId: step.anchorId })
    .from(step)
    .where(
      and(
        eq(step.workspaceId, at.workspaceId),
        eq(step.planId, at.planId),
        eq(step.layer, layer),
        eq(step.milestoneId, place.milestoneId),
        isNull(step.removedAt),
        ne(step.id, stepId),
      ),
    )
    .orderBy(asc(step.orderKey));
  const first = siblings.find((s) => s.anchorId === place.anchorId)?.id ?? null;
  return keyBehind(siblings, place.afterId, first);
}

export async function milestoneKey(
  tx: Tx,
  at: Where,
  layer: Layer,
  id: string,
  afterId: string | null,
): Promise<string> {
  const siblings = await tx
    .select({ id: milestone.id, orderKey: milestone.orderKey })
    .from(milestone)
    .where(
      and(
        eq(milestone.workspaceId, at.workspaceId),
        eq(milestone.planId, at.planId),
        eq(milestone.layer, layer),
        isNull(milestone.removedAt),
        ne(milestone.id, id),
      ),
    )
    .orderBy(asc(milestone.orderKey));
  return keyBehind(siblings, afterId, siblings[0]?.id ?? null);
}
