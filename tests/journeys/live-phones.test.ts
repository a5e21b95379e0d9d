import { beforeAll, describe, expect, test } from 'vitest';
import * as paths from '#app/http/paths.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const demo = 'Tailored demo for the people who will use it';

/** Both on phones, side by side at a table; then one of them in a browser that runs nothing. */
describe.each([
  { where: 'and both pages run', danaRuns: true },
  { where: 'and Dana’s runs nothing', danaRuns: false },
])('two phones on one plan, $where', ({ danaRuns }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { device: 'phone' });
    danas = await stage.enter('Dana', { device: 'phone', javaScript: danaRuns });
    const post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    const [row] = await stage.database.owner`select id from step where title = ${demo}`;
    step = paths.planStep(plan.slice('/plans/'.length), row?.id as string);
  });

  const heading = (visitor: Visitor, name: string) => visitor.page.getByRole('heading', { name }).waitFor();
  const rename = async (visitor: Visitor, words: string) => {
    const { page } = visitor;
    await visitor.press(page.getByRole('link', { name: 'Reword: Name' }));
    await page.locator('#step-panel').getByLabel('Name', { exact: true }).fill(words);
    await visitor.press(page.getByRole('button', { name: 'Save: Name' }));
    await heading(visitor, words);
  };
  /** By itself where the page runs; by looking again where it does not. */
  const danaFinds = async (name: string) => {
    if (!danaRuns) await danas.open(step);
    await heading(danas, name);
  };

  test('what Maya writes reaches Dana, and what Dana writes reaches Maya without a touch', async () => {
    for (const visitor of [mayas, danas]) await visitor.open(step);
    await mayas.listens();
    if (danaRuns) await danas.listens();
    await rename(mayas, 'Demo on three real months');
    await danaFinds('Demo on three real months');
    await rename(danas, 'Demo on our October');
    await heading(mayas, 'Demo on our October');
  });

  test('what Maya takes back is taken back at Dana’s', async () => {
    await rename(mayas, 'Demo on a Friday');
    await danaFinds('Demo on a Friday');
    await mayas.press(mayas.page.getByRole('button', { name: 'Undo', exact: true }));
    await danaFinds('Demo on our October');
    await heading(mayas, 'Demo on our October');
  });

  test('nothing stands wider than the phone while the other writes', async () => {
    await rename(danas, 'Demo on our October, with everybody who closes the month and wants to see it');
    await heading(mayas, 'Demo on our October, with everybody');
    for (const { page } of [mayas, danas])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
