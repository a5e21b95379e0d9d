import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  planAccessFor,
  reachablePlans,
  requireMember,
  requirePlanAccess,
} from '#app/auth/plan-access.server.ts';
import { replaceSession } from '#app/auth/session.server.ts';
import { type CastMember, cast, dana, lena, maya, rui, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { openDoors, Visitor } from './visitor.server.ts';

let fresh: FreshDatabase;
let stored: StoredPlan;
let foreign: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  stored = await storedPlan(fresh.database, { buyers: [dana], invited: [lena] });
  foreign = await storedPlan(fresh.database, { buyers: [rui] });
  await fresh.owner`delete from membership
    where workspace_id = ${foreign.workspaceId} and person_id in (${maya.personId}, ${tom.personId})`;
  return fresh.drop;
});

async function asSignedIn(who: CastMember, level: 'signedIn' | 'invited' = 'signedIn'): Promise<Visitor> {
  const { cookie } = await replaceSession(fresh.database.db, undefined, { personId: who.personId, level });
  const browser = new Visitor();
  browser.cookies.set('tl', /^tl=([^;]+)/.exec(cookie)?.[1] ?? '');
  return browser;
}

async function answerTo(browser: Visitor, planId: string, ability = 'readPlan' as const, method = 'GET') {
  const arrival = await browser.arrival('/plans/the-same', method);
  return requirePlanAccess(arrival, planId, ability).then(
    (access) => access,
    async (thrown: Response | { data: unknown; init: ResponseInit }) =>
      thrown instanceof Response
        ? { status: thrown.status, location: thrown.headers.get('Location') }
        : { status: thrown.init.status, data: thrown.data },
  );
}

describe('the gate of a plan', () => {
  test('answers the same for a plan of others, one that is not there, and what is no id', async () => {
    const browser = await asSignedIn(dana);
    const answers = await Promise.all(
      [foreign.planId, randomUUID(), 'plans', "' or true --"].map((id) => answerTo(browser, id)),
    );
    expect(answers[0]).toEqual({ status: 404, data: { code: 'not-found' } });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('takes a stranger to the sign-in page, the same for every plan', async () => {
    const answers = await Promise.all(
      [stored.planId, foreign.planId, randomUUID()].map((id) => answerTo(new Visitor(), id)),
    );
    expect(answers[0]).toEqual({ status: 302, location: '/sign-in?goTo=%2Fplans%2Fthe-same' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('tells an invited session of another of their plans what it tells of a missing one', async () => {
    const browser = await asSignedIn(dana, 'invited');
    const own = await answerTo(browser, stored.planId);
    expect(own).toEqual(await answerTo(browser, randomUUID()));
    expect(own).toMatchObject({ status: 302 });
    const posted = await answerTo(browser, stored.planId, 'readPlan', 'POST');
    expect(posted).toMatchObject({ status: 404 });
  });

  test('is 403 for an ability somebody lacks', async () => {
    const browser = await asSignedIn(dana);
    const arrival = await browser.arrival('/');
    await expect(requirePlanAccess(arrival, stored.planId, 'manageWorkspace')).rejects.toMatchObject({
      init: { status: 403 },
    });
  });

  test('ends with the membership, in the next request', async () => {
    const browser = await asSignedIn(lena);
    expect(await answerTo(browser, stored.planId)).toMatchObject({ personId: lena.personId });
    await fresh.owner`delete from membership where person_id = ${lena.personId}`;
    expect(await answerTo(browser, stored.planId)).toMatchObject({ status: 404 });
  });
});

describe('what is minted', () => {
  const mint = (who: CastMember) => planAccessFor(fresh.database.db, who.personId, stored.planId);

  test('is the side and layers of the own row', async () => {
    expect(await mint(dana)).toMatchObject({
      workspaceId: stored.workspaceId,
      side: 'buyer',
      layers: ['shared', 'buyer'],
      standing: 'buyerPointPerson',
      pointPerson: true,
    });
    expect(await mint(maya)).toMatchObject({
      side: 'seller',
      layers: ['shared', 'seller'],
      standing: 'owner',
    });
    expect(await mint(tom)).toMatchObject({ standing: 'sellerStakeholder' });
  });

  test('is the shared layer alone for somebody their side has not admitted', async () => {
    await fresh.owner`update membership set admitted = false where person_id = ${dana.personId}`;
    expect(await mint(dana)).toMatchObject({ layers: ['shared'], standing: 'buyerStakeholder' });
    await fresh.owner`update membership set admitted = true where person_id = ${dana.personId}`;
  });

  test('is a member who reads and does not change, where they are not on the plan', async () => {
    await fresh.owner`delete from membership where person_id = ${tom.personId} and plan_id is not null`;
    expect(await mint(tom)).toMatchObject({ standing: 'member', stakeholderId: null, side: 'seller' });
  });

  test('never gives the seller layer to somebody on the buyer side, whatever they are in the workspace', async () => {
    await fresh.owner`insert into membership (id, workspace_id, person_id, side, standing)
      values (${randomUUID()}, ${stored.workspaceId}, ${dana.personId}, 'seller', 'admin')`;
    expect(await mint(dana)).toMatchObject({
      side: 'buyer',
      layers: ['shared', 'buyer'],
      standing: 'buyerPointPerson',
    });
    await fresh.owner`delete from membership where person_id = ${dana.personId} and plan_id is null`;
  });

  test('is nothing for everybody else', async () => {
    for (const who of cast.filter((each) => ![maya, tom, dana].includes(each)))
      expect(await mint(who)).toBeNull();
  });
});

test('the pages of a workspace are for its members, signed in', async () => {
  const ask = async (browser: Visitor) => requireMember(await browser.arrival('/plans'), 'openPlan');
  expect(await ask(await asSignedIn(maya))).toMatchObject({ name: 'Northwind', standing: 'owner' });
  await expect(ask(await asSignedIn(dana))).rejects.toMatchObject({ init: { status: 404 } });
  await expect(ask(await asSignedIn(maya, 'invited'))).rejects.toMatchObject({ status: 302 });
  await expect(ask(new Visitor())).rejects.toMatchObject({ status: 302 });
});

test('somebody signed in reaches their plans, and an invited session those it entered', async () => {
  const reach = async (browser: Visitor) => {
    const { context } = await browser.arrival('/');
    return context.session ? (await reachablePlans(context.session)).map(({ planId }) => planId) : [];
  };
  expect(await reach(await asSignedIn(dana))).toEqual([stored.planId]);
  expect(await reach(await asSignedIn(dana, 'invited'))).toEqual([]);
});
