import { env } from '#app/env.server.ts';

/**
 * Over https the prefix makes browsers refuse a cookie that another host of the domain tries to plant. Plain http is
 * localhost only, where they would refuse the prefix itself.
 */
const isSecure = () => env().APP_URL.startsWith('https:');

export type CookieName = 'tl' | 'tl-pending' | 'tl-door';

const fullName = (name: CookieName) => (isSecure() ? `__Host-${name}` : name);

export function writeCookie(name: CookieName, value: string, maxAgeSeconds: number): string {
  const secure = isSecure() ? '; Secure' : '';
  const age = Math.max(0, Math.floor(maxAgeSeconds));
  return `${fullName(name)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

export const clearCookie = (name: CookieName) => writeCookie(name, '', 0);

/** Values are base64url and dots, so nothing needs decoding; anything else is not ours. */
export function readCookie(header: string | null | undefined, name: CookieName): string | undefined {
  const wanted = fullName(name);
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0 || part.slice(0, equals).trim() !== wanted) continue;
    const value = part.slice(equals + 1).trim();
    return /^[\w.-]{1,1000}$/.test(value) ? value : undefined;
  }
  return undefined;
}
