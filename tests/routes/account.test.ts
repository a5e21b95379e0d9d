import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { resolveSession } from '#app/auth/session.server.ts';
import * as account from '#app/routes/account/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, lena, maya, rui } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { signIn } from '#tests/support/signed-in.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let first: StoredPlan;
let second: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  first = await storedPlan(fresh.database, { buyers: [dana, lena] });
  second = await storedPlan(fresh.database, { buyers: [dana] });
  return fresh.drop;
});

beforeEach(() => fresh.owner`delete from session`);

interface Browsing {
  level?: 'signedIn' | 'invited';
  plans?: StoredPlan[];
  userAgent?: string;
}

const phone = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36';

async function browserOf(who: CastMember, { level = 'signedIn', plans = [], userAgent = '' }: Browsing = {}) {
  const planIds = plans.map(({ planId }) => planId);
  const { cookie, id } = await signIn(fresh.owner, who.personId, { level, planIds, userAgent });
  const browser = new Visitor();
  browser.cookies.set('tl', cookie);
  return { browser, id };
}

type Shown = {
  address: string;
  proven: boolean;
  zones: unknown[];
  person: { name: string; isMember: boolean };
  sessions: { id: string; browser: string; reach: string; isThis: boolean; endable: boolean }[];
};
const look = async (browser: Visitor) => (await browser.get(account, '/account')).body as Shown;
const post = (browser: Visitor, form: Record<string, string>) => browser.post(account, '/account', form);
const isIn = async (browser: Visitor) => (await browser.arrival('/')).context.session !== undefined;

describe('the list of sessions', () => {
  test('is of this person alone, and says what each one reaches and in what browser', async () => {
    await browserOf(maya);
    await browserOf(dana, { level: 'invited', plans: [first], userAgent: phone });
    await browserOf(dana, { level: 'invited', plans: [first, second] });
    const { browser, id } = await browserOf(dana);
    const { sessions } = await look(browser);
    expect(sessions).toHaveLength(3);
    expect(sessions.find((s) => s.isThis)).toMatchObject({ id, reach: 'all your plans' });
    expect(sessions.map((s) => s.reach).sort()).toEqual(['2 plans only', 'all your plans', 'one plan only']);
    expect(sessions.map((s) => s.browser)).toContain('Chrome on an Android phone');
  });

  test('leaves out those that have ended by themselves', async () => {
    const old = await browserOf(dana);
    await fresh.owner`update session set expires_at = now() - interval '1 minute' where id = ${old.id}`;
    const { browser } = await browserOf(dana);
    expect((await look(browser)).sessions).toHaveLength(1);
  });

  test('in a browser let in by an invitation tells neither what the others reach nor the whole address', async () => {
    await browserOf(dana, { level: 'invited', plans: [first, second] });
    const guest = await browserOf(dana, { level: 'invited', plans: [first] });
    const shown = await look(guest.browser);
    expect(shown.sessions.map((s) => [s.isThis, s.reach, s.endable]).sort()).toEqual([
      [false, 'what was opened there', false],
      [true, 'one plan only', true],
    ]);
    expect(shown).toMatchObject({ proven: false, address: 'd***@acme.example', zones: [] });
  });

  test('is for nobody who is not here', async () => {
    expect((await new Visitor().get(account, '/account')).location).toBe('/sign-in?goTo=%2Faccount');
  });
});

describe('what a browser is', () => {
  const visit = (secret: string, userAgent: string) =>
    resolveSession(
      { headers: { cookie: `tl=${secret}`, 'user-agent': userAgent } } as Parameters<
        typeof resolveSession
      >[0],
      { nonce: '', requestId: 'r', network: '192.0.2.1', gone: new AbortController().signal },
    );
  const noted = async (id: string) => {
    const [row] = await fresh.owner`select user_agent, last_used_at from session where id = ${id}`;
    return { userAgent: row?.user_agent, at: Date.parse(row?.last_used_at) };
  };

  test('is written down at its first use, and not again for a while', async () => {
    const { browser, id } = await browserOf(dana);
    const secret = browser.cookies.get('tl') ?? '';
    await fresh.owner`update session set user_agent = null where id = ${id}`;
    await visit(secret, `${phone}\u202e`);
    const one = await noted(id);
    expect(one.userAgent).toBe(phone);
    await visit(secret, 'another');
    expect(await noted(id)).toEqual(one);
    await fresh.owner`update session set last_used_at = now() - interval '6 minutes' where id = ${id}`;
    await visit(secret, 'another');
    const later = await noted(id);
    expect(later.userAgent).toBe('another');
    expect(later.at).toBeGreaterThanOrEqual(one.at);
  });
});

describe('signing out', () => {
  test('of one browser ends that one at once, and no other', async () => {
    const lost = await browserOf(dana);
    const kept = await browserOf(dana);
    const here = await browserOf(dana);
    expect((await post(here.browser, { intent: 'end', session: lost.id })).status).toBe(303);
    expect([await isIn(lost.browser), await isIn(kept.browser), await isIn(here.browser)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('of this browser leads to the sign-in page', async () => {
    const { browser, id } = await browserOf(dana);
    expect((await post(browser, { intent: 'end', session: id })).location).toBe('/sign-in');
    expect(await isIn(browser)).toBe(false);
  });

  test('of somebody else’s browser does nothing', async () => {
    const hers = await browserOf(maya);
    const { browser } = await browserOf(dana);
    await post(browser, { intent: 'end', session: hers.id });
    expect(await isIn(hers.browser)).toBe(true);
  });

  test('everywhere ends all of one person’s, this one too, and nobody else’s', async () => {
    const others = [await browserOf(dana), await browserOf(dana, { level: 'invited', plans: [first] })];
    const hers = await browserOf(maya);
    const { browser } = await browserOf(dana);
    const { location, setCookies } = await post(browser, { intent: 'endAll' });
    expect(location).toBe('/sign-in');
    expect(setCookies.join()).toMatch(/^tl=;.*Max-Age=0/);
    for (const other of others) expect(await isIn(other.browser)).toBe(false);
    expect(await isIn(browser)).toBe(false);
    expect(await isIn(hers.browser)).toBe(true);
  });

  test('others takes more than an invitation, itself does not', async () => {
    const other = await browserOf(dana);
    const guest = await browserOf(dana, { level: 'invited', plans: [first] });
    for (const form of [{ intent: 'end', session: other.id }, { intent: 'endAll' }])
      expect((await post(guest.browser, form as Record<string, string>)).status).toBe(403);
    expect(await isIn(other.browser)).toBe(true);
    await post(guest.browser, { intent: 'end', session: guest.id });
    expect(await isIn(guest.browser)).toBe(false);
    expect(await isIn(other.browser)).toBe(true);
  });
});

describe('name and zone', () => {
  const form = { intent: 'save', name: 'Dana Ortiz-Lang', zone: 'Europe/Lisbon' };

  test('are saved, and the name is read on every plan and told in its history', async () => {
    const { browser } = await browserOf(dana);
    expect((await post(browser, form)).location).toBe('/account?done=saved');
    expect(await look(browser)).toMatchObject({ zone: 'Europe/Lisbon', person: { name: form.name } });
    for (const stored of [first, second])
      for (const reader of [maya, dana]) {
        const people = (await stored.load(reader)).people;
        expect(people.find((p) => p.personId === dana.personId)?.name).toBe(form.name);
      }
    const told = await fresh.owner`select layer from history h
      where kind = 'stakeholderChanged' and by = ${dana.personId} and exists (select from history_body b
        where b.plan_id = h.plan_id and b.layer = h.layer and b.n = h.n and b.body like '%Ortiz-Lang%')`;
    expect(told.map((row) => row.layer)).toEqual(['shared', 'shared']);
  });

  test('saved again as they are write no second history', async () => {
    const { browser } = await browserOf(dana);
    await post(browser, form);
    const count = async () => (await fresh.owner`select 1 from history`).length;
    const before = await count();
    await post(browser, form);
    expect(await count()).toBe(before);
  });

  test('of nobody else are touched', async () => {
    const { browser } = await browserOf(lena);
    await post(browser, { ...form, name: 'Lena Hoff-Meyer' });
    const people = (await first.load(maya)).people.map((p) => p.name);
    expect(people).toContain('Lena Hoff-Meyer');
    expect(people).toContain('Dana Ortiz-Lang');
  });

  test('that cannot be taken come back with what was typed', async () => {
    const { browser } = await browserOf(dana);
    const { status, body } = await post(browser, { intent: 'save', name: ' \u200b ', zone: 'Mars/Olympus' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      initialValue: { zone: 'Mars/Olympus' },
      error: { name: [expect.stringContaining('Write your name')], zone: ['Choose your time zone.'] },
    });
  });

  test('are not for a browser that came in by an invitation', async () => {
    const guest = await browserOf(rui, { level: 'invited' });
    expect((await post(guest.browser, form)).status).toBe(403);
    const [row] = await fresh.owner`select name from person where id = ${rui.personId}`;
    expect(row?.name).toBe(rui.name);
  });
});
