import { sql } from 'drizzle-orm';
import type { Tx } from './client.server.ts';
import { session, signInAttempt, token } from './schema/auth.ts';
import { command } from './schema/history.ts';
import { providerNews, reply } from './schema/mail.ts';
import { rateLimit } from './schema/rate-limit.ts';

/** For this transaction: whether no other process is sweeping at this moment. */
export async function takeSweepLock(tx: Tx): Promise<boolean> {
  const [lock] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('throughline sweep', 0)) as taken`,
  );
  return lock?.taken ?? false;
}

/** What a refused or conflicting command answers once its words are gone. */
const longAgo = {
  kind: 'refused',
  code: 'longAgo',
  sentence: 'That was asked more than 30 days ago and was not taken. Look at the plan as it is now.',
};

const ago = (now: Date, days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();

/**
 * Each takes at most `most` rows and says how many; the same again until there are fewer. Rows that somebody holds
 * are left for the next day.
 */
export const sweeps = {
  /** The answer stays known, so that the same command never runs a second time; its texts go. */
  commandAnswers: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`update ${command} set lost = null,
        answer = case when answer ->> 'kind' = 'ok' then answer else ${JSON.stringify(longAgo)}::jsonb end
        where ctid = any (array(select ctid from ${command} where at < ${ago(now, 30)}::timestamptz
          and (lost is not null or (answer ->> 'kind' <> 'ok' and answer ->> 'code' is distinct from ${longAgo.code}))
          limit ${most} for update skip locked))`,
    ),
  endedSessions: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${session} where ctid = any (array(select ctid from ${session}
        where least(expires_at, ends_at) < ${now.toISOString()}::timestamptz limit ${most} for update skip locked))`,
    ),
  /**
   * Links that ran out: a sign-in link after a day, when no letter with it is left to be written; others after 90,
   * because until then the page of an old invitation still helps whoever opens it.
   */
  links: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${token} where ctid = any (array(select ctid from ${token}
        where expires_at < case purpose when 'signIn' then ${ago(now, 1)}::timestamptz
          else ${ago(now, 90)}::timestamptz end limit ${most} for update skip locked))`,
    ),
  attempts: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${signInAttempt} where ctid = any (array(select ctid from ${signInAttempt} a
        where expires_at < ${ago(now, 1)}::timestamptz
          and not exists (select from ${token} t where t.attempt_id = a.id) limit ${most} for update skip locked))`,
    ),
  /** What is older than a few minutes is refused by its time alone. */
  providerNews: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${providerNews} where ctid = any (array(select ctid from ${providerNews}
        where at < ${ago(now, 1)}::timestamptz limit ${most} for update skip locked))`,
    ),
  /** What became a comment stands there; what did not, and what nobody decided about, is somebody's mail. */
  replies: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${reply} where ctid = any (array(select ctid from ${reply}
        where ended_at < ${ago(now, 30)}::timestamptz
          or (state = 'held' and received_at < ${ago(now, 90)}::timestamptz)
        limit ${most} for update skip locked))`,
    ),
  rateLimits: (tx: Tx, now: Date, most: number) =>
    counted(
      tx,
      sql`delete from ${rateLimit} where ctid = any (array(select ctid from ${rateLimit}
        where expire < ${now.toISOString()}::timestamptz limit ${most} for update skip locked))`,
    ),
} satisfies Record<string, (tx: Tx, now: Date, most: number) => Promise<number>>;

export type SweepName = keyof typeof sweeps;

async function counted(tx: Tx, statement: ReturnType<typeof sql>): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`with swept as (${statement} returning 1) select count(*)::int as n from swept`,
  );
  return row?.n ?? 0;
}
