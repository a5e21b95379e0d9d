import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { outageIn } from './client/outage.ts';
import { clientArguments } from './embedded/socket-url.ts';
import { requireAppRole } from './migrate/app-role.server.ts';
import { requireKnownSchema } from './migrate/known-schema.server.ts';
import { DatabaseRefused } from './migrate/refusal.ts';

export type MigrateOptions = {
  folder?: string;
  /** How long to wait for another process that is migrating; default one minute. */
  waitMs?: number;
  /** How long a statement waits for a table; default 5 s. */
  lockTimeoutMs?: number;
};

/** The same in every version: whoever holds it is migrating this database. */
const MIGRATION_LOCK = 7_316_402_518;
const WAIT_MS = 60_000;
/** Better a start that fails and is tried again than every query waiting behind one ALTER TABLE. */
const TABLE_LOCK_TIMEOUT_MS = 5_000;

/**
 * Brings the database up to this code, as the login role. Rejects with DatabaseRefused when a person has to act, and
 * with DatabaseUnavailable when trying again is enough.
 */
export async function migrateDatabase(target: string, options: MigrateOptions = {}): Promise<void> {
  const folder = options.folder ?? migrationsFolder();
  const [url, address] = clientArguments(target);
  const sql = postgres(url, {
    ...address,
    max: 1, // the advisory lock belongs to one session
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'throughline-migrate' },
  });
  try {
    const [server] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    requireSupportedServer(server?.version ?? '');
    await takeLock(sql, options.waitMs ?? WAIT_MS);
    await sql.unsafe(`set lock_timeout = ${options.lockTimeoutMs ?? TABLE_LOCK_TIMEOUT_MS}`);
    await requireKnownSchema(sql, folder);
    await requireAppRole(sql);
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } catch (error) {
    throw outageIn(error) ?? error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export function requireSupportedServer(version: string): void {
  if (Number.parseInt(version, 10) >= 15) return;
  throw new DatabaseRefused(
    `Throughline needs PostgreSQL 15 or newer, and the server at DATABASE_URL is ${version}.`,
  );
}

async function takeLock(sql: Sql, waitMs: number): Promise<void> {
  await sql.unsafe(`set lock_timeout = ${waitMs}`);
  try {
    await sql.unsafe(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== '55P03') throw error;
    throw new Error(`Another process has been migrating this database for ${waitMs / 1000} s`);
  }
}

/** From the source it is beside this file; from the built server it is up in the project. */
function migrationsFolder(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'db/migrations/meta/_journal.json'))) {
    if (dirname(at) === at) throw new Error('The folder db/migrations is missing');
    at = dirname(at);
  }
  return join(at, 'db/migrations');
}
