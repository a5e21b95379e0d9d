import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

export type HeaderOptions = {
  /** Served over https: browsers are told to come back that way only. */
  https: boolean;
  /** Vite writes style elements and talks over a web socket while developing. */
  dev?: boolean;
};

export const makeNonce = () => randomBytes(18).toString('base64');

export function contentSecurityPolicy(nonce: string, { https, dev = false }: HeaderOptions): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

export function standingHeaders(nonce: string, options: HeaderOptions): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce, options),
    // Not no-referrer: Chromium would then post `Origin: null`, and every button on a token page would break.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'X-Robots-Tag': 'noindex, nofollow',
    // Every page here is somebody's; what may be kept (assets) says so itself.
    'Cache-Control': 'no-store',
    ...(options.https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** To whoever signs out: what the browser keeps for them goes with them. */
export const forgetHere = { 'Clear-Site-Data': '"storage"' };

/**
 * Adds what the answer has not said itself, at the last moment. Set earlier, a route's own policy would be
 * appended to ours and browsers would enforce both.
 */
export function completeHeaders(res: ServerResponse, headers: Record<string, string>): void {
  const writeHead = res.writeHead;
  res.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    const framesItself = res.hasHeader('Content-Security-Policy');
    for (const [name, value] of Object.entries(headers)) {
      if (res.hasHeader(name) || (framesItself && name === 'X-Frame-Options')) continue;
      res.setHeader(name, value);
    }
    return Reflect.apply(writeHead, this, [status, ...rest]);
  } as typeof writeHead;
}

/** 503 and when to come back instead of 500 where the database did not answer, whatever kind of answer it was to be. */
export function admitOutages(res: ServerResponse, facts: { outage?: boolean }): void {
  const writeHead = res.writeHead;
  res.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    const isOutage = facts.outage === true && status === 500;
    if (isOutage) res.setHeader('Retry-After', '2');
    return Reflect.apply(writeHead, this, [isOutage ? 503 : status, ...rest]);
  } as typeof writeHead;
}
