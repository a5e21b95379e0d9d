import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { appSecret } from '#app/env.server.ts';

/** What a cookie holds or a link ends with: 256 random or derived bits that fit in a URL. */
export const randomSecret = () => randomBytes(32).toString('base64url');

/** What is stored instead of a secret, so that a copy of the database opens no door. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** A value only this installation can make, and makes again from the same parts. */
export function derived(purpose: string, ...parts: string[]): Buffer {
  return createHmac('sha256', appSecret())
    .update(JSON.stringify([purpose, ...parts]))
    .digest();
}

export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}
