import { afterEach, beforeAll, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { on } from '#tests/support/plan-builder.ts';
import { type MilestoneSketch, requireOk } from '#tests/support/stored-plan.server.ts';
import { type Stay, stayIn } from './day-after-day.server.ts';

/** Days from Monday 4 March: the form by Thursday 7, the contract by Friday 15. */
const milestones: MilestoneSketch[] = [
  { key: 'Fit proven', steps: [{ key: 'Security form', owners: [dana], dueIn: 3 }] },
  { key: 'Papers signed', steps: [{ key: 'Contract', owners: [maya], dueIn: 11, after: ['Security form'] }] },
];

let fresh: FreshDatabase;
let stay: Stay | undefined;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
afterEach(() => stay?.end());

const subjects = (here: Stay, to: { address: string }) =>
  here.sent.filter((letter) => letter.to.address === to.address).map(({ subject }) => subject);

test('a plan that rests says so once, reminds nobody, and speaks again on its day', async () => {
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true });
  const { plan } = stay;
  await fresh.owner`delete from line`;
  requireOk(await plan.send(dana, 'pausePlan', { until: on('2030-03-25'), reason: 'The budget is frozen.' }));
  await stay.until('Fri 22 Mar');
  for (const who of [dana, maya]) {
    const [told, ...more] = subjects(stay, who);
    expect(told).toContain('The plan is paused until Mon 25 Mar');
    expect(more, 'no reminder and nothing late').toEqual([]);
  }
  expect(stay.sent[0]?.text).toContain('“The budget is frozen.”');
  await stay.until('Tue 26 Mar');
  for (const who of [dana, maya])
    expect(subjects(stay, who).at(-1)).toContain('the pause was to end on Mon 25 Mar');
});

test('carried on with, its days lie anew and both are told', async () => {
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true });
  const { plan } = stay;
  await fresh.owner`delete from line`;
  requireOk(await plan.send(dana, 'pausePlan', { until: on('2030-03-25'), reason: 'The budget is frozen.' }));
  await stay.until('Mon 18 Mar');
  requireOk(await plan.send(dana, 'carryOn', { by: 10 }));
  const form = (await plan.load(dana)).steps.find(({ id }) => id === plan.id('Security form'));
  expect(form?.dueDay).toBe('2030-03-21');
  await stay.until('Tue 19 Mar');
  expect(subjects(stay, maya).at(-1)).toContain('Fit proven moves to 21 March');
  expect(stay.sent.map(({ text }) => text).join(' ')).toMatch(/the open days moved along with the pause/i);
});
