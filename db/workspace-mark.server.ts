import { and, eq } from 'drizzle-orm';
import type { Db } from './client.server.ts';
import { workspaceMark } from './schema/people.ts';

export type Mark = Pick<typeof workspaceMark.$inferSelect, 'hash' | 'type' | 'content'>;

export async function findMark(db: Db, workspaceId: string, hash: string): Promise<Mark | undefined> {
  const [found] = await db
    .select({ hash: workspaceMark.hash, type: workspaceMark.type, content: workspaceMark.content })
    .from(workspaceMark)
    .where(and(eq(workspaceMark.workspaceId, workspaceId), eq(workspaceMark.hash, hash)));
  return found;
}

export async function findMarkHash(db: Db, workspaceId: string): Promise<string | null> {
  const [found] = await db
    .select({ hash: workspaceMark.hash })
    .from(workspaceMark)
    .where(eq(workspaceMark.workspaceId, workspaceId));
  return found?.hash ?? null;
}

/** In place of the one before. */
export async function saveMark(db: Db, workspaceId: string, mark: Mark): Promise<void> {
  await db
    .insert(workspaceMark)
    .values({ workspaceId, ...mark })
    .onConflictDoUpdate({ target: workspaceMark.workspaceId, set: mark });
}

export async function deleteMark(db: Db, workspaceId: string): Promise<void> {
  await db.delete(workspaceMark).where(eq(workspaceMark.workspaceId, workspaceId));
}
