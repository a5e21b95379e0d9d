import { clearCookie, readCookie, writeCookie } from './cookies.server.ts';
import { hashOf, randomSecret } from './secrets.server.ts';

/** Seconds to type a code or open the link. */
export const PENDING_SECONDS = 10 * 60;

/** What a browser keeps after it asked to sign in, so that no other one can finish it. */
export type Pending = {
  attemptId: string;
  secret: string;
  /** The address as this browser may see it: typed here, or hidden in part when it came from an invitation. */
  shown: string;
};

export function readPending(cookieHeader: string | null | undefined): Pending | undefined {
  const [attemptId, secret, shown] = readCookie(cookieHeader, 'tl-pending')?.split('.') ?? [];
  if (!attemptId || !secret || !shown || !/^[0-9a-f-]{36}$/.test(attemptId)) return undefined;
  return { attemptId, secret, shown: Buffer.from(shown, 'base64url').toString() };
}

/** One secret for all that a browser asks for: the link of its first letter still opens after it asked again. */
export const browserSecret = (earlier: Pending | undefined) => earlier?.secret ?? randomSecret();

export const browserOf = ({ secret }: Pick<Pending, 'secret'>) => hashOf(secret);

export const writePending = ({ attemptId, secret, shown }: Pending) =>
  writeCookie(
    'tl-pending',
    `${attemptId}.${secret}.${Buffer.from(shown).toString('base64url')}`,
    PENDING_SECONDS,
  );

export const clearPending = () => clearCookie('tl-pending');

/** `d***@acme.com`: enough for its owner, nothing for a stranger. */
export const hiddenAddress = (address: string) => address.replace(/^(.).*(?=@)/u, '$1***');
