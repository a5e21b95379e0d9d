import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { openMailRoom } from '#app/mail/mail-room.server.ts';
import { hasMailbox, readLetter } from '#app/mail/mailbox-pages.server.ts';
import { sendAgain, sendNow } from '#app/mail/send-now.server.ts';
import { database } from '#db/client.server.ts';

export function loader({ params }: LoaderFunctionArgs) {
  throw redirect(paths.letter(params.letterId ?? ''));
}

/** At once for one that waits; once more for one whose fate nobody saw. */
export const action = withoutPage(async ({ params }: ActionFunctionArgs) => {
  if (!hasMailbox()) throw notFound();
  const letter = await readLetter(params.letterId ?? '');
  if (!letter) throw notFound();
  const room = await openMailRoom(database(), env());
  if (letter.state === 'unknown') await sendAgain(room, letter.id);
  else await sendNow(room, letter.id);
  throw redirect(paths.letter(letter.id));
});
