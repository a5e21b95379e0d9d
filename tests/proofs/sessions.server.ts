import { startSession } from '#app/auth/lucia.server.ts';
import { randomSecret } from '#app/auth/secrets.server.ts';
import type { CastMember } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';

/** A browser in which somebody has signed in: its cookie. */
export async function signedIn(
  { database }: FreshDatabase,
  who: Pick<CastMember, 'personId'>,
): Promise<string> {
  const secret = randomSecret();
  await startSession(database.db, { personId: who.personId, level: 'signedIn', secret });
  return `tl=${secret}`;
}
