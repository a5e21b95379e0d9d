import { db } from '#db/client.server.ts';
import { listSessionsOf } from '#db/sessions.server.ts';
import { browserWords } from './browser-words.ts';
import type { CurrentSession } from './session.server.ts';

export interface ShownSession {
  id: string;
  /** "Chrome on an Android phone" */
  browser: string;
  /** "all your plans" */
  reach: string;
  /** ISO. */
  since: string;
  /** ISO, roughly. */
  used: string;
  isThis: boolean;
  /** May be ended from here. */
  endable: boolean;
}

/**
 * Where somebody is signed in. A browser let in by an invitation sees that there are others, so that a person can
 * notice a stranger's; what those reach, and ending them, is for who has proved the address.
 */
export async function ownSessions(current: CurrentSession): Promise<ShownSession[]> {
  const proven = current.level === 'signedIn';
  const rows = await listSessionsOf(db, current.person.id);
  return rows.map(({ id, level, plans, userAgent, createdAt, lastUsedAt }) => {
    const isThis = id === current.id;
    return {
      id,
      browser: browserWords(userAgent),
      reach:
        level === 'signedIn' ? 'all your plans' : proven || isThis ? entered(plans) : 'what was opened there',
      since: createdAt.toISOString(),
      used: lastUsedAt.toISOString(),
      isThis,
      endable: mayEnd(current, id),
    };
  });
}

/** Its own end is in every browser's hand; that of the others takes a proven address. */
export const mayEnd = (current: CurrentSession, sessionId: string): boolean =>
  current.level === 'signedIn' || current.id === sessionId;

const entered = (plans: number) => (plans === 1 ? 'one plan only' : `${plans} plans only`);
