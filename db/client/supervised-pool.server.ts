import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { clientArguments } from '../embedded/socket-url.ts';
import { onDriverAccident } from './accidents.server.ts';
import { DatabaseUnavailable, outageIn } from './outage.ts';

/** One postgres.js client, used until it is suspected of hanging. */
export type Lease = { sql: Sql; db: PostgresJsDatabase };

export type PoolOptions = { role?: string; max?: number; deadlineMs?: number };

/**
 * A postgres.js pool that comes back from restarts. The driver's own pool can hang for ever after the server was
 * restarted under it, so every unit of work races a deadline on our side, and a client that missed one is thrown
 * away whole.
 */
export type SupervisedPool = {
  /** Statements and locks give up on the server a little before this, so that only silence misses it. */
  readonly deadlineMs: number;
  /** Rejects with DatabaseUnavailable when the database is gone or silent; other errors pass unchanged. */
  run<T>(work: (lease: Lease) => Promise<T>, deadlineMs?: number): Promise<T>;
  close(): Promise<void>;
};

type Generation = Lease & { failures: Set<(outage: DatabaseUnavailable) => void> };

const DEADLINE_MS = 5_000;
const LOCK_TIMEOUT_MS = 2_000;

export function openSupervisedPool(target: string, options: PoolOptions = {}): SupervisedPool {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let current: Generation | undefined = startGeneration(target, options, deadlineMs);
  const stopWatching = onDriverAccident(() => current && replace(current, 'connection'));

  function replace(old: Generation, reason: 'connection' | 'deadline'): void {
    if (old !== current) return;
    current = startGeneration(target, options, deadlineMs);
    endGeneration(old, new DatabaseUnavailable(reason));
  }

  function run<T>(work: (lease: Lease) => Promise<T>, ownDeadlineMs = deadlineMs): Promise<T> {
    const generation = current;
    if (!generation) return Promise.reject(new DatabaseUnavailable('connection'));
    return new Promise<T>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        generation.failures.delete(fail);
      };
      const fail = (outage: DatabaseUnavailable) => {
        settle();
        reject(outage);
      };
      const miss = () => {
        if (!generation.failures.has(fail)) return;
        fail(new DatabaseUnavailable('deadline'));
        replace(generation, 'deadline');
      };
      // After a blocked event loop timers fire before sockets are read: let an answer that is there come first.
      const timer = setTimeout(() => setImmediate(miss), ownDeadlineMs);
      generation.failures.add(fail);
      Promise.resolve(generation)
        .then(work)
        .then(
          (value) => {
            settle();
            resolve(value);
          },
          (error: unknown) => {
            settle();
            reject(outageIn(error) ?? error);
          },
        );
    });
  }

  async function close(): Promise<void> {
    stopWatching();
    const last = current;
    current = undefined;
    await last?.sql.end({ timeout: deadlineMs / 1000 });
  }

  return { deadlineMs, run, close };
}

function startGeneration(target: string, options: PoolOptions, deadlineMs: number): Generation {
  const [url, address] = clientArguments(target);
  const sql = postgres(url, {
    ...address,
    max: options.max ?? 10,
    connect_timeout: deadlineMs / 1000,
    // The default waits up to 20 s after repeated refusals, long after the server is back.
    backoff: (retries: number) => Math.min(0.02 * 2 ** retries, 0.5),
    // Its look-up rejects where nobody can catch when the connection dies; Drizzle reads arrays from text itself.
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: 'throughline',
      ...(options.role ? { role: options.role } : {}),
      lock_timeout: Math.min(LOCK_TIMEOUT_MS, Math.round(deadlineMs * 0.8)),
      statement_timeout: Math.round(deadlineMs * 0.9),
      idle_in_transaction_session_timeout: deadlineMs * 2,
    },
  });
  return { sql, db: drizzle(sql), failures: new Set() };
}

function endGeneration(generation: Generation, outage: DatabaseUnavailable): void {
  // Queries of a reserved connection are not rejected by end(): fail the units here rather than at their deadline.
  for (const fail of [...generation.failures]) fail(outage);
  generation.sql.end({ timeout: 0 }).catch(() => {});
}
