import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Change } from '#app/domain/change.ts';
import { isUuid } from '#app/domain/ids.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { asWritten } from '#app/domain/undo/as-written.ts';
import type { Recorded } from '#app/domain/undo/recorded.ts';
import { database, type Tx } from './client.server.ts';
import { numberOfFirst } from './history.server.ts';
import { command, history, historyBody } from './schema/history.ts';
import { person } from './schema/people.ts';
import { setScope } from './scope.server.ts';

/** One command as its reader may see it. */
export interface Act {
  commandId: string;
  /** Null: the system, by time alone. */
  by: string | null;
  /** Also of who has left the plan; null for the system. */
  name: string | null;
  /** ISO. */
  at: string;
  changes: Change[];
  /** The same with where each was written, for taking them back. */
  recorded: Recorded[];
  /** All of it lies in the reader's own private layer. */
  private: boolean;
  /** What was asked for, when a person asked: `undo` or the name of a command. */
  type: string | null;
  /** The command that an undo took back; null for the rest, and where that is not known any more. */
  tookBack: string | null;
  /** Done by a link in a letter to them. */
  fromLetter: boolean;
  /** Written while the plan was a draft that is shared by now. */
  fromTheDraft: boolean;
}

/** A place in the order of activity, as text for an address. */
export type ActivityCursor = string;
const CURSOR = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)_([0-9a-f-]{36})$/;

/** The newest acts on a plan, whole ones, newest first; `earlier` is where the next page begins. */
export async function listActivity(
  access: PlanAccess,
  { limit, before }: { limit: number; before?: ActivityCursor | null },
): Promise<{ acts: Act[]; earlier: ActivityCursor | null }> {
  const { workspaceId, planId } = access;
  return await database().transaction(
    async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
      const found = await newestCommands(tx, access, limit + 1, before);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        acts: await actsOf(
          tx,
          access,
          page.map((c) => c.id),
        ),
        earlier: last ? `${last.at}_${last.id}` : null,
      };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

/** Nothing where the address says a moment or an id that there cannot be. */
function readCursor(text: string): [at?: string, id?: string] {
  const [, at = '', id = ''] = CURSOR.exec(text) ?? [];
  const instant = new Date(`${at.slice(0, 19).replace(' ', 'T')}Z`);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === at.slice(0, 10);
  return isReal && isUuid(id) ? [at, id] : [];
}

async function newestCommands(
  tx: Tx,
  { workspaceId, planId }: PlanAccess,
  limit: number,
  before: ActivityCursor | null | undefined,
): Promise<{ id: string; at: string }[]> {
  const [at, id] = readCursor(before ?? '');
  const newest = sql`max(${history.at})`;
  return await tx
    .select({
      id: history.commandId,
      at: sql<string>`to_char(${newest} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'`,
    })
    .from(history)
    .where(and(eq(history.workspaceId, workspaceId), eq(history.planId, planId)))
    .groupBy(history.commandId)
    .having(at && id ? sql`(${newest}, ${history.commandId}) < (${at}::timestamptz, ${id}::uuid)` : undefined)
    .orderBy(sql`${newest} desc`, sql`${history.commandId} desc`)
    .limit(limit);
}

/** These commands, in the order of their ids, as the reader may see them; for a scope that is set already. */
export async function actsOf(tx: Tx, { workspaceId, planId }: PlanAccess, ids: string[]): Promise<Act[]> {
  if (ids.length === 0) return [];
  const here = and(eq(history.workspaceId, workspaceId), eq(history.planId, planId));
  const [events, types, sharedAt] = await Promise.all([
    tx
      .select({
        layer: history.layer,
        n: history.n,
        kind: history.kind,
        at: history.at,
        by: history.by,
        name: person.name,
        commandId: history.commandId,
        body: historyBody.body,
      })
      .from(history)
      .leftJoin(
        historyBody,
        and(
          eq(historyBody.workspaceId, history.workspaceId),
          eq(historyBody.planId, history.planId),
          eq(historyBody.layer, history.layer),
          eq(historyBody.n, history.n),
        ),
      )
      .leftJoin(person, eq(person.id, history.by))
      .where(and(here, inArray(history.commandId, ids))),
    tx
      .select({
        id: command.id,
        type: command.type,
        by: command.personId,
        tookBack: sql<string | null>`${command.answer} ->> 'tookBack'`,
        fromLetter: sql<boolean>`${command.answer} ? 'fromLetter'`,
      })
      .from(command)
      .where(and(eq(command.workspaceId, workspaceId), eq(command.planId, planId), inArray(command.id, ids))),
    numberOfFirst(tx, workspaceId, planId, 'seller', 'planLeft'),
  ]);
  return ids.flatMap((commandId) => {
    const all = events.filter((e) => e.commandId === commandId);
    // Ids are made in browsers: two people may have used one, and are told apart.
    const people = [...new Set(all.flatMap(({ by }) => by ?? []))];
    const acts = people.length < 2 ? [all] : people.map((by) => all.filter((e) => e.by === by));
    return acts.flatMap((act) => actIn(commandId, asWritten(act)));
  });

  function actIn(commandId: string, own: typeof events): Act[] {
    const [first] = own;
    const recorded = own.flatMap(({ body, n, layer }) =>
      body === null ? [] : [{ change: JSON.parse(body) as Change, n, layer }],
    );
    if (!first || recorded.length === 0) return [];
    const asked = types.find((t) => t.id === commandId && t.by === first.by);
    return [
      {
        commandId,
        by: first.by,
        name: first.name,
        at: new Date(first.at).toISOString(),
        changes: recorded.map(({ change }) => change),
        recorded,
        private: own.every((e) => e.layer !== 'shared'),
        type: asked?.type ?? null,
        tookBack: asked?.tookBack ?? null,
        fromLetter: asked?.fromLetter ?? false,
        fromTheDraft: sharedAt !== null && own.some((e) => e.layer === 'seller' && e.n <= sharedAt),
      },
    ];
  }
}
