import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Db } from '#db/client.server.ts';
import {
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  isMember,
  type SessionLevel,
  type StoredSession,
  saveSession,
  saveSessionUse,
} from '#db/sessions.server.ts';
import { hashOf } from './secrets.server.ts';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>;
    DatabaseSessionAttributes: { level: SessionLevel };
  }
}

const DAY = 24 * 60 * 60;

/** Days unused, and days at all. */
const LIMITS = { member: { idle: 7, absolute: 30 }, buyer: { idle: 30, absolute: 90 } } as const;
type Kind = keyof typeof LIMITS;

/**
 * Lucia takes the cookie's value for the primary key and has one sliding limit for everybody. So it is given
 * hashes, the absolute limit stands in the rows, and each kind of person has a Lucia of their own.
 */
const luciaFor = (kind: Kind, adapter: Adapter) =>
  new Lucia(adapter, { sessionExpiresIn: new TimeSpan(LIMITS[kind].idle, 'd') });

/** `read` is the row of this request, so that Lucia does not read it a second time. */
function adapterOver(db: Db, kind: Kind, read?: StoredSession): Adapter {
  return {
    async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      if (!read || read.id !== id) return [null, null];
      return [
        { id, userId: read.person.id, expiresAt: read.expiresAt, attributes: { level: read.level } },
        { id: read.person.id, attributes: {} },
      ];
    },
    setSession: ({ id, userId, expiresAt, attributes: { level } }) =>
      saveSession(db, { id, personId: userId, level, expiresAt, lastsSeconds: LIMITS[kind].absolute * DAY }),
    updateSessionExpiration: (id, expiresAt) => saveSessionUse(db, id, expiresAt),
    deleteSession: (id) => deleteSession(db, id),
    deleteUserSessions: (personId) => deleteSessionsOf(db, personId),
    deleteExpiredSessions: () => deleteEndedSessions(db),
    getUserSessions: async () => [],
  };
}

/** `secret` goes into a cookie, its hash into the table. */
export async function startSession(
  db: Db,
  { personId, level, secret }: { personId: string; level: SessionLevel; secret: string },
): Promise<{ id: string; expiresAt: Date }> {
  const kind = (await isMember(db, personId)) ? 'member' : 'buyer';
  const lucia = luciaFor(kind, adapterOver(db, kind));
  const { id, expiresAt } = await lucia.createSession(personId, { level }, { sessionId: hashOf(secret) });
  return { id, expiresAt };
}

/** `moved` when the idle limit was moved on, and the cookie should live longer too. */
export async function continueSession(
  db: Db,
  secret: string,
): Promise<{ stored: StoredSession; expiresAt: Date; moved: boolean } | undefined> {
  const stored = await findSession(db, hashOf(secret));
  if (!stored) return undefined;
  const kind = stored.isMember ? 'member' : 'buyer';
  const lucia = luciaFor(kind, adapterOver(db, kind, stored));
  const { session } = await lucia.validateSession(stored.id);
  return session ? { stored, expiresAt: session.expiresAt, moved: session.fresh } : undefined;
}

export const endSession = (db: Db, sessionId: string): Promise<void> =>
  luciaFor('buyer', adapterOver(db, 'buyer')).invalidateSession(sessionId);
