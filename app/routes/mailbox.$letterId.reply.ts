import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { uploadOf } from '#app/http/uploads.server.ts';
import { takeMail } from '#app/inbound.server.ts';
import { hasMailbox, readLetter } from '#app/mail/mailbox-pages.server.ts';
import { MAILBOX_SERVER, mailedByHand } from '#app/mail/mailed-by-hand.server.ts';
import { database } from '#db/client.server.ts';

export function loader({ params }: LoaderFunctionArgs) {
  throw redirect(paths.letter(params.letterId ?? ''));
}

/** Mails it to ourselves: from here on it is a reply like any other. */
export const action = withoutPage(async ({ request, params }: ActionFunctionArgs) => {
  if (!hasMailbox()) throw notFound();
  const letter = await readLetter(params.letterId ?? '');
  if (!letter?.content?.answeredBy || !letter.content.replyTo) throw notFound();
  const { form: body, files } = await uploadOf(request);
  const { replyTo, text: quoted } = letter.content;
  const raw = mailedByHand({
    from: String(body.get('from') ?? ''),
    to: replyTo,
    subject: letter.title,
    text: String(body.get('text') ?? ''),
    quoted,
    files,
  });
  const taken = await takeMail(database(), raw, { authserv: MAILBOX_SERVER }, env());
  throw redirect(`${paths.letter(letter.id)}?${new URLSearchParams({ replied: taken })}`);
});
