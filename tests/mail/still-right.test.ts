import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { turnDays } from '#app/day-worker.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type MilestoneSketch, requireOk } from '#tests/support/stored-plan.server.ts';
import { type Stay, stayIn } from './day-after-day.server.ts';

/** Days from Monday 4 March 2030. */
const milestones: MilestoneSketch[] = [
  {
    key: 'Papers signed',
    steps: [
      { key: 'Security form', owners: [dana], dueIn: 70 },
      { key: 'Contract', owners: [maya], dueIn: 84 },
    ],
  },
];

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

const asked = async () =>
  (await fresh.owner`select refs ->> 'stepId' as step from line where kind = 'stillRight' order by at`).map(
    ({ step }) => (step === stay.plan.id('Security form') ? 'form' : 'contract'),
  );
const toDana = () => stay.sent.filter(({ to }) => to.address === dana.address);

test('beside other news, with what to press; the other side’s days are not asked about', async () => {
  await stay.until('Tue 26 Mar');
  expect([...(await asked())].sort()).toEqual(['contract', 'form']);
  expect(stay.sent, 'nothing comes for it alone').toEqual([]);
  const stepId = stay.plan.id('Contract');
  requireOk(
    await stay.plan.send(maya, 'writeComment', {
      ...{
        id: crypto.randomUUID(),
        stepId,
        text: 'Have you seen the draft?',
        onlyOurs: false,
        answers: null,
      },
      ...{ mentions: [stay.plan.access(dana).stakeholderId ?? ''], request: null },
    }),
  );
  await stay.until('Wed 27 Mar');
  const [letter, ...more] = toDana();
  expect(more).toEqual([]);
  expect(letter?.text).toMatch(/Still right\? Security form, by Mon 13 May\s+Still right:\s+http\S+\/act\//);
  expect(letter?.text).not.toContain('Contract, by');
  const links = letter?.text.slice(letter.text.indexOf('Still right?')).match(/\/act\//g);
  expect(links?.length, 'still right, another day, stuck').toBe(3);
});

test('alone when nothing else came for a week', async () => {
  await stay.until('Thu 4 Apr');
  expect(toDana().map(({ subject }) => subject)).toEqual(['Is Mon 13 May still right for “Security form”?']);
  expect(toDana()[0]?.html.match(/\/act\//g)?.length).toBe(3);
});

test('a word about it is enough, and what was said meanwhile is not asked', async () => {
  await stay.until('Tue 26 Mar');
  const dueDay = (await stay.plan.load(dana)).steps.find(({ title }) => title === 'Security form')?.dueDay;
  requireOk(
    await stay.plan.send(dana, 'confirmStep', {
      stepId: stay.plan.id('Security form'),
      dueDay: dueDay ?? ('' as never),
    }),
  );
  await stay.until('Mon 8 Apr');
  expect(toDana()).toEqual([]);
  const [dropped] = await fresh.owner`select dropped_why from line where kind = 'stillRight'
    and refs ->> 'stepId' = ${stay.plan.id('Security form')}`;
  expect(dropped?.dropped_why).toBe('They have said so since');
  await stay.until('Wed 17 Apr');
  expect(await asked(), 'after three weeks without a word').toEqual(
    expect.arrayContaining(['form', 'contract', 'form']),
  );
});

test('whatever the other side writes for itself only is no word', async () => {
  await stay.until('Mon 18 Mar');
  const stepId = stay.plan.id('Security form');
  requireOk(
    await stay.plan.send(maya, 'writeComment', {
      ...{ id: crypto.randomUUID(), stepId, text: 'Canary: they are slow', onlyOurs: true, answers: null },
      ...{ mentions: [], request: null },
    }),
  );
  await stay.until('Tue 26 Mar');
  expect(await asked()).toContain('form');
});

test('many processes at once ask once', async () => {
  await stay.until('Mon 25 Mar');
  await fresh.owner`delete from line`;
  await fresh.owner`update plan_head set look_at = '2026-01-01' where plan_id = ${stay.plan.planId}`;
  const others = await Promise.all(
    Array.from({ length: 6 }, () => openDatabase(fresh.target, { role: 'throughline_app', max: 2 })),
  );
  const look = { now: stay.now(), quietSeconds: 0 };
  await Promise.all(others.map((database) => turnDays(database, look)));
  await Promise.all(others.map((database) => database.close()));
  expect([...(await asked())].sort()).toEqual(['contract', 'form']);
});
