import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startRecurring } from '#app/recurring.server.ts';
import { beating, isAtWork, listLateWork, startWatch } from '#app/worker-watch.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';

const { error, info } = vi.hoisted(() => ({ error: vi.fn(), info: vi.fn() }));
vi.mock('#app/http/log.server.ts', () => ({ log: () => ({ error, info }) }));

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
afterEach(() => void vi.useRealTimers());

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const names = async (now: Date) => (await listLateWork(fresh.database, now)).map(({ name }) => name);

test('a worker that goes round is seen, one that fails each time or hangs is not', async () => {
  const workers = [
    startRecurring(async () => {}, { everyMs: 5, trouble: '', finished: beating(fresh.database, 'letters') }),
    startRecurring(() => Promise.reject(new Error('no')), {
      ...{ everyMs: 5, trouble: 'it failed', finished: beating(fresh.database, 'days') },
    }),
  ];
  await vi.waitFor(async () => expect(await fresh.owner`select name from heartbeat`).toHaveLength(1));
  await Promise.all(workers.map((worker) => worker.stop()));
  const seen = await fresh.owner`select name from heartbeat`;
  expect(seen.map(({ name }) => name)).toEqual(['letters']);
  await fresh.owner`update heartbeat set at = now() + interval '4 minutes'`;
  expect(await names(later(8))).toEqual(['days', 'replies']);
  expect(await names(later(10))).toEqual(['letters', 'days', 'replies']);
});

test('the log has one line when work stops being done and one when it goes on, and readiness says so', async () => {
  error.mockClear();
  await fresh.owner`delete from heartbeat`;
  vi.useFakeTimers({ toFake: ['Date'], now: later(6) });
  await expect(isAtWork(fresh.database, 'letters')()).rejects.toThrow('Letters have not been looked after');
  const watch = startWatch(fresh.database, 5);
  await vi.waitFor(() => expect(error).toHaveBeenCalledTimes(3));
  await new Promise((soon) => setTimeout(soon, 100));
  expect(error, 'once each, however often it looks').toHaveBeenCalledTimes(3);
  await fresh.owner`insert into heartbeat (name, at) values ('letters', now() + interval '6 minutes')`;
  await vi.waitFor(() => expect(info).toHaveBeenCalledWith({ worker: 'letters' }, 'at work again'));
  await isAtWork(fresh.database, 'letters')();
  await watch.stop();
});
