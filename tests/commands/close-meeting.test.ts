import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Closing } from '#app/domain/close-meeting.ts';
import { addDays } from '#app/domain/day.ts';
import { findStep } from '#app/domain/plan.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
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
          { key: 'talk', owners: [maya, dana], dueIn: 0, type: 'meeting' },
          { key: 'form', owners: [dana], dueIn: 4 },
        ],
      },
    ],
  });
});

const closing = (over: Partial<Closing> = {}): Closing => ({
  ...{ id: randomUUID(), stepId: plan.id('talk'), steps: [], decisions: [] },
  ...{ nextStep: plan.id('form'), noNextStep: '', nextMeeting: null, meetingId: randomUUID() },
  ...{ meetingTitle: 'Second talk', meetingDay: addDays(realToday(), 6), noNextMeeting: '' },
  ...{ at: { time: '15:00', zone: 'Europe/Berlin', minutes: 45 } },
  attendees: [maya, dana].map((who) => plan.access(who).stakeholderId ?? ''),
  ...over,
});
const stored = async () => {
  const read = await plan.load(dana);
  const letters = await fresh.owner`select id from letter where plan_id = ${plan.planId}`;
  const head = await fresh.owner`select shared_n from plan_head where plan_id = ${plan.planId}`;
  return {
    notes: read.meetingNotes.length,
    steps: read.steps.length,
    letters: letters.length,
    n: head[0]?.shared_n,
  };
};

test('of two who close it at once one does, and the other hears what was written', async () => {
  const answers = await Promise.all([
    plan.send(maya, 'closeMeeting', closing({ meetingTitle: 'Talk of Maya’s' })),
    plan.send(dana, 'closeMeeting', closing({ meetingTitle: 'Talk of Dana’s' })),
  ]);
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['ok', 'refused']);
  const late = answers.find((answer) => answer.kind === 'refused');
  expect(late).toMatchObject({
    code: 'closed',
    sentence: expect.stringMatching(
      /^(Maya|Dana) has just closed this meeting\. Next: “form”.*Next meeting: “Talk of (Maya|Dana)’s”/,
    ),
  });
  expect(await stored()).toMatchObject({ notes: 1, steps: 3 });
});

test('cut off in the middle, nothing of it is there, and the same sent again does it once', async () => {
  const was = await stored();
  const args = closing();
  // The last thing it writes: by then rows and history are.
  await fresh.owner`revoke insert on letter from throughline_app`;
  const tried = plan.send(maya, 'closeMeeting', args);
  await expect(tried.finally(() => fresh.owner`grant insert on letter to throughline_app`)).rejects.toThrow();
  expect(await stored()).toEqual(was);
  requireOk(await plan.send(maya, 'closeMeeting', args));
  expect(await stored()).toMatchObject({ notes: 1, steps: was.steps + 1, letters: was.letters + 2 });
});

test('one undo takes all of it back, and each side says its own word', async () => {
  requireOk(
    await plan.send(maya, 'changeStep', { stepId: plan.id('talk'), field: 'checkpoint', value: true }),
  );
  const say = (who: typeof maya, word: 'go' | 'adjust') =>
    plan.send(who, 'sayAtCheckpoint', {
      id: randomUUID(),
      stepId: plan.id('talk'),
      word,
      reason: 'It is dear',
    });
  requireOk(await say(maya, 'go'));
  expect(await plan.send(maya, 'closeMeeting', closing())).toMatchObject({
    sentence: 'Not finished: Acme Freight has not said go, adjust or stop yet.',
  });
  requireOk(await say(dana, 'adjust'));
  const was = await stored();
  const done = requireOk(await plan.send(maya, 'closeMeeting', closing()));
  expect(findStep(await plan.load(dana), plan.id('talk'))?.status).toBe('done');
  requireOk(await plan.undo(maya, done));
  expect(findStep(await plan.load(dana), plan.id('talk'))?.status).toBe('todo');
  const { n: _, letters: __, ...is } = await stored();
  expect(was).toMatchObject(is);
});

test('a step written in a meeting is taken back with its place in it', async () => {
  const step = {
    id: randomUUID(),
    milestoneId: plan.id('fit'),
    afterId: null,
    title: 'Redlines',
    type: 'task' as const,
  };
  const more = {
    dueDay: null,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: false,
    meetingId: plan.id('talk'),
  };
  const was = await stored();
  const done = requireOk(await plan.send(dana, 'addStep', { ...step, ...more }));
  expect(await stored()).toMatchObject({ notes: 1, steps: was.steps + 1 });
  requireOk(await plan.undo(dana, done));
  expect(await stored()).toMatchObject({ notes: 0, steps: was.steps });
});
