import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlanIn } from '#app/commands/change-plan.server.ts';
import { takeReply } from '#app/commands/take-reply.server.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import { writeReplies } from '#app/reply-worker.server.ts';
import * as page from '#app/routes/replies.$token.tsx';
import { listActivity } from '#db/activity.server.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const domain = 'replies.test';
const server = 'mx.test';
let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

/** Dana is asked for data by letter. */
beforeEach(async () => {
  for (const table of ['reply', 'letter', 'line', 'provider_news'])
    await fresh.owner.unsafe(`delete from ${table}`);
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [
      {
        key: 'fit',
        steps: [
          { key: 'data', owners: [dana], dueIn: 5 },
          { key: 'later', owners: [maya], dueIn: 9 },
        ],
      },
    ],
  });
  mail = mailStand(fresh.database);
  mail.room.inbound = domain;
  await fresh.owner`delete from line`;
  await fresh.owner`delete from letter`;
});

const rowOf = (who: CastMember) => plan.access(who).stakeholderId ?? '';
const write = async (by: CastMember, to: CastMember, more: Record<string, unknown> = {}) =>
  requireOk(
    await plan.send(by, 'writeComment', {
      ...{ id: crypto.randomUUID(), stepId: plan.id('data'), text: 'How far is it?', onlyOurs: false },
      ...{ mentions: [rowOf(to)], request: null, answers: null, ...more },
    } as never),
  );
async function letterTo(who: CastMember) {
  mail.wait(10_000);
  await mail.post();
  const letter = mail.to(who.address).at(-1);
  if (!letter) throw new Error('There is no letter');
  return letter;
}
interface Wire {
  from?: string;
  text?: string;
  headers?: string[];
  dmarc?: string;
  id?: string;
}
const newId = () => crypto.randomUUID();
const wire = (
  to: string,
  { from = dana.address, text = 'Half of it', headers = [], dmarc = 'pass', id }: Wire = {},
) =>
  Buffer.from(
    [
      ...(dmarc ? [`Authentication-Results: ${server}; dmarc=${dmarc} header.from=x`] : []),
      ...[`From: Somebody <${from}>`, `To: <${to}>`, 'Subject: Re: it'],
      ...[`Message-ID: <${id ?? newId()}@mail.test>`, 'MIME-Version: 1.0', ...headers],
      ...['Content-Type: text/plain; charset=utf-8', '', text, ''],
    ].join('\r\n'),
  );
const take = async (raw: Uint8Array, now = new Date(), delivery?: string) => {
  const read = await readMail(raw, { authserv: server });
  if (!read) throw new Error('Not a letter');
  return await takeReply(fresh.database, read, {
    domain,
    now,
    waitSeconds: 600,
    files: { store: null, quota: 0 },
    ...(delivery && { delivery }),
  });
};
const inMinutes = (n: number) => new Date(Date.now() + n * 60_000);
const becomeComments = () => writeReplies(fresh.database, inMinutes(11));
const threadOf = async (who: CastMember) =>
  (await plan.load(who)).comments
    .filter(({ by }) => by === dana.personId)
    .map(({ text, layer }) => ({ text, layer }));
const link = (html: string, label: string): string => {
  const [, secret] = new RegExp(`/replies/([\\w-]{43})"[^>]*>${label}<`).exec(html) ?? [];
  if (!secret) throw new Error(`No link "${label}"`);
  return secret;
};
const look = (secret: string, browser = new Visitor()) =>
  browser.get(page, `/replies/${secret}`, { token: secret });
async function press(secret: string) {
  const browser = new Visitor();
  await look(secret, browser);
  return await browser.post(page, `/replies/${secret}`, {}, { token: secret });
}
const aReply = async (more: Wire = {}) => {
  await write(maya, dana);
  const letter = await letterTo(dana);
  return { letter, address: letter.replyTo ?? '', taken: await take(wire(letter.replyTo ?? '', more)) };
};

describe('the address of a letter', () => {
  test('is one of its own where it is about one step, and says so', async () => {
    await write(maya, dana);
    const letter = await letterTo(dana);
    expect(letter.replyTo).toMatch(/^[a-z2-7]{26}@replies\.test$/);
    expect(letter.text).toContain('both sides read it on the plan');
    const [row] = await fresh.owner`select frozen from letter where person_id = ${dana.personId}`;
    expect(JSON.stringify(row?.frozen)).not.toContain(letter.replyTo?.split('@')[0]);
  });

  test('is the sender’s own where nobody listens, or where it is about more', async () => {
    await write(maya, dana);
    await write(maya, dana, { stepId: plan.id('later') });
    expect((await letterTo(dana)).replyTo).toBe(maya.address);
    mail.room.inbound = null;
    await write(maya, dana);
    const letter = await letterTo(dana);
    expect(letter.replyTo).toBe(maya.address);
    expect(letter.text).not.toContain('Reply to this letter');
  });
});

describe('a reply', () => {
  test('is her comment ten minutes later, once, as from her letter, and can be undone', async () => {
    const { taken } = await aReply({ text: 'Half of it\r\n\r\nOn Mon, Maya wrote:\r\n> How far is it?' });
    expect(taken).toBe('waiting');
    expect(await writeReplies(fresh.database, inMinutes(9))).toBe(0);
    expect(await threadOf(maya)).toEqual([]);
    const written = await Promise.all([becomeComments(), becomeComments(), becomeComments()]);
    expect(written.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await threadOf(maya)).toEqual([{ text: 'Half of it', layer: 'shared' }]);
    const [act] = (await listActivity(plan.access(maya), { limit: 1 })).acts;
    expect(act).toMatchObject({ by: dana.personId, fromLetter: true, type: 'writeComment' });
    requireOk(await plan.undo(dana, act?.commandId ?? ''));
    expect(await threadOf(maya)).toEqual([]);
  });

  test('has a receipt, from which she keeps it to her side', async () => {
    await aReply();
    const receipt = await letterTo(dana);
    expect(receipt.subject).toMatch(/^Both sides will see your reply at \d\d:\d\d$/);
    const secret = link(receipt.html, 'Only Acme Freight');
    await look(secret);
    await look(secret);
    expect((await look(secret)).body).toMatchObject({ kind: 'waiting', onlyOurs: false });
    await press(secret);
    expect((await look(secret)).body).toMatchObject({ kind: 'waiting', onlyOurs: true });
    await becomeComments();
    expect(await threadOf(maya)).toEqual([]);
    expect(await threadOf(lena)).toEqual([{ text: 'Half of it', layer: 'buyer' }]);
  });

  test('is deleted before anybody saw it, or after', async () => {
    await aReply();
    await press(link((await letterTo(dana)).html, 'Delete'));
    expect(await becomeComments()).toBe(0);
    expect(await threadOf(maya)).toEqual([]);
    await aReply({ text: 'Another' });
    const secret = link((await letterTo(dana)).html, 'Delete');
    await becomeComments();
    expect(await threadOf(maya)).toHaveLength(1);
    await press(secret);
    expect(await threadOf(maya)).toEqual([]);
    expect((await look(secret)).body).toMatchObject({ kind: 'removed' });
  });

  test('to what only one side reads stays there', async () => {
    await write(lena, dana, { onlyOurs: true });
    const letter = await letterTo(dana);
    expect(letter.text).toContain('people at Acme Freight read it');
    await take(wire(letter.replyTo ?? ''));
    const receipt = await letterTo(dana);
    expect(receipt.subject).toContain('Only Acme Freight will see your reply at');
    await becomeComments();
    expect(await threadOf(maya)).toEqual([]);
    expect(await threadOf(lena)).toEqual([{ text: 'Half of it', layer: 'buyer' }]);
  });

  test('answers the question that was asked', async () => {
    const by = (await plan.load(dana)).steps[0]?.dueDay;
    await write(maya, dana, { mentions: [], request: { of: rowOf(dana), by } });
    await take(wire((await letterTo(dana)).replyTo ?? ''));
    await becomeComments();
    const { comments } = await plan.load(maya);
    expect(comments.find(({ request }) => request)?.answeredOn).not.toBeNull();
  });

  test('that came twice is one, by any way', async () => {
    const { address } = await aReply({ id: 'same' });
    expect(await take(wire(address, { id: 'same' }))).toBe('seen before');
    expect(await take(wire(address), new Date(), 'd1')).toBe('waiting');
    expect(await take(wire(address), new Date(), 'd1')).toBe('seen before');
    expect(await becomeComments()).toBe(2);
  });

  test('of any length is whole', async () => {
    const text = Array.from({ length: 900 }, (_, n) => `Line ${n} of what she wrote.`).join('\r\n');
    const { taken } = await aReply({ text });
    expect(taken).toBe('tooLong');
    const { address } = await aReply();
    await take(wire(address, { text: text.slice(0, 9_000) }));
    await becomeComments();
    const all = (await threadOf(maya)).map((each) => each.text).join('\n');
    for (let n = 0; n < 300; n += 1) expect(all).toContain(`Line ${n} of what she wrote.`);
  });

  test('to a step that has gone is given back', async () => {
    await aReply();
    requireOk(await plan.send(maya, 'removeStep', { stepId: plan.id('data') }));
    await becomeComments();
    const back = await letterTo(dana);
    expect(back.subject).toBe('Your reply is not on the plan');
    expect(back.text).toContain('Half of it');
  });

  test('of somebody who was taken off is never written', async () => {
    const { address } = await aReply();
    requireOk(await plan.send(dana, 'setPointPerson', { stakeholderId: rowOf(lena), pointPerson: true }));
    const [answer] = await fresh.database.transaction((tx) =>
      changePlanIn(tx, plan.access(lena, { pointPerson: true }), [
        { id: newId(), type: 'removeStakeholder', args: { stakeholderId: rowOf(dana) } },
      ]),
    );
    expect(answer?.kind).toBe('ok');
    await becomeComments();
    expect(await threadOf(maya)).toEqual([]);
    expect(await take(wire(address))).toBe('expired');
  });
});

describe('from another address', () => {
  test('it waits for her yes', async () => {
    const { taken } = await aReply({ from: 'dana@home.example' });
    expect(taken).toBe('held');
    expect(await becomeComments()).toBe(0);
    const asked = await letterTo(dana);
    expect(asked.subject).toBe('Did you write this about data?');
    expect(mail.to('dana@home.example')).toEqual([]);
    await press(link(asked.html, 'Yes, it is from me'));
    await becomeComments();
    expect(await threadOf(maya)).toHaveLength(1);
  });

  test('or from hers when its server says it is forged; and no more than five wait', async () => {
    const { taken, address } = await aReply({ dmarc: 'fail' });
    expect(taken).toBe('held');
    const more = [];
    for (let n = 0; n < 6; n += 1) more.push(await take(wire(address, { from: 'eve@evil.example' })));
    expect(more).toEqual(['held', 'held', 'held', 'held', 'too many', 'too many']);
  });
});

describe('what cannot be taken', () => {
  test('is answered kindly once a day, and only to whom it is certainly from', async () => {
    const nobody = `${'a'.repeat(26)}@${domain}`;
    const eve = { from: 'eve@else.example' };
    for (const dmarc of ['', 'fail', 'none'])
      expect(await take(wire(nobody, { ...eve, dmarc }))).toBe('unknown');
    await mail.post();
    expect(mail.to(eve.from)).toEqual([]);
    for (let n = 0; n < 3; n += 1)
      expect(await take(wire(nobody, { ...eve, text: `Hello ${n}` }))).toBe('unknown');
    mail.wait(5);
    await mail.post();
    expect(mail.to(eve.from)).toHaveLength(1);
    expect(mail.to(eve.from)[0]?.text).toContain('Hello 0');
    await take(wire(nobody, eve), inMinutes(60 * 24));
    mail.wait(100_000);
    await mail.post();
    expect(mail.to(eve.from)).toHaveLength(2);
  });

  test.each([
    ['Auto-Submitted: auto-replied'],
    ['Auto-Submitted: auto-generated'],
    ['List-Id: <all.example>'],
    ['Precedence: bulk'],
    ['Return-Path: <>'],
    ['X-Autoreply: yes'],
  ])('%s is neither a comment nor answered', async (header) => {
    const { address } = await aReply();
    mail.empty();
    await fresh.owner`delete from letter`;
    expect(await take(wire(address, { headers: [header] }))).toBe('automatic');
    expect(await take(wire(`x@${domain}`, { headers: [header] }))).toBe('automatic');
    const [row] = await fresh.owner`select count(*)::int as n from letter`;
    expect(row?.n).toBe(0);
  });

  test('is nothing but what it answered, or an address that has ended', async () => {
    const { address } = await aReply();
    expect(await take(wire(address, { text: '> How far is it?' }))).toBe('empty');
    await fresh.owner`update token set expires_at = now() where purpose = 'reply'`;
    expect(await take(wire(address))).toBe('expired');
    expect(await becomeComments()).toBe(1);
  });

  test('says it is from two people, or hides whom it is from', async () => {
    const { address } = await aReply();
    const two = wire(address)
      .toString()
      .replace(/^From: .*$/m, `From: <${dana.address}>\r\nFrom: <eve@evil.example>`);
    const group = wire(address)
      .toString()
      .replace(/^From: .*$/m, `From: <${dana.address}>, <eve@evil.example>`);
    expect(await take(Buffer.from(two))).toBe('held');
    expect(['held', 'waiting']).toContain(await take(Buffer.from(group)));
  });
});
