import { and, eq } from 'drizzle-orm';
import type { Change } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { database } from './client.server.ts';
import { type Event, latestEvents } from './history.server.ts';
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

/** One command as somebody may read it: who, when, and the changes in their layers. */
export interface Happening {
  commandId: string;
  by: string | null;
  at: string;
  changes: Change[];
}

/** What has happened lately, newest first, grouped by the command that did it. */
export async function readActivity(access: PlanAccess, limit: number, before?: string): Promise<Happening[]> {
  const { workspaceId, planId } = access;
  const events = await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      return await latestEvents(tx, workspaceId, planId, { limit, before });
    },
    { isolation: 'repeatable read', readOnly: true },
  );
  const groups = new Map<string, Happening>();
  for (const event of events) {
    const group = groups.get(event.commandId) ?? {
      commandId: event.commandId,
      by: event.by,
      at: new Date(event.at).toISOString(),
      changes: [],
    };
    if (isChange(event)) group.changes.unshift(event.body as Change);
    groups.set(event.commandId, group);
  }
  return [...groups.values()].filter((g) => g.changes.length > 0);
}

/** A marker of something that left the layer says nothing by itself; an erased body says nothing at all. */
const isChange = (event: Event): boolean =>
  event.kind !== 'stepLeft' && event.kind !== 'planLeft' && event.body !== null;
