import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OutcomeUnknown, outageIn } from '#db/client/outage.ts';
import { type Database, db, openDatabase, useDatabase } from '#db/client.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { startStallingProxy } from '#tests/support/stalling-proxy.server.ts';

const counter = pgTable('counter', {
  name: text().primaryKey(),
  value: integer().notNull(),
  tags: text().array(),
  at: timestamp({ withTimezone: true }).defaultNow(),
});

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.owner`create table counter (name text primary key, value int not null, tags text[], at timestamptz default now())`;
  await fresh.owner`grant all on counter to throughline_app`;
  return fresh.drop;
});

beforeEach(async () => {
  await fresh.owner`truncate counter`;
  await fresh.owner`insert into counter values ('steps', 0, array['one', 'two'])`;
});

const increment = sql`${counter.value} + 1`;
const steps = eq(counter.name, 'steps');
const stored = async () => (await fresh.owner<{ value: number }[]>`select value from counter`)[0]?.value;

describe('the database of the process', () => {
  test('is a Drizzle database that others may hold before it is opened', async () => {
    useDatabase(fresh.database);
    const [row] = await db.select().from(counter);
    expect(row).toMatchObject({ name: 'steps', value: 0, tags: ['one', 'two'], at: expect.any(Date) });
    const [who] = await db.execute<{ role: string }>(sql`select current_user as role`);
    expect(who).toEqual({ role: 'throughline_app' });
  });

  test('sends nothing before somebody waits', async () => {
    const query = fresh.database.db.update(counter).set({ value: 7 });
    await pause(30);
    expect(await stored()).toBe(0);
    await query;
    expect(await stored()).toBe(7);
  });

  test('gives the errors of a query unchanged', async () => {
    const twice = fresh.database.db.insert(counter).values({ name: 'steps', value: 1 });
    const error = await twice.then(undefined, (reason: unknown) => reason);
    expect(error).toMatchObject({ cause: { code: '23505' } });
    expect(outageIn(error)).toBeUndefined();
  });
});

describe('a transaction', () => {
  test('is undone when its work fails', async () => {
    const failing = fresh.database.transaction(async (tx) => {
      await tx.update(counter).set({ value: 5 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await stored()).toBe(0);
  });

  test('is run again when it lost against another one', async () => {
    let runs = 0;
    const add = () =>
      fresh.database.transaction(
        async (tx) => {
          runs += 1;
          const [row] = await tx.select().from(counter).where(steps);
          await pause(5);
          await tx.update(counter).set({ value: (row?.value ?? 0) + 1 });
        },
        { isolation: 'repeatable read' },
      );
    await Promise.all([add(), add(), add()]);
    expect(await stored()).toBe(3);
    expect(runs).toBeGreaterThan(3);
  });

  test('can be read only', async () => {
    const writing = fresh.database.transaction((tx) => tx.update(counter).set({ value: 5 }), {
      readOnly: true,
    });
    await expect(writing).rejects.toMatchObject({ cause: { code: '25006' } });
  });

  test('waits for a lock no longer than it was told, and is then busy', async () => {
    let release = () => {};
    const held = fresh.database.transaction(async (tx) => {
      await tx.update(counter).set({ value: 1 });
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await pause(50);
    const start = performance.now();
    const waiting = fresh.database.transaction((tx) => tx.update(counter).set({ value: 2 }), {
      lockTimeoutMs: 100,
    });
    await expect(waiting).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'busy' });
    expect(performance.now() - start).toBeLessThan(1_000);
    release();
    await held;
    expect(await stored()).toBe(1);
  });
});

test('a statement that takes too long is ended by the server, without harm to its neighbours', async () => {
  const database = openDatabase(fresh.target, { deadlineMs: 500 });
  const neighbour = database.unit((own) => own.execute(sql`select pg_sleep(0.4)`));
  await pause(100);
  const slow = database.unit((own) => own.execute(sql`select pg_sleep(5)`));
  await expect(slow).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'busy' });
  await expect(neighbour).resolves.toBeDefined();
  await database.close();
});

test('a transaction with a longer deadline may also have longer statements', async () => {
  const database = openDatabase(fresh.target, { deadlineMs: 200 });
  const long = database.transaction((tx) => tx.execute(sql`select pg_sleep(0.4)`), { deadlineMs: 2_000 });
  await expect(long).resolves.toBeDefined();
  await database.close();
});

test('a database that is not there is unavailable at once', async () => {
  const nobody = openDatabase('postgres://nobody:nothing@127.0.0.1:9/nowhere');
  const start = performance.now();
  const error = await nobody.db.execute(sql`select 1`).then(undefined, (reason: unknown) => reason);
  expect(outageIn(error)).toMatchObject({ name: 'DatabaseUnavailable', reason: 'connection' });
  expect(performance.now() - start).toBeLessThan(2_000);
  await nobody.close();
  await expect(nobody.unit((own) => own.execute(sql`select 1`))).rejects.toThrow('unavailable');
});

describe('on a network that falls silent', () => {
  const deadlineMs = 300;
  let proxy: Awaited<ReturnType<typeof startStallingProxy>>;
  let database: Database;

  beforeEach(async () => {
    proxy = await startStallingProxy(fresh.target);
    database = openDatabase(proxy.target, { deadlineMs });
    await database.db.select().from(counter);
  });

  afterEach(async () => {
    await database.close();
    await proxy.close();
  });

  const inTime = async (outcome: Promise<unknown>) => {
    const start = performance.now();
    const error = await outcome.then(undefined, (reason: unknown) => reason);
    expect(performance.now() - start).toBeLessThan(deadlineMs + 500);
    return outageIn(error);
  };

  test('a query ends at its deadline, and the next one works on a new connection', async () => {
    const kept = database.db;
    proxy.holdAnswersTo('counter');
    expect(await inTime(kept.select().from(counter))).toMatchObject({ reason: 'deadline' });
    proxy.flow();
    expect(await kept.select().from(counter)).toHaveLength(1);
  });

  test('a transaction cut before its commit is known to have stored nothing', async () => {
    proxy.holdAnswersTo('counter');
    const outage = await inTime(database.transaction((tx) => tx.update(counter).set({ value: increment })));
    expect(outage).toMatchObject({ name: 'DatabaseUnavailable', reason: 'deadline' });
    proxy.flow();
    await expect.poll(stored).toBe(0);
  });

  test('a transaction that hears nothing after its commit does not claim to know', async () => {
    proxy.holdAnswersTo('commit');
    const outage = await inTime(database.transaction((tx) => tx.update(counter).set({ value: increment })));
    expect(outage).toBeInstanceOf(OutcomeUnknown);
    expect(await stored()).toBe(1);
  });

  test('so does a transaction started by Drizzle itself', async () => {
    proxy.holdAnswersTo('commit');
    const outage = await inTime(
      database.db.transaction((tx) => tx.update(counter).set({ value: increment })),
    );
    expect(outage).toBeInstanceOf(OutcomeUnknown);
  });

  test('a reading transaction has no outcome to doubt', async () => {
    proxy.holdAnswersTo('commit');
    const outage = await inTime(
      database.transaction((tx) => tx.select().from(counter), {
        readOnly: true,
        isolation: 'repeatable read',
      }),
    );
    expect(outage).toMatchObject({ name: 'DatabaseUnavailable', reason: 'deadline' });
  });

  test('others on the same client fail with it instead of waiting for their own deadline', async () => {
    proxy.holdAnswersTo('counter');
    const patient = database.unit((own) => own.select().from(counter), { deadlineMs: 20_000 });
    const [first, second] = await Promise.all([inTime(database.db.select().from(counter)), inTime(patient)]);
    expect([first, second]).toEqual([
      expect.objectContaining({ reason: 'deadline' }),
      expect.objectContaining({ reason: 'deadline' }),
    ]);
  });
});

test('behind a pooler that keeps no prepared statements, the address says so, and everything works', async () => {
  const database = openDatabase(`${fresh.target}${fresh.target.includes('?') ? '&' : '?'}prepare=false`, {
    role: 'throughline_app',
    max: 1,
  });
  try {
    const kept = await database.transaction(async (tx) => {
      await tx.update(counter).set({ value: increment }).where(steps);
      const [row] = await tx.select().from(counter).where(steps);
      const [{ prepared } = { prepared: -1 }] = await tx.execute<{ prepared: number }>(
        sql`select count(*)::int as prepared from pg_prepared_statements`,
      );
      return { value: row?.value, prepared };
    });
    expect(kept).toEqual({ value: 1, prepared: 0 });
  } finally {
    await database.close();
  }
});
