import { landingAfterSignIn, planIdIn } from '#app/auth/landing.server.ts';
import { browserOf, clearPending, type Pending } from '#app/auth/pending.server.ts';
import { isSame } from '#app/auth/secrets.server.ts';
import { type CurrentSession, replaceSession } from '#app/auth/session.server.ts';
import { findToken, hashOfCode, useToken } from '#app/auth/tokens.server.ts';
import { database, type Tx } from '#db/client.server.ts';
import { saveMemberEntered } from '#db/members.server.ts';
import { type Attempt, findOpenAttempt, spendTry, useAttempt } from '#db/sessions.server.ts';
import { enterPlanIfNew } from './join-plan.server.ts';

export const MOST_TRIES = 5;

type NotTheCode =
  | { kind: 'wrong'; triesLeft: number }
  /** Too old, used, or tried too often: ask again. */
  | { kind: 'over' };

export type SignInAnswer =
  | { kind: 'signedIn'; cookies: string[]; goTo: string }
  | NotTheCode
  /** The link is good, and this is not the browser that asked. */
  | { kind: 'elsewhere' };

export async function completeWithCode(
  pending: Pending | undefined,
  code: string,
  current: CurrentSession | undefined,
): Promise<SignInAnswer> {
  return withCode(pending, code, null, (tx, attempt) => letIn(tx, attempt, current));
}

export type ProofAnswer = { kind: 'proven'; session: CurrentSession; cookies: string[] } | NotTheCode;

/**
 * The same for somebody who is here already: the address is shown to be theirs, in a session that is new. A code
 * for any other person proves nothing. `only`: a code that was mailed for this approval, and proves it in this request.
 */
export async function proveWithCode(
  pending: Pending | undefined,
  code: string,
  current: CurrentSession,
  only: { planId: string; stepId: string; goTo: string } | null = null,
): Promise<ProofAnswer> {
  return withCode<ProofAnswer>(pending, code, current.person.id, async (tx, { goTo }) => {
    if (only && goTo !== only.goTo) return { kind: 'over' };
    const { id, cookie } = await replaceSession(tx, current, {
      personId: current.person.id,
      level: 'signedIn',
    });
    const session: CurrentSession = {
      ...current,
      id,
      level: 'signedIn',
      ...(only && { freshFor: { planId: only.planId, stepId: only.stepId } }),
    };
    return { kind: 'proven', session, cookies: [cookie, clearPending()] };
  });
}

/** Spends one try before anybody looks at the code, and the attempt itself on the right one. */
async function withCode<Proven>(
  pending: Pending | undefined,
  code: string,
  onlyFor: string | null,
  whenRight: (tx: Tx, attempt: Attempt) => Promise<Proven>,
): Promise<Proven | NotTheCode> {
  if (!pending) return { kind: 'over' };
  const at = { id: pending.attemptId, browser: browserOf(pending) };
  return database().transaction(async (tx): Promise<Proven | NotTheCode> => {
    const spent = await spendTry(tx, { ...at, tries: MOST_TRIES });
    if (!spent) return { kind: 'over' };
    const isTheirs = spent.personId !== null && (onlyFor === null || spent.personId === onlyFor);
    const isRight = isSame(spent.codeHash, hashOfCode(spent.id, code)) && isTheirs;
    if (!isRight) {
      const triesLeft = MOST_TRIES - spent.tries;
      return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'over' };
    }
    const used = await useAttempt(tx, at.id, at.browser);
    return used ? whenRight(tx, used) : { kind: 'over' };
  });
}

export async function completeWithLink(
  pending: Pending | undefined,
  secret: string,
  current: CurrentSession | undefined,
): Promise<SignInAnswer> {
  const state = await signInLinkState(pending, secret);
  if (state !== 'open' || !pending) return { kind: state === 'elsewhere' ? 'elsewhere' : 'over' };
  return database().transaction(async (tx) => {
    const token = await useToken(tx, 'signIn', secret);
    const used = token?.attemptId && (await useAttempt(tx, token.attemptId, browserOf(pending)));
    return used ? letIn(tx, used, current) : { kind: 'over' };
  });
}

export type SignInLinkState = 'unknown' | 'open' | 'elsewhere' | 'over';

/** What a link would do in this browser; looking uses nothing up. */
export async function signInLinkState(
  pending: Pending | undefined,
  secret: string,
): Promise<SignInLinkState> {
  const { db } = database();
  const token = await findToken(db, 'signIn', secret);
  if (!token?.attemptId) return 'unknown';
  if (token.state !== 'open') return 'over';
  if (!pending) return 'elsewhere';
  return (await findOpenAttempt(db, token.attemptId, browserOf(pending))) ? 'open' : 'elsewhere';
}

async function letIn(
  tx: Tx,
  { personId, goTo }: Attempt,
  current: CurrentSession | undefined,
): Promise<SignInAnswer> {
  if (!personId) return { kind: 'over' };
  const { cookie } = await replaceSession(tx, current, { personId, level: 'signedIn' });
  await saveMemberEntered(tx, personId);
  const landing = goTo ?? (await landingAfterSignIn(tx, personId));
  // Whoever proved the address an invitation went to needs no second door into that plan.
  const planId = planIdIn(landing);
  if (planId) await enterPlanIfNew(tx, personId, planId);
  return { kind: 'signedIn', cookies: [cookie, clearPending()], goTo: landing };
}
