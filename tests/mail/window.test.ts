import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-line.ts';
import { calmOf, inOrder, leadOf, type WindowTimes, windowClosesAt } from '#app/domain/mail-window.ts';
import { sendWindowNow } from '#app/mail/send-now.server.ts';
import { closeDueWindows } from '#app/mail/window.server.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand, steadyPlan } from './mail-stand.server.ts';

const limits = { quietSeconds: 120, longestSeconds: 900, calmSeconds: calmOf(120) };
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 27, 9, 0, seconds));

const closes = (times: Partial<WindowTimes>) =>
  windowClosesAt({ firstAt: at(0), lastAt: at(0), kinds: ['milestoneMoved'], sentAt: [], ...times }, limits);

describe('a window', () => {
  test('closes two quiet minutes after its last news', () => {
    expect(closes({ lastAt: at(300) })).toEqual(at(420));
  });

  test('closes 15 minutes after its first, however busy it is', () => {
    expect(closes({ lastAt: at(899) })).toEqual(at(900));
  });

  test('waits longer after each letter of a busy day, but not with what waits for its reader', () => {
    const minutes = (...list: number[]) => list.map((minute) => at(minute * -60));
    expect(closes({ sentAt: minutes(1) })).toEqual(at(14 * 60));
    expect(closes({ sentAt: minutes(40, 30) })).toEqual(at(30 * 60));
    expect(closes({ sentAt: minutes(70, 400, 200, 300) })).toEqual(at(170 * 60));
    expect(closes({ sentAt: minutes(241, 300, 400) }), 'it has been calm').toEqual(at(120));
    expect(closes({ sentAt: minutes(1, 2, 3), kinds: ['milestoneMoved', 'approvalAsked'] })).toEqual(at(120));
  });

  test('is led by its heaviest news, and of that by the oldest', () => {
    const news = (id: string, kind: News['kind'], second: number): News => ({
      id,
      kind,
      at: at(second),
      layer: 'shared',
      personId: dana.personId,
      refs: {},
    });
    const list = [
      news('turn', 'yourTurn', 0),
      news('late', 'milestoneReached', 9),
      news('asked', 'proposed', 1),
      news('early', 'milestoneReached', 2),
      news('moved', 'milestoneMoved', 3),
    ];
    expect(leadOf(list)?.id).toBe('early');
    expect(inOrder(list).map(({ id }) => id)).toEqual(['early', 'late', 'moved', 'asked', 'turn']);
    expect(leadOf([])).toBeUndefined();
  });
});

describe('a window on a real plan', () => {
  let fresh: FreshDatabase;
  let plan: StoredPlan;
  let mail: MailStand;

  beforeAll(async () => {
    fresh = await freshDatabase();
    return fresh.drop;
  });
  beforeEach(async () => {
    await fresh.owner`delete from letter`;
    plan = await storedPlan(fresh.database, { milestones: steadyPlan });
    mail = mailStand(fresh.database);
    await fresh.owner`delete from line`;
  });

  const offerOn = async (key: string) => {
    const found = (await plan.load(dana)).offers.find(({ stepId }) => stepId === plan.id(key));
    if (!found) throw new Error(`Nobody is asked about ${key}`);
    return found.id;
  };
  const sayYes = async (...keys: string[]) =>
    requireOk(await plan.send(dana, 'acceptOffers', { offerIds: await Promise.all(keys.map(offerOn)) }));
  const complete = async (who: typeof maya, key: string) =>
    requireOk(await plan.send(who, 'completeStep', { stepId: plan.id(key) }));
  const reasons = async () =>
    (await fresh.owner`select dropped_why from line where dropped_why is not null`).map(
      (row) => row.dropped_why,
    );

  test('makes one letter of everything that happened in it', async () => {
    await sayYes('data');
    await sayYes('workshop');
    await sayYes('budget');
    mail.wait(100);
    expect(await mail.post()).toEqual([]);
    mail.wait(25);
    expect(await mail.post()).toEqual(['sent']);
    expect(mail.to(maya.address).map(({ subject }) => subject)).toEqual(['Dana said yes to all three steps']);
    expect(await mail.post(), 'and nothing is told twice').toEqual([]);
  });

  test('lets the heaviest news write the subject, and tells the rest beneath', async () => {
    await sayYes('data', 'workshop');
    await complete(maya, 'demo');
    await complete(maya, 'workshop');
    await complete(dana, 'data');
    mail.wait(121);
    await mail.post();
    const [letter] = mail.to(maya.address);
    expect(letter?.subject).toMatch(/^Fit proven, and live on \d+ \w+ holds$/);
    expect(letter?.text).toContain('Dana finished “data”, the last of its three steps.');
    expect(letter?.text).toContain('Dana said yes to “data” and “workshop”.');
  });

  test('does not mention what was undone inside it', async () => {
    const commandId = await sayYes('data');
    requireOk(await plan.undo(dana, commandId));
    mail.wait(121);
    expect(await mail.post()).toEqual(['dropped']);
    expect(mail.sent).toEqual([]);
    expect(new Set(await reasons())).toEqual(new Set(['It went and came back']));
  });

  test('does not mention what was reached and came back', async () => {
    await sayYes('data', 'workshop');
    await complete(maya, 'demo');
    await complete(maya, 'workshop');
    mail.wait(121);
    await mail.post();
    mail.empty();
    const commandId = await complete(dana, 'data');
    requireOk(await plan.undo(dana, commandId));
    mail.wait(121);
    await mail.post();
    expect(mail.sent).toEqual([]);
    expect(await reasons()).toContain('It went and came back');
  });

  test('says that a milestone moved from where it was before all of it', async () => {
    const { steps } = await plan.load(maya);
    const demo = steps.find(({ id }) => id === plan.id('demo'));
    const move = async (days: number) => {
      const dueDay = demo?.dueDay && addDays(demo.dueDay, days);
      if (!dueDay) throw new Error('The demo has no day');
      requireOk(await plan.send(maya, 'rescheduleStep', { stepId: plan.id('demo'), dueDay }));
    };
    const slips = 'Dana cannot choose the data. Maya then shows it on a call.';
    const words = { stepId: plan.id('demo'), field: 'ifSlips', value: slips } as const;
    requireOk(await plan.send(maya, 'changeStep', words));
    await move(7);
    await move(14);
    mail.wait(121);
    await mail.post();
    const [letter] = mail.to(dana.address);
    expect(letter?.subject).toMatch(/^Fit proven moves to /);
    expect(letter?.text).toContain(`If this slips: ${slips}`);
    expect(letter?.text).toMatch(/Maya moved “demo” to \w+ \d+ \w+\./);
    expect(letter?.text).toMatch(/The live day stays /);
    expect(mail.to(tom.address)).toHaveLength(1);
    mail.empty();
    await move(21);
    await move(14);
    mail.wait(121);
    await mail.post();
    expect(mail.sent, 'there and back again').toEqual([]);
    await move(21);
    mail.wait(121);
    await closeDueWindows(mail.room);
    await move(14);
    mail.wait(121);
    await mail.post();
    expect(mail.sent, 'and back when the letter of it was written down').toEqual([]);
  });

  test('can be closed early by a person, once', async () => {
    await sayYes('data');
    const key = { personId: maya.personId, workspaceId: plan.workspaceId, planId: plan.planId };
    expect(await sendWindowNow(mail.room, key)).not.toBeNull();
    expect(mail.to(maya.address)).toHaveLength(1);
    expect(await sendWindowNow(mail.room, key)).toBeNull();
    mail.wait(121);
    expect(await mail.post()).toEqual([]);
  });

  test('that cannot be looked at holds up no other, and ends as a letter that failed, where people see it', async () => {
    await sayYes('data');
    const broken = plan;
    plan = await storedPlan(fresh.database, { milestones: steadyPlan });
    await sayYes('data');
    await fresh.owner`update plan set zone = 'Nowhere/Atall' where plan_id = ${broken.planId}`;
    const sound = async (outcome = 'sent') =>
      (await fresh.owner`select 1 from letter where plan_id = ${plan.planId} and state = ${outcome}`).length;
    const ofBroken = async () =>
      (await fresh.owner`select state, error, attempts from letter where plan_id = ${broken.planId}`)[0];
    mail.wait(121);
    await mail.post();
    expect(await sound()).toBe(1);
    expect(await ofBroken(), 'not yet: it may have been a moment').toBeUndefined();
    for (const seconds of [1, 2, 4, 8, 16, 32]) {
      mail.wait(seconds);
      await mail.post();
    }
    expect(await ofBroken()).toMatchObject({ state: 'waiting', attempts: 1 });
    for (let hour = 0; hour < 26; hour += 1) {
      mail.wait(4_600);
      await mail.post();
    }
    expect(await ofBroken()).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('The log says why'),
    });
    expect(
      (await fresh.owner`select 1 from line where plan_id = ${broken.planId} and letter_id is null`).length,
      'nothing is lost silently',
    ).toBe(0);
  });
});
