import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { baseOfDays } from '#app/domain/reschedule-steps.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
const day = (n: number) => addDays(realToday(), n);
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  plan = await storedPlan(fresh.database, {
    milestones: [
      {
        key: 'fit',
        steps: [
          { key: 'form', owners: [maya], dueIn: 4 },
          { key: 'draft', owners: [tom], dueIn: 6, after: ['form'] },
          { key: 'reading', owners: [dana], dueIn: 8, after: ['draft'] },
        ],
      },
    ],
  });
  const { offers } = await plan.load(dana);
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
});

const days = async () => (await plan.load(maya)).steps.map((s) => s.dueDay);
const moveAll = async (base?: Record<string, number>) =>
  await plan.send(
    maya,
    'rescheduleSteps',
    {
      ...{ stepId: plan.id('form'), dueDay: day(10) },
      rest: [
        { stepId: plan.id('draft'), dueDay: day(11) },
        { stepId: plan.id('reading'), dueDay: day(12) },
      ],
    },
    { base },
  );

describe('days moved together', () => {
  test('are stored as they were decided, with why, and taken back as one', async () => {
    const was = await days();
    const id = requireOk(await moveAll());
    expect(await days()).toEqual([day(10), day(11), was[2]]);
    const [offer] = (await plan.load(dana)).offers;
    expect(offer?.terms).toEqual({
      field: 'dueDay',
      value: day(12),
      because: { stepId: plan.id('form'), to: day(10) },
    });
    requireOk(await plan.undo(maya, id));
    expect(await days()).toEqual(was);
    expect((await plan.load(dana)).offers).toEqual([]);
  });

  test('stay where they are when a command comes without a choice: the rest is left, and nobody is asked', async () => {
    const was = await days();
    requireOk(await plan.send(maya, 'rescheduleStep', { stepId: plan.id('form'), dueDay: day(10) }));
    expect(await days()).toEqual([day(10), was[1], was[2]]);
    expect((await plan.load(dana)).offers).toEqual([]);
    requireOk(await plan.send(dana, 'askIfDone', { stepId: plan.id('form') }));
    const [offer] = (await plan.load(maya)).offers;
    requireOk(await plan.send(maya, 'counterOffer', { offerId: offer!.id, dueDay: day(12) }));
    expect(await days()).toEqual([day(12), was[1], was[2]]);
    expect((await plan.load(dana)).offers).toEqual([]);
  });

  test('stay as they are, all of them, where somebody has moved one meanwhile', async () => {
    const seen = baseOfDays((await plan.load(maya)).steps.slice(1));
    requireOk(await plan.send(tom, 'rescheduleStep', { stepId: plan.id('draft'), dueDay: day(9) }));
    const was = await days();
    const met = await moveAll(seen);
    expect(met).toMatchObject({ kind: 'conflict', current: day(9), yours: day(11), by: tom.name });
    expect(await days()).toEqual(was);
    expect((await plan.load(dana)).offers).toEqual([]);
  });

  test('go with a yes to another day too, as one command', async () => {
    const was = await days();
    requireOk(await plan.send(dana, 'rescheduleStep', { stepId: plan.id('form'), dueDay: day(10) }));
    const [question] = (await plan.load(maya)).offers;
    const id = requireOk(
      await plan.send(maya, 'acceptOffers', {
        offerIds: [question!.id],
        rest: [
          { stepId: plan.id('draft'), dueDay: day(11) },
          { stepId: plan.id('reading'), dueDay: day(12) },
        ],
      }),
    );
    expect(await days()).toEqual([day(10), day(11), was[2]]);
    const [asked] = (await plan.load(dana)).offers;
    expect(asked?.terms).toMatchObject({ because: { stepId: plan.id('form'), to: day(10) } });
    requireOk(await plan.undo(maya, id));
    expect(await days()).toEqual(was);
    expect((await plan.load(dana)).offers.map((o) => o.id)).toEqual([question!.id]);
  });

  test('and with a day in answer to “is this done?”', async () => {
    requireOk(await plan.send(dana, 'askIfDone', { stepId: plan.id('form') }));
    const [question] = (await plan.load(maya)).offers;
    const answer = { offerId: question!.id, dueDay: day(10) };
    const rest = [{ stepId: plan.id('draft'), dueDay: day(11) }];
    requireOk(await plan.send(maya, 'counterOffer', { ...answer, rest }));
    expect((await days()).slice(0, 2)).toEqual([day(10), day(11)]);
    expect((await plan.load(dana)).offers).toEqual([]);
  });
});
