import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  plan = await storedPlan(fresh.database, {
    buyers: [dana, lena],
    milestones: [
      { key: 'fit', steps: ['one', 'two', 'three'].map((key) => ({ key, owners: [dana], dueIn: 4 })) },
    ],
  });
});
afterAll(() => fresh.drop());
const offerOn = async (title: string) =>
  (await plan.load(maya)).offers.find(({ stepId }) => stepId === plan.id(title))!.id;

test('an answer that comes too late hears who was first, and changes nothing', async () => {
  const [one, two, three] = [await offerOn('one'), await offerOn('two'), await offerOn('three')];
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [one] }));
  requireOk(await plan.send(dana, 'declineOffer', { offerId: two, reason: 'No need' }));
  requireOk(await plan.send(maya, 'withdrawOffer', { offerId: three }));
  const before = await plan.load(maya);
  const late = async (id: string) =>
    await plan.send(dana, 'counterOffer', { offerId: id, dueDay: addDays(realToday(), 9) });
  const words = (sentence: string) => ({
    kind: 'absent',
    sentence: `${sentence} before. Nothing was changed.`,
  });
  expect(await plan.send(maya, 'withdrawOffer', { offerId: one })).toEqual(
    words(`${dana.name} said yes to this`),
  );
  expect(await late(one)).toEqual(words('You said yes to this'));
  expect(await late(two)).toEqual(words('You said no to this'));
  expect(await late(three)).toEqual(words(`${maya.name} took this question back`));
  expect(await plan.send(dana, 'acceptOffers', { offerIds: [one, three] })).toEqual(
    words('You said yes to this'),
  );
  expect(await plan.load(maya)).toEqual(before);
});

test('of what was never on this plan nothing is told', async () => {
  const other = await storedPlan(fresh.database, {
    workspaceId: plan.workspaceId,
    milestones: [{ key: 'fit', steps: [{ key: 'one', owners: [dana], dueIn: 4 }] }],
  });
  const [offer] = (await other.load(maya)).offers;
  requireOk(await other.send(dana, 'acceptOffers', { offerIds: [offer!.id] }));
  expect(await plan.send(dana, 'acceptOffers', { offerIds: [offer!.id] })).toEqual({ kind: 'absent' });
});
