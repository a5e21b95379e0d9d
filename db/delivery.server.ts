import { and, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Delivery, Stop } from '#app/domain/delivery.ts';
import type { Side } from '#app/domain/plan.ts';
import type { Db, Tx } from './client.server.ts';
import { letter, providerNews } from './schema/mail.ts';
import { membership, person } from './schema/people.ts';

/** Notes that this was told. False when it was before. */
export async function saveProviderNews(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .insert(providerNews)
    .values({ id })
    .onConflictDoNothing()
    .returning({ id: providerNews.id });
  return rows.length > 0;
}

/** A letter by our id of it or the provider's, held until this transaction ends. */
export async function lockLetter(tx: Tx, by: { letterId: string | null; providerId: string }) {
  const [found] = await tx
    .select({
      id: letter.id,
      kind: letter.kind,
      personId: letter.personId,
      workspaceId: letter.workspaceId,
      planId: letter.planId,
      refs: letter.refs,
      delivery: letter.delivery,
      createdAt: letter.createdAt,
      sentTo: sql<string | null>`${letter.frozen} -> 'to' ->> 'address'`,
    })
    .from(letter)
    .where(by.letterId ? eq(letter.id, by.letterId) : eq(letter.providerId, by.providerId))
    .limit(1)
    .for('update');
  return found;
}

export async function saveDelivery(
  tx: Tx,
  id: string,
  values: { delivery: Delivery; words: string | null; at: Date },
): Promise<void> {
  await tx
    .update(letter)
    .set({ delivery: values.delivery, deliveryWords: values.words, deliveryAt: values.at })
    .where(eq(letter.id, id));
}

/** False when it was stopped before, or is not their address any more. */
export async function saveAddressStopped(
  tx: Tx,
  { personId, address, why }: { personId: string; address: string; why: Stop },
): Promise<boolean> {
  const rows = await tx
    .update(person)
    .set({ addressStoppedAt: sql`now()`, addressStoppedWhy: why })
    .where(
      and(
        eq(person.id, personId),
        eq(person.address, address),
        // A complaint outlasts a bounce; what stopped for good stays so.
        or(
          isNull(person.addressStoppedAt),
          and(eq(person.addressStoppedWhy, 'bounced'), ne(sql`${why}`, 'bounced')),
        ),
      ),
    )
    .returning({ id: person.id });
  return rows.length > 0;
}

/** Mail goes there again. `before`: only what stopped earlier than this. */
export async function saveAddressWorks(
  tx: Tx,
  { personId, why, before }: { personId: string; why: Stop; before?: Date },
): Promise<boolean> {
  const rows = await tx
    .update(person)
    .set({ addressStoppedAt: null, addressStoppedWhy: null })
    .where(
      and(
        eq(person.id, personId),
        eq(person.addressStoppedWhy, why),
        before && lt(person.addressStoppedAt, before.toISOString()),
      ),
    )
    .returning({ id: person.id });
  return rows.length > 0;
}

export interface Looker {
  personId: string;
  side: Side;
  pointPerson: boolean;
  entered: boolean;
}

/** Everybody on one plan, as far as it matters for who is told of an address. */
export async function listLookers(tx: Tx, at: { workspaceId: string; planId: string }): Promise<Looker[]> {
  return await tx
    .select({
      personId: membership.personId,
      side: membership.side,
      pointPerson: membership.pointPerson,
      entered: sql<boolean>`${membership.enteredAt} is not null`,
    })
    .from(membership)
    .where(and(eq(membership.workspaceId, at.workspaceId), eq(membership.planId, at.planId)));
}

/** The plans somebody is on by name. */
export async function listPlansOn(
  tx: Tx,
  personId: string,
): Promise<{ workspaceId: string; planId: string }[]> {
  const rows = await tx
    .select({ workspaceId: membership.workspaceId, planId: membership.planId })
    .from(membership)
    .where(and(eq(membership.personId, personId), isNotNull(membership.planId)))
    .orderBy(membership.createdAt);
  return rows.flatMap(({ workspaceId, planId }) => (planId ? [{ workspaceId, planId }] : []));
}

/** What is known of mail to somebody on a plan: why it stopped, and the last letter about the plan that ended. */
export async function listLastLetters(db: Db, at: { workspaceId: string; planId: string }) {
  const last = db
    .selectDistinctOn([letter.personId], {
      personId: letter.personId,
      state: letter.state,
      error: letter.error,
      delivery: letter.delivery,
      words: letter.deliveryWords,
      endedAt: letter.endedAt,
    })
    .from(letter)
    .where(
      and(
        eq(letter.workspaceId, at.workspaceId),
        eq(letter.planId, at.planId),
        sql`${letter.endedAt} is not null`,
        ne(letter.state, 'dropped'),
      ),
    )
    .orderBy(letter.personId, sql`${letter.endedAt} desc`)
    .as('last');
  const rows = await db
    .select({
      stakeholderId: membership.stakeholderId,
      personId: membership.personId,
      side: membership.side,
      entered: sql<boolean>`${membership.enteredAt} is not null`,
      stop: person.addressStoppedWhy,
      state: last.state,
      error: last.error,
      delivery: last.delivery,
      words: last.words,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(last, eq(last.personId, membership.personId))
    .where(and(eq(membership.workspaceId, at.workspaceId), eq(membership.planId, at.planId)));
  return rows.flatMap(({ stakeholderId, ...rest }) => (stakeholderId ? [{ ...rest, stakeholderId }] : []));
}
