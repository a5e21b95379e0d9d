import { randomUUID } from 'node:crypto';
import {
  and,
  asc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  min,
  ne,
  notInArray,
  sql,
} from 'drizzle-orm';
import { type Line, type LineKind, lineKinds, type News } from '#app/domain/mail-line.ts';
import { insertInto } from './client/statement.server.ts';
import type { Db, Tx } from './client.server.ts';
import { letter, line } from './schema/mail.ts';
import { person } from './schema/people.ts';

/** Written in the transaction of the change: a line exists if and only if its change does. */
export async function saveLines(
  tx: Tx,
  {
    workspaceId,
    planId,
    at,
    notBefore,
  }: { workspaceId: string; planId: string; at: string; notBefore?: Date },
  lines: Line[],
): Promise<void> {
  const when = new Date(at);
  await insertLines(
    tx,
    lines.map(({ waits, ...l }) => ({
      ...{ id: randomUUID(), workspaceId, planId, ...l },
      ...{ at: when, sendAfter: waits ? new Date(when.getTime() + WEEK_MS) : (notBefore ?? when) },
    })),
  );
}

const WEEK_MS = 7 * 86_400_000;

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
 * on the window and not only on its rows, or two processes could each take half of it. Those that are not due for
 * themselves come with them.
 */
export async function takeWindow(
  tx: Tx,
  key: WindowKey,
): Promise<{ id: string; at: Date; sendAfter: Date }[]> {
  const name = `window ${key.personId} ${key.planId}`;
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`,
  );
  if (!lock?.taken) return [];
  return await tx
    .select({ id: line.id, at: line.at, sendAfter: line.sendAfter })
    .from(line)
    .where(
      and(
        pending,
        eq(line.personId, key.personId),
        eq(line.workspaceId, key.workspaceId),
        eq(line.planId, key.planId),
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
  return newsIn(rows);
}

/** What this person's letters about the plan have told so far, the one that is being composed left out. */
export async function listToldBefore(
  db: Db,
  letterId: string,
  { personId, planId }: Pick<WindowKey, 'personId' | 'planId'>,
): Promise<News[]> {
  // A letter that was tried may have arrived, whatever came of it.
  const wasTried = and(isNotNull(letter.firstTriedAt), notInArray(letter.state, ['dropped', 'failed']));
  const rows = await db
    .select(getTableColumns(line))
    .from(letter)
    .innerJoin(line, eq(line.letterId, letter.id))
    .where(
      and(
        eq(letter.personId, personId),
        eq(letter.planId, planId),
        ne(letter.id, letterId),
        wasTried,
        isNull(line.droppedWhy),
      ),
    )
    .orderBy(asc(line.at));
  return newsIn(rows);
}

function newsIn(rows: (typeof line.$inferSelect)[]): News[] {
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
