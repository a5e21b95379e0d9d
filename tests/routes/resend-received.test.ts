import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { MAX_MAIL } from '#app/http/guard.server.ts';
import { fetchReceived } from '#app/mail/resend-received.server.ts';
import { action } from '#app/routes/hooks.resend.ts';
import { useDatabase } from '#db/client.server.ts';
import { mailStand } from '#tests/mail/mail-stand.server.ts';
import { dana } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { hookSecret, signedHeaders } from '#tests/support/resend-hook.ts';
import { startResendInbound } from '#tests/support/resend-inbound.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let resend: Awaited<ReturnType<typeof startResendInbound>>;
let address: string;
beforeAll(async () => {
  resend = await startResendInbound();
  Object.assign(process.env, {
    ...{ APP_SECRET: 'a secret of thirty-two characters or more', LOG_LEVEL: 'silent' },
    ...{
      RESEND_API_KEY: resend.apiKey,
      RESEND_BASE_URL: resend.baseUrl,
      MAIL_FROM: 'plans@throughline.test',
    },
    ...{ RESEND_WEBHOOK_SECRET: hookSecret, INBOUND_DOMAIN: 'replies.test', INBOUND_AUTHSERV: 'mx.test' },
  });
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
  return async () => {
    await resend.stop();
    await fresh.drop();
  };
});

function received(text: string): string {
  const emailId = randomUUID();
  const raw = `From: <${dana.address}>\r\nTo: <${address}>\r\nMessage-ID: <${emailId}@m.test>\r\n\r\n${text}\r\n`;
  resend.letters.set(emailId, Buffer.from(raw));
  return emailId;
}

async function tell(emailId: string, { id = `msg_${randomUUID()}`, at = new Date() } = {}) {
  const created_at = at.toISOString();
  const data = { email_id: emailId, created_at, from: dana.address, to: [address], received_for: [address] };
  const body = JSON.stringify({ type: 'email.received', created_at, data });
  const request = new Request('https://plans.test/hooks/resend', {
    ...{ method: 'POST', headers: signedHeaders(body, { id }), body },
  });
  const answer = await action({ request, params: {}, context: {} } as never);
  return { status: answer.status, text: (await answer.text()).trim() };
}
const stored = async () => Number((await fresh.owner`select count(*) as n from reply`)[0]?.n);
const later = { status: 503, text: 'Not now: tell it again.' };

describe('a letter that Resend took for us', () => {
  test('is fetched and taken once, however often and at once it is told', async () => {
    const emailId = received('The figures are right.');
    const id = 'msg_many';
    const all = await Promise.all(Array.from({ length: 8 }, () => tell(emailId, { id })));
    expect(all.map(({ text }) => text).sort()).toEqual([...Array(7).fill('seen before'), 'waiting']);
    expect(await tell(emailId), 'told under another id').toEqual({ status: 200, text: 'seen before' });
    expect(await stored()).toBe(1);
  });

  test('is told again while Resend cannot give it, and taken when it can', async () => {
    const before = await stored();
    const emailId = received('After all.');
    const id = 'msg_patient';
    for (const mood of [
      { status: 429, name: 'rate_limit_exceeded' },
      { status: 500, name: 'application_error' },
      { status: 502, name: '', html: true },
      { status: 401, name: 'invalid_api_key' },
      'no raw form',
    ] as const) {
      resend.next(mood);
      expect(await tell(emailId, { id })).toEqual(later);
    }
    resend.next('ok', { status: 503, name: '', html: true });
    expect(await tell(emailId, { id }), 'described, and its bytes are not there').toEqual(later);
    expect(await stored()).toBe(before);
    expect(await tell(emailId, { id })).toEqual({ status: 200, text: 'waiting' });
    expect(await stored()).toBe(before + 1);
  });

  test('that it does not have is asked for again for an hour, and then let go', async () => {
    const at = (minutes: number) => ({ at: new Date(Date.now() - minutes * 60_000) });
    expect(await tell(randomUUID(), at(0))).toEqual(later);
    expect(await tell(randomUUID(), at(50))).toEqual(later);
    expect(await tell(randomUUID(), at(70))).toEqual({ status: 200, text: 'gone' });
  });

  test('that is too large is answered kindly once a day, where its headers prove whose it is', async () => {
    const large = (dmarc: string, more: string[] = []) => {
      const emailId = randomUUID();
      const head = [
        `Authentication-Results: mx.test; dmarc=${dmarc}`,
        ...[`From: <${dana.address}>`, `To: <${address}>`, `Message-ID: <${emailId}@m.test>`, ...more],
      ];
      resend.letters.set(emailId, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), tooMuch]));
      return emailId;
    };
    const tooMuch = Buffer.alloc(MAX_MAIL, 'x');
    const answers = async () => await fresh.owner`select refs from letter where kind = 'replyNotTaken'`;
    const before = await stored();
    expect((await tell(large('fail'))).text).toBe('tooLarge');
    expect((await tell(large('pass', ['Auto-Submitted: auto-replied']))).text).toBe('automatic');
    expect(await answers()).toHaveLength(0);
    const emailId = large('pass');
    expect((await tell(emailId, { id: 'msg_large' })).text).toBe('tooLarge');
    expect((await tell(emailId, { id: 'msg_large' })).text).toBe('seen before');
    expect((await tell(large('pass'))).text).toBe('tooLarge');
    expect(await answers()).toEqual([{ refs: { why: 'tooLarge', address: dana.address, words: '' } }]);
    expect(await stored()).toBe(before);
    const mail = mailStand(fresh.database);
    mail.wait(10_000);
    await mail.post();
    expect(mail.to(dana.address).at(-1)?.subject).toBe('Your letter was too large to come in');
  });

  test('keeps nobody waiting for ever, wherever it hangs', async () => {
    const emailId = received('Slow.');
    const asking = { ...resend, patienceMs: 300 };
    for (const moods of [['hang'], ['ok', 'hang'], ['ok', 'half']] as const) {
      resend.next(...moods);
      await expect(fetchReceived(asking, emailId, 10_000)).rejects.toThrow();
    }
    expect(await fetchReceived(asking, emailId, 10_000)).toEqual(resend.letters.get(emailId));
    expect(await fetchReceived(asking, emailId, 20)).toBe('too large');
  });
});
