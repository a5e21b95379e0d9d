import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { on } from '#tests/support/plan-builder.ts';
import { type MilestoneSketch, requireOk } from '#tests/support/stored-plan.server.ts';
import { type Stay, stayIn } from './day-after-day.server.ts';

/** Days from Monday 4 March 2030. */
const milestones: MilestoneSketch[] = [
  {
    key: 'Fit proven',
    steps: [
      { key: 'Demo', owners: [maya], dueIn: 3 },
      { key: 'Data', owners: [dana], dueIn: 20, after: ['Demo'] },
      { key: 'Workshop', owners: [maya, dana], dueIn: 24, type: 'meeting' },
    ],
  },
];
const secret = 'Canary: our lowest price';

let fresh: FreshDatabase;
let stay: Stay;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true });
});
afterEach(() => stay.end());

const stakeholder = async (who: CastMember) =>
  (await stay.plan.load(who)).people.find(({ personId }) => personId === who.personId)?.id ?? '';
const write = async (by: CastMember, to: CastMember, text: string, onlyOurs = false) =>
  requireOk(
    await stay.plan.send(by, 'writeComment', {
      ...{ id: randomUUID(), stepId: stay.plan.id('Data'), text, mentions: [], onlyOurs, answers: null },
      request: { of: await stakeholder(to), by: on('2030-03-12') },
    }),
  );
const addStep = async (by: CastMember, title: string, owner: CastMember, over: object = {}) => {
  const owners = [{ side: owner.side, role: null, stakeholderId: await stakeholder(owner) }];
  const id = randomUUID();
  const place = { milestoneId: stay.plan.id('Fit proven'), afterId: null };
  const step = { title, type: 'task' as const, ask: '', doneWhen: '', owners, onlyOurs: false };
  requireOk(
    await stay.plan.send(by, 'addStep', { id, ...place, ...step, dueDay: on('2030-03-14'), ...over }),
  );
  return id;
};

test('once a day there is one letter: each thing asked with its own links, and what happened beneath', async () => {
  await stay.says(dana, {});
  await addStep(maya, 'Contract read', dana);
  await addStep(maya, 'Budget released', dana, { type: 'approval', dueDay: on('2030-03-20') });
  await write(maya, dana, 'Who signs the order at your side?');
  requireOk(await stay.plan.send(maya, 'completeStep', { stepId: stay.plan.id('Demo') }));
  await stay.until('Wed 6 Mar');
  const letters = stay.sent.filter(({ to }) => to.address === dana.address);
  const [letter] = letters;
  expect(letters.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/things wait for you, the first by/),
  ]);
  expect(letter?.text).toContain('Maya asks you: “Contract read”, by Thu 14 Mar.');
  expect(letter?.text).toContain('Who signs the order at your side?');
  expect(letter?.text).toContain('Your turn: “Data”');
  expect(letter?.html.match(/>Say yes</g)?.length, 'of the step alone').toBe(1);
  expect(letter?.html.match(/>Done</g)?.length, 'of what is her turn').toBe(1);
  expect(letter?.html.match(/>Open the plan</g)?.length).toBe(1);
  expect(Buffer.byteLength(letter?.html ?? '')).toBeLessThan(60_000);
});

test('what is asked of somebody who hears at once is in one letter too, each with its link', async () => {
  await addStep(maya, 'Contract read', dana);
  await write(maya, dana, 'Who signs the order at your side?');
  await stay.until('Tue 5 Mar');
  const letters = stay.sent.filter(({ to }) => to.address === dana.address);
  expect(letters.map(({ subject }) => subject)).toEqual(['Two things wait for you, the first by 12 March']);
  expect(letters[0]?.html).toContain('>Answer<');
  expect(letters[0]?.html).toContain('>Say yes<');
});

test('a single matter keeps a letter of its own', async () => {
  await stay.says(dana, {});
  await addStep(maya, 'Contract read', dana);
  await stay.until('Wed 6 Mar');
  expect(stay.sent.filter(({ to }) => to.address === dana.address).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Maya asks you: Contract read/),
  ]);
});

test('of one side alone, it stands in the digest of its own people and of nobody else', async () => {
  await stay.says(dana, { about: 'everything' });
  await stay.says(maya, { about: 'everything' });
  await stay.says(tom, { about: 'everything' });
  await write(maya, tom, secret, true);
  await addStep(maya, `${secret} step`, tom, { onlyOurs: true });
  await addStep(maya, 'Contract read', dana);
  await write(maya, dana, 'Who signs the order at your side?');
  await stay.until('Fri 8 Mar');
  const toms = stay.sent.filter(({ to }) => to.address === tom.address);
  expect(toms.some(({ text }) => text.includes(secret) && /Only people at Northwind/.test(text))).toBe(true);
  const others = stay.sent.filter(({ to }) => to.address !== tom.address && to.address !== maya.address);
  expect(others.length).toBeGreaterThan(0);
  expect(JSON.stringify(others)).not.toContain('Canary');
});

test('two things asked beside good news have their links too, and a step of the same name stays hers', async () => {
  const same = await addStep(dana, 'Contract read', dana);
  await stay.until('Tue 5 Mar');
  stay.sent.splice(0);
  for (const key of ['Demo', 'Workshop'] as const)
    requireOk(await stay.plan.send(maya, 'completeStep', { stepId: stay.plan.id(key) }));
  requireOk(await stay.plan.send(dana, 'completeStep', { stepId: same }));
  requireOk(await stay.plan.send(dana, 'reopenStep', { stepId: same }));
  requireOk(await stay.plan.send(dana, 'completeStep', { stepId: stay.plan.id('Data') }));
  await addStep(maya, 'Contract read', dana);
  await write(maya, dana, 'Who signs the order at your side?');
  await stay.until('Wed 6 Mar');
  const [letter] = stay.sent.filter(({ to }) => to.address === dana.address);
  expect(letter?.html).toContain('>Say yes<');
  expect(letter?.html).toContain('>Answer<');
  expect(letter?.text).toMatch(/Yours, Dana: Contract read, by Thu 14 Mar/);
});

test('what happened on one side alone says so', async () => {
  await stay.says(tom, { about: 'everything' });
  const steps = [`${secret} one`, `${secret} two`].map((title) =>
    addStep(maya, title, tom, { onlyOurs: true }),
  );
  await stay.until('Wed 6 Mar');
  stay.sent.splice(0);
  for (const stepId of await Promise.all(steps)) {
    const words = {
      stepId,
      text: 'Later is fine',
      mentions: [],
      onlyOurs: true,
      answers: null,
      request: null,
    };
    requireOk(await stay.plan.send(maya, 'writeComment', { id: randomUUID(), ...words }));
  }
  await stay.until('Fri 8 Mar');
  const [letter] = stay.sent.filter(({ to }) => to.address === tom.address);
  expect(letter?.text).toContain('Only people at Northwind can read this.');
  expect(JSON.stringify(stay.sent.filter(({ to }) => to.address === dana.address))).not.toContain('Canary');
});

test('with very much in it, it stays a letter that is read and not cut', async () => {
  await stay.says(dana, {});
  for (let n = 0; n < 30; n += 1)
    await addStep(maya, `Step ${n} of a long list of things to do`, dana, {
      type: n % 3 ? 'task' : 'approval',
    });
  await write(maya, dana, 'Who signs the order at your side?');
  await stay.until('Wed 6 Mar');
  const [letter] = stay.sent.filter(({ to }) => to.address === dana.address);
  expect(letter?.subject).toMatch(/^31 things wait for you/);
  expect(letter?.text).toContain('more on the plan.');
  expect(Buffer.byteLength(letter?.html ?? '')).toBeLessThan(60_000);
});
