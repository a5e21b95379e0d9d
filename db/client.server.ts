import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { drizzleOver } from './client/facade.server.ts';
import { openSupervisedPool, type SupervisedPool } from './client/supervised-pool.server.ts';
import {
  afterCommit,
  runTransaction,
  type TransactionOptions,
  type Tx,
} from './client/transaction.server.ts';

export { afterCommit, type Tx };

/** What a query may be run on: the database itself, or a transaction. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

export type Database = {
  /** For `db` below, which finds the pool anew each time. */
  readonly pool: SupervisedPool;
  /** Each query is its own unit of work, on the client of that moment; safe to keep. */
  readonly db: Db;
  /** Several queries on one client under one deadline (default 5 s). */
  unit<T>(work: (db: Db) => Promise<T>, options?: { deadlineMs?: number }): Promise<T>;
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** The role to act as; without it the login role itself, to whom row-level security may not apply. */
  role?: 'throughline_app';
  /** Connections, at most; default 10. */
  max?: number;
  /** Default deadline of a unit of work. */
  deadlineMs?: number;
};

/**
 * `target` is a URL; `?host=/folder` names a unix socket. Connects when first asked for something. Rejects with DatabaseUnavailable
 * or OutcomeUnknown (`outageIn` finds them inside other errors); anything else is the query's own.
 */
export function openDatabase(target: string, options: OpenOptions = {}): Database {
  return databaseOver(openSupervisedPool(target, options));
}

function databaseOver(pool: SupervisedPool): Database {
  return {
    pool,
    db: drizzleOver(() => pool),
    unit: (work, { deadlineMs } = {}) => pool.run((lease) => work(lease.db), deadlineMs),
    transaction: (work, options) => runTransaction(pool, work, options),
    close: () => pool.close(),
  };
}

// On globalThis because development evaluates modules again after each edit, and pools would pile up.
const shelf = globalThis as typeof globalThis & { throughlineDatabase?: Database };

/** Names the one database of this process; called once, at start. */
export function useDatabase(database: Database): void {
  shelf.throughlineDatabase = database;
}

export function database(): Database {
  if (!shelf.throughlineDatabase) throw new Error('No database yet: call useDatabase() at start');
  return shelf.throughlineDatabase;
}

/** The database of this process as Drizzle; may be kept by others before useDatabase() was called. */
export const db: Db = drizzleOver(() => database().pool);

/** Was a row refused because its id, or its place, is taken by one that this reader may not see? */
export function isRefusedAsTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  // A missing grant has the same code, and is nobody's id: the routine tells, in whatever language the server speaks.
  const isRefusedRow =
    cause.code === '42501' && 'routine' in cause && cause.routine === 'ExecWithCheckOptions';
  return cause.code === '23505' || isRefusedRow;
}
