import { afterEach, beforeEach, expect, test } from 'vitest';
import { resendMailer } from '#app/mail/resend.server.ts';
import { smtpMailer } from '#app/mail/smtp.server.ts';
import { sendTestLetter } from '#app/mail/test-letter.server.ts';
import { leaving } from '#app/mail/test-words.ts';
import type { Database } from '#db/client.server.ts';
import { maya } from '#tests/support/cast.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import { mailStand } from './mail-stand.server.ts';

let resend: Awaited<ReturnType<typeof startResendStandIn>>;
beforeEach(async () => {
  resend = await startResendStandIn();
});
afterEach(() => resend.stop());

/** Nothing of it is stored. */
const noDatabase = {} as Database;
const room = (mailer?: Parameters<typeof mailStand>[1]) => mailStand(noDatabase, mailer).room;
const toMaya = { name: maya.name, address: maya.address };

test('what Resend answers is said as it is, and the letter goes to one address', async () => {
  const answer = await sendTestLetter(room(resendMailer({ ...resend, deadlineMs: 20_000 })), toMaya);
  const [letter, ...others] = resend.delivered;
  expect(others).toEqual([]);
  expect(letter?.body.to).toBe(`${maya.name} <${maya.address}>`);
  expect(letter?.body.subject).toBe('A test letter from plans.test');
  expect(answer).toEqual({
    taken: true,
    sentence: `Resend took it, as ${letter?.id}. Look in the mail, also among what is unwanted.`,
  });
});

test('a refusal stands in the words of who refused', async () => {
  resend.next({ status: 422, name: 'validation_error', message: 'The domain is not verified.' });
  expect(await sendTestLetter(room(resendMailer({ ...resend, deadlineMs: 20_000 })), toMaya)).toEqual({
    taken: false,
    sentence: 'It was refused. Resend said 422: The domain is not verified.',
  });
  const { taken, sentence } = await sendTestLetter(room(smtpMailer({ url: 'smtp://127.0.0.1:1' })), toMaya);
  expect(taken).toBe(false);
  expect(sentence).toContain('It was not sent. The mail server could not be reached');
  expect(sentence).toContain('ECONNREFUSED');
});

test('where letters are only kept, it says so and writes none', async () => {
  const answer = await sendTestLetter(room(), toMaya);
  expect(answer.taken).toBe(false);
  expect(answer.sentence).toContain('No letter leaves this machine');
  expect(leaving('mailbox', 'x')).toBe(answer.sentence);
  expect(leaving('smtp', 'Plans <plans@northwind.example>')).toContain('by a mail server, from Plans');
});
