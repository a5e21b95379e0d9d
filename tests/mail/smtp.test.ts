import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSmtpAddress, smtpMailer } from '#app/mail/smtp.server.ts';
import { type SmtpMood, startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { aLetter } from './a-letter.ts';

let server: Awaited<ReturnType<typeof startSmtpServer>>;
beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(() => server.stop());

/** Long enough for a busy machine; only what never answers is met with a short deadline. */
const mailer = (url = server.url, deadlineMs = 20_000) => smtpMailer({ url, deadlineMs });
const sendIn = (mood: SmtpMood) => {
  server.next(mood);
  if (mood === 'hangAfterData') return mailer(server.url, 2_000).send(aLetter());
  return mailer().send(aLetter());
};

test('a delivered letter carries names, both bodies, its own id and the thread', async () => {
  expect(await mailer().send(aLetter())).toEqual({ ok: true, providerId: '250 queued as test' });
  const [letter] = server.delivered;
  expect(letter).toMatchObject({ from: 'plans@throughline.test', to: ['dana@acme.test'] });
  expect(letter?.mail).toMatchObject({
    from: { name: 'Maya at Northwind via Throughline', address: 'plans@throughline.test' },
    to: [{ name: 'Dana Ortiz', address: 'dana@acme.test' }],
    replyTo: [{ address: 'maya@northwind.test' }],
    subject: 'Fit is proven, and live on 12 March holds',
    messageId: '<01939d6e-7a3c-7b52-9d4e-2f1a6c8b0e11@throughline.test>',
    inReplyTo: '<plan-1@throughline.test>',
    references: '<plan-1@throughline.test>',
  });
  expect(letter?.mail.text?.trim()).toBe(aLetter().text);
  expect(letter?.mail.html?.trim()).toBe(aLetter().html);
});

test('one click in the mail program stops the letters (RFC 8058)', async () => {
  await mailer().send(aLetter());
  const headers = new Map(server.delivered[0]?.mail.headers.map(({ key, value }) => [key, value]));
  expect(headers.get('list-unsubscribe')).toBe('<https://plans.test/stop/abc>');
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

test('long subjects and names from anywhere arrive as written', async () => {
  const subject = `Zażółć gęślą jaźń: ${'monatsabschluß '.repeat(8)}到 12 März`;
  await mailer().send(
    aLetter({ subject, from: { name: 'Zoë, from “Nörd”', address: 'plans@throughline.test' } }),
  );
  expect(server.delivered[0]?.mail.subject).toBe(subject);
  expect(server.delivered[0]?.mail.from?.name).toBe('Zoë, from “Nörd”');
});

describe('nobody has the letter, so it is tried again', () => {
  test.each<[string, SmtpMood]>([
    ['a line cut before the greeting', 'dropAtGreeting'],
    ['a line cut at the recipient', 'dropAtRecipient'],
    ['a server that is closing', { at: 'greeting', code: 421, message: 'Closing' }],
    ['a server that wants none of us today', { at: 'greeting', code: 554, message: 'No service here' }],
    ['a greylisted sender', { at: 'recipient', code: 451, message: 'Greylisted, come back' }],
    ['a full mailbox', { at: 'data', code: 452, message: 'Mailbox full' }],
  ])('%s', async (_what, mood) => {
    expect(await sendIn(mood)).toMatchObject({ ok: false, failure: 'temporary' });
    expect(server.delivered).toHaveLength(0);
    expect(await mailer().send(aLetter())).toMatchObject({ ok: true });
    expect(server.delivered).toHaveLength(1);
  });

  test('nobody listening', async () => {
    expect(await mailer('smtp://127.0.0.1:1').send(aLetter())).toMatchObject({
      ok: false,
      failure: 'temporary',
    });
  });
});

test.each<[string, SmtpMood]>([
  ['sender', { at: 'sender', code: 553, message: 'Not your address' }],
  ['recipient', { at: 'recipient', code: 550, message: 'No such mailbox' }],
  ['message', { at: 'data', code: 554, message: 'Refused as spam' }],
])('a refused %s is final, in the words of the server', async (_what, mood) => {
  const sent = await sendIn(mood);
  expect(sent).toMatchObject({ ok: false, failure: 'permanent' });
  expect(sent).toHaveProperty(
    'reason',
    expect.stringContaining(typeof mood === 'object' ? mood.message : ''),
  );
  expect(server.delivered).toHaveLength(0);
});

describe('an unseen answer after the last byte is a question for a person', () => {
  test.each<SmtpMood>(['dropAfterData', 'hangAfterData'])('%s', async (mood) => {
    expect(await sendIn(mood)).toMatchObject({ ok: false, failure: 'unknown' });
    expect(server.delivered).toHaveLength(1);
  });

  test('but a line cut inside a long letter is not: the server cannot have taken half of one', async () => {
    server.next('dropInsideData');
    const sent = await mailer().send(aLetter({ text: 'Long. '.repeat(2_000_000) }));
    expect(sent).toMatchObject({ ok: false, failure: 'temporary' });
    expect(server.delivered).toHaveLength(0);
  });
});

describe('signing in to the server', () => {
  const login = { user: 'plans@throughline.test', pass: 'p@ss/word:1' };

  test('a name and password in the address are used', async () => {
    const guarded = await startSmtpServer({ login });
    expect(await mailer(guarded.url).send(aLetter())).toMatchObject({ ok: true });
    await guarded.stop();
  });

  test('a wrong password keeps the letter waiting until somebody mends it', async () => {
    const guarded = await startSmtpServer({ login });
    const wrong = guarded.url.replace(encodeURIComponent(login.pass), 'wrong');
    expect(await mailer(wrong).send(aLetter())).toMatchObject({ ok: false, failure: 'temporary' });
    expect(guarded.delivered).toHaveLength(0);
    await guarded.stop();
  });

  test.each([
    ['smtp://maya:pw@mail.northwind.test', true],
    ['smtp://maya:pw@mail.northwind.test?requireTLS=false', false],
    ['smtp://mail.northwind.test', false],
    ['smtp://mail.northwind.test?requireTLS=true', true],
    ['smtp://maya:pw@localhost:2525', false],
  ])('a password crosses a network over TLS only: %s', (address, requireTLS) => {
    expect(readSmtpAddress(address).connection.requireTLS).toBe(requireTLS);
  });

  test('a server without TLS never sees a password that needs it', async () => {
    const guarded = await startSmtpServer({ login });
    const sent = await mailer(`${guarded.url}?requireTLS=true`).send(aLetter());
    expect(sent).toMatchObject({ ok: false, failure: 'temporary', reason: expect.stringMatching(/TLS/i) });
    expect(guarded.delivered).toHaveLength(0);
    await guarded.stop();
  });

  test('an address that is not SMTP is refused when the server starts', () => {
    expect(() => smtpMailer({ url: 'https://mail.test' })).toThrow('smtp://');
  });
});

test('a letter that could forge a header never reaches the server', async () => {
  const forged = aLetter({ headers: { 'In-Reply-To': '<a@b>\r\nBcc: everyone@acme.test' } });
  expect(await mailer().send(forged)).toMatchObject({ ok: false, failure: 'permanent' });
  expect(server.delivered).toHaveLength(0);
});
