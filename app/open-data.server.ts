import { join } from 'node:path';
import { env, projectRoot, useDataFolder } from '#app/env.server.ts';
import { log } from '#app/http/log.server.ts';
import { type Database, openDatabase, useDatabase } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';

export type OpenData = {
  database: Database;
  /** For what a pooler of transactions does not pass on. */
  directUrl: string;
  close(): Promise<void>;
};

/** The configured database, or the built-in one; brought up to this code and named as this process's own. */
export async function openData(): Promise<OpenData> {
  const { url, directUrl, stop } = await findDatabase();
  try {
    await migrateDatabase(directUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  const database = openDatabase(url, { role: 'throughline_app' });
  useDatabase(database);
  return {
    database,
    directUrl,
    close: async () => {
      await database.close();
      await stop();
    },
  };
}

async function findDatabase(): Promise<{ url: string; directUrl: string; stop: () => Promise<void> }> {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR } = env();
  if (DATABASE_URL)
    return { url: DATABASE_URL, directUrl: DATABASE_DIRECT_URL ?? DATABASE_URL, stop: async () => {} };
  // Only here, so that an installation with a database of its own never loads it.
  const { chooseDataFolder } = await import('#db/embedded/data-folder.server.ts');
  const { startEmbeddedPostgres } = await import('#db/embedded/start.server.ts');
  const say = (message: string) => log().info(message);
  const folder = DATA_DIR ?? (await chooseDataFolder(projectRoot, say));
  useDataFolder(folder);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: say });
  return { url: postgres.url, directUrl: postgres.url, stop: () => postgres.stop() };
}
