import { mkdtempSync, rmSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { withDatabase, withRole } from '#db/embedded/socket-url.ts';
import { migrateDatabase, requireSupportedServer } from '#db/migrate.server.ts';
import { startTestCluster, type TestCluster } from '#tests/support/cluster.server.ts';
import { asAdmin, connect } from '#tests/support/databases.server.ts';

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const folders: string[] = [];

// A server of its own: roles are the server's, and here they come and go.
let cluster: TestCluster;
let count = 0;

beforeAll(async () => {
  cluster = await startTestCluster();
});

afterAll(async () => {
  await cluster?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function emptyDatabase(owner = 'postgres'): Promise<string> {
  count += 1;
  const name = `empty_${count}`;
  await asAdmin(cluster.target, (admin) => admin.unsafe(`create database ${name} owner ${owner}`));
  return withDatabase(cluster.target, name);
}

async function plainLogin(name: string, privileges = ''): Promise<void> {
  await asAdmin(cluster.target, (admin) =>
    admin.unsafe(`create role ${name} login password 'plain' ${privileges}`),
  );
}

/** Our migrations and one more, as a newer version of the code would have them. */
async function migrationsAnd(statement: string, when: (newest: number) => number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-migrations-'));
  folders.push(folder);
  await cp(migrations, folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8'));
  const newest: number = journal.entries.at(-1).when;
  journal.entries.push({ idx: 99, version: '7', when: when(newest), tag: '0099_more', breakpoints: true });
  await writeFile(path, JSON.stringify(journal));
  await writeFile(join(folder, '0099_more.sql'), statement);
  return folder;
}

/** Our migrations as they were before this one. */
async function migrationsBefore(tag: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-migrations-'));
  folders.push(folder);
  await cp(migrations, folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8'));
  const at = journal.entries.findIndex((entry: { tag: string }) => entry.tag === tag);
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return folder;
}

const later = (newest: number) => newest + 60_000;
const earlier = (newest: number) => newest - 1;

async function one<T>(target: string, query: string): Promise<T | undefined> {
  const sql = connect(target);
  try {
    const [row] = await sql.unsafe(query).values();
    return row?.[0] as T | undefined;
  } finally {
    await sql.end();
  }
}

test('a login that may make roles, and is no superuser, needs nothing prepared', async () => {
  await plainLogin('dana', 'createrole');
  const target = withRole(await emptyDatabase('dana'), 'dana', 'plain');
  await migrateDatabase(target);
  const database = openDatabase(target, { role: 'throughline_app' });
  await expect(database.db.execute('select * from plan')).resolves.toEqual([]);
  await database.close();
  await asAdmin(cluster.target, async (admin) => {
    await admin.unsafe(`drop database ${new URL(target).pathname.slice(1)}`);
    await admin.unsafe('drop role throughline_app');
  });
});

test('what stands behind row-level security is filled for an owner who is no superuser too', async () => {
  await plainLogin('lena', 'createrole');
  const database = await emptyDatabase('lena');
  const target = withRole(database, 'lena', 'plain');
  await migrateDatabase(target, { folder: await migrationsBefore('0019_decided_as') });
  await asAdmin(database, async (admin) => {
    // Alone in its plan: of all it belongs to, only who decided it is asked for.
    await admin.unsafe(`
      set session_replication_role = replica;
      insert into stakeholder (workspace_id, plan_id, layer, id, person_id, side, name, role, point_person, admitted)
        select id, id, 'shared', id, id, 'buyer', 'Lena Hoff', 'economicBuyer', false, true from gen_random_uuid() id;
      insert into decision (workspace_id, plan_id, layer, id, step_id, by, by_layer, by_name, outcome, "on", at, proof,
          conditions, missing)
        select id, id, layer, id, id, id, layer, name, 'approved', '2026-11-20', now(), 'signedInByMail', '[]', ''
        from stakeholder`);
  });
  await migrateDatabase(target);
  expect(await one(database, 'select by_role from decision')).toBe('economicBuyer');
  const open = `select count(*)::int from pg_class where relrowsecurity and not relforcerowsecurity`;
  expect(await one(database, open)).toBe(0);
  await asAdmin(cluster.target, async (admin) => {
    await admin.unsafe(`drop database ${new URL(target).pathname.slice(1)}`);
    await admin.unsafe('drop role throughline_app');
  });
});

describe('a login that may not make roles', () => {
  test('is refused with the statements to run, and nothing is changed', async () => {
    await plainLogin('"Maya"');
    const target = withRole(await emptyDatabase('"Maya"'), 'Maya', 'plain');
    await expect(migrateDatabase(target)).rejects.toMatchObject({
      name: 'DatabaseRefused',
      message: expect.stringMatching(
        /CREATE ROLE throughline_app NOLOGIN;\s+GRANT throughline_app TO "Maya";/,
      ),
    });
    expect(await one(target, `select to_regclass('public.plan') is null`)).toBe(true);
  });

  test('migrates once those have been run, and the app can act as its role', async () => {
    const target = withRole(await emptyDatabase('"Maya"'), 'Maya', 'plain');
    const refusal = await migrateDatabase(target).then(
      () => '',
      (error: Error) => error.message,
    );
    await asAdmin(cluster.target, (admin) => admin.unsafe(refusal.slice(refusal.indexOf('\n'))));
    await migrateDatabase(target);
    const database = openDatabase(target, { role: 'throughline_app' });
    expect(await database.db.execute('select current_user as role, session_user as login')).toEqual([
      { role: 'throughline_app', login: 'Maya' },
    ]);
    await database.close();
  });

  test('is told only what is missing when the role is there and was not granted', async () => {
    await plainLogin('tom');
    const target = withRole(await emptyDatabase('tom'), 'tom', 'plain');
    const refused = migrateDatabase(target);
    await expect(refused).rejects.toThrow('GRANT throughline_app TO tom;');
    await expect(refused).rejects.not.toThrow('CREATE ROLE');
  });
});

test('a role that could pass row-level security is refused', async () => {
  const target = await emptyDatabase();
  await asAdmin(cluster.target, (admin) => admin.unsafe('alter role throughline_app bypassrls'));
  await expect(migrateDatabase(target)).rejects.toThrow(
    'ALTER ROLE throughline_app NOSUPERUSER NOBYPASSRLS;',
  );
  await asAdmin(cluster.target, (admin) => admin.unsafe('alter role throughline_app nobypassrls'));
});

test('the app refuses to work under a role it may not assume', async () => {
  const target = withRole(await emptyDatabase(), 'tom', 'plain');
  const database = openDatabase(target, { role: 'throughline_app' });
  await expect(database.db.execute('select 1')).rejects.toMatchObject({ cause: { code: '42501' } });
  await database.close();
});

test('three processes that start at once migrate once', async () => {
  const target = await emptyDatabase();
  await Promise.all([migrateDatabase(target), migrateDatabase(target), migrateDatabase(target)]);
  const journal = JSON.parse(await readFile(join(migrations, 'meta/_journal.json'), 'utf8'));
  const applied = await one(target, 'select count(*)::int from drizzle.__drizzle_migrations');
  expect(applied).toBe(journal.entries.length);
});

test('a process that waits too long for another says so', async () => {
  const target = await emptyDatabase();
  const other = connect(target);
  await other`select pg_advisory_lock(7316402518)`;
  await expect(migrateDatabase(target, { waitMs: 100 })).rejects.toThrow(
    'Another process has been migrating',
  );
  await other.end();
  await migrateDatabase(target);
});

test('a migration that fails leaves nothing of itself, and the next start tries again', async () => {
  const target = await emptyDatabase();
  await migrateDatabase(target);
  const broken = 'create table half (id int);\n--> statement-breakpoint\nselect 1 / 0;';
  await expect(migrateDatabase(target, { folder: await migrationsAnd(broken, later) })).rejects.toThrow();
  expect(await one(target, `select to_regclass('public.half') is null`)).toBe(true);
  await migrateDatabase(target, { folder: await migrationsAnd('create table half (id int);', later) });
  expect(await one(target, `select to_regclass('public.half') is null`)).toBe(false);
});

test('an older version meets a newer schema with a refusal', async () => {
  const target = await emptyDatabase();
  await migrateDatabase(target, { folder: await migrationsAnd('select 1;', later) });
  await expect(migrateDatabase(target)).rejects.toMatchObject({
    name: 'DatabaseRefused',
    message: expect.stringContaining('newer than this version'),
  });
});

test('a migration that Drizzle would pass over in silence is refused', async () => {
  const target = await emptyDatabase();
  await migrateDatabase(target);
  const late = migrateDatabase(target, { folder: await migrationsAnd('select 1;', earlier) });
  await expect(late).rejects.toThrow('came after newer ones had run');
});

test('a migration that cannot have its lock gives up, so that queries do not queue behind it', async () => {
  const target = await emptyDatabase();
  await migrateDatabase(target);
  const reader = connect(target);
  await reader`begin`;
  await reader`lock table plan in access share mode`;
  const folder = await migrationsAnd('alter table plan add column extra int;', later);
  await expect(migrateDatabase(target, { folder, lockTimeoutMs: 200 })).rejects.toMatchObject({
    reason: 'busy',
  });
  await reader.end();
});

test('PostgreSQL 14 is refused by name, 15 and newer are not', () => {
  expect(() => requireSupportedServer('14.12 (Debian 14.12-1)')).toThrow('PostgreSQL 15 or newer');
  expect(() => requireSupportedServer('9.6.24')).toThrow('9.6.24');
  expect(() => requireSupportedServer('15.0')).not.toThrow();
  expect(() => requireSupportedServer('18beta1')).not.toThrow();
});

test('a server that is not there is an outage, not a refusal', async () => {
  await expect(migrateDatabase('postgres://nobody:nothing@127.0.0.1:9/nowhere')).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
  });
});
