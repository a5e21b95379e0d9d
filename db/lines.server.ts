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
  notInArray,
  or,
  sql,
} from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/day.ts';
import { inTouchOf } from '#app/domain/keep-in-touch.ts';
import { type Line, type LineKind, lineKinds, type News } from '#app/domain/mail-line.ts';
import { subjectOf } from '#app/domain/mail-netting.ts';
import { BUSY_MS } from '#app/domain/mail-window.ts';
import type { Plan } from '#app/domain/plan.ts';
import { isReminderTime, type ToldOfStep } from '#app/domain/reminder.ts';
import { handedOver } from '#app/domain/stand-in.ts';
import type { AskedStillRight } from '#app/domain/still-right.ts';
import { whenToTell } from '#app/domain/when-to-tell.ts';
import { insertInto } from './client/statement.server.ts';
import type { Db, Tx } from './client.server.ts';
import { listSaidInTouch } from './keep-in-touch.server.ts';
import { letter, line } from './schema/mail.ts';
import { person } from './schema/people.ts';

/**
 * Written in the transaction of the change: a line exists if and only if its change does, and its reader wants to hear of
 * such things. `notBefore` is for what nobody did, as when a day turns.
 */
export async function saveLines(
  tx: Tx,
  { plan, at, notBefore }: { plan: Plan; at: string; notBefore?: Date },
  lines: Line[],
): Promise<void> {
  if (lines.length === 0) return;
  const { workspaceId, id: planId, zone } = plan;
  const when = new Date(at);
  const said = await listSaidInTouch(tx, { workspaceId, planId });
  const sayOf = (personId: string) => said.get(personId)?.said ?? null;
  const all = [...lines, ...handedOver(plan, lines, sayOf, dayOf(at, zone))];
  await insertLines(
    tx,
    all.flatMap(({ waits = false, ...l }) => {
      const how = inTouchOf(plan, l.personId, sayOf(l.personId));
      const since = waits ? new Date(when.getTime() + WEEK_MS) : (notBefore ?? when);
      const verdict = whenToTell(l, how, { since, now: since, zone });
      if (verdict.kind === 'never') return [];
      const sendAfter = verdict.kind === 'later' ? verdict.at : since;
      return [{ id: randomUUID(), workspaceId, planId, ...l, at: when, sendAfter, waits }];
    }),
  );
}

const WEEK_MS = 7 * 86_400_000;

const insertLines = insertInto(line, [
  ...([
    'id',
    'workspaceId',
    'planId',
    'personId',
    'kind',
    'layer',
    'refs',
    'at',
    'sendAfter',
    'waits',
  ] as const),
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
  /** When the first of them may go. */
  dueAt: Date;
  kinds: LineKind[];
  /** Of the letters their reader had of late. */
  sentAt: Date[];
}

const pending = and(isNull(line.letterId), isNull(line.droppedWhy));

/** Every window with news whose time has come, the one that opened first leading. `early`: with what waits for its hour. */
export async function listOpenWindows(db: Db, now: Date, { early = false } = {}): Promise<OpenWindow[]> {
  const isDue = lte(line.sendAfter, now);
  const triedAt = sql`coalesce(${letter.firstTriedAt}, ${letter.sendAfter})`;
  const busySince = new Date(now.getTime() - BUSY_MS).toISOString();
  const rows = await db
    .select({
      personId: line.personId,
      workspaceId: line.workspaceId,
      planId: line.planId,
      personName: person.name,
      firstAt: min(line.at),
      lastAt: max(line.at),
      dueAt: min(line.sendAfter),
      kinds: sql<string>`string_agg(${line.kind}, ',')`,
      sentAt: sql<string>`(select coalesce(string_agg((extract(epoch from ${triedAt}) * 1000)::bigint::text, ','), '')
        from ${letter} where ${letter.personId} = ${line.personId} and ${letter.planId} = ${line.planId}
          and ${letter.kind} = 'news' and ${letter.state} <> 'dropped' and ${triedAt} > ${busySince}::timestamptz)`,
    })
    .from(line)
    .innerJoin(person, eq(person.id, line.personId))
    .where(and(pending, early ? or(isDue, eq(line.waits, false)) : isDue))
    .groupBy(line.personId, line.workspaceId, line.planId, person.name)
    .orderBy(min(line.at));
  return rows.flatMap(({ firstAt, lastAt, dueAt, kinds, sentAt, ...key }) => {
    if (!firstAt || !lastAt || !dueAt) return [];
    const letters = sentAt
      .split(',')
      .filter(Boolean)
      .map((ms) => new Date(Number(ms)));
    return [{ ...key, firstAt, lastAt, dueAt, kinds: kinds.split(',').filter(isKind), sentAt: letters }];
  });
}

export interface WaitingLine {
  id: string;
  kind: string;
  refs: Line['refs'];
  at: Date;
  sendAfter: Date;
  waits: boolean;
}

/**
 * Takes the waiting lines of one window for this transaction; none while another process has them. The lock is
 * on the window and not only on its rows, or two processes could each take half of it. Those that are not due for
 * themselves come with them.
 */
export async function takeWindow(tx: Tx, key: WindowKey): Promise<WaitingLine[]> {
  const name = `window ${key.personId} ${key.planId}`;
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`,
  );
  if (!lock?.taken) return [];
  const rows = await tx
    .select({
      ...{ id: line.id, kind: line.kind, refs: line.refs },
      ...{ at: line.at, sendAfter: line.sendAfter, waits: line.waits },
    })
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
  return rows.map((row) => ({ ...row, refs: wordsIn(row.refs) }));
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

/** What this person's other letters about the plan have told, and what they left out since they last told of the same. */
export async function listEarlierNews(
  db: Db,
  letterId: string,
  { personId, planId }: Pick<WindowKey, 'personId' | 'planId'>,
): Promise<{ told: News[]; untold: News[] }> {
  // A letter whose bytes went out may have arrived, whatever came of it.
  const mayHaveArrived = and(isNotNull(letter.frozen), notInArray(letter.state, ['dropped', 'failed']));
  const rows = await db
    .select({ ...getTableColumns(line), mayHaveArrived: sql<boolean>`${mayHaveArrived}` })
    .from(letter)
    .innerJoin(line, eq(line.letterId, letter.id))
    .where(and(eq(letter.personId, personId), eq(letter.planId, planId)))
    .orderBy(asc(letter.createdAt), asc(letter.id), asc(line.at));
  const letters = new Map<string | null, typeof rows>();
  for (const row of rows) letters.set(row.letterId, [...(letters.get(row.letterId) ?? []), row]);
  const told: News[] = [];
  let untold: News[] = [];
  let isBefore = true;
  for (const [id, lines] of letters) {
    if (id === letterId) {
      isBefore = false;
      continue;
    }
    const here = newsIn(lines.filter((row) => row.mayHaveArrived && row.droppedWhy === null));
    const subjects = new Set(here.map(subjectOf));
    told.push(...here);
    if (isBefore) untold = [...untold, ...newsIn(lines)].filter((news) => !subjects.has(subjectOf(news)));
  }
  return { told, untold };
}

function newsIn(rows: (typeof line.$inferSelect)[]): News[] {
  return rows.flatMap(({ id, personId, kind, layer, refs, at }) =>
    isKind(kind) ? [{ id, personId, kind, layer, refs: wordsIn(refs), at }] : [],
  );
}

/** What people were told of steps of theirs, by a letter or about to be; not what was left out. `zone`: of the plan. */
export async function listToldOfSteps(
  tx: Tx,
  { workspaceId, planId }: Pick<WindowKey, 'workspaceId' | 'planId'>,
  zone: string,
): Promise<ToldOfStep[]> {
  const rows = await tx
    .select({ personId: line.personId, refs: line.refs, at: line.at })
    .from(line)
    .where(
      and(
        eq(line.workspaceId, workspaceId),
        eq(line.planId, planId),
        isNull(line.droppedWhy),
        inArray(line.kind, [
          'reminder',
          'yourTurn',
          'approvalAsked',
          'approvalOutdated',
        ] satisfies LineKind[]),
      ),
    );
  return rows.flatMap(({ personId, refs, at }) => {
    const { stepId, time, day } = wordsIn(refs);
    const reminder = isReminderTime(time) && day ? { time, day: day as Day } : null;
    return stepId ? [{ personId, stepId, on: dayOf(at, zone), reminder }] : [];
  });
}

/** Whom letters have asked whether a day is still right, or are about to; not what was left out. `zone`: of the plan. */
export async function listAskedStillRight(
  tx: Tx,
  { workspaceId, planId }: Pick<WindowKey, 'workspaceId' | 'planId'>,
  zone: string,
): Promise<AskedStillRight[]> {
  const rows = await tx
    .select({ personId: line.personId, refs: line.refs, at: line.at, letterId: line.letterId })
    .from(line)
    .where(
      and(
        eq(line.workspaceId, workspaceId),
        eq(line.planId, planId),
        isNull(line.droppedWhy),
        eq(line.kind, 'stillRight' satisfies LineKind),
      ),
    );
  return rows.flatMap(({ personId, refs, at, letterId }) => {
    const { stepId } = wordsIn(refs);
    return stepId ? [{ personId, stepId, on: dayOf(at, zone), waits: letterId === null }] : [];
  });
}

export async function saveLinesDropped(db: Db, dropped: { id: string; why: string }[]): Promise<void> {
  for (const { id, why } of dropped) await db.update(line).set({ droppedWhy: why }).where(eq(line.id, id));
}

/** Their time has changed, as when their reader wants their letters at another hour. */
export async function saveLinesPut(tx: Tx, put: { id: string; sendAfter: Date }[]): Promise<void> {
  for (const { id, sendAfter } of put) await tx.update(line).set({ sendAfter }).where(eq(line.id, id));
}

export const isKind = (kind: string): kind is LineKind => (lineKinds as readonly string[]).includes(kind);

const wordsIn = (refs: Record<string, unknown>): Line['refs'] =>
  Object.fromEntries(
    Object.entries(refs).map(([key, value]) => [key, typeof value === 'string' ? value : null]),
  );
