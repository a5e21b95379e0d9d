import { PgDialect } from 'drizzle-orm/pg-core';
import { type PostgresJsDatabase, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type { TransactionSql } from 'postgres';
import { DatabaseUnavailable, isConflict, OutcomeUnknown } from './outage.ts';
import { preparing } from './preparing.ts';
import type { SupervisedPool } from './supervised-pool.server.ts';

export type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

export type TransactionOptions = {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** How long to wait for one lock; the pool's default is 2 s. */
  lockTimeoutMs?: number;
  /** For the whole call, reruns included. */
  deadlineMs?: number;
};

/** By transaction: what is to be done once it is stored. */
const afterwards = new WeakMap<Tx, (() => void)[]>();

/** Does it after COMMIT, in the order it was asked for; not at all when nothing was stored. It must not throw. */
export function afterCommit(tx: Tx, act: () => void): void {
  const list = afterwards.get(tx);
  if (!list) throw new Error('Only a whole transaction is stored, not a part of one');
  list.push(act);
}

const ATTEMPTS = 5;
const dialect = new PgDialect();

/**
 * One transaction, run again with a short random pause when it lost against another one (so `work` must have no
 * effect outside `tx`). Rejects with DatabaseUnavailable when surely nothing was stored, with OutcomeUnknown when
 * the answer to COMMIT did not come.
 */
export async function runTransaction<T>(
  pool: SupervisedPool,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const end = performance.now() + (options.deadlineMs ?? pool.deadlineMs);
  for (let attempt = 1; ; attempt += 1) {
    const leftMs = end - performance.now();
    try {
      const { result, acts } = await runOnce(pool, (scope) => workIn(scope, work), {
        ...options,
        deadlineMs: leftMs,
      });
      for (const act of acts) act();
      return result;
    } catch (error) {
      const pauseMs = (0.5 + Math.random()) * 5 * 2 ** attempt;
      if (!isConflict(error) || attempt === ATTEMPTS || performance.now() + pauseMs >= end) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** One attempt over the driver's own transaction. */
export async function runOnce<T>(
  pool: SupervisedPool,
  work: (scope: TransactionSql) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  let committing = false;
  const attempt = async (scope: TransactionSql): Promise<T> => {
    const limits = limitsOf(pool, options);
    // Sent ahead of the first query of the work on the same connection, not waited for.
    if (limits) scope.unsafe(limits).execute();
    const result = await work(scope);
    committing = true;
    return result;
  };
  try {
    return await pool.run(
      ({ sql }) => sql.begin(modesOf(options), attempt) as Promise<T>,
      options.deadlineMs ?? pool.deadlineMs,
    );
  } catch (error) {
    if (committing && !options.readOnly && error instanceof DatabaseUnavailable) {
      throw new OutcomeUnknown({ cause: error });
    }
    throw error;
  }
}

async function workIn<T>(scope: TransactionSql, work: (tx: Tx) => Promise<T>) {
  let open = true;
  const acts: (() => void)[] = [];
  const client = clientFor(scope, () => open);
  try {
    // `never`: Drizzle's two declarations disagree whether a session runs on a client or on a transaction.
    const session = new PostgresJsSession(client as never, dialect, undefined);
    const tx: Tx = new PostgresJsTransaction(dialect, session as never, undefined);
    afterwards.set(tx, acts);
    return { result: await work(tx), acts };
  } finally {
    open = false;
  }
}

/**
 * What Drizzle calls of the driver, with every statement prepared. Once the work has ended nothing is sent any more: a
 * statement that was still on its way would run by itself, outside of any transaction.
 */
function clientFor(
  scope: TransactionSql,
  isOpen: () => boolean,
): Pick<TransactionSql, 'unsafe' | 'savepoint'> {
  const unsafe = (text: string, parameters: never[]) => {
    if (!isOpen()) throw new Error('This transaction has ended');
    return scope.unsafe(text, parameters, preparing(parameters));
  };
  const savepoint = (work: (inner: TransactionSql) => Promise<unknown>) =>
    scope.savepoint((inner) => work(clientFor(inner, isOpen) as TransactionSql));
  return { unsafe, savepoint } as Pick<TransactionSql, 'unsafe' | 'savepoint'>;
}

function modesOf({ isolation, readOnly }: TransactionOptions): string {
  return [isolation && `isolation level ${isolation}`, readOnly && 'read only'].filter(Boolean).join(' ');
}

function limitsOf(pool: SupervisedPool, { lockTimeoutMs, deadlineMs }: TransactionOptions): string {
  const limits = [];
  if (lockTimeoutMs !== undefined) limits.push(`set local lock_timeout = ${Math.round(lockTimeoutMs)}`);
  if (deadlineMs !== undefined && deadlineMs > pool.deadlineMs) {
    limits.push(`set local statement_timeout = ${Math.round(deadlineMs * 0.9)}`);
  }
  return limits.join('; ');
}
