import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeFor, secretFor } from '#app/auth/tokens.server.ts';
import * as home from '#app/routes/_index.tsx';
import * as signIn from '#app/routes/sign-in._index.tsx';
import * as byLink from '#app/routes/sign-in.$token.tsx';
import * as code from '#app/routes/sign-in.code.tsx';
import * as signOut from '#app/routes/sign-out.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { dana, grace, lena, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  stored = await storedPlan(fresh.database, { buyers: [dana], invited: [lena] });
  return fresh.drop;
});

beforeEach(() => fresh.owner`truncate letter, token, sign_in_attempt cascade`);

const ask = (browser: Visitor, address: string, more: Record<string, string> = {}) =>
  browser.post(signIn, '/sign-in', { address, ...more });

/** What the letter to somebody would say. */
async function letterTo(personId: string): Promise<{ code: string; secret: string }> {
  const [letter] = await fresh.owner`
    select refs from letter where kind = 'signIn' and person_id = ${personId} order by created_at desc limit 1`;
  return {
    code: codeFor(letter?.refs.attemptId),
    secret: secretFor('signIn', letter?.refs.tokenId),
  };
}

const open = (browser: Visitor, secret: string) =>
  browser.post(byLink, `/sign-in/${secret}`, {}, { token: secret });

const look = (browser: Visitor, secret: string) =>
  browser.get(byLink, `/sign-in/${secret}`, { token: secret });

const wrongThan = (right: string) => (right === '123456' ? '654321' : '123456');

describe('asking for a letter', () => {
  test('answers the same bytes for an address somebody has and for one nobody has', async () => {
    const known = new Visitor();
    const unknown = new Visitor();
    const answers = [await ask(known, maya.address), await ask(unknown, 'maya@nowhere.example')];
    const [first, second] = answers.map(({ setCookies, ...rest }) => ({
      ...rest,
      cookies: setCookies.map((line) => line.replace(/=[^;]*/, '')),
    }));
    expect(first).toEqual(second);
    const pages = [await known.get(code, '/sign-in/code'), await unknown.get(code, '/sign-in/code')];
    const texts = pages.map((page) => JSON.stringify(page).replace(/maya@[a-z.]+/, ''));
    expect(texts[0]).toBe(texts[1]);
  });

  test('writes a letter to whoever has the address, and to nobody else', async () => {
    await ask(new Visitor(), maya.address.toUpperCase());
    await ask(new Visitor(), 'maya@nowhere.example');
    const letters = await fresh.owner`select person_id from letter`;
    expect(letters.map((row) => row.person_id)).toEqual([maya.personId]);
  });

  test('treats somebody who is on nothing any more as unknown', async () => {
    await ask(new Visitor(), grace.address);
    expect(await fresh.owner`select 1 from letter`).toHaveLength(0);
  });

  test('keeps what was typed when it is no address', async () => {
    const answer = await ask(new Visitor(), 'maya at northwind');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      initialValue: { address: 'maya at northwind' },
      error: { address: [expect.stringContaining('mail address')] },
    });
  });

  test('stores neither the code nor the link nor the cookie', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const letter = await letterTo(maya.personId);
    const [row] = await fresh.owner`
      select to_jsonb(a)::text || to_jsonb(t)::text as text
      from sign_in_attempt a join token t on t.attempt_id = a.id`;
    const secret = browser.cookies.get('tl-pending')?.split('.')[1] ?? 'none';
    expect(row?.text).not.toContain(letter.secret);
    expect(row?.text).not.toContain(secret);
    expect(row?.text).not.toMatch(new RegExp(`"${letter.code}"`));
  });
});

describe('the code', () => {
  test('signs in the browser that asked, with a session that is stored as a hash', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { code: digits } = await letterTo(maya.personId);
    const answer = await browser.post(code, '/sign-in/code', {
      code: `${digits.slice(0, 3)} ${digits.slice(3)}`,
    });
    expect(answer.location).toBe('/plans');
    expect(answer.setCookies.join()).toMatch(/^tl=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax/);
    const cookie = browser.cookies.get('tl') ?? '';
    const ids = await fresh.owner`select id from session`;
    expect(cookie.length).toBeGreaterThan(40);
    expect(ids.map((row) => row.id)).not.toContain(cookie);
    expect((await browser.get(home, '/')).location).toBe('/plans');
  });

  test('does nothing in a browser that did not ask', async () => {
    const asked = new Visitor();
    await ask(asked, maya.address);
    const { code: digits } = await letterTo(maya.personId);
    const stranger = new Visitor();
    await ask(stranger, 'somebody@else.example');
    expect((await stranger.post(code, '/sign-in/code', { code: digits })).status).toBe(400);
    expect((await new Visitor().post(code, '/sign-in/code', { code: digits })).status).toBe(400);
    expect(stranger.cookies.has('tl')).toBe(false);
  });

  test('may be tried five times, and not a sixth with the right one', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { code: right } = await letterTo(maya.personId);
    const wrong = wrongThan(right);
    for (let left = 4; left >= 1; left -= 1) {
      const answer = await browser.post(code, '/sign-in/code', { code: wrong });
      expect(JSON.stringify(answer.body)).toContain(left === 1 ? 'one try left' : `${left} tries left`);
    }
    await browser.post(code, '/sign-in/code', { code: wrong });
    const last = await browser.post(code, '/sign-in/code', { code: right });
    expect(last.status).toBe(400);
    expect(browser.cookies.has('tl')).toBe(false);
  });

  test('cannot be tried more often by trying at once', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const wrong = wrongThan((await letterTo(maya.personId)).code);
    await Promise.all(Array.from({ length: 12 }, () => browser.post(code, '/sign-in/code', { code: wrong })));
    const [attempt] = await fresh.owner`select tries from sign_in_attempt`;
    expect(attempt?.tries).toBe(5);
  });

  test('of an address nobody has is wrong like any other', async () => {
    const browser = new Visitor();
    await ask(browser, 'maya@nowhere.example');
    const [attempt] = await fresh.owner`select id from sign_in_attempt`;
    const answer = await browser.post(code, '/sign-in/code', { code: codeFor(attempt?.id) });
    expect(JSON.stringify(answer.body)).toContain('4 tries left');
    expect(browser.cookies.has('tl')).toBe(false);
  });

  test('ends after ten minutes of the database', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { code: digits } = await letterTo(maya.personId);
    await fresh.owner`update sign_in_attempt set expires_at = expires_at - interval '10 minutes 1 second'`;
    expect((await browser.post(code, '/sign-in/code', { code: digits })).status).toBe(400);
  });
});

describe('the link', () => {
  test('is not used up by scanners', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { secret } = await letterTo(maya.personId);
    const scanner = new Visitor();
    await scanner.head(byLink, `/sign-in/${secret}`, { token: secret });
    for (let fetch = 0; fetch < 20; fetch += 1)
      expect((await look(scanner, secret)).body).toMatchObject({ state: 'elsewhere' });
    expect((await open(browser, secret)).location).toBe('/plans');
  });

  test('opens nothing in another browser, and says where to type the code', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { secret } = await letterTo(maya.personId);
    const other = new Visitor();
    expect((await open(other, secret)).location).toBe(`/sign-in/${secret}`);
    expect(other.cookies.has('tl')).toBe(false);
    await ask(other, dana.address);
    expect((await look(other, secret)).body).toMatchObject({ state: 'elsewhere' });
    expect((await open(browser, secret)).location).toBe('/plans');
  });

  test('works once, under two taps at the same time', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { secret } = await letterTo(maya.personId);
    await fresh.owner`delete from session`;
    const answers = await Promise.all([open(browser, secret), open(browser, secret)]);
    expect(
      answers.filter(({ setCookies }) => setCookies.some((line) => line.startsWith('tl='))),
    ).toHaveLength(1);
    expect(await fresh.owner`select 1 from session`).toHaveLength(1);
    expect((await look(new Visitor(), secret)).body).toMatchObject({ state: 'over' });
  });

  test('is over when the code of the same letter was used', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const { secret, code: digits } = await letterTo(maya.personId);
    await browser.post(code, '/sign-in/code', { code: digits });
    browser.cookies.delete('tl');
    expect((await open(browser, secret)).location).toBe(`/sign-in/${secret}`);
  });

  test('of the first letter still works after a second was asked for', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    const first = await letterTo(maya.personId);
    await ask(browser, maya.address);
    expect((await open(browser, first.secret)).location).toBe('/plans');
  });

  test('is a 404 when nobody made it', async () => {
    expect((await look(new Visitor(), 'made-up')).status).toBe(404);
  });
});

describe('where it leads', () => {
  test('a buyer of one plan is in it, and somebody invited has entered it by that', async () => {
    const browser = new Visitor();
    await ask(browser, lena.address);
    const answer = await open(browser, (await letterTo(lena.personId)).secret);
    expect(answer.location).toBe(`/plans/${stored.planId}`);
    const [row] = await fresh.owner`
      select entered_at from membership where person_id = ${lena.personId} and plan_id = ${stored.planId}`;
    expect(row?.entered_at).not.toBeNull();
  });

  test.each([
    ['/plans/new', '/plans/new'],
    ['//evil.example/plans', '/plans'],
    ['https://evil.example', '/plans'],
    ['/\\evil.example', '/plans'],
    ['/plans/..//evil.example', '/plans'],
    ['/sign-out', '/plans'],
  ])('asked to go on to %s it goes to %s', async (goTo, place) => {
    const browser = new Visitor();
    await ask(browser, maya.address, { goTo });
    expect((await open(browser, (await letterTo(maya.personId)).secret)).location).toBe(place);
  });

  test('a new sign-in takes a new session, and the old one ends', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    await open(browser, (await letterTo(maya.personId)).secret);
    const before = browser.cookies.get('tl') ?? '';
    await ask(browser, dana.address);
    await open(browser, (await letterTo(dana.personId)).secret);
    expect(browser.cookies.get('tl')).not.toBe(before);
    const thief = new Visitor();
    thief.cookies.set('tl', before);
    expect((await thief.get(home, '/')).location).toBe('/sign-in');
  });

  test('signing out ends the session on the server', async () => {
    const browser = new Visitor();
    await ask(browser, maya.address);
    await open(browser, (await letterTo(maya.personId)).secret);
    const kept = browser.cookies.get('tl') ?? '';
    const left = await browser.post(signOut, '/sign-out', {});
    expect(left.location).toBe('/sign-in');
    // What was typed and not sent is nobody else's.
    expect(left.clears).toBe('"storage"');
    expect(browser.cookies.has('tl')).toBe(false);
    const thief = new Visitor();
    thief.cookies.set('tl', kept);
    expect((await thief.get(home, '/')).location).toBe('/sign-in');
  });
});
