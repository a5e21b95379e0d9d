import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { MAX_BODY, MAX_MAIL } from '#app/http/guard.server.ts';
import { log } from '#app/http/log.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { readSignature, seemsSigned } from '#app/http/signed-mail.server.ts';
import { takeMail } from '#app/inbound.server.ts';
import { database } from '#db/client.server.ts';

/** Until a letter has been read nobody knows whose it is: so many large ones are held at once, and no more. */
const MOST_LARGE = 6;
let large = 0;

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
  const raw = await readBody(request, size > MAX_BODY);
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

async function readBody(request: Request, isLarge: boolean): Promise<Uint8Array | null> {
  if (!isLarge) return new Uint8Array(await request.arrayBuffer());
  if (large >= MOST_LARGE) return null;
  large += 1;
  try {
    return new Uint8Array(await request.arrayBuffer());
  } finally {
    large -= 1;
  }
}
