import { createHash } from 'node:crypto';
import type { WorkspaceAccess } from '#app/auth/plan-access.server.ts';
import { pictureTypeOf } from '#app/domain/picture.ts';
import { can } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { checkStages } from '#app/domain/stages.ts';
import { database } from '#db/client.server.ts';
import { saveWorkspaceName } from '#db/members.server.ts';
import { findStages, type KeptStages, saveStages } from '#db/stages.server.ts';
import { deleteMark, saveMark } from '#db/workspace-mark.server.ts';

type By = Pick<WorkspaceAccess, 'workspaceId' | 'standing'>;

const notAllowed: Refusal = {
  code: 'notAllowed',
  sentence: 'An owner or an admin of the workspace changes this. Ask one of them.',
};

/** The name both sides read, on every plan at once. */
export async function renameWorkspace(
  { workspaceId, standing }: By,
  name: string,
): Promise<Result<void, Refusal>> {
  if (!can(standing, 'manageWorkspace')) return err(notAllowed);
  await saveWorkspaceName(database().db, workspaceId, name);
  return ok();
}

export const MOST_MARK_BYTES = 100 * 1024;

/** What a picture is, its first bytes say: neither its name nor what the browser calls it. */
export async function changeMark(
  { workspaceId, standing }: By,
  content: Buffer,
): Promise<Result<void, Refusal>> {
  if (!can(standing, 'manageWorkspace')) return err(notAllowed);
  if (content.length > MOST_MARK_BYTES)
    return err({
      code: 'tooLarge',
      sentence: `This picture has ${Math.ceil(content.length / 1024)} kB, and a mark has at most 100. Nothing was changed.`,
    });
  const type = pictureTypeOf(content);
  if (!type)
    return err({
      code: 'notAPicture',
      sentence: 'This is not a PNG, JPEG or WebP picture. Nothing was changed.',
    });
  const hash = createHash('sha256').update(content).digest('base64url');
  await saveMark(database().db, workspaceId, { hash, type, content });
  return ok();
}

export async function removeMark({ workspaceId, standing }: By): Promise<Result<void, Refusal>> {
  if (!can(standing, 'manageWorkspace')) return err(notAllowed);
  await deleteMark(database().db, workspaceId);
  return ok();
}

export interface StagesRefused {
  problems: string[];
  /** As they stand now, so that whoever insists may save over them. */
  revision?: number;
}

/** What its own selling calls how far a plan has come; no plan knows of it. */
export async function nameStages(
  { workspaceId, standing }: By,
  kept: KeptStages,
): Promise<Result<void, StagesRefused>> {
  if (!can(standing, 'manageWorkspace')) return err({ problems: [notAllowed.sentence] });
  const problems = checkStages(kept.stages);
  if (problems.length > 0) return err({ problems });
  const { db } = database();
  if (await saveStages(db, workspaceId, kept)) return ok();
  const { revision } = await findStages(db, workspaceId);
  return err({
    problems: [
      'Somebody else saved the stages while you had them open. Save once more to put yours in place of theirs, or open the page anew to see theirs.',
    ],
    revision,
  });
}
