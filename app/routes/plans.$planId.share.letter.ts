import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { invitationAsItWouldArrive } from './plans.$planId.share._index/preview.server.ts';

/** Shows itself and nothing else: its links lead nowhere before it is sent. */
const POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** The letter alone, for its frame. */
export const loader = withoutPage(async (args: LoaderFunctionArgs) => {
  const letter = await invitationAsItWouldArrive(args);
  if (!letter) throw notFound();
  return new Response(letter.html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  });
});
