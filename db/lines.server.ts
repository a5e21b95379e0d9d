import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull, lte, max, min, sql } from 'drizzle-orm';
import { type Line, type LineKind, lineKinds } from '#app/domain/follow-ups.ts';
import type { News } from '#app/domain/mail-window.ts';
import { insertInto } from './client/statement.server.ts';
import type { Db, Tx } from './client.server.ts';
import { line } from './schema/mail.ts';
import { person } from './schema/people.ts';

/** Written in the transaction of the change: a line exists if and only if its change does. */
export async function saveLines(
  tx: Tx,
  { workspaceId, planId, at }: { workspaceId: string; planId: string; at: string },
  lines: Line[],
): Promise<void> {
  const when = new Date(at);
  await insertLines(
    tx,
    lines.map((l) => ({ id: randomUUID(), workspaceId, planId, ...l, at: when, sendAfter: when })),
  );
}

const insertLines = insertInto(line, [
  ...(['id', 'workspaceId', 'planId', 'personId', 'kind', 'layer', 'refs', 'at', 'sendAfter'] as const),
]);

/** Whose news, about which plan. */
export interface WindowKey {
  personId: string;
  workspaceId: string;
  planId: string;
}

export interface OpenWindow extends WindowKey {
  personName: string;
  firstAt: Date;
  lastAt: Date;
  kinds: LineKind[];
}

const pending = and(isNull(line.letterId), isNull(line.droppedWhy));

/** Every window that holds news, the one that opened first leading. */
export async function listOpenWindows(db: Db, now: Date): Promise<OpenWindow[]> {
  const rows = await db
    .select({
      personId: line.personId,
      workspaceId: line.workspaceId,
      planId: line.planId,
      personName: person.name,
      firstAt: min(line.at),
      lastAt: max(line.at),
      kinds: sql<string>`string_agg(${line.kind}, ',')`,
    })
    .from(line)
    .innerJoin(person, eq(person.id, line.personId))
    .where(and(pending, lte(line.sendAfter, now)))
    .groupBy(line.personId, line.workspaceId, line.planId, person.name)
    .orderBy(min(line.at));
  return rows.flatMap(({ firstAt, lastAt, kinds, ...key }) =>
    firstAt && lastAt ? [{ ...key, firstAt, lastAt, kinds: kinds.split(',').filter(isKind) }] : [],
  );
}

/**
 * Takes the waiting lines of one window for this transaction; none while another process has them. The lock is
 * on the window and not only on its rows, or two processes could each take half of it.
 */
export async function takeWindow(tx: Tx, key: WindowKey, now: Date): Promise<{ id: string; at: Date }[]> {
  const name = `window ${key.personId} ${key.planId}`;
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`,
  );
  if (!lock?.taken) return [];
  return await tx
    .select({ id: line.id, at: line.at })
    .from(line)
    .where(
      and(
        pending,
        eq(line.personId, key.personId),
        eq(line.workspaceId, key.workspaceId),
        eq(line.planId, key.planId),
        lte(line.sendAfter, now),
      ),
    )
    .orderBy(asc(line.at))
    .for('update', { skipLocked: true });
}

export async function saveLinesInLetter(tx: Tx, ids: string[], letterId: string): Promise<void> {
  if (ids.length > 0) await tx.update(line).set({ letterId }).where(inArray(line.id, ids));
}

/** The lines of a letter that are still to be told. */
export async function listNewsOf(db: Db, letterId: string): Promise<News[]> {
  const rows = await db
    .select()
    .from(line)
    .where(and(eq(line.letterId, letterId), isNull(line.droppedWhy)))
    .orderBy(asc(line.at));
  return rows.flatMap(({ id, personId, kind, layer, refs, at }) =>
    isKind(kind) ? [{ id, personId, kind, layer, refs: wordsIn(refs), at }] : [],
  );
}

export async function saveLinesDropped(db: Db, dropped: { id: string; why: string }[]): Promise<void> {
  for (const { id, why } of dropped) await db.update(line).set({ droppedWhy: why }).where(eq(line.id, id));
}

const isKind = (kind: string): kind is LineKind => (lineKinds as readonly string[]).includes(kind);

const wordsIn = (refs: Record<string, unknown>): Line['refs'] =>
  Object.fromEntries(
    Object.entries(refs).map(([key, value]) => [key, typeof value === 'string' ? value : null]),
  );
