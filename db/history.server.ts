import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Entry } from '#app/domain/change.ts';
import type { Layer, Side } from '#app/domain/plan.ts';
import { asRows, builder, insertFrom, rawStatement, statement, toSet } from './client/statement.server.ts';
import type { Tx } from './client.server.ts';
import { command, history, historyBody } from './schema/history.ts';
import { planHead, stakeholder } from './schema/plan.ts';

export type Head = typeof planHead.$inferSelect;

const thisPlan = and(
  eq(planHead.workspaceId, sql.placeholder('workspaceId')),
  eq(planHead.planId, sql.placeholder('planId')),
);
const lock = statement((db) => db.select().from(planHead).where(thisPlan).for('update'));
const read = statement((db) => db.select().from(planHead).where(thisPlan));

/** Takes the plan's lock for the rest of the transaction; null when there is no such plan. */
export async function lockHead(tx: Tx, workspaceId: string, planId: string): Promise<Head | null> {
  const [head] = await lock(tx, { workspaceId, planId });
  return head ?? null;
}

/** Where the plan's logs stand in this transaction's snapshot. */
export async function readHead(tx: Tx, workspaceId: string, planId: string): Promise<Head | null> {
  const [head] = await read(tx, { workspaceId, planId });
  return head ?? null;
}

/** A new plan's head, locked by being new; null when the plan is there already. */
export async function createHead(
  tx: Tx,
  workspaceId: string,
  planId: string,
  epoch: string,
): Promise<Head | null> {
  const [head] = await tx
    .insert(planHead)
    .values({ workspaceId, planId, epoch })
    .onConflictDoNothing()
    .returning();
  return head ?? null;
}

const numbers = { shared: 'sharedN', seller: 'sellerN', buyer: 'buyerN' } as const;
const hashes = { shared: 'sharedHash', seller: 'sellerHash', buyer: 'buyerHash' } as const;

export const numberOf = (head: Head, layer: Layer): number => head[numbers[layer]];
/** The last link of a layer's chain: it stands for everything that was ever written there. */
export const hashAt = (head: Head, layer: Layer): string => head[hashes[layer]];

/** Keys sorted at every depth, so that the same fact always has the same bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface Link {
  layer: Layer;
  n: number;
  kind: string;
  at: string;
  by: string | null;
  commandId: string;
  digest: string;
  prev: string;
}
/** The database keeps microseconds, and a clock moved by less than a millisecond is moved. */
const instantOf = (at: string): string =>
  new Date(at).toISOString() + (/\.\d{3}(\d+)/.exec(at)?.[1] ?? '').replace(/0+$/, '');

/** What each event's hash covers: its place, who and when, what it says, and everything before it. */
export const hashOf = (link: Link): string =>
  sha256(
    canonical([
      link.prev,
      link.layer,
      link.n,
      link.kind,
      instantOf(link.at),
      link.by,
      link.commandId,
      link.digest,
    ]),
  );
export const digestOf = (salt: string, body: string): string => sha256(`${salt}\n${body}`);

export interface Pending {
  head: Head;
  rows: (typeof history.$inferInsert)[];
  bodies: (typeof historyBody.$inferInsert)[];
}

/** Numbers and chains one entry in its layer; nothing is written until `saveHistory`. */
export function record(pending: Pending, entry: Entry, by: string | null, commandId: string): void {
  const { head } = pending;
  const { layer, kind } = entry;
  const n = head[numbers[layer]] + 1;
  const salt = randomBytes(16).toString('hex');
  const body = canonical(entry.body);
  const link: Link = {
    layer,
    n,
    kind,
    at: head.at,
    by,
    commandId,
    digest: digestOf(salt, body),
    prev: head[hashes[layer]],
  };
  const hash = hashOf(link);
  const key = { workspaceId: head.workspaceId, planId: head.planId, layer, n };
  pending.rows.push({ ...link, ...key, hash });
  pending.bodies.push({ ...key, salt, body });
  head[numbers[layer]] = n;
  head[hashes[layer]] = hash;
}

const key = ['workspaceId', 'planId', 'layer', 'n'] as const;
const events = insertFrom(
  history,
  [...key, 'kind', 'at', 'by', 'commandId', 'digest', 'prev', 'hash'],
  'events',
);
const bodies = insertFrom(historyBody, [...key, 'salt', 'body'], 'bodies');
const standing = ['sharedN', 'sellerN', 'buyerN', 'sharedHash', 'sellerHash', 'buyerHash', 'at'] as const;
const head = builder.update(planHead).set(toSet(planHead, standing)).where(thisPlan).getSQL();
const answers = insertFrom(
  command,
  ['workspaceId', 'planId', 'personId', 'id', 'type', 'answer', 'lost', 'at'],
  'answers',
);
const save = rawStatement(
  sql`with events as (${events}), bodies as (${bodies}), answers as (${answers}) ${head}`,
);

export type AnsweredCommand = typeof command.$inferInsert;

/** In one statement: the events, what they say, how the commands behind them were answered, and where the logs stand now. */
export async function saveHistory(
  tx: Tx,
  { head, rows, bodies }: Pending,
  commands: AnsweredCommand[] = [],
): Promise<void> {
  if (rows.length === 0 && commands.length === 0) return;
  const [events, said, answers] = [
    asRows(history, rows),
    asRows(historyBody, bodies),
    asRows(command, commands),
  ];
  await save(tx, { ...head, events, bodies: said, answers });
}

export interface Event {
  layer: Layer;
  n: number;
  kind: string;
  at: string;
  by: string | null;
  commandId: string;
  /** Null once erased. */
  body: unknown;
}

const parsed = (row: Omit<Event, 'body'> & { body: string | null }): Event => ({
  ...row,
  body: row.body === null ? null : (JSON.parse(row.body) as unknown),
});
const columns = {
  layer: history.layer,
  n: history.n,
  kind: history.kind,
  at: history.at,
  by: history.by,
  commandId: history.commandId,
  body: historyBody.body,
};
const sameEvent = and(
  eq(historyBody.workspaceId, history.workspaceId),
  eq(historyBody.planId, history.planId),
  eq(historyBody.layer, history.layer),
  eq(historyBody.n, history.n),
);

/** The events of one command that the layers of this transaction may see, oldest first. */
export async function eventsOfCommand(
  tx: Tx,
  workspaceId: string,
  planId: string,
  commandId: string,
): Promise<Event[]> {
  const rows = await tx
    .select(columns)
    .from(history)
    .leftJoin(historyBody, sameEvent)
    .where(
      and(eq(history.workspaceId, workspaceId), eq(history.planId, planId), eq(history.commandId, commandId)),
    )
    .orderBy(history.at, history.layer, history.n);
  return rows.map(parsed);
}

/** The newest events of the layers this transaction may see, newest first. */
export async function latestEvents(
  tx: Tx,
  workspaceId: string,
  planId: string,
  limit: number,
): Promise<Event[]> {
  const rows = await tx
    .select(columns)
    .from(history)
    .leftJoin(historyBody, sameEvent)
    .where(and(eq(history.workspaceId, workspaceId), eq(history.planId, planId)))
    .orderBy(desc(history.at), desc(history.layer), desc(history.n))
    .limit(limit);
  return rows.map(parsed);
}

/** Who wrote version `n` of a layer, for the words of a conflict. */
export async function eventAt(tx: Tx, workspaceId: string, planId: string, layer: Layer, n: number) {
  const [row] = await tx
    .select({ by: history.by, at: history.at })
    .from(history)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, layer),
        eq(history.n, n),
      ),
    );
  return row ?? null;
}

/** The number of the first event of a kind in a layer; null when there is none. */
export async function numberOfFirst(
  tx: Tx,
  workspaceId: string,
  planId: string,
  layer: Layer,
  kind: string,
): Promise<number | null> {
  const [row] = await tx
    .select({ n: history.n })
    .from(history)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, layer),
        eq(history.kind, kind),
      ),
    )
    .orderBy(history.n)
    .limit(1);
  return row?.n ?? null;
}

/** Has anybody of this side, whether still there or not, written something shared about a step? */
export async function hasTouched(
  tx: Tx,
  workspaceId: string,
  planId: string,
  side: Side,
  stepId: string,
): Promise<boolean> {
  const body = sql`${historyBody.body}::jsonb`;
  const [row] = await tx
    .select({ n: history.n })
    .from(history)
    .innerJoin(historyBody, sameEvent)
    .innerJoin(
      stakeholder,
      and(
        eq(stakeholder.workspaceId, history.workspaceId),
        eq(stakeholder.planId, history.planId),
        eq(stakeholder.personId, history.by),
      ),
    )
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, 'shared'),
        eq(stakeholder.side, side),
        sql`${stepId} in (${body} ->> 'stepId', ${body} -> 'thing' ->> 'stepId', ${body} -> 'step' ->> 'id', ${body} -> 'offer' ->> 'stepId',
          ${body} -> 'dependency' ->> 'stepId', ${body} -> 'dependency' ->> 'afterId')`,
      ),
    )
    .limit(1);
  return row !== undefined;
}

type Stored = typeof command.$inferSelect;

/** First answers to these command ids by this person; another person's are unknown. */
export async function knownCommands(
  tx: Tx,
  key: { workspaceId: string; planId: string; personId: string },
  ids: string[],
): Promise<Map<string, Stored>> {
  const rows = await selectKnown(tx, { ...key, ids: `{${ids.join(',')}}` });
  return new Map(rows.map((r) => [r.id, r]));
}

const selectKnown = statement((db) =>
  db
    .select()
    .from(command)
    .where(
      and(
        eq(command.workspaceId, sql.placeholder('workspaceId')),
        eq(command.planId, sql.placeholder('planId')),
        eq(command.personId, sql.placeholder('personId')),
        sql`${command.id} = any(${sql.placeholder('ids')}::uuid[])`,
      ),
    ),
);

export interface Broken {
  layer: Layer;
  n: number;
  why: 'gap' | 'chain' | 'hash' | 'body' | 'head';
}

/** Walks a plan's chains, as far as the layers of this transaction reach; null when every link holds. */
export async function verifyHistory(tx: Tx, head: Head, layer: Layer): Promise<Broken | null> {
  const rows = await tx
    .select({ link: history, salt: historyBody.salt, body: historyBody.body })
    .from(history)
    .leftJoin(historyBody, sameEvent)
    .where(
      and(
        eq(history.workspaceId, head.workspaceId),
        eq(history.planId, head.planId),
        eq(history.layer, layer),
      ),
    )
    .orderBy(history.n);
  let prev = '';
  let n = 0;
  for (const { link, salt, body } of rows) {
    n += 1;
    if (link.n !== n) return { layer, n, why: 'gap' };
    if (link.prev !== prev) return { layer, n, why: 'chain' };
    if (hashOf(link) !== link.hash) return { layer, n, why: 'hash' };
    if (body !== null && digestOf(salt ?? '', body) !== link.digest) return { layer, n, why: 'body' };
    prev = link.hash;
  }
  if (n !== head[numbers[layer]] || prev !== head[hashes[layer]]) return { layer, n, why: 'head' };
  return null;
}
