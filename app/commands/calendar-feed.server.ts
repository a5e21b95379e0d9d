/** The address by which somebody's own calendar reads their meetings and steps, on every plan they are on. */
import type { CurrentSession } from '#app/auth/session.server.ts';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database } from '#db/client.server.ts';
import { findOwnToken, saveOwnTokensRevoked } from '#db/tokens.server.ts';

const purpose = 'calendarFeed';

/** Null while there is none. It reaches every plan of theirs, so only who has proven the address is told. */
export async function findFeedSecret({ level, person }: CurrentSession): Promise<string | null> {
  if (level !== 'signedIn') return null;
  const id = await findOwnToken(database().db, { purpose, personId: person.id });
  return id ? secretFor(purpose, id) : null;
}

/** A new one ends the one before. */
export async function renewFeed({ level, person }: CurrentSession): Promise<Result<void, Refusal>> {
  if (level !== 'signedIn') return err(notProven);
  await database().transaction(async (tx) => {
    await saveOwnTokensRevoked(tx, { purpose, personId: person.id });
    await createToken(tx, { purpose, personId: person.id });
  });
  return ok();
}

export async function endFeed({ level, person }: CurrentSession): Promise<Result<void, Refusal>> {
  if (level !== 'signedIn') return err(notProven);
  await saveOwnTokensRevoked(database().db, { purpose, personId: person.id });
  return ok();
}

const notProven: Refusal = {
  code: 'notProven',
  sentence: 'Sign in with a code first: this address opens the days of all your plans.',
};
