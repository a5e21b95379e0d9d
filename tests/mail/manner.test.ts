import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { KeepInTouch } from '#app/domain/keep-in-touch.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
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
      { key: 'Data', owners: [dana], dueIn: 20 },
      { key: 'Workshop', owners: [maya, dana], dueIn: 24 },
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
  stay = await stayIn(fresh, 'Europe/Berlin', { milestones, agreed: true, buyers: [dana, lena] });
});
afterEach(() => stay.end());

const wants = (who: CastMember, how: Partial<KeepInTouch>) =>
  stay.says(who, { rhythm: 'atOnce', quiet: null, ...how });
const write = async (by: CastMember, key: string, text: string, onlyOurs = false) =>
  requireOk(
    await stay.plan.send(by, 'writeComment', {
      ...{ id: randomUUID(), stepId: stay.plan.id(key), text, onlyOurs },
      ...{ mentions: [], request: null, answers: null },
    }),
  );
const finish = async (key: string) =>
  requireOk(await stay.plan.send(maya, 'completeStep', { stepId: stay.plan.id(key) }));
const move = async (key: string, day: string) =>
  requireOk(await stay.plan.send(maya, 'rescheduleStep', { stepId: stay.plan.id(key), dueDay: on(day) }));
const lettersTo = (who: CastMember) => stay.sent.filter(({ to }) => to.address === who.address);

test('a brief letter is one thing, one button, the live day, and how many more', async () => {
  await wants(dana, { manner: 'brief' });
  await finish('Demo');
  await move('Workshop', '2030-04-02');
  await stay.until('Wed 6 Mar');
  const [letter, ...more] = lettersTo(dana);
  expect(more).toEqual([]);
  expect(letter?.text).toMatch(/Workshop/);
  expect(letter?.text).toMatch(/Also: One more thing on the plan/);
  expect(letter?.text).not.toMatch(/Yours, Dana|Northwind's|Next meeting|\[ \]/);
  expect(letter?.text).toContain('Live day');
  expect(letter?.html.match(/class="button"/g)?.length).toBe(1);
});

test('of several things asked, a brief digest asks the heaviest and counts the rest', async () => {
  await wants(dana, { manner: 'brief', rhythm: 'daily' });
  const request = { of: stay.plan.access(dana).stakeholderId ?? '', by: on('2030-03-12') };
  for (const text of ['Who signs?', 'Who pays?'])
    requireOk(
      await stay.plan.send(maya, 'writeComment', {
        ...{ id: randomUUID(), stepId: stay.plan.id('Data'), text, onlyOurs: false },
        ...{ mentions: [], request, answers: null },
      }),
    );
  await move('Workshop', '2030-04-02');
  await stay.until('Wed 6 Mar');
  const [letter] = lettersTo(dana);
  expect(letter?.subject).toMatch(/^Three things wait for you/);
  expect(letter?.text).toContain('Who signs?');
  expect(letter?.text).not.toContain('Who pays?');
  expect(letter?.html.match(/>Answer</g)?.length).toBe(1);
  expect(letter?.text).toMatch(/Also: \w+ more things on the plan/);
});

test('in a whole letter, what somebody wrote about the same step stands on top in their words', async () => {
  await wants(dana, { about: 'everything' });
  await wants(tom, { about: 'everything' });
  await move('Workshop', '2030-04-02');
  await write(maya, 'Workshop', 'Our trainer is ill.\nThe 2nd is the first day she is back.');
  await write(maya, 'Workshop', 'Canary: she is not ill', true);
  await write(maya, 'Data', 'A sample will do.');
  await stay.until('Wed 6 Mar');
  const [letter] = lettersTo(dana);
  expect(letter?.text).toMatch(
    /Maya writes:\s+Our trainer is ill\.\s+The 2nd is the first day she is back\./,
  );
  expect(letter?.text).toContain('Maya wrote about “Data”: “A sample will do.”');
  expect(letter?.text).not.toContain('wrote about “Workshop”');
  const at = (words: string) => letter?.text.indexOf(words) ?? -1;
  expect(at('Maya writes:')).toBeGreaterThan(-1);
  expect(at('Maya writes:'), 'above all else').toBeLessThan(at('Yours, Dana'));
  expect(JSON.stringify(lettersTo(dana))).not.toContain('Canary');
});

test('what only her own side reads says so beneath the news it comes with', async () => {
  await wants(dana, { about: 'everything' });
  await move('Workshop', '2030-04-02');
  await write(lena, 'Data', 'Canary: finance wants a discount', true);
  await write(maya, 'Data', 'A sample will do.');
  await stay.until('Wed 6 Mar');
  const [letter] = lettersTo(dana);
  expect(letter?.text).toContain(
    'Lena wrote about “Data”: “Canary: finance wants a discount” Only people at Acme Freight can read this.',
  );
  expect(letter?.text).toMatch(/“A sample will do\.”(?! Only people)/);
  expect(JSON.stringify([...lettersTo(maya), ...lettersTo(tom)])).not.toContain('Canary');
});
