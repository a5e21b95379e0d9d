import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Closing } from '#app/domain/close-meeting.ts';
import { addDays } from '#app/domain/day.ts';
import { dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type MailStand, mailStand } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let stand: MailStand;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  stand = mailStand(fresh.database);
  return fresh.drop;
});
const rowOf = (who: typeof maya) => plan.access(who).stakeholderId ?? '';
const closing = (over: Partial<Closing> = {}): Closing => ({
  ...{
    id: randomUUID(),
    stepId: plan.id('talk'),
    steps: [plan.id('form')],
    decisions: ['Priced per carrier'],
  },
  ...{ nextStep: plan.id('form'), noNextStep: '', nextMeeting: null, meetingId: randomUUID() },
  ...{ meetingTitle: 'Second talk', meetingDay: addDays(realToday(), 6), noNextMeeting: '' },
  ...{ at: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 }, attendees: [rowOf(maya), rowOf(dana)] },
  ...over,
});
const recaps = (who: typeof maya) =>
  stand.to(who.address).filter(({ subject }) => subject.startsWith('After '));
const invitations = (who: typeof maya) =>
  stand
    .to(who.address)
    .flatMap(({ calendar, subject }) => (calendar ? [`${calendar.method} ${subject}`] : []));
const post = async () => {
  await stand.post();
  stand.wait(130);
  return await stand.post();
};

describe('how a meeting ended', () => {
  beforeEach(async () => {
    plan = await storedPlan(fresh.database, {
      buyers: [dana, grace, lena],
      milestones: [
        {
          key: 'fit',
          steps: [
            { key: 'talk', owners: [maya], dueIn: 0, type: 'meeting' },
            { key: 'form', owners: [grace], dueIn: 4 },
            { key: 'price', owners: [tom], dueIn: 9 },
          ],
        },
      ],
    });
    const value = [maya, dana].map(rowOf);
    requireOk(await plan.send(maya, 'changeStep', { stepId: plan.id('talk'), field: 'attendees', value }));
    await post();
    stand.empty();
  });

  test('is told once to all who were there or have something to do, with the next meeting for their calendars', async () => {
    requireOk(await plan.send(maya, 'closeMeeting', closing()));
    await post();
    expect([maya, dana, grace, lena, tom].map((who) => recaps(who).length)).toEqual([1, 1, 1, 0, 0]);
    const [letter] = recaps(dana);
    expect(letter?.subject).toMatch(/^After talk: “form” by /);
    for (const words of ['Maya closed talk.', 'Priced per carrier', 'Grace Adeyemi', 'Second talk'])
      expect(letter?.text).toContain(words);
    // Its calendar part is the only one: nothing else asks for the same.
    expect([maya, dana, grace].map(invitations)).toEqual([
      [expect.stringMatching(/^REQUEST After /)],
      [expect.stringMatching(/^REQUEST After /)],
      [],
    ]);
    stand.empty();
    await post();
    expect(stand.sent).toEqual([]);
  });

  test('taken back before it went, nobody hears of it; done again, they hear it once', async () => {
    const done = await plan.send(maya, 'closeMeeting', closing());
    const back = await plan.undo(maya, requireOk(done));
    requireOk(back);
    await post();
    expect(recaps(dana)).toEqual([]);
    expect(invitations(dana)).toEqual([]);
    const again = await plan.undo(maya, requireOk(back));
    requireOk(again);
    await post();
    expect(recaps(dana)).toHaveLength(1);
    requireOk(await plan.undo(maya, requireOk(again)));
    await post();
    expect(recaps(dana)).toHaveLength(1);
    // The meeting that is not to be goes out of her calendar.
    expect(invitations(dana).at(-1)).toMatch(/^CANCEL /);
  });

  test('a next meeting that moves before the letter goes is told of as it is, and once', async () => {
    const args = closing();
    requireOk(await plan.send(maya, 'closeMeeting', args));
    const moved = { time: '16:30', zone: 'Europe/Berlin', minutes: 45 };
    requireOk(
      await plan.send(maya, 'rescheduleStep', { stepId: args.meetingId, dueDay: args.meetingDay, at: moved }),
    );
    await post();
    expect(invitations(dana)).toHaveLength(1);
    expect(recaps(dana)[0]?.text).toContain('16:30');
  });

  test('holds nothing of what either side keeps to itself', async () => {
    const own = {
      milestoneId: plan.id('fit'),
      afterId: null,
      type: 'task' as const,
      dueDay: realToday(),
      ask: '',
      doneWhen: '',
    };
    for (const who of [maya, dana])
      requireOk(
        await plan.send(who, 'addStep', {
          ...own,
          id: randomUUID(),
          title: `Canary of ${who.key}`,
          owners: [],
          onlyOurs: true,
        }),
      );
    requireOk(await plan.send(maya, 'closeMeeting', closing()));
    await post();
    for (const who of [maya, dana, grace])
      for (const letter of recaps(who)) expect(JSON.stringify(letter)).not.toContain('Canary');
  });
});
