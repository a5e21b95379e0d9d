import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Bell, openBell } from '#db/bell.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';

let fresh: FreshDatabase;
const bells: Bell[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
afterEach(async () => {
  await Promise.all(bells.splice(0).map((bell) => bell.close()));
});

interface Ears {
  bell: Bell;
  heard: string[];
  /** How often it began to listen. */
  began: () => number;
}

async function ears(): Promise<Ears> {
  const heard: string[] = [];
  let began = 0;
  const bell = openBell({
    database: fresh.database,
    directUrl: fresh.target,
    heard: (word) => heard.push(word),
    listening: () => {
      began += 1;
    },
  });
  bells.push(bell);
  await until(() => began > 0);
  return { bell, heard, began: () => began };
}

async function until(done: () => boolean, ms = 8_000): Promise<void> {
  for (const end = Date.now() + ms; !done(); await new Promise((later) => setTimeout(later, 10)))
    if (Date.now() > end) throw new Error('It did not come');
}
/** Says a word until it is heard: the first ones go nowhere, before each knows of the other. */
const ringUntil = async (from: Ears, word: string, done: () => boolean) => {
  for (const end = Date.now() + 8_000; !done() && Date.now() < end; ) {
    from.bell.ring(word);
    await new Promise((later) => setTimeout(later, 50));
  }
  expect(done(), `${word} was heard`).toBe(true);
};

test('what one process rings every other hears, and not itself', async () => {
  const [one, other, third] = [await ears(), await ears(), await ears()];
  await ringUntil(one, 'plan a', () => other.heard.includes('plan a') && third.heard.includes('plan a'));
  expect(one.heard).toEqual([]);
});

test('where nobody else is, nothing is rung', async () => {
  const only = await ears();
  const payloads: string[] = [];
  const watch = await fresh.owner.listen('throughline', (payload) => payloads.push(payload));
  only.bell.ring('plan a');
  await new Promise((later) => setTimeout(later, 200));
  await watch.unlisten();
  expect(payloads.filter((payload) => payload.endsWith('plan a'))).toEqual([]);
});

test('a listener that was cut off listens again, and says so', async () => {
  const [one, other] = [await ears(), await ears()];
  await ringUntil(one, 'before', () => other.heard.includes('before'));
  await fresh.owner`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'throughline bell' and datname = current_database()`;
  await until(() => one.began() > 1 && other.began() > 1, 20_000);
  await ringUntil(one, 'after', () => other.heard.includes('after'));
});
