import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { turnDays } from '#app/day-worker.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { on } from '#tests/support/plan-builder.ts';
import { type MilestoneSketch, requireOk } from '#tests/support/stored-plan.server.ts';
import { type Stay, stayIn } from './day-after-day.server.ts';

/** Days from Monday 4 March 2030; the contract waits for the form. */
const milestones: MilestoneSketch[] = [
  {
    key: 'Papers signed',
    steps: [
      { key: 'Security form', owners: [dana], dueIn: 9 },
      { key: 'Contract', owners: [maya], dueIn: 60, after: ['Security form'] },
    ],
  },
];
const secret = 'Ask finance first';

let fresh: FreshDatabase;
let stay: Stay;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
beforeEach(async () => {
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true });
});
afterEach(() => stay.end());

const reminders = () => stay.sent.filter(({ subject }) => /^(Yours by|Done or stuck)/.test(subject));
const ofForm = () => reminders().map(({ to, subject }) => `${to.address.split('@')[0]}: ${subject}`);
const writtenDown = async () =>
  (await fresh.owner`select refs ->> 'time' as time from line where kind = 'reminder' order by at`).map(
    ({ time }) => time,
  );

test('whose step it is hears of it before its day, with what to press, and nobody else does', async () => {
  await stay.until('Wed 13 Mar');
  expect(ofForm()).toEqual(['dana: Yours by 13 March: Security form']);
  const [letter] = reminders();
  expect(letter?.text).toContain('“Contract” waits for it.');
  expect(letter?.html.match(/\/act\//g)?.length, 'done, another day, stuck').toBe(3);
  expect(letter?.text).toContain('You get this because the step is yours.');
  expect(letter?.headers['List-Unsubscribe']).toBeTruthy();
});

test('once its day has passed she is asked once what became of it; done, she is not', async () => {
  await stay.until('Sat 30 Mar');
  const asked = stay.sent.filter(({ text, subject }) =>
    /was due on|Done or stuck/.test(`${subject} ${text}`),
  );
  expect(asked.map(({ to }) => to.address)).toEqual([dana.address]);
  expect(await writtenDown()).toEqual(['before', 'after']);
});

test.each([
  ['done', async (stepId: string) => stay.plan.send(dana, 'completeStep', { stepId })],
  [
    'moved',
    async (stepId: string) => stay.plan.send(dana, 'rescheduleStep', { stepId, dueDay: on('2030-04-10') }),
  ],
  ['skipped', async (stepId: string) => stay.plan.send(dana, 'skipStep', { stepId, reason: 'Not needed' })],
  [
    'stuck',
    async (stepId: string) => stay.plan.send(dana, 'reportStuck', { stepId, reason: 'Legal has it' }),
  ],
])('%s once it is written down and before it goes, it does not come', async (_how, act) => {
  const look = { now: new Date(Date.UTC(2030, 2, 12, 0)), quietSeconds: 0 };
  await fresh.owner`update plan_head set look_at = '2026-01-01' where plan_id = ${stay.plan.planId}`;
  expect(await turnDays(fresh.database, look)).toBe(1);
  expect(await writtenDown()).toEqual(['before']);
  requireOk(await act(stay.plan.id('Security form')));
  await stay.until('Thu 14 Mar');
  expect(ofForm().filter((line) => line.includes('Security form'))).toEqual([]);
});

test('left out while it was stuck, it comes when it is not', async () => {
  const stepId = stay.plan.id('Security form');
  await stay.until('Mon 11 Mar');
  requireOk(await stay.plan.send(dana, 'reportStuck', { stepId, reason: 'Legal has it' }));
  await stay.until('Tue 12 Mar');
  requireOk(await stay.plan.send(dana, 'reopenStep', { stepId }));
  await stay.until('Thu 14 Mar');
  expect(ofForm()).toEqual(['dana: Yours by 13 March: Security form']);
});

test('what is stuck is asked about once, on the day somebody named, and whoever may help is asked at once', async () => {
  const stepId = stay.plan.id('Security form');
  const helper = (await stay.plan.load(dana)).people.find((p) => p.personId === maya.personId)?.id ?? null;
  const stuck = { stepId, reason: 'Legal has it', lookOn: on('2030-03-14'), helper };
  requireOk(await stay.plan.send(dana, 'reportStuck', stuck));
  await stay.until('Wed 20 Mar');
  const asked = stay.sent.filter(({ subject }) => /^Still stuck\?/.test(subject));
  expect(asked.map(({ to, subject }) => [to.address, subject])).toEqual([
    [dana.address, 'Still stuck? Security form'],
  ]);
  expect(asked[0]?.text).toContain('“Legal has it”');
  expect(await writtenDown()).toEqual(['look']);
  const help = stay.sent.find(({ to, text }) => to.address === maya.address && text.includes('Legal has it'));
  expect(help?.subject).toBeTruthy();
});

test('a private step reminds its own side alone', async () => {
  const place = { milestoneId: stay.plan.id('Papers signed'), afterId: null };
  const step = { title: secret, type: 'task' as const, ask: '', doneWhen: '', owners: [] };
  const own = { id: randomUUID(), ...place, ...step, dueDay: on('2030-03-08'), onlyOurs: true };
  requireOk(await stay.plan.send(dana, 'addStep', own));
  await stay.until('Wed 20 Mar');
  const told = stay.sent.filter((letter) => JSON.stringify(letter).includes(secret));
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told.map(({ to }) => to.address))).toEqual(new Set([dana.address]));
  expect(told[0]?.text).toContain('Only people at Acme Freight can read this on the plan.');
  expect(told[0]?.html).not.toContain('/act/');
});

test('looked at by many at once, again, and by a clock that was set back, each is written down once', async () => {
  const day = (date: number, hour = 8) => ({ now: new Date(Date.UTC(2030, 2, date, hour)), quietSeconds: 0 });
  const again = async (date: number) => {
    await fresh.owner`update plan_head set look_at = '2026-01-01' where plan_id = ${stay.plan.planId}`;
    const others = Array.from({ length: 4 }, () =>
      openDatabase(fresh.target, { role: 'throughline_app', max: 2 }),
    );
    await Promise.all(others.map((database) => turnDays(database, day(date))));
    await Promise.all(others.map((database) => database.close()));
  };
  for (const date of [12, 12, 11, 12, 13, 12]) await again(date);
  expect(await writtenDown()).toEqual(['before']);
  for (const date of [15, 15, 13, 12, 18, 25]) await again(date);
  expect(await writtenDown()).toEqual(['before', 'after']);
});
