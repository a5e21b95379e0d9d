import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { action, loader } from '#app/routes/hooks.resend.ts';
import { useDatabase } from '#db/client.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type HookOptions, hookBody, hookSecret, signedHeaders } from '#tests/support/resend-hook.ts';

process.env.RESEND_API_KEY = 're_test';
process.env.MAIL_FROM = 'plans@throughline.test';
process.env.RESEND_WEBHOOK_SECRET = hookSecret;
process.env.LOG_LEVEL = 'silent';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});

async function post(body: string, options: HookOptions = {}): Promise<{ status: number; text: string }> {
  const request = new Request('https://plans.test/hooks/resend', {
    method: 'POST',
    headers: signedHeaders(body, { id: `msg_${randomUUID()}`, ...options }),
    body,
  });
  const answer = await action({ request, params: {}, context: {} } as never);
  return { status: answer.status, text: await answer.text() };
}

async function aSentLetter() {
  const id = randomUUID();
  await fresh.owner`insert into letter (id, kind, state, send_after, provider_id)
    values (${id}, 'news', 'sent', now(), ${`re-${id}`})`;
  const delivery = async () =>
    (await fresh.owner`select delivery from letter where id = ${id}`)[0]?.delivery ?? null;
  return { id, providerId: `re-${id}`, delivery };
}

test('what Resend tells is on the letter when it is answered', async () => {
  const letter = await aSentLetter();
  const { providerId } = letter;
  expect(await post(hookBody('email.delivery_delayed', { providerId }))).toEqual({
    status: 200,
    text: 'taken\n',
  });
  expect(await letter.delivery()).toBe('delayed');
  await post(hookBody('email.delivered', { providerId: 'another', letterId: letter.id }));
  expect(await letter.delivery()).toBe('delivered');
});

test('a replay is answered 200 and changes nothing, even after it was undone', async () => {
  const letter = await aSentLetter();
  const body = hookBody('email.delivered', { providerId: letter.providerId });
  await post(body, { id: 'msg_once' });
  await fresh.owner`update letter set delivery = null where id = ${letter.id}`;
  expect(await post(body, { id: 'msg_once' })).toEqual({ status: 200, text: 'seen before\n' });
  expect(await letter.delivery()).toBeNull();
});

test('what nobody signed, or too long ago, changes nothing', async () => {
  const letter = await aSentLetter();
  const body = hookBody('email.bounced', { providerId: letter.providerId });
  const secret = `whsec_${Buffer.from('another secret altogether').toString('base64')}`;
  expect((await post(body, { secret })).status).toBe(400);
  expect((await post(body, { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(400);
  const unsigned = new Request('https://plans.test/hooks/resend', { method: 'POST', body });
  expect((await action({ request: unsigned, params: {}, context: {} } as never)).status).toBe(400);
  expect(await letter.delivery()).toBeNull();
});

test('what is signed and tells nothing of a letter of ours is taken, so that it is not told for days', async () => {
  expect(await post(hookBody('email.opened', { providerId: 'x' }))).toEqual({
    status: 200,
    text: 'not news\n',
  });
  expect(await post(hookBody('email.bounced', { providerId: 'x' }))).toEqual({
    status: 200,
    text: 'no letter of ours\n',
  });
});

test('nothing is there to be read', async () => {
  const answer: unknown = await loader({} as never).catch((thrown: unknown) => thrown);
  expect(answer).toMatchObject({ status: 404 });
});
