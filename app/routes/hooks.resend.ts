import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { log } from '#app/http/log.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { takeReceived } from '#app/inbound.server.ts';
import { takeDeliveryNews } from '#app/mail/delivery.server.ts';
import { readResendHook } from '#app/mail/resend-news.server.ts';
import { database } from '#db/client.server.ts';

const nothingHere = withoutPage((): never => {
  throw notFound();
});

/** Only Resend has business here, and it posts. */
export const loader = nothingHere;

/**
 * What Resend tells of letters. Answered once it is stored, so that whatever we could not take is told again; what is
 * signed and means nothing to us is taken too, or it would be told for days.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const secret = env().RESEND_WEBHOOK_SECRET;
  if (!secret) return await nothingHere(args);
  const read = readResendHook(secret, args.request.headers, await args.request.text());
  if (!read) return new Response('This is not signed by Resend, or not lately.\n', { status: 400 });
  if (read.received) {
    const taken = await takeReceived(database(), read.id, read.received, env()).catch((error: unknown) => {
      log().error({ err: error }, 'a letter to us could not be taken yet');
      return null;
    });
    if (taken === null) return new Response('Not now: tell it again.\n', { status: 503 });
    log().info({ taken }, 'a letter to us');
    return new Response(`${taken}\n`);
  }
  const taken = read.news ? await takeDeliveryNews(database(), { id: read.id, news: read.news }) : 'not news';
  log().info({ taken, delivery: read.news?.delivery }, 'news of a letter');
  return new Response(`${taken}\n`);
}
