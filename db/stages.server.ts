import { and, eq, sql } from 'drizzle-orm';
import type { Stage } from '#app/domain/stages.ts';
import type { Db } from './client.server.ts';
import { workspaceStages } from './schema/workspace.ts';

export interface KeptStages {
  stages: Stage[];
  /** 0 until they are first saved. */
  revision: number;
}

export async function findStages(db: Db, workspaceId: string): Promise<KeptStages> {
  const [found] = await db
    .select({ stages: workspaceStages.stages, revision: workspaceStages.revision })
    .from(workspaceStages)
    .where(eq(workspaceStages.workspaceId, workspaceId));
  return found ?? { stages: [], revision: 0 };
}

/** False where somebody saved them since this revision. */
export async function saveStages(
  db: Db,
  workspaceId: string,
  { stages, revision }: KeptStages,
): Promise<boolean> {
  const saved =
    revision === 0
      ? await db
          .insert(workspaceStages)
          .values({ workspaceId, stages })
          .onConflictDoNothing()
          .returning({ revision: workspaceStages.revision })
      : await db
          .update(workspaceStages)
          .set({ stages, revision: sql`${workspaceStages.revision} + 1` })
          .where(and(eq(workspaceStages.workspaceId, workspaceId), eq(workspaceStages.revision, revision)))
          .returning({ revision: workspaceStages.revision });
  return saved.length > 0;
}
