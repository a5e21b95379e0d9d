import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposalOf } from '#app/mail/questions.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test('parts of measures are asked about, stored, answered and taken back each for itself', async () => {
  const plan = await storedPlan(fresh.database, {
    milestones: [{ key: 'fit', steps: [{ key: 'demo', owners: [maya], dueIn: 4 }] }],
  });
  requireOk(await plan.send(dana, 'confirmGoal', {}));
  const measureId = randomUUID();
  const measure = { id: measureId, name: 'Hours', now: '30', wanted: '10', measuredBy: 'Dana' };
  requireOk(await plan.send(dana, 'addMeasure', measure));
  for (const field of ['wanted', 'now'] as const)
    requireOk(await plan.send(maya, 'changeMeasure', { measureId, field, value: '5' }));
  const view = await plan.load(dana);
  expect(view.measures[0]).toMatchObject({ now: '30', wanted: '10' });
  expect(proposalOf(view, view.offers[0]!, realToday())).toMatchObject({
    ...{ kind: 'change', title: 'what is wanted in the measure “Hours”' },
    suggestion: '“5” instead of “10”',
  });
  const yes = requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [view.offers[0]!.id] }));
  expect((await plan.load(maya)).measures[0]).toMatchObject({ now: '30', wanted: '5' });
  requireOk(await plan.undo(dana, yes));
  expect((await plan.load(maya)).measures[0]).toMatchObject({ now: '30', wanted: '10' });
  requireOk(await plan.send(dana, 'removeMeasure', { measureId }));
  expect((await plan.load(maya)).offers).toEqual([]);
});
