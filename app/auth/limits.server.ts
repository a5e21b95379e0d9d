import type { AppLoadContext } from '@remix-run/node';
import { type LimitName, rateLimits } from '#app/http/rate-limit.server.ts';
import { tooOften } from '#app/http/replies.ts';

/** Counts against the network a request comes from; a sentence for the form when it was too often. */
export async function sentenceWhenTooOften(
  limit: LimitName,
  { network }: AppLoadContext,
  ...more: string[]
): Promise<string | undefined> {
  const verdict = await rateLimits().spend(limit, network, ...more);
  if (verdict.allowed) return undefined;
  const minutes = Math.ceil(verdict.retryAfterSeconds / 60);
  return `That was a lot of tries at once. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`;
}

/** The same where there is no form to say it in. */
export async function requireNotTooOften(
  limit: LimitName,
  { network }: AppLoadContext,
  ...more: string[]
): Promise<void> {
  const verdict = await rateLimits().spend(limit, network, ...more);
  if (!verdict.allowed) throw tooOften(verdict.retryAfterSeconds);
}

/** Only links we do not know count, so that a busy office is never kept from its own. */
export const countUnknownLink = (context: AppLoadContext): Promise<void> =>
  requireNotTooOften('link', context);
