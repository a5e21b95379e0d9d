import { afterEach, describe, expect, test, vi } from 'vitest';
import { readResendHook } from '#app/mail/resend-news.server.ts';
import { type HookOptions, hookBody, hookSecret, signedHeaders } from '#tests/support/resend-hook.ts';

afterEach(() => void vi.useRealTimers());

const bounced = hookBody('email.bounced', {
  providerId: 're-1',
  letterId: '01939d6e-7a3c-7b52-9d4e-2f1a6c8b0e11',
  bounce: { type: 'Permanent', subType: 'General', message: '550 5.1.1\r\n no such\u202e user' },
});
const read = (
  { payload = bounced, ...options }: HookOptions & { payload?: string } = {},
  change: (headers: Record<string, string>) => Record<string, string> = (same) => same,
) => readResendHook(hookSecret, new Headers(change(signedHeaders(bounced, options))), payload);
const now = () => Math.floor(Date.now() / 1000);

describe('what is believed', () => {
  test('the published example of the scheme', () => {
    vi.useFakeTimers({ now: 1731705121_000, toFake: ['Date'] });
    const headers = new Headers({
      'svix-id': 'msg_loFOjxBNrRLzqYUf',
      'svix-timestamp': '1731705121',
      'svix-signature': 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    });
    const body = '{"event_type":"ping","data":{"success":true}}';
    const secret = 'whsec_plJ3nmyCDGBKInavdOK15jsl';
    expect(readResendHook(secret, headers, body)).toEqual({
      id: 'msg_loFOjxBNrRLzqYUf',
      news: null,
      received: null,
    });
    expect(readResendHook(secret, headers, body.replace('ping', 'pong'))).toBeNull();
  });
  test('a good signature, and its words in one line with nothing hidden', () => {
    expect(read()).toEqual({
      id: 'msg_1',
      news: {
        delivery: 'bounced',
        lasting: true,
        words: '550 5.1.1 no such user',
        letterId: '01939d6e-7a3c-7b52-9d4e-2f1a6c8b0e11',
        providerId: 're-1',
      },
      received: null,
    });
  });
  test('any of several signatures, as while a secret is being changed', () => {
    const several = (headers: Record<string, string>) => ({
      ...headers,
      'svix-signature': `v1,${'A'.repeat(43)}= v2,abc ${headers['svix-signature']}`,
    });
    expect(read({}, several)).not.toBeNull();
  });
  test('up to five minutes old', () => {
    expect(read({ at: now() - 4 * 60 })).not.toBeNull();
  });
});

describe('what is not', () => {
  test.each<[string, () => ReturnType<typeof read>]>([
    ['another body', () => read({ payload: bounced.replace('re-1', 're-2') })],
    ['a body with one more space', () => read({ payload: `${bounced} ` })],
    ['another secret', () => read({ secret: `whsec_${Buffer.from('somebody else').toString('base64')}` })],
    ['older than five minutes', () => read({ at: now() - 6 * 60 })],
    ['from a time to come', () => read({ at: now() + 6 * 60 })],
    ['another id', () => read({}, (headers) => ({ ...headers, 'svix-id': 'msg_2' }))],
    ['another time', () => read({}, (headers) => ({ ...headers, 'svix-timestamp': String(now() + 1) }))],
    ['no time', () => read({}, (headers) => ({ ...headers, 'svix-timestamp': '' }))],
    ['no signature', () => read({}, (headers) => ({ ...headers, 'svix-signature': '' }))],
    ['no id', () => read({}, (headers) => ({ ...headers, 'svix-id': '' }))],
    [
      'the same signature by another version',
      () =>
        read({}, (headers) => ({
          ...headers,
          'svix-signature': headers['svix-signature']?.replace('v1', 'v2') ?? '',
        })),
    ],
    ['no JSON', () => readResendHook(hookSecret, new Headers(signedHeaders('ping')), 'ping')],
  ])('%s', (_what, ask) => expect(ask()).toBeNull());
});

test.each<[string, Record<string, unknown>, object | null]>([
  ['email.delivered', {}, { delivery: 'delivered', lasting: false }],
  ['email.delivery_delayed', {}, { delivery: 'delayed', lasting: false }],
  ['email.complained', {}, { delivery: 'complained', lasting: true }],
  [
    'email.bounced',
    { bounce: { type: 'Transient', message: 'full' } },
    { delivery: 'bounced', lasting: false },
  ],
  ['email.bounced', {}, { delivery: 'bounced', lasting: false }],
  ['email.suppressed', { suppressed: { message: 'listed' } }, { delivery: 'suppressed', lasting: true }],
  ['email.failed', { failed: { reason: 'quota' } }, { delivery: 'failed', words: 'quota' }],
  ['email.sent', {}, null],
  ['email.opened', {}, null],
  ['email.clicked', {}, null],
  ['contact.created', {}, null],
])('%s %j', (type, more, told) => {
  const body = hookBody(type, { providerId: 're-1', ...more });
  const { news } = readResendHook(hookSecret, new Headers(signedHeaders(body)), body) ?? {};
  if (told) expect(news).toMatchObject({ ...told, providerId: 're-1', letterId: null });
  else expect(news).toBeNull();
});
