import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { atOnce } from '#app/http/at-once.server.ts';
import { MAX_BODY, MAX_MAIL } from '#app/http/guard.server.ts';
import { log } from '#app/http/log.server.ts';
import { readBody } from '#app/http/read-body.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { readSignature, seemsSigned } from '#app/http/signed-mail.server.ts';
import { takeMail } from '#app/inbound.server.ts';
import { database } from '#db/client.server.ts';

/** Until a letter has been read nobody knows whose it is: so many large ones are held at once, and no more. */
const large = atOnce(6);

const nothingHere = withoutPage((): never => {
  throw notFound();
});

/** Only a mail server has business here, and it posts. */
export const loader = nothingHere;

/**
 * A letter as it came over SMTP (RFC 822), signed by the server that took it. Answered once it is stored, so that
 * whatever we could not take is offered again.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const settings = env();
  if (!settings.INBOUND_SECRET) return await nothingHere(args);
  const { request } = args;
  const size = Number(request.headers.get('content-length') ?? 0);
  if (size > MAX_MAIL) return new Response('This letter is too large.\n', { status: 413 });
  if (!seemsSigned(request.headers)) return unsigned();
  const raw = await (size > MAX_BODY ? large.run(() => readBody(request)) : readBody(request));
  if (raw === 'late') return new Response('This letter did not come whole in time.\n', { status: 408 });
  if (!raw)
    return new Response('Too many large letters come at once. Offer it again.\n', {
      status: 503,
      headers: { 'Retry-After': '30' },
    });
  const signature = readSignature(settings.INBOUND_SECRET, request.headers, raw);
  if (!signature) return unsigned();
  const taken = await takeMail(database(), raw, { id: `inbound ${signature}` }, settings);
  log().info({ taken }, 'a letter to us');
  return new Response(`${taken}\n`);
}

const unsigned = () => new Response('This is not signed with our key, or not lately.\n', { status: 400 });
