import { beforeAll, expect, test } from 'vitest';
import { allInOrder } from '#app/domain/order.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

test('a shared plan reads the same to both sides', async () => {
  const plan = await storedPlan(fresh.database);
  const [seller, buyer] = await Promise.all([plan.load(maya), plan.load(dana)]);
  expect(allInOrder(buyer).map((s) => s.title)).toEqual(['demo', 'data', 'workshop', 'budget', 'rollout']);
  expect(seller).toEqual(buyer);
});
