import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resendMailer } from '#app/mail/resend.server.ts';
import { type ResendMood, startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import { aLetter } from './a-letter.ts';

let standIn: Awaited<ReturnType<typeof startResendStandIn>>;
beforeEach(async () => {
  standIn = await startResendStandIn();
});
afterEach(() => standIn.stop());

/** Long enough for a busy machine; only what never answers is met with a short deadline. */
const mailer = (deadlineMs = 20_000) =>
  resendMailer({ apiKey: standIn.apiKey, baseUrl: standIn.baseUrl, deadlineMs });
const sendIn = (mood: ResendMood) => {
  standIn.next(mood);
  const silent = mood === 'hang' || mood === 'takeThenHang';
  return mailer(silent ? 500 : undefined).send(aLetter());
};

test('a letter arrives whole: names, both bodies, and the headers that stop it and thread it', async () => {
  const sent = await mailer().send(aLetter());
  const [letter] = standIn.delivered;
  expect(sent).toEqual({ ok: true, providerId: letter?.id });
  expect(letter?.idempotencyKey).toBe(aLetter().id);
  expect(letter?.body).toEqual({
    from: 'Maya at Northwind via Throughline <plans@throughline.test>',
    to: 'Dana Ortiz <dana@acme.test>',
    reply_to: 'maya@northwind.test',
    subject: aLetter().subject,
    html: aLetter().html,
    text: aLetter().text,
    headers: {
      ...aLetter().headers,
      'Message-ID': '<01939d6e-7a3c-7b52-9d4e-2f1a6c8b0e11@throughline.test>',
    },
    tags: [{ name: 'letter', value: aLetter().id }],
  });
});

test('sending the same letter again gives the same id and the reader one letter', async () => {
  const first = await mailer().send(aLetter());
  const again = await mailer().send(aLetter());
  expect(again).toEqual(first);
  expect(standIn.requests).toHaveLength(2);
  expect(standIn.delivered).toHaveLength(1);
});

test('without the key the reader would have two: the stand-in does not hide a missing one', async () => {
  const { from, to, subject, html, text } = aLetter();
  const body = JSON.stringify({ from: from.address, to: to.address, subject, html, text });
  const headers = { authorization: `Bearer ${standIn.apiKey}`, 'content-type': 'application/json' };
  for (const _time of [1, 2]) await fetch(`${standIn.baseUrl}/emails`, { method: 'POST', headers, body });
  expect(standIn.delivered).toHaveLength(2);
});

test('the same key with other words is a question for a person, not a second letter', async () => {
  await mailer().send(aLetter());
  const sent = await mailer().send(aLetter({ text: 'Something else' }));
  expect(sent).toMatchObject({ ok: false, failure: 'unknown' });
  expect(standIn.delivered).toHaveLength(1);
});

describe('an answer that never comes', () => {
  test('ends at the deadline and may be tried again', async () => {
    const started = Date.now();
    expect(await sendIn('hang')).toMatchObject({ ok: false, failure: 'temporary' });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('does not double a letter Resend had already taken', async () => {
    expect(await sendIn('takeThenHang')).toMatchObject({ ok: false, failure: 'temporary' });
    expect(await mailer().send(aLetter())).toEqual({ ok: true, providerId: standIn.delivered[0]?.id });
    expect(standIn.delivered).toHaveLength(1);
  });
});

describe('what may be tried again', () => {
  test('too many letters at once, after the seconds Resend asks for', async () => {
    const mood = {
      status: 429,
      name: 'rate_limit_exceeded',
      message: 'Too many requests.',
      headers: { 'retry-after': '7' },
    };
    expect(await sendIn(mood)).toEqual({
      ok: false,
      failure: 'temporary',
      reason: 'Resend said 429: Too many requests.',
      retryAfterSeconds: 7,
    });
  });

  test.each<[string, ResendMood]>([
    ['a gateway page instead of an answer', { status: 502, html: '<html>Bad gateway</html>' }],
    ['a fault of theirs', { status: 500, name: 'internal_server_error' }],
    ['a dropped line', 'drop'],
    ['the first request still under way', { status: 409, name: 'concurrent_idempotent_requests' }],
    ['a sending domain nobody has verified yet', { status: 403, name: 'validation_error' }],
  ])('%s', async (_what, mood) => {
    expect(await sendIn(mood)).toMatchObject({ ok: false, failure: 'temporary' });
    expect(await mailer().send(aLetter())).toMatchObject({ ok: true });
  });

  test('a wrong key: the letter waits until somebody mends it', async () => {
    const wrong = resendMailer({ apiKey: 're_wrong', baseUrl: standIn.baseUrl, deadlineMs: 20_000 });
    expect(await wrong.send(aLetter())).toEqual({
      ok: false,
      failure: 'temporary',
      reason: 'Resend said 401: API key is invalid',
    });
  });

  test('nobody listening', async () => {
    const nowhere = resendMailer({ apiKey: 're_test', baseUrl: 'http://127.0.0.1:1', deadlineMs: 20_000 });
    expect(await nowhere.send(aLetter())).toMatchObject({ ok: false, failure: 'temporary' });
  });
});

test.each([400, 413, 422, 451])('%i is about this letter and final', async (status) => {
  const sent = await sendIn({ status, name: 'validation_error', message: 'Invalid `to` field.' });
  expect(sent).toEqual({
    ok: false,
    failure: 'permanent',
    reason: `Resend said ${status}: Invalid \`to\` field.`,
  });
});

test('a letter that could forge a header is not even offered', async () => {
  const sent = await mailer().send(aLetter({ subject: 'Hello\r\nBcc: everyone@acme.test' }));
  expect(sent).toMatchObject({ ok: false, failure: 'permanent' });
  expect(standIn.requests).toHaveLength(0);
});
