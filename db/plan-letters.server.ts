import { and, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { Layer } from '#app/domain/layer.ts';
import type { Db } from './client.server.ts';
import { letter, line } from './schema/mail.ts';
import { membership, person } from './schema/people.ts';

type OnPlan = { workspaceId: string; planId: string };

const columns = {
  id: letter.id,
  kind: letter.kind,
  personId: membership.personId,
  personName: person.name,
  side: membership.side,
  layers: sql`(select coalesce(string_agg(distinct ${line.layer}, ' '), '')
    from ${line} where ${line.letterId} = ${letter.id})`.mapWith(
    (list: string) => list.split(' ').filter(Boolean) as Layer[],
  ),
  subject: sql<string>`${letter.frozen} ->> 'subject'`,
  state: letter.state,
  delivery: letter.delivery,
  /** Of the server that refused it, or of the one that sent it back. */
  said: sql<string | null>`coalesce(${letter.deliveryWords}, ${letter.error})`,
  triedAt: sql<Date>`${letter.firstTriedAt}`.mapWith(letter.firstTriedAt),
  at: sql<Date>`coalesce(${letter.endedAt}, ${letter.firstTriedAt})`.mapWith(letter.endedAt),
};

const shownOn = ({ workspaceId, planId }: OnPlan) =>
  and(eq(letter.workspaceId, workspaceId), eq(letter.planId, planId), isNotNull(letter.frozen));

const toThoseOnPlan = and(
  eq(membership.personId, letter.personId),
  eq(membership.workspaceId, letter.workspaceId),
  eq(membership.planId, letter.planId),
  // Who came back, maybe on the other side, brought nothing along that was written to them before.
  gte(letter.createdAt, membership.createdAt),
);

/** Every letter about a plan that was written to somebody who is on it, newest first. Who may see which is not asked. */
export async function listPlanLetters(
  db: Db,
  on: OnPlan,
  { before, limit }: { before: Date | null; limit: number },
) {
  return await db
    .select(columns)
    .from(letter)
    .innerJoin(membership, toThoseOnPlan)
    .innerJoin(person, eq(person.id, letter.personId))
    .where(and(shownOn(on), before ? lt(letter.firstTriedAt, before) : undefined))
    .orderBy(desc(letter.firstTriedAt), desc(letter.id))
    .limit(limit);
}

/** One of them with its bytes. */
export async function findPlanLetter(db: Db, on: OnPlan, id: string) {
  const [found] = await db
    .select({ ...columns, frozen: letter.frozen })
    .from(letter)
    .innerJoin(membership, toThoseOnPlan)
    .innerJoin(person, eq(person.id, letter.personId))
    .where(and(shownOn(on), eq(letter.id, id)));
  return found?.frozen ? { ...found, frozen: found.frozen } : null;
}

export type PlanLetter = Awaited<ReturnType<typeof listPlanLetters>>[number];
