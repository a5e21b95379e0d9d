import { appendFileSync, chmodSync, existsSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#db/embedded/start.server.ts';
import { ask, isRoot, launchPad, ordinary, serverPid } from '#tests/db/embedded/launch.server.ts';

let pad: Awaited<ReturnType<typeof launchPad>>;
beforeAll(async () => {
  pad = await launchPad();
});
afterAll(() => pad.clear());

const log = () => {};
const version = (url: string) => ask(url, (sql) => sql`select current_setting('server_version') as version`);

it('makes the library links itself when install scripts are off', async () => {
  const native = pad.packageWithoutLinks(pad.programFolder('bare'));
  expect(existsSync(join(native, 'lib/libpq.so.5'))).toBe(false);
  const dataDir = pad.watch(join(pad.folder('bare-data'), 'postgres'));
  const server = await startEmbeddedPostgres({ dataDir, native, log });
  expect(lstatSync(join(native, 'lib/libpq.so.5')).isSymbolicLink()).toBe(true);
  expect(await version(server.url)).toMatchObject([{ version: expect.stringMatching(/^18/) }]);
  await server.stop();
});

it.skipIf(!isRoot)('copies programs that an ordinary user may read but not link', async () => {
  const native = pad.packageWithoutLinks(pad.programFolder('read-only'));
  const cache = pad.programFolder('user-cache', ordinary);
  const dataDir = join(pad.folder('user-data', ordinary), 'postgres');
  const starter = await pad.start({ dataDir, native }, { ...ordinary, env: { XDG_CACHE_HOME: cache } });
  expect(await version(starter.started.url)).toHaveLength(1);
  expect(existsSync(join(native, 'lib/libpq.so.5'))).toBe(false);
  await starter.stop();
});

it.skipIf(!isRoot)('runs from a folder that only root can enter', async () => {
  const project = pad.programFolder('closed', undefined, 0o700);
  const native = pad.packageWithoutLinks(project);
  const env = { XDG_CACHE_HOME: pad.programFolder('cache'), XDG_STATE_HOME: pad.folder('state') };
  const starter = await pad.start({ project, native }, { env });
  expect(starter.started.dataDir).toMatch(/\/state\/throughline-[0-9a-f]{12}\/postgres$/);
  expect(await version(starter.started.url)).toHaveLength(1);
  await starter.stop();

  // The data is not left behind when the project is opened later.
  chmodSync(project, 0o755);
  const again = await pad.start({ project, native }, { env });
  expect(again.started.dataDir).toBe(starter.started.dataDir);
  await again.stop();
});

it('keeps the data in the project when it can', async () => {
  const project = pad.folder('open');
  const starter = await pad.start({ project });
  expect(starter.started.dataDir).toBe(join(project, '.data/postgres'));
  await starter.stop();
});

it('moves the socket when its path would be too long', async () => {
  const dataDir = pad.watch(join(pad.folder('long-'.repeat(20)), 'postgres'));
  const server = await startEmbeddedPostgres({ dataDir, log });
  expect(await version(server.url)).toHaveLength(1);
  const guest = await startEmbeddedPostgres({ dataDir, log });
  expect(guest.options.host).toBe(server.options.host);
  expect(lstatSync(server.options.host).mode & 0o777).toBe(0o700);
  await server.stop();
  expect(existsSync(server.options.host)).toBe(false);
});

it('fails at once, with the last lines of the log, when its settings are broken', async () => {
  const dataDir = pad.watch(join(pad.folder('broken'), 'postgres'));
  await (await startEmbeddedPostgres({ dataDir, log })).stop();
  appendFileSync(join(dataDir, 'postgresql.conf'), '\nno_such_setting = 1\n');
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/no_such_setting/);
});

it('refuses data that another major version made, and folders that hold something else', async () => {
  const dataDir = pad.watch(join(pad.folder('older'), 'postgres'));
  await (await startEmbeddedPostgres({ dataDir, log })).stop();
  writeFileSync(join(dataDir, 'PG_VERSION'), '17\n');
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(
    /made by PostgreSQL 17, and this is 18/,
  );
  expect(serverPid(dataDir)).toBe(0);

  const photos = pad.folder('photos');
  writeFileSync(join(photos, 'holiday.jpg'), '');
  await expect(startEmbeddedPostgres({ dataDir: photos, log })).rejects.toThrow(/not a database/);
  expect(existsSync(join(photos, 'holiday.jpg'))).toBe(true);
});

it.skipIf(!isRoot)('tells a user without an entry in the user list what to do', async () => {
  const nameless = { uid: 54321, gid: 54321 };
  const dataDir = join(pad.folder('nameless', nameless), 'postgres');
  await expect(pad.start({ dataDir }, nameless)).rejects.toThrow(/DATABASE_URL/);
});
