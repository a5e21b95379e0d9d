import type { ResolveSession } from '#app/http/app.server.ts';
import { type Db, db } from '#db/client.server.ts';
import type { Person } from '#db/people.server.ts';
import { type SessionLevel, saveSessionNoted } from '#db/sessions.server.ts';
import { cleanUserAgent } from './browser-words.ts';
import { clearCookie, readCookie, writeCookie } from './cookies.server.ts';
import { continueSession, endSession, startSession } from './lucia.server.ts';
import { randomSecret } from './secrets.server.ts';

/** Who is at the other end. `invited` reaches the plans entered in this browser, `signedIn` all of theirs. */
export type CurrentSession = {
  readonly id: string;
  readonly person: Person;
  readonly level: SessionLevel;
  readonly isMember: boolean;
  /** The approval they typed a code for; of one request, and never stored. */
  readonly freshFor?: { planId: string; stepId: string };
};

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Nobody is here without it. */
    readonly session?: CurrentSession;
  }
}

const secondsUntil = (moment: Date) => (moment.getTime() - Date.now()) / 1000;

/** Once a request, before Remix: so that each loader and action of it means the same person. */
export const resolveSession: ResolveSession = async (req) => {
  const secret = readCookie(req.headers.cookie, 'tl');
  if (!secret) return { context: {}, cookies: [] };
  const going = await continueSession(db, secret);
  if (!going) return { context: {}, cookies: [clearCookie('tl')] };
  const { id, person, level, isMember, isNoted } = going.stored;
  if (!isNoted) await saveSessionNoted(db, id, cleanUserAgent(req.headers['user-agent']));
  return {
    context: { session: { id, person, level, isMember } },
    cookies: going.moved ? [writeCookie('tl', secret, secondsUntil(going.expiresAt))] : [],
  };
};

/**
 * A new session in place of the one this browser has, whoever's it was: its id is never carried over. The
 * cookie is sent after COMMIT.
 */
export async function replaceSession(
  tx: Db,
  current: CurrentSession | undefined,
  next: { personId: string; level: SessionLevel; secret?: string },
): Promise<{ id: string; cookie: string }> {
  if (current) await endSession(tx, current.id);
  const secret = next.secret ?? randomSecret();
  const { id, expiresAt } = await startSession(tx, { ...next, secret });
  return { id, cookie: writeCookie('tl', secret, secondsUntil(expiresAt)) };
}

/** The cookie of a session that goes on, for the browser that may have it. */
export async function sessionCookieFor(secret: string): Promise<string | undefined> {
  const going = await continueSession(db, secret);
  return going && writeCookie('tl', secret, secondsUntil(going.expiresAt));
}

/** Ends it at once; answers the cookie that clears the browser. */
export async function endCurrentSession(current: CurrentSession | undefined): Promise<string> {
  if (current) await endSession(db, current.id);
  return clearCookie('tl');
}
