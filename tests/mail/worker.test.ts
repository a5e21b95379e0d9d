import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimNext, deliver } from '#app/mail/deliver.server.ts';
import { resendMailer } from '#app/mail/resend.server.ts';
import { sendAgain } from '#app/mail/send-now.server.ts';
import { smtpMailer } from '#app/mail/smtp.server.ts';
import { closeDueWindows } from '#app/mail/window.server.ts';
import { startMailWorker } from '#app/mail/worker.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.server.ts';
import { startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

beforeEach(async () => {
  await fresh.owner`delete from letter`;
  await fresh.owner`delete from line`;
  plan = await storedPlan(fresh.database, { milestones: steadyPlan });
  mail = mailStand(fresh.database);
  await fresh.owner`delete from line`;
});

/** One piece of news for Maya alone: Dana says yes to a step of hers. */
async function danaSaysYes() {
  const { offers } = await plan.load(dana);
  const offer = offers.find(({ stepId }) => stepId === plan.id('data'));
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] }));
}

const letters = () =>
  fresh.owner<{ id: string; state: string; error: string | null; attempts: number; send_after: Date }[]>`
    select id, state, error, attempts, send_after from letter order by created_at`;

const letter = async () => {
  const [only, ...others] = await letters();
  if (!only || others.length > 0)
    throw new Error(`Expected one letter, got ${others.length + (only ? 1 : 0)}`);
  return only;
};

describe('through Resend', () => {
  let resend: Awaited<ReturnType<typeof startResendStandIn>>;
  beforeEach(async () => {
    resend = await startResendStandIn();
    mail.use(resendMailer({ ...resend, deadlineMs: 3_000 }));
    await danaSaysYes();
    mail.wait(121);
  });
  afterEach(() => resend.stop());

  test('a letter has an address, a subject, both bodies, and its one-click way out', async () => {
    expect(await mail.post()).toEqual(['sent']);
    const [{ body } = { body: null }] = resend.delivered;
    expect(body).toMatchObject({
      from: 'Dana at Acme Freight via Throughline <plans@throughline.test>',
      to: 'Maya Klein <maya@northwind.example>',
      reply_to: 'dana@acme.example',
      subject: expect.stringMatching(/^Dana said yes to data, by \d+ \w+/),
      html: expect.stringContaining('https://plans.test/plans/'),
      text: expect.stringContaining('https://plans.test/stop/'),
      headers: {
        'List-Unsubscribe': expect.stringMatching(/^<https:\/\/plans\.test\/stop\/[\w-]{43}>$/),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
    expect(await letter()).toMatchObject({ state: 'sent', error: null, attempts: 1 });
  });

  test('a crash between sending and marking sends the same bytes under the same key, and it arrives once', async () => {
    await closeDueWindows(mail.room);
    const claimed = await claimNext(mail.room);
    if (!claimed) throw new Error('Nothing was claimed');
    // Dies after the provider has the letter: the mark is never written.
    const dying = { ...mail.room, database: { ...fresh.database } };
    const real = mail.room.mailer;
    dying.mailer = {
      kind: 'resend',
      async send(outgoing) {
        await real.send(outgoing);
        throw new Error('killed');
      },
    };
    await expect(deliver(dying, claimed)).rejects.toThrow('killed');
    expect(await letter()).toMatchObject({ state: 'sending' });
    expect(await mail.post(), 'the lease holds').toEqual([]);
    // What happens meanwhile does not change what was frozen.
    await fresh.owner`update person set name = 'Maya Renamed' where id = ${maya.personId}`;
    mail.wait(181);
    expect(await mail.post()).toEqual(['sent']);
    await fresh.owner`update person set name = ${maya.name} where id = ${maya.personId}`;
    expect(resend.requests).toHaveLength(2);
    expect(resend.requests[1]).toEqual(resend.requests[0]);
    expect(resend.delivered).toHaveLength(1);
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('without the key the same crash delivers it twice', async () => {
    // The planted bug: shows that the test above can fail.
    await closeDueWindows(mail.room);
    const real = mail.room.mailer;
    let count = 0;
    const keyless = {
      ...mail.room,
      mailer: {
        kind: 'resend' as const,
        async send(outgoing: Parameters<typeof real.send>[0]) {
          count += 1;
          const sent = await real.send({ ...outgoing, id: `${outgoing.id.slice(0, -1)}${count}` });
          if (count === 1) throw new Error('killed');
          return sent;
        },
      },
    };
    const first = await claimNext(keyless);
    if (!first) throw new Error('Nothing was claimed');
    await expect(deliver(keyless, first)).rejects.toThrow('killed');
    mail.wait(181);
    const second = await claimNext(keyless);
    if (!second) throw new Error('Nothing was claimed');
    await deliver(keyless, second);
    expect(resend.delivered).toHaveLength(2);
  });

  test('an answer that never came is asked for again, and it arrives once', async () => {
    resend.next('takeThenHang');
    expect(await mail.post()).toEqual(['postponed']);
    expect(await mail.post(), 'not before its time').toEqual([]);
    mail.wait(31);
    expect(await mail.post()).toEqual(['sent']);
    expect(resend.delivered).toHaveLength(1);
  });

  test('a provider that is busy says when, and is not asked before', async () => {
    resend.next({ status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '90' } });
    expect(await mail.post()).toEqual(['postponed']);
    mail.wait(60);
    expect(await mail.post()).toEqual([]);
    mail.wait(31);
    expect(await mail.post()).toEqual(['sent']);
  });

  test.each([
    ['was refused is written anew, as things are then', 429, 'Maya Klein <maya.klein@northwind.example>'],
    ['may have arrived stays the same bytes', 502, 'Maya Klein <maya@northwind.example>'],
  ])('what %s', async (_what, status, to) => {
    resend.next({ status });
    expect(await mail.post()).toEqual(['postponed']);
    await fresh.owner`update person set address = 'maya.klein@northwind.example' where id = ${maya.personId}`;
    mail.wait(3_700);
    expect(await mail.post()).toEqual(['sent']);
    await fresh.owner`update person set address = ${maya.address} where id = ${maya.personId}`;
    expect(resend.delivered.map(({ body }) => body.to)).toEqual([to]);
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('after 23 hours of doubt a person is asked, who may send it again', async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      resend.next({ status: 502 });
      const [outcome] = await mail.post();
      if (outcome === 'unknown') break;
      mail.wait(3601);
    }
    const given = await letter();
    expect(given).toMatchObject({ state: 'unknown', error: expect.stringContaining('Tried for 23 hours') });
    expect(given.attempts).toBeLessThan(40);
    mail.wait(10_000);
    expect(await mail.post(), 'nothing by itself').toEqual([]);
    expect(await sendAgain(mail.room, given.id)).toBe(true);
    expect(resend.delivered).toHaveLength(1);
    expect(await letter()).toMatchObject({ state: 'sent' });
    expect(await sendAgain(mail.room, given.id), 'its fate is known now').toBe(false);
  });

  test('a letter that is refused for good ends with the provider’s own words', async () => {
    resend.next({ status: 422, name: 'validation_error', message: 'The address is not deliverable.' });
    expect(await mail.post()).toEqual(['failed']);
    expect(await letter()).toMatchObject({
      error: expect.stringContaining('The address is not deliverable.'),
    });
  });

  test('two workers at once deliver each letter once', async () => {
    const other = openDatabase(fresh.target, { role: 'throughline_app' });
    try {
      const rooms = [mail.room, { ...mail.room, database: other }];
      const closed = await Promise.all([...rooms, ...rooms].map((room) => closeDueWindows(room)));
      expect(closed.reduce((sum, n) => sum + n, 0)).toBe(1);
      const claims = await Promise.all([...rooms, ...rooms].map((room) => claimNext(room)));
      expect(claims.filter(Boolean)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

describe('through a mail server', () => {
  let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  beforeEach(async () => {
    smtp = await startSmtpServer();
    mail.use(smtpMailer({ url: smtp.url, deadlineMs: 2_000 }));
    await danaSaysYes();
    mail.wait(121);
  });
  afterEach(() => smtp.stop());

  test('the letter arrives whole, and the next one hangs below it', async () => {
    expect(await mail.post()).toEqual(['sent']);
    requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
    mail.wait(121);
    expect(await mail.post()).toEqual(['sent']);
    const [first, second] = smtp.delivered;
    expect(first?.mail.subject).toMatch(/^Dana said yes to data/);
    expect(first?.mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe(
      'List-Unsubscribe=One-Click',
    );
    expect(second?.to, 'Dana, whose turn it is').toEqual([dana.address]);
    expect(second?.mail.inReplyTo, 'her first letter').toBeUndefined();
    const { offers } = await plan.load(dana);
    const workshop = offers.find(({ stepId }) => stepId === plan.id('workshop'));
    requireOk(
      await plan.send(dana, 'declineOffer', { offerId: workshop?.id ?? '', reason: 'one is enough' }),
    );
    mail.wait(121);
    expect(await mail.post()).toEqual(['sent']);
    const third = smtp.delivered[2]?.mail;
    expect(third?.subject).toBe('Dana said no to workshop');
    expect(third?.inReplyTo).toBe(first?.mail.messageId);
    expect(third?.references).toBe(first?.mail.messageId);
  });

  test('an answer nobody saw is never asked for again, and a person is asked', async () => {
    smtp.next('dropAfterData');
    expect(await mail.post()).toEqual(['unknown']);
    mail.wait(100_000);
    expect(await mail.post()).toEqual([]);
    expect(smtp.delivered).toHaveLength(1);
    expect(await letter()).toMatchObject({ state: 'unknown', error: expect.stringContaining('not seen') });
  });

  test('a crash while it was being sent is the same doubt', async () => {
    await closeDueWindows(mail.room);
    const claimed = await claimNext(mail.room);
    const dying = {
      ...mail.room,
      mailer: { kind: 'smtp' as const, send: () => Promise.reject(new Error('killed')) },
    };
    if (!claimed) throw new Error('Nothing was claimed');
    await expect(deliver(dying, claimed)).rejects.toThrow('killed');
    mail.wait(181);
    expect(await mail.post()).toEqual(['unknown']);
    expect(smtp.delivered).toHaveLength(0);
  });

  test('a crash before anything was composed is simply done again', async () => {
    await closeDueWindows(mail.room);
    await claimNext(mail.room);
    mail.wait(181);
    expect(await mail.post()).toEqual(['sent']);
    expect(smtp.delivered).toHaveLength(1);
  });

  test('a server that is away is tried again', async () => {
    smtp.next('dropAtGreeting');
    expect(await mail.post()).toEqual(['postponed']);
    mail.wait(31);
    expect(await mail.post()).toEqual(['sent']);
    expect(smtp.delivered).toHaveLength(1);
  });
});

test('a running worker delivers by itself, lives through errors, and stops when it is told', async () => {
  await danaSaysYes();
  mail.wait(121);
  let failing = 2;
  const { transaction } = fresh.database;
  const room = {
    ...mail.room,
    database: {
      ...fresh.database,
      transaction: ((...args) => {
        failing -= 1;
        return failing >= 0 ? Promise.reject(new Error('no database')) : transaction(...args);
      }) as typeof transaction,
    },
  };
  const worker = startMailWorker(room, { pollMs: 20 });
  await expect.poll(() => mail.sent.length).toBe(1);
  await worker.stop();
  expect(await letter()).toMatchObject({ state: 'sent' });
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
  mail.wait(121);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(mail.sent).toHaveLength(1);
});
