import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import { type Database, openDatabase } from '#db/client.server.ts';
import { clientArguments, withDatabase, withRole } from '#db/embedded/socket-url.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { startTestCluster, type TestCluster } from './cluster.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `server` is a superuser's URL; `template` the name of a migrated database. */
    databases: { server: string; template: string };
  }
}

export type FreshDatabase = {
  /** The owner's URL: what DATABASE_URL would be. */
  target: string;
  /** As the app opens it: the role throughline_app, behind row-level security. */
  database: Database;
  /** The owner's own connection, for arranging and for looking behind the belts. */
  owner: Sql;
  drop(): Promise<void>;
};

/** The run's server and its migrated template; called once, by the global set-up. */
export async function startTestDatabases(): Promise<{ cluster: TestCluster; template: string }> {
  const cluster = await startTestCluster();
  const template = 'template_app';
  try {
    await asAdmin(cluster.target, (admin) => admin.unsafe(`create database ${template}`));
    await migrateDatabase(withDatabase(cluster.target, template));
    await asAdmin(withDatabase(cluster.target, template), (admin) => admin.unsafe(tellEverythingAtOnce));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { cluster, template };
}

const atAnyTime: KeepInTouch = {
  ...usualInTouch({ decides: false }),
  ...({ about: 'everything', rhythm: 'atOnce', interrupt: { approvals: true, questions: true } } as const),
  ...{ days: [1, 2, 3, 4, 5, 6, 7], hours: { from: 0, to: 24 }, quiet: null },
};

/** What a test is about must not hang on the hour it runs at. */
const tellEverythingAtOnce = `alter table person alter column keep_in_touch set default '${JSON.stringify(atAnyTime)}'`;

/** For tests of when letters come: people have said nothing, as outside of tests. */
export const nobodyHasSaid = (owner: Sql) =>
  owner.unsafe('alter table person alter column keep_in_touch drop default');

/**
 * A migrated database of one's own, about 40 ms. One a test file:
 * `beforeAll(async () => { fresh = await freshDatabase(); return fresh.drop; })`. Whoever restarts the server starts one
 * of their own with `startTestDatabases`.
 */
export async function freshDatabase({ server, template } = inject('databases')): Promise<FreshDatabase> {
  const name = nameOne('test');
  await asAdmin(server, (admin) =>
    admin.unsafe(`create database ${name} template ${template} strategy file_copy`),
  );
  return open(server, name, withDatabase(server, name));
}

/**
 * A database that was migrated by, and belongs to, a login without any privilege, as at a hosting company. The
 * superuser who owns the other ones passes row-level security even where it is forced.
 */
export async function plainOwnerDatabase(): Promise<FreshDatabase> {
  const { server } = inject('databases');
  const name = nameOne('plain');
  const login = `${name}_owner`;
  await asAdmin(server, async (admin) => {
    await admin.unsafe(`create role ${login} login password 'plain' nosuperuser nocreaterole nobypassrls`);
    await admin.unsafe(`grant throughline_app to ${login}`);
    await admin.unsafe(`create database ${name} owner ${login}`);
  });
  const target = withDatabase(withRole(server, login, 'plain'), name);
  await migrateDatabase(target);
  const fresh = await open(server, name, target);
  return {
    ...fresh,
    async drop() {
      await fresh.drop();
      await asAdmin(server, (admin) => admin.unsafe(`drop role ${login}`));
    },
  };
}

/** A connection of one's own, without Drizzle and without the supervision. */
export function connect(target: string): Sql {
  const [url, options] = clientArguments(target);
  return postgres(url, { ...options, max: 1, onnotice: () => {} });
}

export async function asAdmin<T>(server: string, work: (admin: Sql) => PromiseLike<T>): Promise<T> {
  const admin = connect(server);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function open(server: string, name: string, target: string): FreshDatabase {
  const database = openDatabase(target, { role: 'throughline_app' });
  const owner = connect(target);
  return {
    target,
    database,
    owner,
    async drop() {
      await Promise.all([database.close(), owner.end()]);
      await asAdmin(server, (admin) => admin.unsafe(`drop database ${name} with (force)`));
    },
  };
}

function nameOne(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}
