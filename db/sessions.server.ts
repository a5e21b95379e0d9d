import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from './client.server.ts';
import type { Person } from './people.server.ts';
import { session, sessionPlan, signInAttempt } from './schema/auth.ts';
import { membership, person } from './schema/people.ts';

export type SessionLevel = 'invited' | 'signedIn';

export type StoredSession = {
  id: string;
  person: Person;
  level: SessionLevel;
  expiresAt: Date;
  endsAt: Date;
  /** Of any workspace: members have the shorter limits. */
  isMember: boolean;
  /** Its use was written down a moment ago. */
  isNoted: boolean;
};

/** A list of sessions may be this much behind; anything closer would be a write for every page. */
const NOTED_FOR = sql`interval '5 minutes'`;

/** By the hash of what the cookie holds; both limits by the database's clock. */
export async function findSession(db: Db, id: string): Promise<StoredSession | undefined> {
  const [found] = await db
    .select({
      id: session.id,
      person: { id: person.id, address: person.address, name: person.name, zone: person.zone },
      level: session.level,
      expiresAt: session.expiresAt,
      endsAt: session.endsAt,
      isMember: sql<boolean>`exists (select from ${membership}
        where ${membership.personId} = ${person.id} and ${membership.planId} is null)`,
      isNoted: sql<boolean>`${session.userAgent} is not null
        and ${session.lastUsedAt} > now() - ${NOTED_FOR}`,
    })
    .from(session)
    .innerJoin(person, eq(person.id, session.userId))
    .where(and(eq(session.id, id), gt(session.expiresAt, sql`now()`), gt(session.endsAt, sql`now()`)));
  return found;
}

/** Those of these that still open something, with the plans that were entered in them. */
export async function listLiveSessions(
  db: Db,
  ids: string[],
): Promise<{ id: string; level: SessionLevel; planIds: string[] }[]> {
  const rows = await db
    .select({ id: session.id, level: session.level, planId: sessionPlan.planId })
    .from(session)
    .leftJoin(sessionPlan, eq(sessionPlan.sessionId, session.id))
    .where(and(inArray(session.id, ids), gt(session.expiresAt, sql`now()`), gt(session.endsAt, sql`now()`)));
  const found = new Map<string, { id: string; level: SessionLevel; planIds: string[] }>();
  for (const { id, level, planId } of rows) {
    const one = found.get(id) ?? { id, level, planIds: [] };
    if (planId) one.planIds.push(planId);
    found.set(id, one);
  }
  return [...found.values()];
}

export async function isMember(db: Db, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.personId, personId), isNull(membership.planId)))
    .limit(1);
  return rows.length > 0;
}

export type NewSession = {
  id: string;
  personId: string;
  level: SessionLevel;
  expiresAt: Date;
  /** From now to the absolute limit. */
  lastsSeconds: number;
};

export async function saveSession(db: Db, { personId, lastsSeconds, ...values }: NewSession): Promise<void> {
  await db.insert(session).values({
    ...values,
    userId: personId,
    endsAt: sql`now() + make_interval(secs => ${lastsSeconds})`,
  });
}

/** Moves the idle limit on, never past the absolute one. */
export async function saveSessionUse(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db
    .update(session)
    .set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${session.endsAt})` })
    .where(eq(session.id, id));
}

/** That it is in use, and by what. */
export async function saveSessionNoted(db: Db, id: string, userAgent: string): Promise<void> {
  await db.update(session).set({ lastUsedAt: sql`now()`, userAgent }).where(eq(session.id, id));
}

export type OwnSession = {
  id: string;
  level: SessionLevel;
  createdAt: Date;
  lastUsedAt: Date;
  userAgent: string | null;
  /** How many plans were entered in it by invitation. */
  plans: number;
};

/** Those of one person that still open something, the one used last first. */
export async function listSessionsOf(db: Db, personId: string): Promise<OwnSession[]> {
  return db
    .select({
      id: session.id,
      level: session.level,
      createdAt: session.createdAt,
      lastUsedAt: session.lastUsedAt,
      userAgent: session.userAgent,
      plans: sql<number>`(select count(*)::int from ${sessionPlan}
        where ${sessionPlan.sessionId} = ${session.id})`,
    })
    .from(session)
    .where(
      and(eq(session.userId, personId), gt(session.expiresAt, sql`now()`), gt(session.endsAt, sql`now()`)),
    )
    .orderBy(desc(session.lastUsedAt), desc(session.createdAt));
}

/** Nothing when it is somebody else's. */
export async function deleteSessionOf(db: Db, personId: string, id: string): Promise<boolean> {
  const rows = await db
    .delete(session)
    .where(and(eq(session.id, id), eq(session.userId, personId)))
    .returning({ id: session.id });
  return rows.length > 0;
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.delete(session).where(eq(session.id, id));
}

export async function deleteSessionsOf(db: Db, personId: string): Promise<void> {
  await db.delete(session).where(eq(session.userId, personId));
}

export async function deleteEndedSessions(db: Db): Promise<void> {
  await db.delete(session).where(lt(session.expiresAt, sql`now()`));
}

/** Lets an `invited` session reach one more plan. */
export async function saveSessionPlan(db: Db, sessionId: string, planId: string): Promise<void> {
  await db.insert(sessionPlan).values({ sessionId, planId }).onConflictDoNothing();
}

export async function listSessionPlans(db: Db, sessionId: string): Promise<string[]> {
  const rows = await db
    .select({ planId: sessionPlan.planId })
    .from(sessionPlan)
    .where(eq(sessionPlan.sessionId, sessionId));
  return rows.map(({ planId }) => planId);
}

export type NewAttempt = {
  id: string;
  address: string;
  /** SHA-256 of the secret in the asking browser. */
  browser: string;
  codeHash: string;
  goTo: string | null;
  lastsSeconds: number;
};

/** The same statement for an address somebody has and for one nobody has, so that both take the same time. */
export async function saveAttempt(db: Db, { lastsSeconds, ...values }: NewAttempt): Promise<void> {
  await db.insert(signInAttempt).values({
    ...values,
    personId: sql`(select ${person.id} from ${person} where ${person.address} = ${values.address}
      and exists (select from ${membership} where ${membership.personId} = ${person.id}))`,
    expiresAt: sql`now() + make_interval(secs => ${lastsSeconds})`,
  });
}

const open = (id: string, browser: string) =>
  and(
    eq(signInAttempt.id, id),
    eq(signInAttempt.browser, browser),
    isNull(signInAttempt.usedAt),
    gt(signInAttempt.expiresAt, sql`now()`),
  );

export type Attempt = { id: string; personId: string | null; goTo: string | null; tries: number };

const attemptColumns = {
  id: signInAttempt.id,
  personId: signInAttempt.personId,
  goTo: signInAttempt.goTo,
  tries: signInAttempt.tries,
};

/** While it can still be completed, by the browser that asked. */
export async function findOpenAttempt(db: Db, id: string, browser: string): Promise<Attempt | undefined> {
  const [found] = await db.select(attemptColumns).from(signInAttempt).where(open(id, browser));
  return found;
}

/** Counts one try before anybody looks at the code; nothing when none is left. */
export async function spendTry(
  db: Db,
  at: { id: string; browser: string; tries: number },
): Promise<(Attempt & { codeHash: string }) | undefined> {
  const [spent] = await db
    .update(signInAttempt)
    .set({ tries: sql`${signInAttempt.tries} + 1` })
    .where(and(open(at.id, at.browser), lt(signInAttempt.tries, at.tries)))
    .returning({ ...attemptColumns, codeHash: signInAttempt.codeHash });
  return spent;
}

/** Only once, whether by the link or by the code. */
export async function useAttempt(db: Db, id: string, browser: string): Promise<Attempt | undefined> {
  const [used] = await db
    .update(signInAttempt)
    .set({ usedAt: sql`now()` })
    .where(open(id, browser))
    .returning(attemptColumns);
  return used;
}
