import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Member, MemberStanding } from '#app/domain/workspace.ts';
import type { Db, Tx } from './client.server.ts';
import { membership, person, workspace } from './schema/people.ts';
import { plan } from './schema/plan.ts';

/** Everybody who belongs to a workspace, those who run it first. */
export async function listMembers(db: Db, workspaceId: string): Promise<Member[]> {
  const rows = await db
    .select({
      personId: membership.personId,
      name: person.name,
      address: person.address,
      standing: membership.standing,
      invitedAt: membership.createdAt,
      enteredAt: membership.enteredAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(ofWorkspace(workspaceId))
    .orderBy(
      sql`array_position(array['owner', 'admin', 'member'], ${membership.standing})`,
      asc(person.name),
    );
  return rows.flatMap(({ standing, ...rest }) => (standing ? [{ ...rest, standing }] : []));
}

const ofWorkspace = (workspaceId: string) =>
  and(eq(membership.workspaceId, workspaceId), isNull(membership.planId));

const one = (workspaceId: string, personId: string) =>
  and(ofWorkspace(workspaceId), eq(membership.personId, personId));

/** Everybody again, and nobody else changes them until this transaction ends: two owners never remove each other. */
export async function lockMembers(tx: Tx, workspaceId: string): Promise<Member[]> {
  await tx
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.id, workspaceId))
    .for('no key update');
  return listMembers(tx, workspaceId);
}

export async function saveWorkspaceName(db: Db, workspaceId: string, name: string): Promise<void> {
  await db.update(workspace).set({ name }).where(eq(workspace.id, workspaceId));
}

export async function saveStanding(
  db: Db,
  workspaceId: string,
  personId: string,
  standing: MemberStanding,
): Promise<void> {
  await db.update(membership).set({ standing }).where(one(workspaceId, personId));
}

export async function deleteMember(db: Db, workspaceId: string, personId: string): Promise<void> {
  await db.delete(membership).where(one(workspaceId, personId));
}

/** The first time a member signs in; later ones change nothing. */
export async function saveMemberEntered(db: Db, personId: string): Promise<void> {
  await db
    .update(membership)
    .set({ enteredAt: sql`now()` })
    .where(and(eq(membership.personId, personId), isNull(membership.planId), isNull(membership.enteredAt)));
}

/** The plans somebody is on for the seller, in the one order in which plans are locked. */
export async function listSellerPlansOf(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<{ planId: string; stakeholderId: string }[]> {
  const rows = await db
    .select({ planId: membership.planId, stakeholderId: membership.stakeholderId })
    .from(membership)
    .where(
      and(
        eq(membership.workspaceId, workspaceId),
        eq(membership.personId, personId),
        eq(membership.side, 'seller'),
        isNotNull(membership.planId),
      ),
    )
    .orderBy(asc(membership.planId));
  return rows.flatMap(({ planId, stakeholderId }) =>
    planId && stakeholderId ? [{ planId, stakeholderId }] : [],
  );
}

/** Whether anything at all is left that they may reach. */
export async function belongsSomewhere(db: Db, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: membership.id })
    .from(membership)
    .where(eq(membership.personId, personId))
    .limit(1);
  return rows.length > 0;
}

/** Whose plan it is, as far as the scope of this transaction reaches. */
export async function findBuyerName(tx: Tx, planId: string): Promise<string | undefined> {
  const [row] = await tx.select({ name: plan.buyerName }).from(plan).where(eq(plan.planId, planId));
  return row?.name;
}
