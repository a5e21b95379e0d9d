import { beforeAll, describe, expect, test } from 'vitest';
import * as paths from '#app/http/paths.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  type MilestoneSketch,
  requireOk,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import { useStage } from './stage.server.ts';

const secret = 'Floor for the discount';
const cost = '5,000 euros';
const consequence = 'Tom cannot begin. Dana and Tom then fill it in together in one call.';
/** The live day is 105 days ahead; what Maya has to do behind the form takes longer than that. */
const milestones: MilestoneSketch[] = [
  {
    key: 'Papers signed',
    steps: [
      { key: 'Form sent', owners: [dana], dueIn: -7 },
      { key: 'Form answered', owners: [maya], dueIn: 98, after: ['Form sent'] },
      { key: secret, owners: [maya], dueIn: 200, withheld: true },
    ],
  },
];

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('today’s pace, $where', ({ javaScript }) => {
  const stage = useStage();
  let plan: StoredPlan;
  let mayas: Visitor;
  let danas: Visitor;

  const step = (key: string) => paths.planStep(plan.planId, plan.id(key));
  /** The sentence under the line: how the plan stands, and where today's pace leads. */
  const standing = async ({ page }: Visitor): Promise<string> => {
    const found = page.getByText(/At risk/).first();
    await found.waitFor();
    return /At risk:[^.]*\./.exec((await found.locator('..').textContent()) ?? '')?.[0] ?? '';
  };

  beforeAll(async () => {
    useDatabase(stage.database.database);
    plan = await storedPlan(stage.database.database, { milestones });
    const { offers } = await plan.load(dana);
    requireOk(await plan.send(dana, 'confirmGoal', {}));
    requireOk(await plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
    const long = { stepId: plan.id('Form answered'), field: 'duration', value: 80 } as const;
    requireOk(await plan.send(maya, 'changeStep', long));
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    await stage.signIn(mayas, maya);
    await stage.signIn(danas, dana);
  });

  test('both read the same sentence, whatever one of them keeps to themselves', async () => {
    await mayas.open(paths.plan(plan.planId));
    await danas.open(paths.plan(plan.planId));
    const read = await standing(mayas);
    expect(read).toMatch(
      /^At risk: “Form sent”, agreed for \w{3} \d+ \w{3}.*, is outstanding; on today’s pace it is live on \w{3} \d+ \w{3}.*\.$/,
    );
    expect(await standing(danas)).toBe(read);
    for (const path of [paths.planGlance(plan.planId), paths.planSummary(plan.planId)]) {
      await danas.open(path);
      expect(await standing(danas)).toBe(read);
    }
    await mayas.open(paths.plans());
    await mayas.sees(/^“Form sent”, agreed for .* on today’s pace it is live on/);
    await mayas.open(paths.plan(plan.planId));
    await mayas.sees(/Short by \d+ working days?: these steps could run in parallel/);
    await mayas.page.locator('summary', { hasText: 'Short by' }).click();
    await mayas.sees('Form sent and Form answered could begin together.');
  });

  test('the step says what it may slip, and Maya writes what follows if it does', async () => {
    await mayas.open(step('Form sent'));
    await mayas.sees('If it slips, the live day moves.');
    await mayas.page
      .locator('summary', { hasText: /^More$/ })
      .last()
      .click();
    await mayas.press(mayas.page.getByRole('link', { name: 'Write it: If this slips' }));
    await mayas.page.getByLabel('If this slips', { exact: true }).fill(consequence);
    await mayas.press(mayas.page.getByRole('button', { name: 'Save: If this slips' }));
    await mayas.page.getByRole('link', { name: 'Reword: If this slips' }).waitFor();
    await danas.open(step('Form sent'));
    await danas.sees(consequence);
    await danas.open(paths.plan(plan.planId));
    await danas.sees(`If this slips: ${consequence}`);
  });

  test('Dana writes down what a week costs her, and Maya is given nothing of it', async () => {
    await danas.open(paths.planSettings(plan.planId));
    const form = danas.page.getByRole('region', { name: 'What a week of delay costs' });
    await form.getByLabel('Cost of a week’s delay').fill(cost);
    await danas.press(form.getByRole('button', { name: 'Keep it' }));
    await form.getByText(cost).waitFor();
    await danas.open(paths.plan(plan.planId));
    await danas.sees(/Each week costs about 5,000 euros\. \d+ working days? later: about [\d,]+ euros\./);
    for (const path of [paths.plan(plan.planId), paths.planSettings(plan.planId)]) await mayas.open(path);
    const given = await mayas.wasGiven();
    expect(given).not.toContain(cost);
    expect(given).not.toContain('Each week costs');
    expect(await danas.wasGiven()).not.toContain(secret);
  });

  test('once the work fits, nobody is told of a pace any more', async () => {
    await danas.open(paths.plan(plan.planId));
    const before = await standing(danas);
    await mayas.open(step('Form answered'));
    await mayas.page
      .locator('summary', { hasText: /^More$/ })
      .last()
      .click();
    const days = mayas.page.getByLabel('Working days it takes', { exact: true });
    await days.fill('5');
    if (javaScript) {
      await days.blur();
      await mayas.settled();
    } else await mayas.press(mayas.page.getByRole('button', { name: 'Save: Working days it takes' }));
    expect(before).toContain('on today’s pace');
    // Dana has the plan open all the while.
    if (javaScript) await danas.sees(/There is time to spare before the live day/);
    await mayas.open(paths.plan(plan.planId));
    await mayas.sees(/Live \w{3} \d+ \w{3}/);
    expect(await mayas.page.getByText('on today’s pace it is live').count()).toBe(0);
    expect(await mayas.page.getByText('Short by').count()).toBe(0);
    await danas.open(paths.plan(plan.planId));
    await danas.sees('Each week costs about 5,000 euros.');
    expect(await danas.page.getByText('later: about').count()).toBe(0);
  });
});
