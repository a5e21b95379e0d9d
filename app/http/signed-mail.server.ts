import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old what is posted may be, and how far ahead its clock. */
const WITHIN_SECONDS = 5 * 60;

/** `HMAC-SHA256(secret, timestamp + "." + body)` in hex, over the very bytes of the letter. */
export const signatureOf = (secret: string, timestamp: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

/** Whether it says of itself that it is signed, and lately: looked at before anything of a letter is read. */
export function seemsSigned(headers: Headers, now: number = Date.now()): boolean {
  const timestamp = headers.get('x-inbound-timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(headers.get('x-inbound-signature') ?? ''))
    return false;
  return Math.abs(now / 1000 - Number(timestamp)) <= WITHIN_SECONDS;
}

/** The signature when it is right and fresh, so that the same post is known again; null for anything else. */
export function readSignature(
  secret: string,
  headers: Headers,
  body: Uint8Array,
  now: number = Date.now(),
): string | null {
  if (!seemsSigned(headers, now)) return null;
  const timestamp = headers.get('x-inbound-timestamp') ?? '';
  const given = headers.get('x-inbound-signature') ?? '';
  const right = signatureOf(secret, timestamp, body);
  return timingSafeEqual(Buffer.from(right), Buffer.from(given)) ? right : null;
}
