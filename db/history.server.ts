import { randomBytes } from 'node:crypto';
import { and, desc, eq, gt, gte, like, or, sql } from 'drizzle-orm';
import type { Entry } from '#app/domain/change.ts';
import type { Layer, Side } from '#app/domain/plan.ts';
import { asRows, builder, insertFrom, rawStatement, toSet } from './client/statement.server.ts';
import type { Tx } from './client.server.ts';
import { canonical, digestOf, hashOf, type Link } from './hash-chain.server.ts';
import { advance, type Head, hashAt, lookSoon, numberOf, thisPlan } from './plan-head.server.ts';
import { command, history, historyBody } from './schema/history.ts';
import { planHead, stakeholder } from './schema/plan.ts';

export interface Pending {
  head: Head;
  rows: (typeof history.$inferInsert)[];
  bodies: (typeof historyBody.$inferInsert)[];
  /** The same as they are read. */
  events: Event[];
}

/** Numbers and chains one entry in its layer; nothing is written until `saveHistory`. */
export function record(pending: Pending, entry: Entry, by: string | null, commandId: string): void {
  const { head } = pending;
  const { layer, kind } = entry;
  if (layer === 'shared') lookSoon(head);
  const n = numberOf(head, layer) + 1;
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
    prev: hashAt(head, layer),
    behind: layer === 'shared' ? null : head.sharedN,
  };
  const hash = hashOf(link);
  const { digest: _, prev: __, ...told } = link;
  pending.events.push({ ...told, body: JSON.parse(body) as unknown });
  const key = { workspaceId: head.workspaceId, planId: head.planId, layer, n };
  pending.rows.push({ ...link, ...key, hash });
  pending.bodies.push({ ...key, salt, body });
  advance(head, layer, n, hash);
}

const key = ['workspaceId', 'planId', 'layer', 'n'] as const;
const events = insertFrom(
  history,
  [...key, 'kind', 'at', 'by', 'commandId', 'digest', 'prev', 'behind', 'hash'],
  'events',
);
const bodies = insertFrom(historyBody, [...key, 'salt', 'body'], 'bodies');
const standing = [
  ...(['sharedN', 'sellerN', 'buyerN', 'sharedHash', 'sellerHash', 'buyerHash'] as const),
  ...(['at', 'lookAt'] as const),
] as const;
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
  /** In a private log: how far the shared one stood. */
  behind: number | null;
  /** Null once erased. */
  body: unknown;
}

/** As it is read, from its row. */
const eventOf = (row: Omit<Event, 'body'> & { body: string | null }): Event => ({
  ...row,
  body: row.body === null ? null : (JSON.parse(row.body) as unknown),
});
const eventColumns = {
  layer: history.layer,
  n: history.n,
  kind: history.kind,
  at: history.at,
  by: history.by,
  commandId: history.commandId,
  behind: history.behind,
  body: historyBody.body,
};
export const sameEvent = and(
  eq(historyBody.workspaceId, history.workspaceId),
  eq(historyBody.planId, history.planId),
  eq(historyBody.layer, history.layer),
  eq(historyBody.n, history.n),
);

const selectEvents = (tx: Tx) => tx.select(eventColumns).from(history).leftJoin(historyBody, sameEvent);

/** The events of one command that the layers of this transaction may see, oldest first. */
export async function eventsOfCommand(
  tx: Tx,
  workspaceId: string,
  planId: string,
  commandId: string,
): Promise<Event[]> {
  const rows = await selectEvents(tx)
    .where(
      and(eq(history.workspaceId, workspaceId), eq(history.planId, planId), eq(history.commandId, commandId)),
    )
    .orderBy(history.at, history.layer, history.n);
  return rows.map(eventOf);
}

/**
 * What was written in these logs behind these numbers, in the order it was written; null when there is more of it than
 * `most`.
 */
export async function eventsBehind(
  tx: Tx,
  { workspaceId, planId }: { workspaceId: string; planId: string },
  places: readonly { layer: Layer; n: number }[],
  most: number,
): Promise<Event[] | null> {
  const rows = await selectEvents(tx)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        or(...places.map(({ layer, n }) => and(eq(history.layer, layer), gt(history.n, n)))),
      ),
    )
    .orderBy(...inOrder)
    .limit(most + 1);
  return rows.length > most ? null : rows.map(eventOf);
}

/** As it was written: a private one stands behind the shared one it was written after. */
const inOrder = [
  sql`coalesce(${history.behind}, ${history.n})`,
  sql`${history.layer} <> 'shared'`,
  history.n,
];

/** The newest events of the layers this transaction may see, newest first. */
export async function latestEvents(
  tx: Tx,
  workspaceId: string,
  planId: string,
  limit: number,
): Promise<Event[]> {
  const rows = await selectEvents(tx)
    .where(and(eq(history.workspaceId, workspaceId), eq(history.planId, planId)))
    .orderBy(desc(history.at), desc(history.layer), desc(history.n))
    .limit(limit);
  return rows.map(eventOf);
}

/** The event that is version `n` of a layer: who wrote it, and what. */
export async function eventAt(
  tx: Tx,
  workspaceId: string,
  planId: string,
  layer: Layer,
  n: number,
): Promise<Event | null> {
  const [row] = await selectEvents(tx).where(
    and(
      eq(history.workspaceId, workspaceId),
      eq(history.planId, planId),
      eq(history.layer, layer),
      eq(history.n, n),
    ),
  );
  return row ? eventOf(row) : null;
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

/** How a question that both sides saw came to its end the last time; null where it was never asked on this plan. */
export async function closingOf(
  tx: Tx,
  { workspaceId, planId }: { workspaceId: string; planId: string },
  offerId: string,
): Promise<Event | null> {
  const [row] = await selectEvents(tx)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, 'shared'),
        eq(history.kind, 'offerClosed'),
        like(historyBody.body, `%"${offerId}"%`),
        sql`${historyBody.body}::jsonb -> 'offer' ->> 'id' = ${offerId}`,
      ),
    )
    .orderBy(desc(history.n))
    .limit(1);
  return row ? eventOf(row) : null;
}

/** Has anybody of this side, whether still there or not, written something shared about a step? From event `from` on. */
export async function hasTouched(
  tx: Tx,
  workspaceId: string,
  planId: string,
  side: Side,
  stepId: string,
  from: number,
): Promise<boolean> {
  const body = sql`${historyBody.body}::jsonb`;
  const theirs = tx
    .select({ id: stakeholder.personId })
    .from(stakeholder)
    .where(
      and(
        eq(stakeholder.workspaceId, workspaceId),
        eq(stakeholder.planId, planId),
        eq(stakeholder.side, side),
      ),
    );
  const [row] = await tx
    .select({ n: history.n })
    .from(history)
    .innerJoin(historyBody, sameEvent)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, 'shared'),
        gte(history.n, from),
        sql`${history.by} = any(array(${theirs}))`,
        // Looked for as text first: few of a long history name the step, and only those are taken apart.
        like(historyBody.body, `%"${stepId}"%`),
        sql`${stepId} in (${body} ->> 'stepId', ${body} -> 'thing' ->> 'stepId', ${body} -> 'step' ->> 'id', ${body} -> 'offer' ->> 'stepId',
          ${body} -> 'dependency' ->> 'stepId', ${body} -> 'dependency' ->> 'afterId')`,
      ),
    )
    .limit(1);
  return row !== undefined;
}
