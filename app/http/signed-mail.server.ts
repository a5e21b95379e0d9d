import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old what is posted may be, and how far ahead its clock. */
const WITHIN_SECONDS = 5 * 60;

/** `HMAC-SHA256(secret, timestamp + "." + body)` in hex, over the very bytes of the letter. */
export const signatureOf = (secret: string, timestamp: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

/** The signature when it is right and fresh, so that the same post is known again; null for anything else. */
export function readSignature(
  secret: string,
  headers: Headers,
  body: Uint8Array,
  now: number = Date.now(),
): string | null {
  const timestamp = headers.get('x-inbound-timestamp') ?? '';
  const given = headers.get('x-inbound-signature') ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(given)) return null;
  if (Math.abs(now / 1000 - Number(timestamp)) > WITHIN_SECONDS) return null;
  const right = signatureOf(secret, timestamp, body);
  return timingSafeEqual(Buffer.from(right), Buffer.from(given)) ? right : null;
}
