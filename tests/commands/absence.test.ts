import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeReply } from '#app/commands/take-reply.server.ts';
import { addDays, type Day, dayOf, shortDay } from '#app/domain/day.ts';
import { readMail } from '#app/mail/read-mail.server.ts';
import * as inTouchPage from '#app/routes/plans.$planId.in-touch/route.tsx';
import * as plansPage from '#app/routes/plans.$planId.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type MailStand, mailStand } from '#tests/mail/mail-stand.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const domain = 'replies.test';
const server = 'mx.test';
const today = dayOf(new Date(), 'UTC');
const inDays = (n: number) => addDays(today, n);
/** In words that hold in any year. */
const until = (day: Day) => `I am out of the office until ${day}.`;

let fresh: FreshDatabase;
let plan: StoredPlan;
let mail: MailStand;
let address: string;
let letterId: string;

beforeAll(async () => {
  fresh = await openDoors();
  return fresh.drop;
});

/** Dana is asked something by letter. */
beforeEach(async () => {
  for (const table of ['reply', 'letter', 'line', 'provider_news'])
    await fresh.owner.unsafe(`delete from ${table}`);
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [{ key: 'fit', steps: [{ key: 'data', owners: [dana], dueIn: 5 }] }],
  });
  mail = mailStand(fresh.database);
  mail.room.inbound = domain;
  await fresh.owner`delete from line`;
  await fresh.owner`delete from letter`;
  requireOk(
    await plan.send(maya, 'writeComment', {
      ...{ id: crypto.randomUUID(), stepId: plan.id('data'), text: 'How far is it?', onlyOurs: false },
      ...{ mentions: [plan.access(dana).stakeholderId ?? ''], request: null, answers: null },
    } as never),
  );
  mail.wait(10_000);
  await mail.post();
  address = mail.to(dana.address).at(-1)?.replyTo ?? '';
  const [row] = await fresh.owner`select id from letter where person_id = ${dana.personId}`;
  letterId = row?.id;
  mail.empty();
  await fresh.owner`delete from letter where id <> ${letterId}`;
});

interface Wire {
  from?: string;
  to?: string;
  headers?: string[];
  dmarc?: string;
}
const answersFor = 'Auto-Submitted: auto-replied';
async function come(text: string, { from, to, headers = [answersFor], dmarc = 'pass' }: Wire = {}) {
  const lines = [
    `Authentication-Results: ${server}; dmarc=${dmarc} header.from=x`,
    ...[`From: Somebody <${from ?? dana.address}>`, `To: <${to ?? address}>`, 'Subject: Automatic reply'],
    ...[`Message-ID: <${crypto.randomUUID()}@mail.test>`, 'MIME-Version: 1.0', ...headers],
    ...['Content-Type: text/plain; charset=utf-8', '', text, ''],
  ];
  const read = await readMail(Buffer.from(lines.join('\r\n')), { authserv: server });
  if (!read) throw new Error('Not a letter');
  const taking = { domain, now: new Date(), waitSeconds: 600, files: { store: null, quota: 0 } };
  const taken = await takeReply(fresh.database, read, taking);
  expect(taken, 'it is never a comment').toBe('automatic');
}
const planId = () => plan.access(dana).planId;
const params = () => ({ planId: planId() });
const read = async (who: CastMember, route: typeof plansPage | typeof inTouchPage = plansPage) => {
  const browser = await Visitor.of(fresh.owner, who.personId);
  const { body } = await browser.get(route as never, `/plans/${planId()}`, params());
  return JSON.stringify(body);
};
const offered = async (who: CastMember = dana): Promise<Day | null> => {
  const { reader } = JSON.parse(await read(who)) as { reader: { mailedBack: Day | null } };
  return reader.mailedBack;
};
async function press(intent: string, form: Record<string, string> = {}) {
  const browser = await Visitor.of(fresh.owner, dana.personId);
  return await browser.post(inTouchPage, `/plans/${planId()}/in-touch`, { intent, ...form }, params());
}
const held = async (): Promise<Day | null> => {
  const [row] = await fresh.owner`
    select keep_in_touch ->> 'awayUntil' as day from membership
    where person_id = ${dana.personId} and plan_id = ${planId()}`;
  return row?.day ?? null;
};

describe('an automatic reply that says when she is back', () => {
  test('is offered to her, changes nothing by itself, and is answered by no letter', async () => {
    await come(until(inDays(9)));
    expect(await offered()).toBe(inDays(10));
    expect(await held()).toBeNull();
    const [row] = await fresh.owner`select
      (select count(*) from reply)::int as replies, (select count(*) from letter)::int as letters,
      (select count(*) from line where letter_id is null)::int as lines`;
    expect(row).toEqual({ replies: 0, letters: 1, lines: 0 });
  });

  test('is for nobody else to know', async () => {
    const before = [await read(maya), await read(lena), await read(lena, inTouchPage)];
    await come(until(inDays(9)));
    expect([await read(maya), await read(lena), await read(lena, inTouchPage)]).toEqual(before);
  });

  test('holds letters once she says so, until she is here again', async () => {
    await come(until(inDays(9)));
    const answer = await press('hold', { day: inDays(10) });
    expect(answer.location).toBe(`/plans/${planId()}/in-touch?saved`);
    expect(await held()).toBe(inDays(10));
    expect(await read(dana, inTouchPage)).toContain(`away until ${shortDay(inDays(10))}`);
    expect(await offered()).toBeNull();
    await press('here');
    expect(await held()).toBeNull();
    await come(until(inDays(9)));
    expect(await offered(), 'she has answered this day').toBeNull();
  });

  test('said no to, does not come again for the same day; for another it does', async () => {
    await come(until(inDays(9)));
    await press('noHold');
    expect(await offered()).toBeNull();
    expect(await held()).toBeNull();
    await come(until(inDays(9)));
    await come(until(inDays(9)));
    expect(await offered()).toBeNull();
    await come(until(inDays(12)));
    expect(await offered()).toBe(inDays(13));
  });

  test('counts as its newest says, and a press on what stood there before does nothing', async () => {
    await come(until(inDays(9)));
    await come(until(inDays(12)));
    expect(await offered()).toBe(inDays(13));
    await press('hold', { day: inDays(10) });
    expect(await held()).toBeNull();
    expect(await offered()).toBe(inDays(13));
  });

  test('is gone when its day has come, and where letters are stopped', async () => {
    await come(until(inDays(9)));
    await fresh.owner`update membership set letters_stopped_at = now() where plan_id = ${planId()}`;
    expect(await offered()).toBeNull();
    await fresh.owner`update membership set letters_stopped_at = null, mailed_back = ${today}
      where plan_id = ${planId()}`;
    expect(await offered()).toBeNull();
  });

  test('is found by the letter it names, wherever it was sent', async () => {
    const headers = [answersFor, `In-Reply-To: <${letterId}@throughline.test>`];
    await come(until(inDays(9)), { to: `somebody@${domain}`, headers });
    expect(await offered()).toBe(inDays(10));
  });
});

test.each<[string, string, Wire]>([
  ['from another address', until(inDays(9)), { from: 'eve@evil.example' }],
  ['from the address of somebody else on the plan', until(inDays(9)), { from: lena.address }],
  ['not from her, as her domain says', until(inDays(9)), { dmarc: 'fail' }],
  ['a list', until(inDays(9)), { headers: [answersFor, 'List-Id: <x.example>'] }],
  ['a bounce', until(inDays(9)), { headers: ['Return-Path: <>'] }],
  ['to an address nobody has', until(inDays(9)), { to: `${'a'.repeat(26)}@${domain}` }],
  ['without a day', 'I am out of the office.', {}],
  ['with a day that may be two', 'I am out of the office until 3/12.', {}],
])('%s, nothing is offered', async (_, text, wire) => {
  await come(text, wire);
  const [row] = await fresh.owner`
    select count(mailed_back)::int as n from membership where plan_id = ${planId()}`;
  expect(row?.n).toBe(0);
});
