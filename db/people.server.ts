import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Side } from '#app/domain/plan.ts';
import type { Db } from './client.server.ts';
import { membership, person, workspace, workspaceMark } from './schema/people.ts';
import { planHead } from './schema/plan.ts';

export type Person = { id: string; address: string; name: string; zone: string };

const identity = { id: person.id, address: person.address, name: person.name, zone: person.zone };

export async function isAnybodyThere(db: Db): Promise<boolean> {
  const rows = await db.select({ id: person.id }).from(person).limit(1);
  return rows.length > 0;
}

/** Makes everybody else who wants to be the first wait until this transaction ends. */
export async function lockFirstRun(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('throughline first run', 0))`);
}

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const [found] = await db.select(identity).from(person).where(eq(person.id, id));
  return found;
}

/** `address` as `parseAddress` gives it. */
export async function findPersonByAddress(db: Db, address: string): Promise<Person | undefined> {
  const [found] = await db.select(identity).from(person).where(eq(person.address, address));
  return found;
}

/** The person of this address, made when there is none; two at once make one. */
export async function ensurePerson(db: Db, values: Omit<Person, 'zone'>): Promise<Person> {
  await db.insert(person).values(values).onConflictDoNothing({ target: person.address });
  const found = await findPersonByAddress(db, values.address);
  if (!found) throw new Error('A person who was just saved could not be read back');
  return found;
}

export async function savePerson(db: Db, values: Omit<Person, 'zone'> & { zone?: string }): Promise<void> {
  await db.insert(person).values(values);
}

/** The zone their device reports, unless one is known. */
export async function saveZoneIfUnknown(db: Db, personId: string, zone: string): Promise<void> {
  await db
    .update(person)
    .set({ zone })
    .where(and(eq(person.id, personId), eq(person.zone, 'UTC')));
}

export async function saveAccount(db: Db, id: string, values: { name: string; zone: string }): Promise<void> {
  await db.update(person).set(values).where(eq(person.id, id));
}

export async function saveWorkspace(db: Db, values: { id: string; name: string }): Promise<void> {
  await db.insert(workspace).values(values);
}

export async function findWorkspace(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  const [found] = await db
    .select({ id: workspace.id, name: workspace.name })
    .from(workspace)
    .where(eq(workspace.id, id));
  return found;
}

export async function saveMembership(db: Db, values: typeof membership.$inferInsert): Promise<void> {
  await db.insert(membership).values(values);
}

/** One row by which somebody reaches a plan: their own on it, or theirs in its workspace. */
export type Reach = {
  workspaceId: string;
  planId: string;
  /** Null for the row on the plan itself. */
  standing: 'owner' | 'admin' | 'member' | null;
  side: Side;
  stakeholderId: string | null;
  admitted: boolean;
  pointPerson: boolean;
  enteredAt: string | null;
};

/** Everything that lets one person reach a plan, or all they reach; found by exact key from their own rows. */
export async function listReach(db: Db, personId: string, planId?: string): Promise<Reach[]> {
  return reaching(
    db,
    eq(membership.personId, personId),
    planId === undefined ? undefined : eq(planHead.planId, planId),
  );
}

/** The same for each of these people and each of these plans. */
export async function listReachOf(db: Db, personIds: string[], planIds: string[]) {
  return reaching(db, inArray(membership.personId, personIds), inArray(planHead.planId, planIds));
}

function reaching(db: Db, who: SQL, which: SQL | undefined): Promise<(Reach & { personId: string })[]> {
  return db
    .select({
      personId: membership.personId,
      workspaceId: planHead.workspaceId,
      planId: planHead.planId,
      standing: membership.standing,
      side: membership.side,
      stakeholderId: membership.stakeholderId,
      admitted: membership.admitted,
      pointPerson: membership.pointPerson,
      enteredAt: membership.enteredAt,
    })
    .from(membership)
    .innerJoin(
      planHead,
      and(
        eq(planHead.workspaceId, membership.workspaceId),
        sql`(${membership.planId} is null or ${membership.planId} = ${planHead.planId})`,
        which,
      ),
    )
    .where(who)
    .orderBy(asc(planHead.planId), asc(membership.createdAt));
}

export type OwnWorkspace = {
  workspaceId: string;
  name: string;
  standing: 'owner' | 'admin' | 'member';
  /** Of its mark; null when it has none. */
  markHash: string | null;
};

/** The workspaces somebody belongs to, the oldest first. */
export async function listWorkspacesOf(db: Db, personId: string): Promise<OwnWorkspace[]> {
  const rows = await db
    .select({
      workspaceId: workspace.id,
      name: workspace.name,
      standing: membership.standing,
      markHash: workspaceMark.hash,
    })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .leftJoin(workspaceMark, eq(workspaceMark.workspaceId, workspace.id))
    .where(and(eq(membership.personId, personId), isNull(membership.planId), isNotNull(membership.standing)))
    .orderBy(asc(membership.createdAt));
  return rows.flatMap(({ standing, ...rest }) => (standing ? [{ ...rest, standing }] : []));
}

/** Who leads a plan on one side, by name. */
export async function listPointPersonNames(
  db: Db,
  at: { workspaceId: string; planId: string; side: Side },
): Promise<string[]> {
  const rows = await db
    .select({ name: person.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(here(at), eq(membership.side, at.side), eq(membership.pointPerson, true)))
    .orderBy(asc(membership.createdAt));
  return rows.map(({ name }) => name);
}

type OnPlan = { workspaceId: string; planId: string; personId: string };

/** Whether letters about a plan are stopped; undefined when the person is not on it. */
export async function areLettersStopped(db: Db, on: OnPlan): Promise<boolean | undefined> {
  const [row] = await db.select({ at: membership.lettersStoppedAt }).from(membership).where(own(on));
  return row && row.at !== null;
}

/** Keeps the time of the first stop when asked again. */
export async function saveLettersStopped(db: Db, on: OnPlan, stopped: boolean): Promise<void> {
  const at = stopped ? sql`coalesce(${membership.lettersStoppedAt}, now())` : null;
  await db.update(membership).set({ lettersStoppedAt: at }).where(own(on));
}

const here = ({ workspaceId, planId }: { workspaceId: string; planId: string }) =>
  and(eq(membership.workspaceId, workspaceId), eq(membership.planId, planId));

const own = (on: OnPlan) => and(here(on), eq(membership.personId, on.personId));

/** Somebody on a plan, by their row on it; undefined once they are removed. */
export async function findPlanMembership(
  db: Db,
  at: { workspaceId: string; planId: string },
  stakeholderId: string,
): Promise<{ personId: string; enteredAt: string | null } | undefined> {
  const [row] = await db
    .select({ personId: membership.personId, enteredAt: membership.enteredAt })
    .from(membership)
    .where(and(here(at), eq(membership.stakeholderId, stakeholderId)));
  return row;
}
