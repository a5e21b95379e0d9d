import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { MAX_MAIL } from '#app/http/guard.server.ts';
import { log } from '#app/http/log.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { readSignature } from '#app/http/signed-mail.server.ts';
import { takeMail } from '#app/inbound.server.ts';
import { database } from '#db/client.server.ts';

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
  if (Number(request.headers.get('content-length') ?? 0) > MAX_MAIL)
    return new Response('This letter is too large.\n', { status: 413 });
  const raw = new Uint8Array(await request.arrayBuffer());
  const signature = readSignature(settings.INBOUND_SECRET, request.headers, raw);
  if (!signature) return new Response('This is not signed with our key, or not lately.\n', { status: 400 });
  const taken = await takeMail(database(), raw, { id: `inbound ${signature}` }, settings);
  log().info({ taken }, 'a letter to us');
  return new Response(`${taken}\n`);
}
