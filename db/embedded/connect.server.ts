import { realpath } from 'node:fs/promises';
import postgres from 'postgres';
import { ownerSetting } from './owner.server.ts';
import { type ConnectionTarget, clientArguments, connectionUrl } from './socket-url.ts';

/** The server that answers serves another folder: a stranger's socket or port. */
export class WrongServer extends Error {}

/** One short visit to a server, with a deadline, because a server that is going down may never answer. */
export async function visit<T>(
  target: ConnectionTarget,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const [url, options] = clientArguments(connectionUrl(target));
  const sql = postgres(url, {
    ...options,
    max: 1,
    connect_timeout: 5,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
  });
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The built-in database did not answer in time.')), 10_000);
  });
  try {
    return await Promise.race([work(sql), deadline]);
  } finally {
    clearTimeout(timer);
    await sql.end({ timeout: 0 }).catch(() => undefined);
  }
}

/** Fails unless the server serves `dataDir`; gives the process id of its first owner. */
export async function requireServes(target: ConnectionTarget, dataDir: string): Promise<number> {
  const [row] = await visit(
    target,
    (sql) => sql`
    select current_setting('data_directory') as folder, current_setting(${ownerSetting}, true) as owner`,
  );
  const folder = String(row?.folder);
  if ((await realpath(folder).catch(() => folder)) !== dataDir) {
    throw new WrongServer(`The server at ${target.host} serves ${folder}, not ${dataDir}. Stop it first.`);
  }
  return Number(row?.owner ?? 0);
}

export async function createDatabase(target: ConnectionTarget, name: string): Promise<void> {
  await visit(target, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return;
    await sql`create database ${sql(name)}`.catch((error: { code?: string }) => {
      // Another process made it meanwhile; PostgreSQL says so in either of two ways.
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
  });
}

export function countOtherClients(target: ConnectionTarget): Promise<number> {
  return visit(target, async (sql) => {
    const [row] = await sql`select count(*)::int as others from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    return Number(row?.others);
  });
}
