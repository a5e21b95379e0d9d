import { randomUUID } from 'node:crypto';
import {
  browserOf,
  browserSecret,
  PENDING_SECONDS,
  type Pending,
  writePending,
} from '#app/auth/pending.server.ts';
import { codeFor, hashOfCode, hashOfToken, LIFETIMES } from '#app/auth/tokens.server.ts';
import { database } from '#db/client.server.ts';
import { saveAttempt } from '#db/sessions.server.ts';
import { saveSignInLetter } from '#db/tokens.server.ts';

export type SignInRequest = {
  /** As `parseAddress` gives it. */
  address: string;
  /** The address as the asking browser may see it. */
  shown: string;
  /** A safe path to go on to. */
  goTo: string | null;
  earlier?: Pending;
  /** To decide an approval: the letter then says so. */
  toDecide?: boolean;
};

/**
 * Tied to the browser that asks, by the cookie this answers. Takes the same steps for an address nobody has, so that
 * neither the page nor its time tells who is known here.
 */
export async function requestSignIn({
  address,
  shown,
  goTo,
  earlier,
  toDecide = false,
}: SignInRequest): Promise<{ cookie: string }> {
  const attemptId = randomUUID();
  const tokenId = randomUUID();
  const secret = browserSecret(earlier);
  await database().transaction(async (tx) => {
    await saveAttempt(tx, {
      id: attemptId,
      address,
      browser: browserOf({ secret }),
      codeHash: hashOfCode(attemptId, codeFor(attemptId)),
      goTo,
      lastsSeconds: PENDING_SECONDS,
    });
    await saveSignInLetter(tx, {
      attemptId,
      tokenId,
      hash: hashOfToken('signIn', tokenId),
      letterId: randomUUID(),
      lastsSeconds: LIFETIMES.signIn,
      toDecide,
    });
  });
  return { cookie: writePending({ attemptId, secret, shown }) };
}
