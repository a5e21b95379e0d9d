import { randomUUID } from 'node:crypto';
import * as paths from '#app/http/paths.ts';
import { freeze, thaw } from './freeze.server.ts';
import type { MailRoom } from './mail-room.server.ts';
import type { Sent } from './mailer.server.ts';
import { type TestAnswer, testAnswer } from './test-words.ts';

/**
 * One letter, sent while somebody waits for what the transport answers. It is not kept: nobody would want it an hour
 * later.
 */
export async function sendTestLetter(
  room: MailRoom,
  to: { name: string; address: string },
): Promise<TestAnswer> {
  const { mailer } = room;
  if (mailer.kind === 'mailbox') return testAnswer('mailbox', null);
  const id = randomUUID();
  const frozen = await freeze(
    room,
    {
      message: {
        kind: 'test-letter',
        props: {
          host: new URL(room.appUrl).host,
          url: room.appUrl + paths.home(),
          footer: { why: 'You get this because you asked for it a moment ago.' },
        },
      },
      to,
      fromName: room.from.name,
      replyTo: null,
      stopUrl: null,
      holes: [],
      links: [],
      zone: 'UTC',
    },
    null,
  );
  const sent: Sent = await mailer.send(thaw(id, frozen));
  return testAnswer(mailer.kind, sent);
}
