import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often, in how many seconds. Keys are network addresses, or one of them with a mail address: never a mail
 * address alone, or anybody could lock its owner out.
 */
const LIMITS = {
  /** Anything that changes something. */
  write: { points: 300, duration: 60 },
  /** Asking for a sign-in letter. */
  signIn: { points: 20, duration: 15 * 60 },
  /** Asking for one to the same address. */
  signInAddress: { points: 5, duration: 15 * 60 },
  /** Typing codes. */
  code: { points: 30, duration: 10 * 60 },
  /** Opening links with a secret in them. */
  link: { points: 60, duration: 10 * 60 },
  /** Having letters written to people who are not here yet. */
  invite: { points: 30, duration: 60 * 60 },
  /** Fetching files; each one costs the store an answer. */
  file: { points: 120, duration: 10 * 60 },
  /** Sending them. */
  upload: { points: 30, duration: 10 * 60 },
  setup: { points: 20, duration: 10 * 60 },
} as const;

export type LimitName = keyof typeof LIMITS;
export type Verdict = { allowed: true } | { allowed: false; retryAfterSeconds: number };
export type RateLimits = { spend(limit: LimitName, ...key: string[]): Promise<Verdict> };

/** `database` is a Drizzle database, `table` the one of `db/schema/rate-limit.ts`. */
export function createRateLimits(database: unknown, table: unknown): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([name, limit], index) => {
      const settings = { ...limit, keyPrefix: name };
      const limiter = new RateLimiterDrizzle({
        ...settings,
        storeClient: database,
        schema: table,
        // While the database is away each process counts for itself.
        insuranceLimiter: new RateLimiterMemory(settings),
        // One of them clears the table of all.
        clearExpiredByTimeout: index === 0,
      });
      return [name, limiter] as const;
    }),
  ) as Record<LimitName, RateLimiterDrizzle>;

  return {
    async spend(limit, ...key) {
      try {
        await limiters[limit].consume(digest(key));
        return { allowed: true };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
      }
    },
  };
}

// Addresses are not kept in the clear for counting alone.
const digest = (key: string[]) =>
  createHash('sha256').update(key.join('\u0000')).digest('base64url').slice(0, 32);

/** One household or office is one key: a provider hands a whole /64 to one of them. */
export function networkOf(address: string | undefined): string {
  if (!address) return 'unknown';
  const plain = address.split('%', 1)[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(plain)) return plain;
  // The URL parser writes an address in its one canonical form.
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return `${[...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':')}::/64`;
}

const shelf = globalThis as typeof globalThis & { throughlineRateLimits?: RateLimits };

/** Names the limits of this process; called once, at start. */
export function useRateLimits(limits: RateLimits): void {
  shelf.throughlineRateLimits = limits;
}

export function rateLimits(): RateLimits {
  if (!shelf.throughlineRateLimits) throw new Error('No rate limits yet: call useRateLimits() at start');
  return shelf.throughlineRateLimits;
}

/** Every request that changes something counts against the network it comes from. */
export function limitWrites(): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    rateLimits()
      .spend('write', networkOf(req.ip))
      .then((verdict) => {
        if (verdict.allowed) return next();
        res.setHeader('Retry-After', verdict.retryAfterSeconds);
        res
          .status(429)
          .type('text/plain')
          .send('Too many changes at once. Wait a minute, then try again; nothing was lost before this.\n');
      }, next);
  };
}
