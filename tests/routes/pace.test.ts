import { beforeAll, expect, test } from 'vitest';
import * as pace from '#app/routes/plans.$planId.pace/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, grace, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
let draft: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  plan = await storedPlan(fresh.database, {
    buyers: [dana, grace],
    milestones: [
      {
        key: 'Fit proven',
        steps: [
          { key: 'Form sent', owners: [dana], dueIn: -3 },
          { key: 'Terms read', owners: [grace], dueIn: 30 },
          { key: 'Demo', owners: [maya], dueIn: 2 },
        ],
      },
    ],
  });
  draft = await storedPlan(fresh.database, { workspaceId: plan.workspaceId, draft: true, buyers: [] });
  const { offers } = await plan.load(dana);
  const offerIds = offers.filter((o) => o.subject === 'step').map(({ id }) => id);
  if (offerIds.length > 0) requireOk(await plan.send(dana, 'acceptOffers', { offerIds }));
  // All of it was agreed three weeks ago, and two steps are done today.
  await fresh.owner`update history set at = at - interval '21 days' where plan_id = ${plan.planId}`;
  requireOk(await plan.send(dana, 'completeStep', { stepId: plan.id('Form sent') }));
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('Demo') }));
  return fresh.drop;
});

async function paceOf(who: CastMember, of: StoredPlan) {
  const browser = await Visitor.of(fresh.owner, who.personId);
  const got = await browser.get(pace, `/plans/${of.planId}/pace`, { planId: of.planId });
  return { status: got.status, ...(got.body as { sides: string[]; own: string | null; weeks: object[] }) };
}

test('both sides read the same of each side, their own first', async () => {
  const acme = 'Acme Freight said yes to 2 days: 1 not in time, 1 still to come.';
  const northwind = 'Northwind said yes to 1 day: 1 kept.';
  expect((await paceOf(dana, plan)).sides).toEqual([acme, northwind]);
  expect((await paceOf(maya, plan)).sides).toEqual([northwind, acme]);
});

test('each reads their own record, and nobody else’s', async () => {
  expect((await paceOf(dana, plan)).own).toBe('You said yes to 1 day: 1 not in time.');
  expect((await paceOf(grace, plan)).own).toBe('You said yes to 1 day: 1 still to come.');
  expect(JSON.stringify(await paceOf(maya, plan))).not.toMatch(/Dana|Grace/);
});

test('what was finished is in this week', async () => {
  expect((await paceOf(dana, plan)).weeks.at(-1)).toMatchObject({ finished: 2 });
});

test('a draft has nothing to count, and is not there for who is not on it', async () => {
  expect(await paceOf(maya, draft)).toMatchObject({ status: 200, weeks: [] });
  expect((await paceOf(dana, draft)).status).toBe(404);
});
