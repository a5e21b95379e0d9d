import { and, asc, count, eq, lte } from 'drizzle-orm';
import type { ReplyPlace, ReplyState } from '#app/domain/reply.ts';
import type { Db, Tx } from './client.server.ts';
import { reply } from './schema/mail.ts';

export type StoredReply = typeof reply.$inferSelect;
export type NewReply = Omit<StoredReply, 'endedAt' | 'why'> & { place: ReplyPlace };

/** False when the same message was stored before. */
export async function saveReply(tx: Tx, values: NewReply): Promise<boolean> {
  const rows = await tx.insert(reply).values(values).onConflictDoNothing().returning({ id: reply.id });
  return rows.length > 0;
}

export async function isKnownReply(tx: Tx, key: string): Promise<boolean> {
  const found = await tx.select({ id: reply.id }).from(reply).where(eq(reply.key, key));
  return found.length > 0;
}

export async function findReply(db: Db, id: string): Promise<StoredReply | undefined> {
  const [found] = await db.select().from(reply).where(eq(reply.id, id));
  return found;
}

/** Held until this transaction ends: whoever writes it and whoever takes it back come one after the other. */
export async function lockReply(tx: Tx, id: string): Promise<StoredReply | undefined> {
  const [found] = await tx.select().from(reply).where(eq(reply.id, id)).for('update');
  return found;
}

/** The one that is due longest and that nobody else is at work on. */
export async function lockDueReply(tx: Tx, now: Date): Promise<StoredReply | undefined> {
  const [found] = await tx
    .select()
    .from(reply)
    .where(and(eq(reply.state, 'waiting'), lte(reply.dueAt, now)))
    .orderBy(asc(reply.dueAt))
    .limit(1)
    .for('update', { skipLocked: true });
  return found;
}

export async function saveReplyAs(
  db: Db,
  id: string,
  values: Partial<{
    state: ReplyState;
    onlyOurs: boolean;
    dueAt: Date;
    endedAt: Date;
    why: string;
    text: string;
  }>,
): Promise<void> {
  await db.update(reply).set(values).where(eq(reply.id, id));
}

/** From other addresses, about whom somebody on a plan has not decided yet. */
export async function countHeld(tx: Tx, on: { personId: string; planId: string }): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(reply)
    .where(and(eq(reply.personId, on.personId), eq(reply.planId, on.planId), eq(reply.state, 'held')));
  return row?.n ?? 0;
}
