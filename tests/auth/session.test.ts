import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { replaceSession } from '#app/auth/session.server.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';
import { openDoors, Visitor } from './visitor.server.ts';

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await openDoors();
  await storedPlan(fresh.database, { buyers: [dana] });
  return fresh.drop;
});

async function begin(who: CastMember): Promise<Visitor> {
  await fresh.owner`delete from session`;
  const next = { personId: who.personId, level: 'signedIn' as const };
  const { cookie } = await replaceSession(fresh.database.db, undefined, next);
  const browser = new Visitor();
  browser.cookies.set('tl', /^tl=([^;]+)/.exec(cookie)?.[1] ?? '');
  return browser;
}

const who = async (browser: Visitor) => (await browser.arrival('/')).context.session?.person.name;

/** As if so many days had passed. */
const later = (days: number) => fresh.owner`update session set
  expires_at = expires_at - make_interval(days => ${days}), ends_at = ends_at - make_interval(days => ${days})`;

test('the table holds the hash of what the cookie holds', async () => {
  const cookie = (await begin(maya)).cookies.get('tl') ?? '';
  const [row] = await fresh.owner`select id, to_jsonb(session)::text as text from session`;
  expect(row?.id).toBe(createHash('sha256').update(cookie).digest('base64url'));
  expect(row?.text).not.toContain(cookie);
});

test('the hash itself is no key', async () => {
  await begin(maya);
  const [row] = await fresh.owner`select id from session`;
  const thief = new Visitor();
  thief.cookies.set('tl', row?.id);
  expect(await who(thief)).toBeUndefined();
});

describe.each([
  { person: maya, idle: 7, absolute: 30 },
  { person: dana, idle: 30, absolute: 90 },
])('$person.name', ({ person, idle, absolute }) => {
  test(`is signed out after ${idle} days unused`, async () => {
    const browser = await begin(person);
    await later(idle - 1);
    expect(await who(browser)).toBe(person.name);
    await later(idle);
    expect(await who(browser)).toBeUndefined();
    expect(browser.cookies.has('tl')).toBe(false);
  });

  test(`stays signed in by use, and never longer than ${absolute} days`, async () => {
    const browser = await begin(person);
    const stride = idle - 1;
    let day = 0;
    for (; day + stride < absolute; day += stride) {
      await later(stride);
      expect(await who(browser), `day ${day + stride}`).toBe(person.name);
    }
    await later(absolute - day);
    expect(await who(browser)).toBeUndefined();
  });
});

test('the absolute limit holds by itself', async () => {
  const browser = await begin(maya);
  await fresh.owner`update session set ends_at = now() - interval '1 second'`;
  expect(await who(browser)).toBeUndefined();
});

test('a cookie that is not ours is taken away', async () => {
  const browser = new Visitor();
  browser.cookies.set('tl', 'somebody');
  await browser.arrival('/');
  expect(browser.cookies.has('tl')).toBe(false);
});
