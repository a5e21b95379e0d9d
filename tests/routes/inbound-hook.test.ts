import { beforeAll, describe, expect, test } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { signatureOf } from '#app/http/signed-mail.server.ts';
import { action, loader } from '#app/routes/hooks.inbound.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const secret = 'the key of the mail server, long enough';
Object.assign(process.env, {
  ...{ APP_SECRET: 'a secret of thirty-two characters or more', LOG_LEVEL: 'silent' },
  ...{ INBOUND_DOMAIN: 'replies.test', INBOUND_SECRET: secret, INBOUND_AUTHSERV: 'mx.test' },
});

let fresh: FreshDatabase;
let plan: StoredPlan;
let address: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  plan = await storedPlan(fresh.database, {
    milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
  });
  const { id } = await createToken(fresh.database.db, {
    ...{ purpose: 'reply', personId: dana.personId, workspaceId: plan.workspaceId, planId: plan.planId },
    refs: { stepId: plan.id('data'), onlyOurs: false, answers: null },
  });
  address = `${secretFor('reply', id)}@replies.test`;
  return fresh.drop;
});

const letter = (text: string) =>
  Buffer.from(
    `From: <${dana.address}>\r\nTo: <${address}>\r\nMessage-ID: <${text}@m.test>\r\n\r\n${text}\r\n`,
  );
interface Signing {
  key?: string;
  at?: number;
  signature?: string;
}
async function post(body: Uint8Array, { key = secret, at = Date.now(), signature }: Signing = {}) {
  const timestamp = String(Math.floor(at / 1000));
  const headers = {
    'X-Inbound-Timestamp': timestamp,
    'X-Inbound-Signature': signature ?? signatureOf(key, timestamp, body),
  };
  const request = new Request('https://plans.test/hooks/inbound', {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  });
  const answer = await action({ request, params: {}, context: {} } as never);
  return { status: answer.status, text: (await answer.text()).trim() };
}
const stored = async () => Number((await fresh.owner`select count(*) as n from reply`)[0]?.n);

describe('before a letter is known to be signed', () => {
  const posting = (headers: Record<string, string>, body: ReadableStream<Uint8Array>) => {
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const request = new Request('https://plans.test/hooks/inbound', init);
    return action({ request, params: {}, context: {} } as never);
  };
  const signed = (at = Date.now()) => ({
    'X-Inbound-Timestamp': String(Math.floor(at / 1000)),
    'X-Inbound-Signature': 'a'.repeat(64),
  });
  /** Says how much of it was asked for. */
  function aBody() {
    const read = { any: false };
    let end = () => {};
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          read.any = true;
          return new Promise<void>((done) => {
            end = () => {
              controller.close();
              done();
            };
          });
        },
      },
      { highWaterMark: 0 },
    );
    return { read, body, end: () => end() };
  }

  test('nothing is read of what does not say that it is, or not lately', async () => {
    for (const headers of [{}, { ...signed(), 'X-Inbound-Signature': 'no' }, signed(Date.now() - 600_000)]) {
      const { read, body } = aBody();
      expect((await posting(headers as Record<string, string>, body)).status).toBe(400);
      expect(read.any).toBe(false);
    }
  });

  test('six large ones are held at once, the next is to come again, and small ones pass', async () => {
    const large = { ...signed(), 'Content-Length': String(30 * 1024 * 1024) };
    const bodies = Array.from({ length: 6 }, aBody);
    const held = bodies.map(({ body }) => posting(large, body));
    const seventh = await posting(large, aBody().body);
    expect(seventh.status).toBe(503);
    expect(seventh.headers.get('Retry-After')).toBe('30');
    expect((await post(letter('small'), { signature: 'a'.repeat(64) })).status).toBe(400);
    for (const { end } of bodies) end();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual(Array(6).fill(400));
    const { body, end } = aBody();
    const again = posting(large, body);
    end();
    await new Promise((later) => setTimeout(later, 10));
    end();
    expect((await again).status).toBe(400);
  });
});

describe('a letter that a mail server posts', () => {
  test('is taken once, however often it comes', async () => {
    const at = Date.now();
    expect(await post(letter('one'), { at })).toEqual({ status: 200, text: 'waiting' });
    expect(await post(letter('one'), { at })).toEqual({ status: 200, text: 'seen before' });
    expect(await post(letter('one'), { at: at + 2_000 })).toEqual({ status: 200, text: 'seen before' });
    const twice = await Promise.all([post(letter('both'), { at }), post(letter('both'), { at })]);
    expect(twice.map(({ text }) => text).sort()).toEqual(['seen before', 'waiting']);
    expect(await stored()).toBe(2);
  });

  test('unsigned, signed by another, altered, old or early is not', async () => {
    const before = await stored();
    const now = String(Math.floor(Date.now() / 1000));
    const right = signatureOf(secret, now, letter('right'));
    for (const signing of [
      { key: 'another key that is long enough as well' },
      { at: Date.now() - 6 * 60_000 },
      { at: Date.now() + 6 * 60_000 },
      { signature: '' },
      { signature: right },
      { signature: right.toUpperCase() },
      { signature: right.slice(0, 63) },
      { signature: `${right}00` },
    ])
      expect((await post(letter('forged'), signing)).status).toBe(400);
    expect(await stored()).toBe(before);
  });

  test('that is no letter at all harms nothing', async () => {
    for (const body of [
      Buffer.alloc(0),
      Buffer.alloc(4_096),
      Buffer.from('\r\n\r\n'),
      Buffer.from([255, 254, 0, 1]),
    ])
      expect((await post(body)).status).toBe(200);
    expect(
      (await post(Buffer.from(`To: <${address}>\r\nFrom: <a@b.test>, <${dana.address}>\r\n\r\nx`))).status,
    ).toBe(200);
  });

  test('is all that is there', async () => {
    const answer: unknown = await loader({} as never).catch((thrown: unknown) => thrown);
    expect(answer).toMatchObject({ status: 404 });
  });
});
