import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Invitation } from '#app/domain/calendar.ts';
import type { Stop } from '#app/domain/delivery.ts';
import type { Side } from '#app/domain/plan.ts';
import type { Db, Tx } from './client.server.ts';
import { type FrozenLetter, type LetterState, letter } from './schema/mail.ts';
import { membership, person } from './schema/people.ts';

export interface NewLetter {
  kind: string;
  /** Null: to nobody who is known here; `refs` says the address. */
  personId: string | null;
  workspaceId?: string;
  planId?: string;
  refs: Record<string, unknown>;
  sendAfter?: Date;
}

/** A letter to be composed and sent; written in the transaction of what calls for it. */
export async function saveLetter(tx: Db, { sendAfter, ...values }: NewLetter): Promise<string> {
  const id = randomUUID();
  await tx.insert(letter).values({ id, ...values, sendAfter: sendAfter ?? new Date() });
  return id;
}

export type Letter = typeof letter.$inferSelect;
/** A letter somebody is at work on. `attempts` is the fence: who lost the lease writes nothing. */
export type Claimed = Letter & {
  /** Claimed before by somebody who never said what came of it. */
  interrupted: boolean;
};

export interface Claiming {
  now: Date;
  leaseSeconds: number;
  /** Only this one. */
  id?: string;
}

/** Takes the letter that has been due longest, for as long as the lease lasts. */
export async function claimLetter(tx: Tx, { now, leaseSeconds, id }: Claiming): Promise<Claimed | null> {
  const [due] = await tx
    .select({ id: letter.id, state: letter.state })
    .from(letter)
    .where(
      and(
        id === undefined ? undefined : eq(letter.id, id),
        lte(letter.sendAfter, now),
        or(eq(letter.state, 'waiting'), and(eq(letter.state, 'sending'), lte(letter.leasedUntil, now))),
      ),
    )
    .orderBy(asc(letter.sendAfter))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!due) return null;
  const [claimed] = await tx
    .update(letter)
    .set({
      state: 'sending',
      attempts: sql`${letter.attempts} + 1`,
      leasedUntil: new Date(now.getTime() + leaseSeconds * 1000),
    })
    .where(eq(letter.id, due.id))
    .returning();
  return claimed ? { ...claimed, interrupted: due.state === 'sending' } : null;
}

const mine = ({ id, attempts }: Claimed) =>
  and(eq(letter.id, id), eq(letter.attempts, attempts), eq(letter.state, 'sending'));

/** Keeps what was composed, and starts the clock of its attempts. False when the lease was lost. */
export async function saveFrozen(
  db: Db,
  claimed: Claimed,
  frozen: FrozenLetter,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(letter)
    .set({ frozen, firstTriedAt: sql`coalesce(${letter.firstTriedAt}, ${now.toISOString()}::timestamptz)` })
    .where(mine(claimed))
    .returning({ id: letter.id });
  return rows.length > 0;
}

export type Ending =
  | { state: 'sent'; providerId: string }
  | { state: 'failed' | 'unknown' | 'dropped'; error: string };

/** Says what came of it. False when the lease was lost. */
export async function saveEnding(db: Db, claimed: Claimed, ending: Ending, now: Date): Promise<boolean> {
  const { state } = ending;
  const what = state === 'sent' ? { providerId: ending.providerId, error: null } : { error: ending.error };
  const rows = await db
    .update(letter)
    .set({ state, ...what, leasedUntil: null, endedAt: now })
    .where(mine(claimed))
    .returning({ id: letter.id });
  return rows.length > 0;
}

/** Not now: again after a while, with the reason kept for who looks. */
export async function savePostponed(
  db: Db,
  claimed: Claimed,
  { until, error, anew }: { until: Date; error: string; anew: boolean },
): Promise<void> {
  await db
    .update(letter)
    .set({ state: 'waiting', sendAfter: until, leasedUntil: null, error, ...(anew && { frozen: null }) })
    .where(mine(claimed));
}

/** A person says: now. */
export async function saveDueNow(db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(letter)
    .set({ sendAfter: now })
    .where(and(eq(letter.id, id), eq(letter.state, 'waiting')));
}

/** A person says: again, after a letter whose delivery nobody saw. The same bytes go under the same key. */
export async function saveSendAgain(db: Db, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(letter)
    .set({ state: 'waiting', sendAfter: now, firstTriedAt: now, endedAt: null, error: null })
    .where(and(eq(letter.id, id), eq(letter.state, 'unknown')))
    .returning({ id: letter.id });
  return rows.length > 0;
}

/** The letters about a plan that a person has, first and newest: what the next one is threaded under. */
export async function listThread(
  db: Db,
  { personId, planId }: { personId: string; planId: string },
): Promise<{ first: string; last: string } | null> {
  const sent = and(eq(letter.personId, personId), eq(letter.planId, planId), eq(letter.state, 'sent'));
  const at = (order: typeof letter.endedAt | ReturnType<typeof desc>) =>
    db.select({ id: letter.id }).from(letter).where(sent).orderBy(order).limit(1);
  const [[first], [last]] = await Promise.all([at(letter.endedAt), at(desc(letter.endedAt))]);
  return first && last ? { first: first.id, last: last.id } : null;
}

export interface LastInvitation {
  letterId: string;
  invitation: Invitation;
}
type OfMeeting = { personId: string; planId: string; stepId: string };

/** What was last put into, or taken out of, one person's calendar of one meeting: the letter is what knows it. */
export async function findLastInvitation(
  db: Db,
  { personId, planId, stepId }: OfMeeting,
  only?: SQL,
): Promise<LastInvitation | null> {
  const calendar = sql`${letter.frozen}->'calendar'`;
  const [last] = await db
    .select({ letterId: letter.id, frozen: letter.frozen })
    .from(letter)
    .where(
      and(
        eq(letter.personId, personId),
        eq(letter.planId, planId),
        eq(letter.kind, 'meeting'),
        sql`${letter.refs}->>'stepId' = ${stepId}`,
        sql`${calendar} is not null`,
        only,
      ),
    )
    .orderBy(sql`(${calendar}->>'sequence')::int desc`)
    .limit(1);
  if (!last?.frozen?.calendar) return null;
  const { text: _, ...invitation } = last.frozen.calendar;
  return { letterId: last.letterId, invitation };
}

/** For who has been taken off the plan: what may stand in their calendar, of the last letter that was not refused on its way. */
export async function findHeldInvitation(db: Db, of: OfMeeting): Promise<Invitation | null> {
  const wanted = sql`${letter.refs}->>'stopped' is null`;
  const held = await findLastInvitation(db, of, and(ne(letter.state, 'failed'), wanted));
  return held?.invitation ?? null;
}

/** Who wanted no letters gets none when they leave either, and nothing else remembers that they said so. */
export async function saveLeftWithoutLetters(
  tx: Db,
  { workspaceId, stakeholderId }: { workspaceId: string; stakeholderId: string },
): Promise<void> {
  await tx
    .update(letter)
    .set({ refs: sql`${letter.refs} || '{"stopped":true}'::jsonb` })
    .where(
      and(
        eq(letter.kind, 'meeting'),
        eq(letter.workspaceId, workspaceId),
        sql`(${letter.personId}, ${letter.planId}) in (select person_id, plan_id from membership
          where id = ${stakeholderId} and workspace_id = ${workspaceId} and letters_stopped_at is not null)`,
      ),
    );
}

/** The last one, with nobody else composing one until this transaction ends. */
export async function lockLastInvitation(tx: Tx, of: OfMeeting): Promise<LastInvitation | null> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`invited ${of.personId} ${of.stepId}`}, 0))`,
  );
  return await findLastInvitation(tx, of);
}

/** Letters about a meeting go at once, each by itself, and each says all of it. */
export async function saveMeetingLetters(
  tx: Tx,
  on: { workspaceId: string; planId: string; at: string },
  list: readonly { personId: string; stepId: string; by: string }[],
): Promise<void> {
  const sendAfter = new Date(on.at);
  const { workspaceId, planId } = on;
  for (const { personId, ...refs } of list)
    await saveLetter(tx, { kind: 'meeting', personId, workspaceId, planId, refs, sendAfter });
}

/** What is taken back within two minutes is not told. */
const RECAP_WAITS_MS = 120_000;

/** How a meeting ended is told to each once; the letter also holds the next one, as any letter about a meeting does. */
export async function saveRecaps(
  tx: Tx,
  on: { workspaceId: string; planId: string; at: string },
  list: readonly { personId: string; noteId: string; stepId?: string; by: string }[],
): Promise<void> {
  const sendAfter = new Date(new Date(on.at).getTime() + RECAP_WAITS_MS);
  const { workspaceId, planId } = on;
  for (const { personId, noteId: recap, ...refs } of list)
    await saveLetter(tx, {
      ...{ kind: 'meeting', personId, workspaceId, planId, sendAfter },
      refs: { ...refs, recap },
    });
}

/** Whether another letter has told this person how that meeting ended, or may have. */
export async function hasRecap(db: Db, { id, personId, refs }: Letter): Promise<boolean> {
  if (!personId || typeof refs.recap !== 'string') return false;
  const [told] = await db
    .select({ id: letter.id })
    .from(letter)
    .where(
      and(
        eq(letter.personId, personId),
        sql`${letter.refs}->>'recap' = ${refs.recap}`,
        ne(letter.id, id),
        or(isNotNull(letter.frozen), eq(letter.state, 'sent')),
        ne(letter.state, 'failed'),
        ne(letter.state, 'dropped'),
      ),
    )
    .limit(1);
  return told !== undefined;
}

export interface Reader {
  id: string;
  name: string;
  address: string;
  zone: string;
  /** Why no mail goes to the address; null while it does. */
  addressStopped: Stop | 'for good' | null;
  /** On the plan; null when they are not. */
  onPlan: { side: Side; entered: boolean; lettersStopped: boolean } | null;
}

/** Who a letter is for, and what stands in its way. */
export async function findReader(
  db: Db,
  { personId, workspaceId, planId }: Pick<Letter, 'personId' | 'workspaceId' | 'planId'>,
): Promise<Reader | null> {
  if (!personId) return null;
  const [found] = await db
    .select({
      id: person.id,
      name: person.name,
      address: person.address,
      zone: person.zone,
      stopped: person.addressStoppedAt,
      why: person.addressStoppedWhy,
    })
    .from(person)
    .where(eq(person.id, personId));
  if (!found) return null;
  const { stopped, why, ...rest } = found;
  return {
    ...rest,
    addressStopped: stopped === null ? null : (why ?? 'for good'),
    onPlan: await standingOf(db, personId, workspaceId, planId),
  };
}

async function standingOf(db: Db, personId: string, workspaceId: string | null, planId: string | null) {
  if (!workspaceId || !planId) return null;
  const [own] = await db
    .select({
      side: membership.side,
      enteredAt: membership.enteredAt,
      stoppedAt: membership.lettersStoppedAt,
    })
    .from(membership)
    .where(
      and(
        eq(membership.personId, personId),
        eq(membership.workspaceId, workspaceId),
        eq(membership.planId, planId),
      ),
    );
  return own
    ? { side: own.side, entered: own.enteredAt !== null, lettersStopped: own.stoppedAt !== null }
    : null;
}

export interface ListedLetter {
  id: string;
  kind: string;
  state: LetterState;
  personName: string | null;
  address: string | null;
  subject: string | null;
  refs: Record<string, unknown>;
  sendAfter: Date;
  endedAt: Date | null;
  error: string | null;
}

/** For the mailbox: what waits, soonest first, then what is done, newest first. */
export async function listLetters(
  db: Db,
  limit: number,
): Promise<{ waiting: ListedLetter[]; ended: ListedLetter[] }> {
  const select = () =>
    db
      .select({
        id: letter.id,
        kind: letter.kind,
        state: letter.state,
        personName: person.name,
        address: person.address,
        subject: sql<string | null>`${letter.frozen}->>'subject'`,
        refs: letter.refs,
        sendAfter: letter.sendAfter,
        endedAt: letter.endedAt,
        error: letter.error,
      })
      .from(letter)
      .leftJoin(person, eq(person.id, letter.personId))
      .limit(limit);
  const [waiting, ended] = await Promise.all([
    select().where(isNull(letter.endedAt)).orderBy(asc(letter.sendAfter)),
    select().where(isNotNull(letter.endedAt)).orderBy(desc(letter.endedAt)),
  ]);
  return { waiting, ended };
}

/** Whose they are and about which plan, in the order of `ids`. */
export async function findLettersOf(
  db: Db,
  ids: readonly string[],
): Promise<{ personId: string | null; planId: string | null }[]> {
  const found = await db
    .select({ id: letter.id, personId: letter.personId, planId: letter.planId })
    .from(letter)
    .where(inArray(letter.id, [...ids]));
  return ids.flatMap((id) => found.filter((each) => each.id === id));
}

export async function findLetter(
  db: Db,
  id: string,
): Promise<(Letter & { personName: string | null; address: string | null }) | null> {
  const [found] = await db
    .select({ letter, personName: person.name, address: person.address })
    .from(letter)
    .leftJoin(person, eq(person.id, letter.personId))
    .where(eq(letter.id, id));
  return found ? { ...found.letter, personName: found.personName, address: found.address } : null;
}
