import { and, eq, isNull } from 'drizzle-orm';
import type { Layer } from '#app/domain/layer.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type Focus, type PresenceChoice, usualPresence } from '#app/domain/presence.ts';
import { database, type Tx } from './client.server.ts';
import { membership } from './schema/people.ts';
import { milestone, plan, stakeholder, step } from './schema/plan.ts';
import { setScope } from './scope.server.ts';

export interface Whereabouts {
  choice: PresenceChoice;
  /** Of the person's own row on the plan. */
  layer: Layer;
  /** Of what they say they are at; null when it is not there for them. */
  focusLayer: Layer | null;
}

const tables = { step, milestone };

/** What has to be known of a person to show them; null for who is not on the plan, as an admin who looks in. */
export async function findWhereabouts(access: PlanAccess, at: Focus | null): Promise<Whereabouts | null> {
  const { workspaceId, planId, personId, stakeholderId, side, layers } = access;
  if (!stakeholderId) return null;
  return await database()
    .transaction(
      async (tx) => {
        await setScope(tx, { workspaceId, planIds: [planId], layers });
        const [[own], [row], focusLayer] = await Promise.all([
          tx
            .select({ choice: membership.presence })
            .from(membership)
            .where(ownOn({ workspaceId, planId, personId })),
          tx
            .select({ layer: stakeholder.layer })
            .from(stakeholder)
            .where(
              and(
                eq(stakeholder.workspaceId, workspaceId),
                eq(stakeholder.planId, planId),
                eq(stakeholder.id, stakeholderId),
              ),
            ),
          at && layerOf(tx, access, at),
        ]);
        return own && row && { choice: own.choice ?? usualPresence(side), layer: row.layer, focusLayer };
      },
      { readOnly: true },
    )
    .then((found) => found ?? null);
}

async function layerOf(tx: Tx, { workspaceId, planId }: InPlan, at: Focus): Promise<Layer | null> {
  if (at.on === 'goal') {
    const [row] = await tx
      .select({ layer: plan.layer })
      .from(plan)
      .where(and(eq(plan.workspaceId, workspaceId), eq(plan.planId, planId)));
    return row?.layer ?? null;
  }
  const table = tables[at.on];
  const [row] = await tx
    .select({ layer: table.layer })
    .from(table)
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        eq(table.planId, planId),
        eq(table.id, at.id),
        isNull(table.removedAt),
      ),
    );
  return row?.layer ?? null;
}

/** Of these, what both sides can see. Asked as somebody who sees nothing else. */
export async function listSharedFocuses(on: InPlan, focuses: readonly Focus[]): Promise<Focus[]> {
  if (focuses.length === 0) return [];
  return await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId: on.workspaceId, planIds: [on.planId], layers: ['shared'] });
      const layers = await Promise.all(focuses.map((focus) => layerOf(tx, on, focus)));
      return focuses.filter((_, index) => layers[index] === 'shared');
    },
    { readOnly: true },
  );
}

interface InPlan {
  workspaceId: string;
  planId: string;
}

const ownOn = ({ workspaceId, planId, personId }: InPlan & { personId: string }) =>
  and(
    eq(membership.workspaceId, workspaceId),
    eq(membership.planId, planId),
    eq(membership.personId, personId),
  );

/** When they show to the others; undefined for who is not on the plan. */
export async function findPresenceChoice(access: PlanAccess): Promise<PresenceChoice | undefined> {
  const [row] = await database()
    .db.select({ choice: membership.presence })
    .from(membership)
    .where(ownOn(access));
  return row && (row.choice ?? usualPresence(access.side));
}

/** False for who is not on the plan. */
export async function savePresenceChoice(access: PlanAccess, choice: PresenceChoice): Promise<boolean> {
  const rows = await database()
    .db.update(membership)
    .set({ presence: choice })
    .where(ownOn(access))
    .returning({ id: membership.id });
  return rows.length > 0;
}
