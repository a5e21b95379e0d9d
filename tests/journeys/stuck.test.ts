import { beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { lookAt } from './pictures.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Security form sent';

describe.each([
  { where: 'with JavaScript', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('stuck, with help and a day, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    const post = readPost(await stage.enter('Otto', { javaScript }));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title, dueIn: 3, who: new RegExp(dana.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
    await danas.open(step);
    await danas.press(danas.page.getByRole('button', { name: /^Fine/ }).first());
  });

  test('Dana says on her phone what it is stuck on, and asks Maya', async () => {
    const { page } = danas;
    await danas.open(step);
    await page.getByText("I'm stuck", { exact: true }).first().click();
    await page.getByLabel('What is it stuck on?').fill('Nobody has the form.');
    await page.getByText('Ask for help, and when to look again').click();
    await page.getByLabel(/^Who could help/).selectOption({ label: 'Maya Klein, Northwind' });
    await lookAt(danas, 'stuck-form');
    danas.mayMeet(422);
    await danas.press(page.getByRole('button', { name: 'Say so' }));
    await danas.sees('Pick a day to look at it again, so that whoever helps knows by when.');
    if (javaScript) {
      await page.getByLabel('Look at it again on').fill(deal.dayAhead(2));
      await danas.press(page.getByRole('button', { name: 'Say so' }));
    } else {
      await danas.open(step);
      await page.getByText("I'm stuck", { exact: true }).first().click();
      await page.getByLabel('What is it stuck on?').fill('Nobody has the form.');
      await page.getByText('Ask for help, and when to look again').click();
      await page.getByLabel(/^Who could help/).selectOption({ label: 'Maya Klein, Northwind' });
      await page.getByLabel('Look at it again on').fill(deal.dayAhead(2));
      await danas.press(page.getByRole('button', { name: 'Say so' }));
    }
    await danas.sees(/Stuck: Nobody has the form\. Maya is asked to help by/);
    await lookAt(danas, 'stuck-said');
    if (!javaScript) return;
    await danas.settled();
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toBeNull();
  });

  test('Maya is asked, and answers', async () => {
    const { page } = mayas;
    await mayas.open(plan);
    await mayas.sees(/Stuck: Nobody has the form\. Maya is asked to help by/);
    await lookAt(mayas, 'stuck-plan');
    await mayas.open(step);
    const composer = page.locator('[data-bar="composer"]');
    await composer.getByRole('textbox').first().fill('Here is where it is.');
    await mayas.press(composer.getByRole('button', { name: 'Send' }));
    await mayas.sees('Here is where it is.');
  });

  test('on it goes, and nobody is asked any more', async () => {
    await danas.open(step);
    await danas.sees('Here is where it is.');
    await danas.press(danas.page.getByRole('button', { name: `Not stuck: ${title}` }));
    await danas.open(step);
    expect(await danas.page.getByText('is asked to help').count()).toBe(0);
  });
});
