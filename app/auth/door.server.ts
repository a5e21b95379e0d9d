import { readCookie, writeCookie } from './cookies.server.ts';
import { derived, randomSecret } from './secrets.server.ts';

const DAY = 24 * 60 * 60;

/** What a browser brings to the page of an invitation; made on its first visit there. */
export const readDoor = (cookieHeader: string | null | undefined) => readCookie(cookieHeader, 'tl-door');

export const writeDoor = () => writeCookie('tl-door', randomSecret(), DAY);

/**
 * The session that opening this invitation in that browser gives. The same for a second tap, or after the answer to
 * the first was lost on a train: a link that is used up still lets in the browser that used it.
 */
export const sessionSecretAt = (door: string, tokenId: string) =>
  derived('entrance', tokenId, door).toString('base64url');
