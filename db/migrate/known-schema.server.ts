import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Sql } from 'postgres';
import { DatabaseRefused } from './refusal.ts';

/** Refuses a database that another version of the code has changed in a way this one does not know. */
export async function requireKnownSchema(sql: Sql, folder: string): Promise<void> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as found`;
  if (!table?.found) return;
  const rows = await sql<{ at: string }[]>`select created_at as at from drizzle.__drizzle_migrations`;
  const applied = rows.map((row) => Number(row.at));
  const known = readMigrationFiles({ migrationsFolder: folder }).map((migration) => migration.folderMillis);
  const newest = Math.max(...known);

  const unknown = applied.filter((at) => !known.includes(at));
  if (unknown.some((at) => at > newest)) {
    throw new DatabaseRefused(
      `The database is newer than this version of Throughline: it holds a migration of ${day(Math.max(...unknown))}, ` +
        `and this version knows them up to ${day(newest)}. Start the newer version, or restore a backup made before it.`,
    );
  }
  if (unknown.length > 0) {
    throw new DatabaseRefused(
      `The database holds a migration of ${day(Math.max(...unknown))} that this version of Throughline does not know.`,
    );
  }
  // Drizzle only looks at the newest one it has applied, and would pass over these without a word.
  const late = known.filter((at) => !applied.includes(at) && at < Math.max(...applied));
  if (late.length > 0) {
    throw new DatabaseRefused(
      `The migration of ${day(Math.min(...late))} came after newer ones had run. Give it a later time in the journal.`,
    );
  }
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
