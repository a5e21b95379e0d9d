// The load of client-survival.test.ts, in a process of its own so that an uncaught error is really uncaught.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type OutageReason, OutcomeUnknown, outageIn } from '#db/client/outage.ts';
import { type Db, openDatabase, type Tx } from '#db/client.server.ts';
import { clientArguments } from '#db/embedded/socket-url.ts';

export type Tally = {
  done: number;
  /** Ids whose transaction was answered, by answer. */
  stored: string[];
  refused: string[];
  unknown: string[];
  reasons: Record<OutageReason, number>;
  slowestMs: number;
  strangers: string[];
};

type Store = { db: Db; transaction(work: (tx: Tx) => Promise<void>): Promise<void>; close(): Promise<void> };

const WORKERS = 24;
const entry = pgTable('entry', { id: uuid().primaryKey(), note: text().notNull() });
const [target = '', kind] = process.argv.slice(2);

const tally: Tally = {
  done: 0,
  stored: [],
  refused: [],
  unknown: [],
  reasons: { connection: 0, deadline: 0, busy: 0 },
  slowestMs: 0,
  strangers: [],
};
let working = true;

async function work(store: Store): Promise<void> {
  while (working) {
    const id = randomUUID();
    const writing = Math.random() < 0.6;
    const start = performance.now();
    try {
      if (writing) {
        await store.transaction(async (tx) => {
          await tx.insert(entry).values({ id, note: 'first' });
          await tx.update(entry).set({ note: 'second' }).where(eq(entry.id, id));
        });
        tally.stored.push(id);
      } else {
        await store.db.select().from(entry).where(eq(entry.id, id));
        await store.db.execute(sql`select count(*) from (select 1 from entry limit 50) as part`);
      }
      tally.done += 1;
    } catch (error) {
      note(error, writing ? id : undefined);
      await pause(10 + Math.random() * 20);
    }
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - start);
  }
}

function note(error: unknown, id: string | undefined): void {
  const outage = outageIn(error);
  if (!outage)
    tally.strangers.push(error instanceof Error ? `${error.message}: ${error.cause}` : String(error));
  else if (outage instanceof OutcomeUnknown) id && tally.unknown.push(id);
  else {
    tally.reasons[outage.reason] += 1;
    id && tally.refused.push(id);
  }
}

function openStore(): Store {
  if (kind === 'supervised') return openDatabase(target, { max: 8, deadlineMs: 2_000 });
  const [url, address] = clientArguments(target);
  const client = postgres(url, { ...address, max: 8, onnotice: () => {} });
  const db = drizzle(client);
  return { db, transaction: (run) => db.transaction(run), close: () => client.end({ timeout: 1 }) };
}

const store = openStore();
const workers = Array.from({ length: WORKERS }, () => work(store));
const beat = setInterval(() => process.send?.(tally.done), 20);

process.once('message', async () => {
  working = false;
  await Promise.all(workers);
  clearInterval(beat);
  await store.close();
  process.send?.(tally, () => process.disconnect());
});
process.once('disconnect', () => process.exit());
