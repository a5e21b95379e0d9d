import { beforeAll, describe, expect, test } from 'vitest';
import { maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { lookAt } from './pictures.server.ts';
import { useStage } from './stage.server.ts';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('a template of one’s own, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let plan: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript, device: 'phone' });
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
  });

  test('is made of a plan that went well', async () => {
    const { page } = mayas;
    await mayas.open(`${plan}/settings`);
    await mayas.press(page.getByRole('link', { name: 'Look at what goes in, and save it' }));
    await page.getByLabel('Name', { exact: true }).fill('How we win freight');
    await lookAt(mayas, 'save');
    await mayas.press(page.getByRole('button', { name: 'Save 6 steps as a template' }));
    await page.waitForURL(/\/settings\/templates\/[\w-]{36}$/);
    await mayas.sees('How we win freight');
  });

  test('is edited: what was typed stays while steps are moved, and what is wrong is said', async () => {
    const { page } = mayas;
    await page.getByLabel('Step 1', { exact: true }).last().fill('Agree the goal with everybody');
    await mayas.press(page.getByRole('button', { name: 'Move down step 2' }));
    await mayas.sees('Not saved yet.');
    expect(await page.getByLabel('Step 1', { exact: true }).last().inputValue()).toBe(
      'Agree the goal with everybody',
    );
    await mayas.press(page.getByRole('button', { name: 'Move up step 3' }));
    mayas.mayMeet(400);
    await page.getByLabel('Takes, in working days').first().fill('9');
    await page.getByLabel('Waits for steps').nth(1).fill('');
    await page.getByLabel('Days before the live day').nth(5).fill('3');
    await mayas.press(page.getByRole('button', { name: 'Save the template' }));
    await mayas.sees('Step 6 needs 2 days after step 5, and there are 0.');
    await lookAt(mayas, 'edit');
    await page.getByLabel('Days before the live day').nth(5).fill('0');
    await mayas.press(page.getByRole('button', { name: 'Save the template' }));
    await mayas.sees('Saved. The next plan may begin with it.');
  });

  test('and the next plan begins with it', async () => {
    const { page } = mayas;
    await mayas.open('/plans/new');
    await page.getByLabel('Company', { exact: true }).fill('Berg Optik');
    await page.getByLabel('Live day', { exact: true }).fill(deal.liveDay());
    await page.getByRole('radio', { name: /^How we win freight/ }).check();
    await lookAt(mayas, 'new-plan');
    await mayas.press(page.getByRole('button', { name: 'Open the plan' }));
    await page.waitForURL(/\/plans\/[\w-]{36}$/);
    await mayas.sees('Agree the goal with everybody');
  });

  test('and is called by the house’s own stage on the list of plans', async () => {
    const { page } = mayas;
    await mayas.open('/settings');
    await mayas.press(page.getByRole('link', { name: 'See and change them' }).last());
    await page.getByLabel('Stage 1', { exact: true }).fill('Qualified');
    await page.getByLabel('Begins').first().selectOption('opened');
    await lookAt(mayas, 'stages');
    await mayas.press(page.getByRole('button', { name: 'Save the stages' }));
    await mayas.sees('Saved. The list of plans tells them from now on.');
    await mayas.open('/plans');
    await mayas.sees('Stage: Qualified');
    await lookAt(mayas, 'board');
  });
});
