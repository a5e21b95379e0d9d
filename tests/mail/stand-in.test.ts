import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, grace, lena, maya } from '#tests/support/cast.ts';
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
      { key: 'Budget', owners: [dana], dueIn: 24, after: ['Demo'], type: 'approval' },
    ],
  },
];

let fresh: FreshDatabase;
let stay: Stay;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true, buyers: [dana, grace, lena] });
});
afterEach(() => stay.end());

const says = (who: CastMember, how: Partial<KeepInTouch>) =>
  stay.says(who, { rhythm: 'atOnce', quiet: null, ...how });
const away = (who: CastMember, standIn: CastMember, until = '2030-03-18') =>
  says(who, { awayUntil: on(until), standIn: standIn.name, standInId: standIn.personId });
const finish = () => stay.plan.send(maya, 'completeStep', { stepId: stay.plan.id('Demo') });
const lettersTo = (who: CastMember) => stay.sent.filter(({ to }) => to.address === who.address);
const handed = (who: CastMember) =>
  lettersTo(who).filter(({ text }) => text.includes('named you to stand in'));

test('what becomes hers while she is away goes to whom she named, who can do it from the letter', async () => {
  await away(dana, grace);
  requireOk(await finish());
  await stay.until('Thu 7 Mar');
  const [letter, ...more] = handed(grace);
  expect(more).toEqual([]);
  expect(letter?.text).toContain('Dana is away until Mon 18 Mar and named you to stand in.');
  expect(letter?.text).toContain('You get this because Dana named you to stand in.');
  expect(letter?.text).toContain('“Data”'.slice(1, -1));
  expect(letter?.html).toContain('>Done<');
  expect(letter?.text, 'what she is to approve is handed to nobody').not.toContain('Yours to decide');
  expect(handed(lena)).toEqual([]);
  await stay.until('Tue 19 Mar');
  expect(
    lettersTo(dana).some(({ text }) => text.includes('Data')),
    'she finds it when she is back',
  ).toBe(true);
});

test('a question to her goes there too; what only her own side sees stays with it', async () => {
  await away(dana, grace);
  const request = { of: stay.plan.access(dana).stakeholderId ?? '', by: on('2030-03-12') };
  const ask = (by: CastMember, text: string, onlyOurs: boolean) =>
    stay.plan.send(by, 'writeComment', {
      ...{ id: randomUUID(), stepId: stay.plan.id('Data'), text, onlyOurs },
      ...{ mentions: [], request, answers: null },
    });
  requireOk(await ask(maya, 'Which week suits you?', false));
  requireOk(await ask(lena, 'Between us: is the budget there?', true));
  await stay.until('Wed 6 Mar');
  const texts = handed(grace)
    .concat(lettersTo(grace))
    .map(({ text }) => text)
    .join('\n');
  expect(texts).toContain('Which week suits you?');
  expect(texts).toContain('Between us');
  expect(JSON.stringify(lettersTo(maya))).not.toContain('Between us');
});

test.each<[string, () => Promise<unknown>]>([
  ['is away too', () => away(grace, lena)],
  ['has named her in turn', () => away(grace, dana)],
  [
    'has been taken off the plan',
    () =>
      stay.plan.send(dana, 'removeStakeholder', {
        stakeholderId: stay.plan.access(grace).stakeholderId ?? '',
      }),
  ],
])('nothing is handed to who %s', async (_what, then) => {
  await away(dana, grace);
  await then();
  requireOk(await finish());
  await stay.until('Thu 7 Mar');
  expect(handed(grace)).toEqual([]);
  expect(handed(lena)).toEqual([]);
});

test('what was to be handed when she comes back before it goes is hers alone', async () => {
  await away(dana, grace);
  await says(grace, { rhythm: 'daily' });
  await stay.until('Tue 5 Mar');
  requireOk(await finish());
  await says(dana, {});
  await stay.until('Thu 7 Mar');
  expect(handed(grace)).toEqual([]);
  const dropped = await fresh.owner`select dropped_why from line where refs ->> 'for' = ${dana.personId}`;
  expect(new Set(dropped.map((row) => row.dropped_why))).toEqual(
    new Set(['Whose it is is back, or has named somebody else']),
  );
});
