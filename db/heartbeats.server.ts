import { sql } from 'drizzle-orm';
import { type WorkerName, workerNames } from '#app/domain/worker-alarm.ts';
import type { Db } from './client.server.ts';
import { heartbeat } from './schema/heartbeat.ts';

/** It went round just now; of several processes the last counts. */
export async function saveBeat(db: Db, name: WorkerName): Promise<void> {
  await db
    .insert(heartbeat)
    .values({ name })
    .onConflictDoUpdate({ target: heartbeat.name, set: { at: sql`now()` } });
}

export async function listBeats(db: Db): Promise<Map<WorkerName, Date>> {
  const rows = await db.select().from(heartbeat);
  const beats = new Map(rows.map(({ name, at }) => [name, at]));
  return new Map(
    workerNames.flatMap((name): [WorkerName, Date][] => {
      const at = beats.get(name);
      return at ? [[name, at]] : [];
    }),
  );
}
