import type { LoaderFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { openSeenLetter } from '#app/mail/plan-letters.server.ts';

/** In its frame a letter shows itself and nothing else: no script, no link, nothing from elsewhere. */
const POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export const loader = withoutPage(async ({ request, context, params }: LoaderFunctionArgs) => {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const letter = await openSeenLetter(access, params.letterId, 'UTC');
  if (!letter) throw notFound();
  return new Response(letter.html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  });
});
