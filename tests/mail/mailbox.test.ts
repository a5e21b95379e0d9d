import { expect, test } from 'vitest';
import { mailboxMailer } from '#app/mail/mailbox.server.ts';
import { aLetter } from './a-letter.ts';

test('the built-in mailbox takes a letter and names it by its own id', async () => {
  expect(await mailboxMailer().send(aLetter())).toEqual({ ok: true, providerId: `mailbox:${aLetter().id}` });
});

test.each([
  ['a second line in the subject', aLetter({ subject: 'Fit\nis proven' })],
  ['a hidden turn in a name', aLetter({ to: { address: 'dana@acme.test', name: 'Dana \u202eztirO' } })],
  ['two readers', aLetter({ to: { address: 'dana@acme.test, lena@acme.test' } })],
  ['a header name with a colon', aLetter({ headers: { 'Bcc: x@evil.test\r\nX': 'y' } })],
  ['a sender who is a list', aLetter({ from: { name: 'Maya', address: 'a@b.test,c@d.test' } })],
])('it refuses %s, as every transport does', async (_what, letter) => {
  expect(await mailboxMailer().send(letter)).toMatchObject({ ok: false, failure: 'permanent' });
});
