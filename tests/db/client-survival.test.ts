import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientArguments, withDatabase } from '#db/embedded/socket-url.ts';
import { startTestCluster, type TestCluster } from '#tests/support/cluster.server.ts';
import { forkTypescript } from '#tests/support/run-typescript.server.ts';
import type { Tally } from './client-load.server.ts';

const WITHIN_MS = 5_000;
const DEADLINE_MS = 2_000;

let cluster: TestCluster;
let target: string;

beforeAll(async () => {
  cluster = await startTestCluster();
  target = withDatabase(cluster.target, 'load');
  const admin = connect(cluster.target);
  await admin`create database load`;
  // The test server forgets the last commits in a crash, to be fast; this test counts them.
  await admin`alter database load set synchronous_commit = on`;
  await admin.end();
  const sql = connect(target);
  await sql`create table entry (id uuid primary key, note text not null)`;
  await sql.end();
});

afterAll(async () => cluster?.stop());

describe('24 workers while the database is restarted and its backends are ended, three times each', () => {
  test('go on within five seconds each time, and every answer they got is true', async () => {
    const load = await startLoad('supervised');
    for (const disturb of disturbances()) {
      await load.moreWork(50);
      await disturb();
      await load.moreWork(50);
    }
    const tally = await load.stop();

    expect(tally.strangers, 'errors that are no outage').toEqual([]);
    expect(tally.reasons.connection, 'the disturbances were felt').toBeGreaterThan(0);
    expect(tally.slowestMs).toBeLessThan(DEADLINE_MS * 2 + 500);

    const sql = connect(target);
    const rows = await sql<{ id: string; note: string }[]>`select id, note from entry`;
    await sql.end();
    const inDatabase = new Map(rows.map((row) => [row.id, row.note]));
    expect(tally.stored.length).toBeGreaterThan(100);
    expect(tally.stored.filter((id) => inDatabase.get(id) !== 'second')).toEqual([]);
    expect(tally.refused.filter((id) => inDatabase.has(id))).toEqual([]);
  }, 90_000);

  test('do not without the supervision', async () => {
    const load = await startLoad('bare');
    const survived = async () => {
      for (let round = 0; round < 5; round += 1) {
        for (const disturb of disturbances()) {
          await load.moreWork(50);
          await disturb();
          await load.moreWork(50);
        }
      }
      await load.stop();
    };
    await expect(survived()).rejects.toThrow(/the process ended|no work was done|would not end/);
    load.kill();
  }, 120_000);
});

function disturbances(): (() => Promise<void>)[] {
  const restart = () => cluster.restart('immediate');
  const terminate = () => cluster.terminateBackends();
  return [restart, terminate, restart, terminate, restart, terminate];
}

async function startLoad(kind: 'supervised' | 'bare') {
  const child = await forkTypescript('tests/db/client-load.server.ts', [target, kind]);
  let done = 0;
  let stderr = '';
  child.stderr?.on('data', (data) => {
    stderr += data;
  });
  child.on('message', (message) => {
    if (typeof message === 'number') done = message;
  });
  const assertAlive = () => {
    if (hasEnded(child))
      throw new Error(`the process ended (${child.exitCode ?? child.signalCode}): ${stderr}`);
  };
  return {
    async moreWork(count: number): Promise<void> {
      const goal = done + count;
      const end = performance.now() + WITHIN_MS;
      while (done < goal) {
        assertAlive();
        if (performance.now() > end) throw new Error(`no work was done for ${WITHIN_MS} ms`);
        await pause(20);
      }
    },
    async stop(): Promise<Tally> {
      assertAlive();
      child.send('stop');
      for (const signal = AbortSignal.timeout(WITHIN_MS + DEADLINE_MS); ; ) {
        const [message] = await once(child, 'message', { signal }).catch(() => {
          throw new Error(`the workers would not end: ${stderr}`);
        });
        if (typeof message === 'object') return message as Tally;
      }
    },
    kill() {
      if (!hasEnded(child)) child.kill('SIGKILL');
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function connect(url: string): Sql {
  const [address, options] = clientArguments(url);
  return postgres(address, { ...options, max: 1, onnotice: () => {} });
}
