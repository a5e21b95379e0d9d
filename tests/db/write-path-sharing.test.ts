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

test('a plan is shared whatever order its steps wait for each other in', async () => {
  const plan = await storedPlan(fresh.database, {
    milestones: [
      {
        key: 'fit',
        steps: [
          { key: 'one', owners: [maya], after: ['three', 'four'] },
          { key: 'two', owners: [dana] },
        ],
      },
      {
        key: 'case',
        steps: [
          { key: 'three', owners: [dana], after: ['four'] },
          { key: 'four', owners: [maya] },
        ],
      },
    ],
  });
  const read = await plan.load(dana);
  expect(allInOrder(read).map((s) => s.title)).toEqual(['one', 'two', 'three', 'four']);
  expect(read.dependencies.map((d) => d.layer)).toEqual(['shared', 'shared', 'shared']);
});
