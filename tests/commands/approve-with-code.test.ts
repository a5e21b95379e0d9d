import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replaceSession } from '#app/auth/session.server.ts';
import { codeFor } from '#app/auth/tokens.server.ts';
import { seenDigest } from '#app/domain/decide-approval.ts';
import * as approve from '#app/routes/plans.$planId.approve.$stepId/route.tsx';
import type { FormBack } from '#app/routes/plans.$planId.approve.$stepId/take-decision.server.ts';
import * as signIn from '#app/routes/sign-in._index.tsx';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { saveSessionPlan } from '#db/sessions.server.ts';
import { openDoors, type Seen, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { stepIn } from '#tests/support/plan-builder.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;

beforeAll(async () => {
  process.env.PORT = '3000';
  fresh = await openDoors();
  return fresh.drop;
});

beforeEach(async () => {
  await fresh.owner`truncate session, letter, token, sign_in_attempt cascade`;
  const steps = [{ key: 'budget', owners: [lena], dueIn: 5, type: 'approval' as const }];
  stored = await storedPlan(fresh.database, {
    milestones: [{ key: 'case', steps }],
    buyers: [dana, lena],
  });
});

/** Somebody let into this one plan by an invitation. */
async function invited(who: CastMember): Promise<Visitor> {
  const next = { personId: who.personId, level: 'invited' as const };
  const { id, cookie } = await replaceSession(fresh.database.db, undefined, next);
  await saveSessionPlan(fresh.database.db, id, stored.planId);
  const browser = new Visitor();
  browser.cookies.set('tl', /^tl=([^;]+)/.exec(cookie)?.[1] ?? '');
  return browser;
}

const send = async (browser: Visitor, form: Record<string, string>): Promise<Seen> => {
  const params = { planId: stored.planId, stepId: stored.id('budget') };
  const plan = await stored.load(maya);
  const seen = seenDigest(plan, stepIn(plan, params.stepId), digestOfValue);
  const typed = { intent: 'decide', command: uuidv7(), decision: randomUUID(), note: 'Between us', seen };
  return browser.post(
    approve,
    `/plans/${params.planId}/approve/${params.stepId}`,
    { ...typed, ...form },
    params,
  );
};
const yes = { outcome: 'approved' };
const withCode = (code: string) => ({ ...yes, stage: 'code', code });

const back = (seen: Seen) => seen.body as FormBack;
const decisions = async () => (await stored.load(maya)).decisions;
async function codeOf(who: CastMember): Promise<string> {
  const [attempt] = await fresh.owner`
    select id from sign_in_attempt where person_id = ${who.personId} order by expires_at desc limit 1`;
  return codeFor(attempt?.id);
}
const wrongThan = (right: string) => (right === '123456' ? '654321' : '123456');

describe('deciding in a browser that has proved nothing', () => {
  test('mails a code to one’s own address, decides nothing, and keeps what was typed', async () => {
    const browser = await invited(lena);
    const seen = await send(browser, yes);
    expect(seen.status).toBe(200);
    expect(back(seen)).toMatchObject({ asksCode: true, draft: { outcome: 'approved', note: 'Between us' } });
    expect(await decisions()).toEqual([]);
    const letters = await fresh.owner`select person_id from letter where kind = 'signIn'`;
    expect(letters.map((l) => l.person_id)).toEqual([lena.personId]);
  });

  test('decides with the code, in a session that is new', async () => {
    const browser = await invited(lena);
    await send(browser, yes);
    const before = browser.cookies.get('tl');
    const seen = await send(browser, withCode(await codeOf(lena)));
    expect(seen.status).toBe(303);
    expect(await decisions()).toMatchObject([{ byName: lena.name, outcome: 'approved' }]);
    expect(browser.cookies.get('tl')).not.toBe(before);
    const sessions = await fresh.owner`select level from session`;
    expect(sessions.map((s) => s.level)).toEqual(['signedIn']);
  });

  test('asks for no code a second time', async () => {
    const browser = await invited(lena);
    await send(browser, yes);
    await send(browser, withCode(await codeOf(lena)));
    expect((await send(browser, { outcome: 'rejected', confirmed: 'yes' })).status).toBe(303);
    expect((await decisions()).map((d) => d.outcome)).toEqual(['approved', 'rejected']);
  });

  test('takes five wrong codes, and not the right one after them', async () => {
    const browser = await invited(lena);
    await send(browser, yes);
    const right = await codeOf(lena);
    const said: (string | undefined)[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const seen = await send(browser, withCode(wrongThan(right)));
      expect(seen.status).toBe(400);
      expect(back(seen).draft.note).toBe('Between us');
      said.push(back(seen).codeTrouble);
    }
    expect(said[0]).toContain('4 tries left');
    expect(said[4]).toContain('can no longer be used');
    expect((await send(browser, withCode(right))).status).toBe(400);
    expect(await decisions()).toEqual([]);
  });

  test('takes no code of ten minutes ago', async () => {
    const browser = await invited(lena);
    await send(browser, yes);
    await fresh.owner`update sign_in_attempt set expires_at = expires_at - interval '10 minutes 1 second'`;
    expect((await send(browser, withCode(await codeOf(lena)))).status).toBe(400);
    expect(await decisions()).toEqual([]);
  });

  test('takes no code that was mailed to somebody else, and stays who it is', async () => {
    const browser = await invited(lena);
    await browser.post(signIn, '/sign-in', { address: dana.address });
    const seen = await send(browser, withCode(await codeOf(dana)));
    expect(seen.status).toBe(400);
    expect(await decisions()).toEqual([]);
    expect((await browser.arrival('/')).context.session).toMatchObject({
      level: 'invited',
      person: { id: lena.personId },
    });
  });

  test('takes no code in another browser than the one that asked', async () => {
    await send(await invited(lena), yes);
    const other = await invited(lena);
    expect((await send(other, withCode(await codeOf(lena)))).status).toBe(400);
    expect(await decisions()).toEqual([]);
  });

  test('says what is missing before it mails anything', async () => {
    const browser = await invited(lena);
    const seen = await send(browser, { outcome: 'needsEvidence' });
    expect(seen.status).toBe(422);
    expect(back(seen).troubles.missing).toMatch(/^Say what is missing/);
    expect(await fresh.owner`select 1 from letter where kind = 'signIn'`).toHaveLength(0);
  });
});

test('the same form sent twice decides once', async () => {
  const browser = await invited(lena);
  await send(browser, yes);
  await send(browser, { ...withCode(await codeOf(lena)), outcome: 'rejected' });
  const same = { ...yes, command: uuidv7(), decision: randomUUID() };
  const answers = [
    await send(browser, same),
    await send(browser, same),
    await send(browser, { ...same, command: uuidv7() }),
  ];
  expect(answers.map((a) => a.status)).toEqual([303, 303, 303]);
  expect(await decisions()).toHaveLength(2);
});

test('who is not asked is refused in a sentence, without a code', async () => {
  const browser = await invited(dana);
  const seen = await send(browser, yes);
  expect(back(seen).trouble).toBe('Lena Hoff decides this. You can write to them about it.');
  expect(await fresh.owner`select 1 from letter where kind = 'signIn'`).toHaveLength(0);
});

test('conditions are added and taken away by sending the form', async () => {
  const browser = await invited(lena);
  const one = back(await send(browser, { intent: 'add' })).draft.conditions;
  expect(one).toHaveLength(1);
  const id = one[0]?.id ?? '';
  const typed = { condition: id, [`title.${id}`]: 'Invoices stay in SAP' };
  const two = back(await send(browser, { intent: 'add', ...typed })).draft.conditions;
  expect(two.map((c) => c.title)).toEqual(['Invoices stay in SAP', '']);
  expect(back(await send(browser, { intent: `remove.${id}`, ...typed })).draft.conditions).toEqual([]);
});
