import { findToken } from '#app/auth/tokens.server.ts';
import { database } from '#db/client.server.ts';
import { areLettersStopped, findWorkspace, saveLettersStopped } from '#db/people.server.ts';

export type LettersState = 'coming' | 'stopped' | 'notOnPlan';

/** Whose letters about which plan a stop link is for; undefined when it is not one of ours. */
export async function lettersBehind(
  secret: string,
): Promise<{ state: LettersState; workspaceName: string } | undefined> {
  const on = await planBehind(secret);
  const { db } = database();
  const workspace = on && (await findWorkspace(db, on.workspaceId));
  if (!workspace) return undefined;
  const stopped = await areLettersStopped(db, on);
  const state = stopped === undefined ? 'notOnPlan' : stopped ? 'stopped' : 'coming';
  return { state, workspaceName: workspace.name };
}

/** Stops or restarts all letters about one plan to one person; the same again changes nothing. False: no such link. */
export async function stopLetters(secret: string, stopped = true): Promise<boolean> {
  const on = await planBehind(secret);
  if (!on) return false;
  await saveLettersStopped(database().db, on, stopped);
  return true;
}

async function planBehind(secret: string) {
  const token = await findToken(database().db, 'stopLetters', secret);
  if (!token || token.state === 'revoked') return undefined;
  const { personId, workspaceId, planId } = token;
  return personId && workspaceId && planId ? { personId, workspaceId, planId } : undefined;
}
