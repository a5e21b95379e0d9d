import { and, eq, sql } from 'drizzle-orm';
import type { Cursor } from '#app/domain/cursor.ts';
import type { Layer } from '#app/domain/plan.ts';
import { statement } from './client/statement.server.ts';
import type { Tx } from './client.server.ts';
import { planHead } from './schema/plan.ts';

/** Where the logs of a plan stand: the number and hash each ends in. Its row is the plan's lock. */
export type Head = typeof planHead.$inferSelect;

/** For prepared statements: the placeholders are `workspaceId` and `planId`. */
export const thisPlan = and(
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

/** How far the logs go that a reader of these layers follows. */
export function cursorOf(head: Head, { layers }: { layers: readonly Layer[] }): Cursor {
  const own = layers.find((layer) => layer !== 'shared');
  return { shared: head.sharedN, own: own ? numberOf(head, own) : 0 };
}

/** What both sides see has changed; it is due since the first of such changes, however many follow. */
export function lookSoon(head: Head): void {
  if (head.lookAt === null || new Date(head.lookAt) > new Date(head.at)) head.lookAt = head.at;
}

/** One more entry in a layer's log. */
export function advance(head: Head, layer: Layer, n: number, hash: string): void {
  head[numbers[layer]] = n;
  head[hashes[layer]] = hash;
}
