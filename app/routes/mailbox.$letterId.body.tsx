import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { hasMailbox, readLetterHtml } from '#app/mail/mailbox-pages.server.ts';

/**
 * What a letter may do in its frame: show itself, and follow a link that somebody pressed. The frame's own `sandbox`
 * says the same; either alone would hold.
 */
const POLICY = [
  'sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export const loader = withoutPage(async ({ params }: LoaderFunctionArgs) => {
  const html = hasMailbox() ? await readLetterHtml(params.letterId ?? '') : null;
  if (html === null) throw notFound();
  return new Response(html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  });
});
