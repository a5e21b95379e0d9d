import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { LetterActRefs } from '#app/domain/letter-act.ts';
import type { ReplyActRefs, ReplyPlace } from '#app/domain/reply.ts';
import type { Db } from './client.server.ts';
import { signInAttempt, token } from './schema/auth.ts';
import { letter } from './schema/mail.ts';

export type TokenPurpose = (typeof token.$inferSelect)['purpose'];

/** Whom and what a link is for. */
export type TokenSubject = {
  personId?: string | null;
  workspaceId?: string | null;
  planId?: string | null;
  attemptId?: string | null;
  invitedBy?: string | null;
  refs?: LetterActRefs | ReplyPlace | ReplyActRefs | null;
};

export type NewToken = TokenSubject & {
  id: string;
  purpose: TokenPurpose;
  hash: string;
  lastsSeconds: number;
};

export const saveToken = (db: Db, one: NewToken): Promise<void> => saveTokens(db, [one]);

export async function saveTokens(db: Db, list: readonly NewToken[]): Promise<void> {
  if (list.length === 0) return;
  await db
    .insert(token)
    .values(list.map(({ lastsSeconds, ...values }) => ({ ...values, expiresAt: inSeconds(lastsSeconds) })));
}

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

const columns = {
  id: token.id,
  personId: token.personId,
  workspaceId: token.workspaceId,
  planId: token.planId,
  attemptId: token.attemptId,
  invitedBy: token.invitedBy,
  refs: token.refs,
};

export type Token = Required<TokenSubject> & { id: string };
export type TokenState = 'open' | 'used' | 'expired' | 'revoked';
/** `lasts`: its day has not come, used or not. */
export type FoundToken = Token & { state: TokenState; lasts: boolean };

export async function findTokenByHash(
  db: Db,
  purpose: TokenPurpose,
  hash: string,
): Promise<FoundToken | undefined> {
  const [found] = await db
    .select({
      ...columns,
      state: sql<TokenState>`case
        when ${token.revokedAt} is not null then 'revoked'
        when ${token.usedAt} is not null then 'used'
        when ${token.expiresAt} <= now() then 'expired'
        else 'open' end`,
      lasts: sql<boolean>`${token.expiresAt} > now()`,
    })
    .from(token)
    .where(and(eq(token.purpose, purpose), eq(token.hash, hash)));
  return found;
}

/** The one place where a link is used up: whoever comes second gets nothing. */
export async function useTokenByHash(
  db: Db,
  purpose: TokenPurpose,
  hash: string,
): Promise<Token | undefined> {
  const [used] = await db
    .update(token)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(token.purpose, purpose),
        eq(token.hash, hash),
        isNull(token.usedAt),
        isNull(token.revokedAt),
        gt(token.expiresAt, sql`now()`),
      ),
    )
    .returning(columns);
  return used;
}

type TokensOf = { purpose: TokenPurpose; personId: string; workspaceId: string; planId: string };

const of = (which: TokensOf) =>
  and(
    eq(token.purpose, which.purpose),
    eq(token.personId, which.personId),
    eq(token.workspaceId, which.workspaceId),
    eq(token.planId, which.planId),
    isNull(token.revokedAt),
  );

export async function saveTokensRevoked(db: Db, which: TokensOf): Promise<void> {
  await db.update(token).set({ revokedAt: sql`now()` }).where(of(which));
}

/** The links by which somebody was asked into a workspace, whoever sent them. */
export async function saveMemberInvitationsRevoked(
  db: Db,
  { personId, workspaceId }: { personId: string; workspaceId: string },
): Promise<void> {
  await db
    .update(token)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(token.purpose, 'memberInvitation'),
        eq(token.personId, personId),
        eq(token.workspaceId, workspaceId),
        isNull(token.revokedAt),
      ),
    );
}

/** A standing link that can be given out again for some time yet. */
export async function findStandingToken(
  db: Db,
  which: TokensOf,
  leftSeconds: number,
): Promise<string | undefined> {
  const [found] = await db
    .select({ id: token.id })
    .from(token)
    .where(and(of(which), gt(token.expiresAt, inSeconds(leftSeconds))))
    .limit(1);
  return found?.id;
}

/**
 * The link and the letter of one attempt to sign in. Two statements whether somebody has the address or not; for
 * nobody they write no row.
 */
export async function saveSignInLetter(
  db: Db,
  values: {
    attemptId: string;
    tokenId: string;
    hash: string;
    letterId: string;
    lastsSeconds: number;
    /** Asked for to decide an approval, by somebody who is in already. */
    toDecide: boolean;
  },
): Promise<void> {
  const { attemptId, tokenId, hash, letterId, lastsSeconds, toDecide } = values;
  await db.execute(sql`insert into ${token} (id, purpose, hash, person_id, attempt_id, expires_at)
    select ${tokenId}::uuid, 'signIn', ${hash}, person_id, id, ${inSeconds(lastsSeconds)}
    from ${signInAttempt} where id = ${attemptId} and person_id is not null`);
  const refs = JSON.stringify({ attemptId, tokenId, ...(toDecide && { toDecide }) });
  await db.execute(sql`insert into ${letter} (id, kind, person_id, refs, send_after)
    select ${letterId}::uuid, 'signIn', person_id, ${refs}::jsonb, now()
    from ${signInAttempt} where id = ${attemptId} and person_id is not null`);
}

type OfPerson = { purpose: TokenPurpose; personId: string };

/** Of a person and no plan in particular. */
const ofPerson = ({ purpose, personId }: OfPerson) =>
  and(
    eq(token.personId, personId),
    isNull(token.planId),
    eq(token.purpose, purpose),
    isNull(token.revokedAt),
  );

/** The newest that is open. */
export async function findOwnToken(db: Db, which: OfPerson): Promise<string | null> {
  const [found] = await db
    .select({ id: token.id })
    .from(token)
    .where(and(ofPerson(which), gt(token.expiresAt, sql`now()`)))
    .orderBy(desc(token.createdAt))
    .limit(1);
  return found?.id ?? null;
}

export async function saveOwnTokensRevoked(db: Db, which: OfPerson): Promise<void> {
  await db.update(token).set({ revokedAt: sql`now()` }).where(ofPerson(which));
}

type OfPlan = { purpose: TokenPurpose; workspaceId: string; planId: string };

/** Of the plan itself and of nobody in particular: that is what it is found by. */
const ofPlan = ({ purpose, workspaceId, planId }: OfPlan) =>
  and(
    isNull(token.personId),
    eq(token.planId, planId),
    eq(token.purpose, purpose),
    eq(token.workspaceId, workspaceId),
    isNull(token.revokedAt),
  );

export type PlanToken = { id: string; madeBy: string; madeAt: Date; endsAt: Date };

/** The open links of a plan that belong to nobody in particular, the newest first. */
export async function listPlanTokens(db: Db, which: OfPlan): Promise<PlanToken[]> {
  const rows = await db
    .select({ id: token.id, madeBy: token.invitedBy, madeAt: token.createdAt, endsAt: token.expiresAt })
    .from(token)
    .where(and(ofPlan(which), gt(token.expiresAt, sql`now()`)))
    .orderBy(desc(token.createdAt));
  return rows.flatMap(({ madeBy, ...rest }) => (madeBy ? [{ ...rest, madeBy }] : []));
}

/** False when it is none of that plan's, or has ended already. */
export async function savePlanTokenRevoked(db: Db, which: OfPlan, id: string): Promise<boolean> {
  const rows = await db
    .update(token)
    .set({ revokedAt: sql`now()` })
    .where(and(ofPlan(which), eq(token.id, id)))
    .returning({ id: token.id });
  return rows.length > 0;
}
