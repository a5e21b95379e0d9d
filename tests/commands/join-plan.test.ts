import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { codeFor, createToken, revokeTokens, secretFor } from '#app/auth/tokens.server.ts';
import * as invitation from '#app/routes/invitation.$token.tsx';
import * as code from '#app/routes/sign-in.code.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, grace, lena, maya, rui } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;
let another: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  stored = await storedPlan(fresh.database, { buyers: [], invited: [dana, lena, grace, rui] });
  another = await storedPlan(fresh.database, { buyers: [], invited: [dana] });
  return fresh.drop;
});

beforeEach(() => fresh.owner`delete from session`);

async function invite(who: CastMember, plan = stored): Promise<string> {
  const { id } = await createToken(fresh.database.db, {
    purpose: 'invitation',
    personId: who.personId,
    workspaceId: plan.workspaceId,
    planId: plan.planId,
    invitedBy: maya.personId,
  });
  return secretFor('invitation', id);
}

const look = (browser: Visitor, secret: string) =>
  browser.get(invitation, `/invitation/${secret}`, { token: secret });

const press = (browser: Visitor, secret: string) =>
  browser.post(invitation, `/invitation/${secret}`, { intent: 'enter' }, { token: secret });

/** From its page, as a person does. */
async function enter(browser: Visitor, secret: string) {
  if (!browser.cookies.has('tl-door')) await look(browser, secret);
  return press(browser, secret);
}

const askForCode = (browser: Visitor, secret: string) =>
  browser.post(invitation, `/invitation/${secret}`, { intent: 'code' }, { token: secret });

async function reads(browser: Visitor, plan: StoredPlan): Promise<number> {
  const arrival = await browser.arrival(`/plans/${plan.planId}`);
  return requirePlanAccess(arrival, plan.planId, 'readPlan').then(
    () => 200,
    (thrown: { status?: number; init?: { status: number } }) => thrown.status ?? thrown.init?.status ?? 0,
  );
}

/** Everything a look could have changed. */
async function everything(): Promise<unknown> {
  return fresh.owner`
    select (select json_agg(t order by id) from token t) as tokens,
      (select json_agg(m order by id) from membership m) as memberships,
      (select json_agg(s order by id) from session s) as sessions,
      (select json_agg(a order by id) from sign_in_attempt a) as attempts,
      (select json_agg(l order by id) from letter l) as letters,
      (select json_agg(h order by plan_id, layer, n) from history h) as history`;
}

describe('looking at an invitation', () => {
  test('shows who invites whom and nothing of the plan, and changes nothing', async () => {
    const secret = await invite(dana);
    const before = await everything();
    const scanner = new Visitor();
    await scanner.head(invitation, `/invitation/${secret}`, { token: secret });
    for (let fetch = 0; fetch < 20; fetch += 1) await look(new Visitor(), secret);
    const { body } = await look(scanner, secret);
    expect(await everything()).toEqual(before);
    expect(body).toEqual({
      kind: 'open',
      invitation: {
        invited: 'Dana Ortiz',
        hiddenAddress: 'd***@acme.example',
        inviter: 'Maya Klein',
        workspaceName: 'Northwind',
        ask: 'Maya Klein',
        hereAs: null,
      },
    });
  });

  test('of somebody without a name does not tell their address', async () => {
    const secret = await invite(rui);
    for (const name of ['', rui.address]) {
      await fresh.owner`update person set name = ${name} where id = ${rui.personId}`;
      expect((await look(new Visitor(), secret)).body).toMatchObject({
        invitation: { invited: 'r***@acme.example' },
      });
    }
    await fresh.owner`update person set name = ${rui.name} where id = ${rui.personId}`;
  });

  test('that nobody made is a 404 that helps', async () => {
    const seen = await look(new Visitor(), 'made-up');
    expect(seen).toMatchObject({ status: 404, body: { kind: 'unknown' } });
  });
});

describe('entering', () => {
  test('opens that plan, and none of the others the person is on', async () => {
    const browser = new Visitor();
    const secret = await invite(dana);
    await look(browser, secret);
    expect((await enter(browser, secret)).location).toBe(`/plans/${stored.planId}`);
    expect(await reads(browser, stored)).toBe(200);
    expect(await reads(browser, another)).toBe(302);
  });

  test('makes the first buyer who enters their point person, and says so in the history', async () => {
    await enter(new Visitor(), await invite(dana));
    const [row] = await fresh.owner`
      select entered_at, point_person from membership
      where person_id = ${dana.personId} and plan_id = ${stored.planId}`;
    expect(row).toMatchObject({ entered_at: expect.anything(), point_person: true });
    const plan = await stored.load(maya);
    expect(plan.people.find((each) => each.personId === dana.personId)?.enteredOn).not.toBeNull();
  });

  test('opens nothing for what never was on its page, and goes on working', async () => {
    const secret = await invite(dana);
    const scanner = new Visitor();
    expect((await press(scanner, secret)).location).toBe(`/invitation/${secret}`);
    expect(scanner.cookies.has('tl')).toBe(false);
    expect((await enter(new Visitor(), secret)).location).toBe(`/plans/${stored.planId}`);
  });

  test('a second plan by its own invitation is added to the same session', async () => {
    const browser = new Visitor();
    await enter(browser, await invite(dana));
    const cookie = browser.cookies.get('tl');
    await enter(browser, await invite(dana, another));
    expect(browser.cookies.get('tl')).toBe(cookie);
    expect([await reads(browser, stored), await reads(browser, another)]).toEqual([200, 200]);
  });

  test('works in one browser only, when two post at the same time', async () => {
    const secret = await invite(dana);
    const browsers = [new Visitor(), new Visitor()];
    await Promise.all(browsers.map((browser) => look(browser, secret)));
    const answers = await Promise.all(browsers.map((browser) => enter(browser, secret)));
    expect(answers.map(({ location }) => location).sort()).toEqual([
      `/invitation/${secret}`,
      `/plans/${stored.planId}`,
    ]);
    expect(browsers.filter((browser) => browser.cookies.has('tl'))).toHaveLength(1);
  });

  test('lets the same browser in again when the first answer was lost', async () => {
    const secret = await invite(dana);
    const browser = new Visitor();
    await look(browser, secret);
    await enter(browser, secret);
    browser.cookies.delete('tl');
    expect((await enter(browser, secret)).location).toBe(`/plans/${stored.planId}`);
    expect(await reads(browser, stored)).toBe(200);
    expect(await fresh.owner`select 1 from session`).toHaveLength(1);
  });

  test('goes straight on in a browser that has entered', async () => {
    const secret = await invite(dana);
    const browser = new Visitor();
    await enter(browser, secret);
    expect((await look(browser, secret)).location).toBe(`/plans/${stored.planId}`);
    expect((await look(browser, await invite(dana))).location).toBe(`/plans/${stored.planId}`);
  });

  test('in a browser that holds somebody else says who is here, and ends that session', async () => {
    const browser = new Visitor();
    await enter(browser, await invite(lena));
    const lenas = browser.cookies.get('tl') ?? '';
    const secret = await invite(dana);
    expect((await look(browser, secret)).body).toMatchObject({ invitation: { hereAs: 'Lena Hoff' } });
    await enter(browser, secret);
    const { context } = await browser.arrival('/');
    expect(context.session?.person.name).toBe('Dana Ortiz');
    const kept = new Visitor();
    kept.cookies.set('tl', lenas);
    expect((await kept.arrival('/')).context.session).toBeUndefined();
  });

  test('takes the zone of the device when none is known', async () => {
    const secret = await invite(rui);
    const device = new Visitor();
    await look(device, secret);
    await device.post(
      invitation,
      `/invitation/${secret}`,
      { intent: 'enter', zone: 'Europe/Lisbon' },
      { token: secret },
    );
    const [row] = await fresh.owner`select zone from person where id = ${rui.personId}`;
    expect(row?.zone).toBe('Europe/Lisbon');
  });
});

describe('a link that opens nothing', () => {
  test('used in another browser: a fresh code goes to its owner, who is then in the plan', async () => {
    const secret = await invite(dana);
    await enter(new Visitor(), secret);
    const browser = new Visitor();
    expect((await look(browser, secret)).body).toMatchObject({ kind: 'used' });
    expect((await enter(browser, secret)).location).toBe(`/invitation/${secret}`);
    expect((await askForCode(browser, secret)).location).toBe('/sign-in/code');
    const page = await browser.get(code, '/sign-in/code');
    expect(JSON.stringify(page)).not.toContain(dana.address);
    expect(page.body).toMatchObject({ shown: 'd***@acme.example' });
    expect(JSON.stringify([...browser.cookies.values()])).not.toContain(
      Buffer.from(dana.address).toString('base64url'),
    );
    const [attempt] = await fresh.owner`
      select id from sign_in_attempt where person_id = ${dana.personId} order by created_at desc limit 1`;
    const answer = await browser.post(code, '/sign-in/code', { code: codeFor(attempt?.id) });
    expect(answer.location).toBe(`/plans/${stored.planId}`);
    expect(await reads(browser, stored)).toBe(200);
  });

  test('two weeks old', async () => {
    const secret = await invite(dana);
    await fresh.owner`update token set expires_at = now() - interval '1 second' where used_at is null`;
    expect((await enter(new Visitor(), secret)).location).toBe(`/invitation/${secret}`);
    expect((await look(new Visitor(), secret)).body).toMatchObject({ kind: 'expired' });
  });

  test('replaced by a newer one', async () => {
    const secret = await invite(grace);
    const { workspaceId, planId } = stored;
    await revokeTokens(fresh.database.db, {
      purpose: 'invitation',
      personId: grace.personId,
      workspaceId,
      planId,
    });
    expect((await enter(new Visitor(), secret)).location).toBe(`/invitation/${secret}`);
    expect((await look(new Visitor(), secret)).body).toMatchObject({ kind: 'replaced' });
  });

  test('of somebody who was taken off the plan', async () => {
    const secret = await invite(grace);
    await fresh.owner`delete from membership where person_id = ${grace.personId}`;
    const browser = new Visitor();
    expect((await enter(browser, secret)).location).toBe(`/invitation/${secret}`);
    expect(browser.cookies.has('tl')).toBe(false);
    expect((await look(browser, secret)).body).toMatchObject({ kind: 'removed' });
  });
});

test('removal ends reading in the next request', async () => {
  const browser = new Visitor();
  await enter(browser, await invite(lena));
  expect(await reads(browser, stored)).toBe(200);
  await fresh.owner`delete from membership where person_id = ${lena.personId}`;
  expect(await reads(browser, stored)).not.toBe(200);
});

test('who was removed and is invited again comes in by the new letter, not by the browser of the old one', async () => {
  const plan = await storedPlan(fresh.database, { buyers: [dana], invited: [lena] });
  const old = new Visitor();
  await enter(old, await invite(lena, plan));
  expect(await reads(old, plan)).toBe(200);
  const stakeholderId = (await plan.load(dana)).people.find((p) => p.personId === lena.personId)?.id ?? '';
  requireOk(await plan.send(dana, 'removeStakeholder', { stakeholderId }));
  expect(await reads(old, plan)).not.toBe(200);
  const again = {
    id: randomUUID(),
    personId: lena.personId,
    side: 'buyer' as const,
    name: lena.name,
    role: lena.role,
  };
  requireOk(await plan.send(dana, 'addStakeholder', again));
  const secret = await invite(lena, plan);
  expect(await reads(old, plan)).not.toBe(200);
  const fresher = new Visitor();
  await enter(fresher, secret);
  expect(await reads(fresher, plan)).toBe(200);
});
