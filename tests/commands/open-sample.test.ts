import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { inviteToPlan } from '#app/commands/invite-to-plan.server.ts';
import { openSample } from '#app/commands/open-sample.server.ts';
import { removeSample } from '#app/commands/remove-plan.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';
import { verifyHistory } from '#db/verify-history.server.ts';
import { maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let workspaceId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  workspaceId = (await storedPlan(fresh.database)).workspaceId;
  return fresh.drop;
});

async function sample() {
  const planId = randomUUID();
  const opener = {
    personId: maya.personId,
    name: maya.name,
    workspaceId,
    workspaceName: 'Northwind',
    standing: 'member' as const,
  };
  expect(await openSample(opener, { planId, zone: 'Europe/Berlin' })).toEqual({
    ok: true,
    value: { planId },
  });
  const access = await planAccessFor(fresh.database.db, maya.personId, planId);
  if (!access) throw new Error('Whoever opens the sample can reach it');
  const as = <T>(layers: ('shared' | 'seller' | 'buyer')[], read: (tx: never) => Promise<T>) =>
    fresh.database.transaction(async (tx) => {
      await setScope(tx, { workspaceId, planIds: [planId], layers });
      return await read(tx as never);
    });
  return { planId, access, as, opener };
}

test('the sample is a plan like any other: stored as it was played, with histories that verify', async () => {
  const { planId, as } = await sample();
  const plan = await as(['shared', 'seller'], (tx) => loadPlan(tx, workspaceId, planId));
  expect(plan?.sample).toBe(true);
  expect(plan?.steps.map((s) => s.title)).toContain('Discount floor checked with finance');
  expect(plan?.figures.map((f) => f.kind)).toEqual(['dealValue']);
  const buyer = await as(['shared', 'buyer'], (tx) => loadPlan(tx, workspaceId, planId));
  expect(buyer?.steps.map((s) => s.title)).not.toContain('Discount floor checked with finance');
  const [head] = await fresh.owner`select * from plan_head where plan_id = ${planId}`;
  expect(new Date(head?.at).getTime()).toBeLessThanOrEqual(Date.now());
  for (const layer of ['shared', 'seller', 'buyer'] as const) {
    const broken = await as(layer === 'buyer' ? ['shared', 'buyer'] : ['shared', 'seller'], (tx) =>
      verifyHistory(
        tx,
        {
          workspaceId,
          planId,
          sharedN: Number(head?.shared_n),
          sellerN: Number(head?.seller_n),
          buyerN: Number(head?.buyer_n),
          sharedHash: head?.shared_hash,
          sellerHash: head?.seller_hash,
          buyerHash: head?.buyer_hash,
          at: head?.at,
          epoch: head?.epoch,
          lookAt: null,
        },
        layer,
      ),
    );
    expect(broken).toBeNull();
  }
});

test('it writes to nobody, whatever is done in it, and nobody is invited to it', async () => {
  const { planId, access, as } = await sample();
  const plan = await as(['shared', 'seller'], (tx) => loadPlan(tx, workspaceId, planId));
  const pricing = plan?.steps.find((s) => s.title === 'Pricing walkthrough');
  const done = { id: randomUUID(), type: 'completeStep' as const, args: { stepId: pricing?.id } };
  expect((await changePlan(access, [done])).answers).toMatchObject([{ kind: 'ok' }]);
  const asked = await inviteToPlan(access, {
    commandId: randomUUID(),
    address: 'real@acme.test',
    name: 'Real Person',
    side: 'buyer',
    role: 'legal',
  });
  expect(asked).toMatchObject({ ok: false, error: { code: 'sample' } });
  expect(await fresh.owner`select 1 from line where plan_id = ${planId}`).toHaveLength(0);
  expect(await fresh.owner`select 1 from letter where plan_id = ${planId}`).toHaveLength(0);
});

test('opened twice with one form it is one plan, and whoever opened it removes it whole', async () => {
  const { planId, access, opener } = await sample();
  await openSample(opener, { planId, zone: 'Europe/Berlin' });
  expect(await fresh.owner`select 1 from plan where plan_id = ${planId}`).toHaveLength(1);
  expect(await removeSample(access)).toMatchObject({ ok: true });
  expect(await fresh.owner`select 1 from step where plan_id = ${planId}`).toHaveLength(0);
  expect(await planAccessFor(fresh.database.db, maya.personId, planId)).toBeNull();
});

test('a real plan is not removed as a sample', async () => {
  const real = await storedPlan(fresh.database);
  const access = await planAccessFor(fresh.database.db, maya.personId, real.planId);
  if (!access) throw new Error('Maya is on her plan');
  expect(await removeSample(access)).toMatchObject({ ok: false });
});
