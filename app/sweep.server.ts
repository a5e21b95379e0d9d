import { fileStore } from '#app/files/chosen-store.server.ts';
import type { FileStore } from '#app/files/file-store.ts';
import { log } from '#app/http/log.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { forgetRemovedFiles, listFilesToRemove, sweepFiles } from '#db/files.server.ts';
import { listPlansAfter, sweepPlan } from '#db/removal.server.ts';
import { setScope } from '#db/scope.server.ts';
import { type SweepName, sweeps, takeSweepLock } from '#db/sweep.server.ts';

const DAY_MS = 86_400_000;
const BATCH = 500;
const PLANS_A_PAGE = 200;

export type Swept = Record<SweepName | 'removedRows', number>;
export interface SweepOptions {
  now?: () => Date;
  /** Rows in one transaction. */
  batch?: number;
  /** Asked between batches. */
  stopped?: () => boolean;
  files?: FileStore | null;
}

/** Another process is sweeping, or this one is asked to stop. */
class Yield extends Error {}

/**
 * Once over everything that is only kept for a time. Many short transactions, each under one lock, so that two
 * processes never do the same and nobody waits behind it; whoever finds the lock taken leaves it to the other.
 */
export async function sweep(database: Database, options: SweepOptions = {}): Promise<Swept | 'elsewhere'> {
  const { now = () => new Date(), batch = BATCH, stopped = () => false, files = fileStore() } = options;
  const swept = { removedRows: 0 } as Swept;
  const once = (work: (tx: Tx) => Promise<number>) =>
    database.transaction(async (tx) => {
      if (stopped() || !(await takeSweepLock(tx))) throw new Yield();
      return await work(tx);
    });
  const untilDone = async (work: (tx: Tx) => Promise<number>): Promise<number> => {
    for (let total = 0; ; ) {
      const n = await once(work);
      total += n;
      if (n < batch) return total;
    }
  };
  try {
    for (const [name, some] of Object.entries(sweeps))
      swept[name as SweepName] = await untilDone((tx) => some(tx, now(), batch));
    for (let page = await listPlansAfter(database.db, null, PLANS_A_PAGE); page.length > 0; ) {
      for (const { workspaceId, planId } of page)
        swept.removedRows += await untilDone(async (tx) => {
          await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared'] });
          await sweepFiles(tx, { workspaceId, planId }, batch);
          return await sweepPlan(tx, { workspaceId, planId }, batch);
        });
      page = await listPlansAfter(database.db, page.at(-1)?.planId ?? null, PLANS_A_PAGE);
    }
    await removeFiles(database, files, batch);
    return swept;
  } catch (error) {
    if (error instanceof Yield) return 'elsewhere';
    throw error;
  }
}

/** The bytes first: whatever ends this in between, the next day removes the rest. */
async function removeFiles(database: Database, store: FileStore | null, batch: number): Promise<void> {
  if (!store) return;
  for (let ids: string[] = []; ; ) {
    ids = await listFilesToRemove(database.db, batch);
    for (const id of ids) await store.remove(id);
    if (ids.length > 0) await forgetRemovedFiles(database.db, ids);
    if (ids.length < batch) return;
  }
}

/** At start and every day after. */
export function startSweeping(database: Database): { stop(): Promise<void> } {
  let stopping = false;
  let running = Promise.resolve();
  const run = () => {
    running = sweep(database, { stopped: () => stopping })
      .then((swept) => log().info({ swept }, 'sweep'))
      // The next day comes by itself.
      .catch((error: unknown) => log().error({ err: error }, 'sweep did not finish'));
  };
  run();
  const timer = setInterval(run, DAY_MS);
  timer.unref();
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}
