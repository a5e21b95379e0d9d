import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#db/embedded/start.server.ts';
import { ask, isRoot, killHard, launchPad, ordinary, serverPid } from '#tests/db/embedded/launch.server.ts';

let pad: Awaited<ReturnType<typeof launchPad>>;
beforeAll(async () => {
  pad = await launchPad();
});
afterAll(() => pad.clear());

const log = () => {};
// Containers take this from root; the launcher then asks the server and refuses instead.
const capSysPtrace = 19;
const canInspect = !isRoot || hasCapability(capSysPtrace);
function hasCapability(bit: number): boolean {
  const effective = /CapEff:\s*([0-9a-f]+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> BigInt(bit)) & 1n) === 1n;
}

const ownerOf = (pid: number) => statSync(`/proc/${pid}`).uid;
const remember = (url: string, note: string) =>
  ask(url, async (sql) => {
    await sql`create table if not exists note (text text)`;
    await sql`insert into note values (${note})`;
  });
const notes = (url: string) =>
  ask(url, async (sql) =>
    (await sql<{ text: string }[]>`select text from note order by 1`).map(({ text }) => text),
  );

it('makes a database on first start, keeps what was written, and ends with its owner', async () => {
  const dataDir = pad.watch(join(pad.folder('first'), 'postgres'));
  const first = await startEmbeddedPostgres({ dataDir, log });
  expect(first.owned).toBe(true);
  const facts = await ask(
    first.url,
    (sql) => sql`
    select current_database() as name, current_setting('listen_addresses') as listens,
      current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
      (select datlocprovider::text || datlocale from pg_database where datname = 'throughline') as locale,
      (select count(*)::int from pg_authid where rolpassword like 'SCRAM-SHA-256%') as passwords,
      (select bool_and(auth_method = 'scram-sha-256') from pg_hba_file_rules) as asks_always`,
  );
  expect(facts[0]).toEqual({
    name: 'throughline',
    listens: '',
    encoding: 'UTF8',
    fsync: 'on',
    locale: 'bC.UTF-8',
    passwords: 1,
    asks_always: true,
  });
  expect(statSync(join(dataDir, 'throughline-password')).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  await remember(first.url, 'kept');
  await first.stop();
  expect(serverPid(dataDir)).toBe(0);
  expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);

  const second = await startEmbeddedPostgres({ dataDir, log });
  expect(await notes(second.url)).toEqual(['kept']);
  await second.stop();
});

it.skipIf(!isRoot)('as root, hands the server to another user', async () => {
  const dataDir = join(pad.folder('by-root'), 'postgres');
  const starter = await pad.start({ dataDir });
  expect(ownerOf(serverPid(dataDir))).not.toBe(0);
  await starter.stop();
});

it('as an ordinary user, runs as that user', async () => {
  const identity = isRoot ? ordinary : {};
  const dataDir = join(pad.folder('by-user', isRoot ? ordinary : undefined), 'postgres');
  const starter = await pad.start({ dataDir }, identity);
  expect(ownerOf(serverPid(dataDir))).toBe(isRoot ? ordinary.uid : process.getuid?.());
  await remember(starter.started.url, 'mine');
  await starter.stop();

  // Later starts by root stay with whoever owns the data.
  if (isRoot) {
    const again = await pad.start({ dataDir });
    expect(ownerOf(serverPid(dataDir))).toBe(ordinary.uid);
    expect(await notes(again.started.url)).toEqual(['mine']);
    await again.stop();
  }
});

it('leaves the server to others who are still connected', async () => {
  const dataDir = pad.watch(join(pad.folder('shared'), 'postgres'));
  const owner = await startEmbeddedPostgres({ dataDir, log });
  const guest = await startEmbeddedPostgres({ dataDir, log });
  expect(guest).toMatchObject({ owned: false, url: owner.url });
  await ask(guest.url, async (sql) => {
    await sql`select 1`;
    await owner.stop();
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
  await guest.stop();
  expect(serverPid(dataDir)).not.toBe(0);
  await owner.stop();
  expect(serverPid(dataDir)).toBe(0);
});

it('gives three processes that start at once on an empty folder the same server', async () => {
  const dataDir = pad.folder('race');
  const starters = await Promise.all([1, 2, 3].map(() => pad.start({ dataDir })));
  expect(new Set(starters.map(({ started }) => started.url)).size).toBe(1);
  expect(starters.filter(({ started }) => started.owned)).toHaveLength(1);
  for (const [index, { started }] of starters.entries()) await remember(started.url, `from ${index}`);
  expect(await notes(starters[0]!.started.url)).toEqual(['from 0', 'from 1', 'from 2']);
  expect(readdirSync(join(dataDir, '..')).filter((name) => name.startsWith('race.'))).toEqual([]);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('server.log'))).toEqual(['server.log']);
  for (const starter of starters) await starter.stop();
});

it('attaches after a kill -9 of node, and ends the orphan itself', async () => {
  const dataDir = join(pad.folder('orphan'), 'postgres');
  const killed = await pad.start({ dataDir });
  await remember(killed.started.url, 'before');
  await killHard(killed.process);
  const pid = serverPid(dataDir);
  expect(pid).not.toBe(0);

  const next = await pad.start({ dataDir });
  expect(serverPid(dataDir)).toBe(pid);
  expect(next.started.owned).toBe(true);
  expect(await notes(next.started.url)).toEqual(['before']);
  await next.stop();
  expect(serverPid(dataDir)).toBe(0);
});

it('starts again after a kill -9 of postgres, with all that was committed', async () => {
  const dataDir = pad.watch(join(pad.folder('crash'), 'postgres'));
  const before = await startEmbeddedPostgres({ dataDir, log });
  await remember(before.url, 'committed');
  const pid = serverPid(dataDir);
  process.kill(pid, 'SIGKILL');
  const after = await startEmbeddedPostgres({ dataDir, log });
  expect(serverPid(dataDir)).not.toBe(pid);
  expect(after.owned).toBe(true);
  expect(await notes(after.url)).toEqual(['committed']);
  await after.stop();
});

it.each([
  ['a process that is gone', () => '4194000'],
  ['a living process that is not postgres', () => String(process.pid)],
])('starts over a stale pid file that names %s', async (_, pid) => {
  const dataDir = pad.watch(join(pad.folder(`stale-${pid()}`), 'postgres'));
  const first = await startEmbeddedPostgres({ dataDir, log });
  const file = join(dataDir, 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await first.stop();
  writeFileSync(file, [pid(), ...lines.slice(1)].join('\n'));
  const second = await startEmbeddedPostgres({ dataDir, log });
  expect(second.owned).toBe(true);
  await second.stop();
});

it.skipIf(!canInspect)('starts over the pid file of a server on another folder', async () => {
  const other = pad.watch(join(pad.folder('other'), 'postgres'));
  const dataDir = pad.watch(join(pad.folder('mine'), 'postgres'));
  const [stranger, first] = [
    await startEmbeddedPostgres({ dataDir: other, log }),
    await startEmbeddedPostgres({ dataDir, log }),
  ];
  await first.stop();
  writeFileSync(join(dataDir, 'postmaster.pid'), readFileSync(join(other, 'postmaster.pid')));
  const second = await startEmbeddedPostgres({ dataDir, log });
  expect(second.url).not.toBe(stranger.url);
  expect(second.owned).toBe(true);
  await second.stop();
  await stranger.stop();
});
