import { randomUUID } from 'node:crypto';
import { sentenceWhenTooOften } from '#app/auth/limits.server.ts';
import {
  browserOf,
  browserSecret,
  PENDING_SECONDS,
  readPending,
  writePending,
} from '#app/auth/pending.server.ts';
import type { Arrival } from '#app/auth/plan-access.server.ts';
import { codeFor, hashOfCode, hashOfToken, LIFETIMES } from '#app/auth/tokens.server.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
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
  /** To decide an approval: the letter then says so. */
  toDecide?: boolean;
};

/**
 * Tied to the browser that asks, by the cookie this answers. Takes the same steps for an address nobody has, so that
 * neither the page nor its time tells who is known here. Refuses with a sentence when it was asked too often.
 */
export async function requestSignIn(
  { request, context }: Arrival,
  { address, shown, goTo, toDecide = false }: SignInRequest,
): Promise<Result<{ cookie: string }, string>> {
  const tooOften =
    (await sentenceWhenTooOften('signIn', context)) ??
    (await sentenceWhenTooOften('signInAddress', context, address));
  if (tooOften) return err(tooOften);
  const attemptId = randomUUID();
  const tokenId = randomUUID();
  const secret = browserSecret(readPending(request.headers.get('Cookie')));
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
  return ok({ cookie: writePending({ attemptId, secret, shown }) });
}
