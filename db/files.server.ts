import { eq, inArray, sql, sum } from 'drizzle-orm';
import type { Db, Tx } from './client.server.ts';
import { file, fileToRemove } from './schema/mail.ts';

export type NewFile = Pick<typeof file.$inferInsert, 'id' | 'workspaceId' | 'planId' | 'bytes' | 'sha256'>;

/** False when the workspace has no room left; two at once cannot both take the last of it. */
export async function saveFile(tx: Tx, row: NewFile, quota: number): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`files ${row.workspaceId}`}, 0))`);
  const [taken] = await tx
    .select({ bytes: sum(file.bytes).mapWith(Number) })
    .from(file)
    .where(eq(file.workspaceId, row.workspaceId));
  if ((taken?.bytes ?? 0) + row.bytes > quota) return false;
  await tx.insert(file).values(row);
  return true;
}

/** Lets go of files of a plan that nothing has named for long. Needs the plan's scope. */
export async function sweepFiles(
  tx: Tx,
  { workspaceId, planId }: { workspaceId: string; planId: string },
  most: number,
): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select tl.sweep_files(${workspaceId}, ${planId}, ${most}) as n`,
  );
  return row?.n ?? 0;
}

/** Files whose row has gone while their bytes may still be there. */
export const listFilesToRemove = async (db: Db, most: number): Promise<string[]> =>
  (await db.select().from(fileToRemove).limit(most)).map(({ id }) => id);

export const forgetRemovedFiles = async (db: Db, ids: string[]): Promise<void> =>
  void (await db.delete(fileToRemove).where(inArray(fileToRemove.id, ids)));
