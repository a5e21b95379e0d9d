import { database } from '#db/client.server.ts';
import { areLettersStopped, findWorkspace, saveLettersStopped } from '#db/people.server.ts';
import { inTouchBehind } from './keep-in-touch.server.ts';

export type LettersState = 'coming' | 'stopped' | 'notOnPlan';

/** Whose letters about which plan a stop link is for; undefined when it is not one of ours. */
export async function lettersBehind(
  secret: string,
): Promise<{ state: LettersState; workspaceName: string } | undefined> {
  const on = await inTouchBehind(secret);
  const { db } = database();
  const workspace = on && (await findWorkspace(db, on.workspaceId));
  if (!workspace) return undefined;
  const stopped = await areLettersStopped(db, on);
  const state = stopped === undefined ? 'notOnPlan' : stopped ? 'stopped' : 'coming';
  return { state, workspaceName: workspace.name };
}

/** Stops or restarts all letters about one plan to one person; the same again changes nothing. False: no such link. */
export async function stopLetters(secret: string, stopped = true): Promise<boolean> {
  const on = await inTouchBehind(secret);
  if (!on) return false;
  await saveLettersStopped(database().db, on, stopped);
  return true;
}
