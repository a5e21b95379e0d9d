import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sayInTouch } from '#app/commands/keep-in-touch.server.ts';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase, nobodyHasSaid } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

const usual = usualInTouch({ decides: false });
const atAnyTime: KeepInTouch = {
  ...usual,
  ...{
    about: 'everything',
    rhythm: 'atOnce',
    days: [1, 2, 3, 4, 5, 6, 7],
    hours: { from: 0, to: 24 },
    quiet: null,
  },
};

describe('letters come as their reader wants them', () => {
  let fresh: FreshDatabase;
  let plan: StoredPlan;
  let mail: MailStand;

  beforeAll(async () => {
    fresh = await freshDatabase();
    useDatabase(fresh.database);
    await nobodyHasSaid(fresh.owner);
    return fresh.drop;
  });
  beforeEach(async () => {
    await fresh.owner`delete from letter`;
    await fresh.owner`delete from line`;
    plan = await storedPlan(fresh.database, { milestones: steadyPlan });
    await fresh.owner`delete from line`;
    mail = mailStand(fresh.database);
  });

  const on = () => ({ workspaceId: plan.workspaceId, planId: plan.planId, personId: maya.personId });
  const sayYes = async (key: string) => {
    const found = (await plan.load(dana)).offers.find(({ stepId }) => stepId === plan.id(key));
    requireOk(await plan.send(dana, 'acceptOffers', { offerIds: [found?.id ?? ''] }));
  };
  const dueAt = async (): Promise<Date> => {
    const [row] = await fresh.owner<{ at: Date | null }[]>`
      select max(send_after) as at from line where letter_id is null and dropped_why is null`;
    if (!row?.at) throw new Error('Nothing waits');
    return row.at;
  };
  const waitUntil = (moment: Date) => mail.wait((moment.getTime() - mail.room.now().getTime()) / 1000);
  const HOUR_MS = 3_600_000;

  test('what is no milestone or approval waits for their hour, and comes as one letter', async () => {
    await sayYes('data');
    await sayYes('workshop');
    const hour = await dueAt();
    mail.wait(1_000);
    if (mail.room.now() < hour) expect(await mail.post()).toEqual([]);
    waitUntil(new Date(hour.getTime() + 60_000));
    expect(await mail.post()).toEqual(['sent']);
    expect(mail.to(maya.address).map(({ subject }) => subject)).toEqual(['Dana said yes to both steps']);
  });

  test('after an outage over their hour nothing comes at night', async () => {
    await sayYes('data');
    const hour = await dueAt();
    waitUntil(new Date(hour.getTime() + 13 * HOUR_MS));
    expect(await mail.post()).toEqual([]);
    const next = await dueAt();
    expect(next.getTime()).toBeGreaterThan(hour.getTime() + 13 * HOUR_MS);
    waitUntil(new Date(next.getTime() + 1_000));
    expect(await mail.post()).toEqual(['sent']);
  });

  test('what they say holds for what waits already', async () => {
    await sayYes('data');
    await sayInTouch(on(), atAnyTime);
    mail.wait(200);
    expect(await mail.post()).toEqual(['sent']);
    await sayYes('workshop');
    await sayInTouch(on(), { ...atAnyTime, about: 'approvals' });
    mail.wait(200);
    expect(await mail.post()).toEqual(['dropped']);
    const why = await fresh.owner`select dropped_why from line where dropped_why is not null`;
    expect(new Set(why.map((row) => row.dropped_why))).toEqual(
      new Set(['They want letters about milestones and approvals only']),
    );
  });

  test('what they never want to hear of is not written down for them at all', async () => {
    await sayInTouch(on(), { ...atAnyTime, about: 'approvals' });
    await sayYes('data');
    expect(await fresh.owner`select 1 from line where person_id = ${maya.personId}`).toEqual([]);
  });
});
