import { and, asc, eq, sql } from 'drizzle-orm';
import type { TemplateDraft } from '#app/domain/template-draft.ts';
import type { Db } from './client.server.ts';
import { workspaceTemplate } from './schema/workspace.ts';

export interface KeptTemplate {
  id: string;
  content: TemplateDraft;
  revision: number;
}

const columns = {
  id: workspaceTemplate.id,
  content: workspaceTemplate.content,
  revision: workspaceTemplate.revision,
};
const one = (workspaceId: string, id: string) =>
  and(eq(workspaceTemplate.workspaceId, workspaceId), eq(workspaceTemplate.id, id));

/** In the order they were made. */
export const listTemplates = (db: Db, workspaceId: string): Promise<KeptTemplate[]> =>
  db
    .select(columns)
    .from(workspaceTemplate)
    .where(eq(workspaceTemplate.workspaceId, workspaceId))
    .orderBy(asc(workspaceTemplate.createdAt), asc(workspaceTemplate.id));

export async function findKeptTemplate(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<KeptTemplate | null> {
  const [found] = await db.select(columns).from(workspaceTemplate).where(one(workspaceId, id));
  return found ?? null;
}

/** The same id again changes nothing, so that a form sent twice makes one. */
export async function addTemplate(
  db: Db,
  workspaceId: string,
  { id, content }: Omit<KeptTemplate, 'revision'>,
): Promise<void> {
  await db.insert(workspaceTemplate).values({ workspaceId, id, content }).onConflictDoNothing();
}

/** False where it was saved again or removed since this revision. */
export async function saveTemplate(
  db: Db,
  workspaceId: string,
  { id, content, revision }: KeptTemplate,
): Promise<boolean> {
  const saved = await db
    .update(workspaceTemplate)
    .set({ content, revision: sql`${workspaceTemplate.revision} + 1` })
    .where(and(one(workspaceId, id), eq(workspaceTemplate.revision, revision)))
    .returning({ id: workspaceTemplate.id });
  return saved.length > 0;
}

export async function deleteTemplate(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.delete(workspaceTemplate).where(one(workspaceId, id));
}
