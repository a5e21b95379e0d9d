import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { statement } from './client/statement.server.ts';
import type { Db, Tx } from './client.server.ts';
import { command } from './schema/history.ts';

export type StoredCommand = typeof command.$inferSelect;
type PlanPlace = { workspaceId: string; planId: string };

/**
 * Of one person on one plan: so many are looked at, newest first, while others wait for the plan. The rest stays where it
 * is, and is seen once these are settled.
 */
export const MOST_WAITING = 200;

const waits = and(isNotNull(command.lost), isNull(command.settledAt));

/** First answers to these command ids by these people, and what else of theirs waits; other people's are unknown. */
export async function knownCommands(
  tx: Tx,
  plan: PlanPlace,
  asked: { personId: string; id: string }[],
): Promise<StoredCommand[]> {
  const list = (values: string[]) => `{${[...new Set(values)].join(',')}}`;
  return await selectKnown(tx, {
    ...plan,
    people: list(asked.map((each) => each.personId)),
    ids: list(asked.map((each) => each.id)),
  });
}

const selectKnown = statement((db) =>
  db
    .select()
    .from(command)
    .where(
      and(
        eq(command.workspaceId, sql.placeholder('workspaceId')),
        eq(command.planId, sql.placeholder('planId')),
        sql`${command.personId} = any(${sql.placeholder('people')}::uuid[])`,
        or(
          sql`${command.id} = any(${sql.placeholder('ids')}::uuid[])`,
          and(
            waits,
            sql`${command.id} in (
              select newest.id from unnest(${sql.placeholder('people')}::uuid[]) as whose(person_id)
              cross join lateral (
                select w.id from ${command} as w
                where w.workspace_id = ${sql.placeholder('workspaceId')} and w.plan_id = ${sql.placeholder('planId')}
                  and w.person_id = whose.person_id and w.lost is not null and w.settled_at is null
                order by w.at desc limit ${sql.raw(String(MOST_WAITING))}
              ) as newest)`,
          ),
        ),
      ),
    ),
);

const ofPerson = ({ workspaceId, planId, personId }: PlanPlace & { personId: string }) =>
  and(eq(command.workspaceId, workspaceId), eq(command.planId, planId), eq(command.personId, personId));

/** What one person wrote on a plan that was not taken and still waits for them. */
export async function listUnsettled(
  db: Db,
  whose: PlanPlace & { personId: string },
): Promise<StoredCommand[]> {
  return await db
    .select()
    .from(command)
    .where(and(ofPerson(whose), waits))
    .orderBy(desc(command.at))
    .limit(MOST_WAITING);
}

/** How one's own command was answered; undefined for another person's. */
export async function findAnswered(
  db: Db,
  whose: PlanPlace & { personId: string },
  id: string,
): Promise<StoredCommand | undefined> {
  const [row] = await db
    .select()
    .from(command)
    .where(and(ofPerson(whose), eq(command.id, id)));
  return row;
}

/** Whether one's own command was taken back by an undo of it. */
export async function isTakenBack(
  db: Db,
  whose: PlanPlace & { personId: string },
  id: string,
): Promise<boolean> {
  const [row] = await db
    .select({ id: command.id })
    .from(command)
    .where(and(ofPerson(whose), sql`${command.answer} ->> 'tookBack' = ${id}`))
    .limit(1);
  return row !== undefined;
}

/** Of this person's own only; what has been settled stays as it is. */
export async function settleCommands(
  tx: Db | Tx,
  whose: PlanPlace & { personId: string },
  ids: string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(command)
    .set({ settledAt: at })
    .where(and(ofPerson(whose), inArray(command.id, ids), waits));
}
