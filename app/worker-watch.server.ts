import { lateSentence, lateWorkers, type WorkerName } from '#app/domain/worker-alarm.ts';
import { log } from '#app/http/log.server.ts';
import { type Recurring, startRecurring } from '#app/recurring.server.ts';
import type { Database } from '#db/client.server.ts';
import { listBeats, saveBeat } from '#db/heartbeats.server.ts';

const watchedSince = new Date();
const BEAT_MS = 30_000;
const WATCH_MS = 60_000;

/** Called each time a worker has gone round; written down now and then. */
export function beating({ db }: Pick<Database, 'db'>, name: WorkerName): () => Promise<void> {
  let last = 0;
  return async () => {
    const now = Date.now();
    if (Math.abs(now - last) < BEAT_MS) return;
    await saveBeat(db, name);
    last = now;
  };
}

/** What has not been done for too long; empty while all is well. */
export const listLateWork = async ({ db }: Pick<Database, 'db'>, now = new Date()) =>
  lateWorkers({ beats: await listBeats(db), watchedSince }, now);

/** For `readyz`, which tells it and stays ready: a buyer can read her plan while letters wait. */
export const isAtWork = (database: Pick<Database, 'db'>, name: WorkerName) => async () => {
  if ((await listLateWork(database)).some((late) => late.name === name))
    throw new Error(lateSentence([name]));
};

/** One line in the log when something stops being done, and one when it is done again. */
export function startWatch(database: Pick<Database, 'db'>, everyMs = WATCH_MS): Recurring {
  let known = new Set<WorkerName>();
  const watch = async () => {
    const late = await listLateWork(database);
    for (const { name, since } of late)
      if (!known.has(name)) log().error({ worker: name, since }, lateSentence([name]));
    for (const name of known)
      if (!late.some((each) => each.name === name)) log().info({ worker: name }, 'at work again');
    known = new Set(late.map(({ name }) => name));
  };
  return startRecurring(watch, { everyMs, trouble: 'the workers could not be watched' });
}
