import { mayEnd } from '#app/auth/own-sessions.server.ts';
import { type CurrentSession, endCurrentSession } from '#app/auth/session.server.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database } from '#db/client.server.ts';
import { deleteSessionOf, deleteSessionsOf } from '#db/sessions.server.ts';

/** Ends the session in the table, not only in the browser; answers the cookie that clears it there. */
export const signOut = (current: CurrentSession | undefined): Promise<string> => endCurrentSession(current);

const notProven: Refusal = {
  code: 'notProven',
  sentence:
    'This browser came in by an invitation, so it ends only itself. Sign in with a code to end others.',
};

/** One of a person's own browsers; ending one that has ended is done already. */
export async function signOutOf(current: CurrentSession, sessionId: string): Promise<Result<void, Refusal>> {
  if (!mayEnd(current, sessionId)) return err(notProven);
  await deleteSessionOf(database().db, current.person.id, sessionId);
  return ok();
}

/** Every browser of this person, this one too; answers the cookie that clears it here. */
export async function signOutEverywhere(current: CurrentSession): Promise<Result<string, Refusal>> {
  if (current.level !== 'signedIn') return err(notProven);
  await deleteSessionsOf(database().db, current.person.id);
  return ok(await endCurrentSession(current));
}
