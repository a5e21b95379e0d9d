import { beforeAll, expect, test } from 'vitest';
import * as people from '#app/routes/plans.$planId.people/route.tsx';
import * as settings from '#app/routes/plans.$planId.settings/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  plan = await storedPlan(fresh.database);
  return fresh.drop;
});

const browserOf = (who: CastMember) => Visitor.of(fresh.owner, who.personId);

const at = () => ({ planId: plan.planId });
const path = () => `/plans/${plan.planId}/settings`;
const remove = async (who: CastMember, name: string) =>
  (await browserOf(who)).post(settings, path(), { intent: 'remove', name }, at());

test('everybody on the plan reads its zone, and only who may remove it is offered to', async () => {
  for (const who of [maya, tom, dana]) {
    const { status, body } = await (await browserOf(who)).get(settings, path(), at());
    expect(status).toBe(200);
    expect(body).toMatchObject({ mayRemove: who === maya });
  }
});

test('neither a buyer nor a colleague removes it, whatever they post', async () => {
  expect((await remove(dana, 'Acme Freight')).status).toBe(403);
  expect((await remove(tom, 'Acme Freight')).status).toBe(403);
});

test('another name keeps the plan and what was typed', async () => {
  const { status, body } = await remove(maya, 'Acme');
  expect(status).toBe(409);
  expect(body).toMatchObject({
    initialValue: { name: 'Acme' },
    error: { name: [expect.stringContaining('Acme Freight')] },
  });
  expect((await remove(maya, ' ')).status).toBe(400);
});

test('removed, it is nowhere for both sides at once', async () => {
  expect((await remove(maya, 'acme freight')).location).toBe('/plans');
  for (const who of [maya, tom, dana])
    for (const route of [settings, people])
      expect((await (await browserOf(who)).get(route, path(), at())).status).toBe(404);
});
