import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { useStage } from './stage.server.ts';

const stone = 'Fit proven';

describe('a plan written by keyboard', () => {
  const stage = useStage();
  let maya: Visitor;
  let page: Page;
  let plan: string;
  /** What stood in the first milestone before anything was written. */
  let before: string[];

  const steps = () => deal.stepsUnder(maya, stone);
  /** Whose name has the focus; empty when no row has it. */
  const focused = () =>
    page.evaluate(() =>
      document.activeElement?.matches('a[data-title]') ? document.activeElement.textContent : '',
    );
  const onRow = (title: string) => expect.poll(focused).toBe(title);
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) {
      await page.keyboard.press(key);
      // One edit's answer at a time: a page that is read again while it is being read says so in the console.
      await maya.settled();
    }
  };
  const toRow = (title: string) => page.getByRole('link', { name: title, exact: true }).focus();
  const stand = (titles: string[]) => expect.poll(steps).toEqual(titles);

  beforeAll(async () => {
    maya = await stage.enter('Maya');
    page = maya.page;
    await deal.setUp(maya, stage.app.setUpLink());
    plan = await deal.openPlan(maya);
    before = await steps();
    expect(before.length).toBeGreaterThan(1);
  });

  test('J and K and the arrows go along the steps', async () => {
    const [first = '', second = ''] = before;
    await keys('j');
    await expect.poll(focused).not.toBe('');
    await toRow(first);
    await keys('j');
    await onRow(second);
    await keys('k');
    await onRow(first);
    await keys('ArrowDown');
    await onRow(second);
  });

  test('Enter renames a step, Enter saves it and opens a new row below, and what is typed there is added', async () => {
    const [first = '', ...rest] = before;
    await toRow(first);
    await keys('Enter');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Demo on our own March');
    await keys('Enter');
    const fresh = page.getByLabel(`A new step in ${stone}`);
    await expect.poll(() => fresh.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('Data set chosen');
    await keys('Enter');
    await page.keyboard.type('Data set loaded');
    await keys('Enter');
    await stand(['Demo on our own March', 'Data set chosen', 'Data set loaded', ...rest]);
    await keys('Backspace');
    await onRow('Data set loaded');
    await maya.settled();
    await maya.open(plan);
    await stand(['Demo on our own March', 'Data set chosen', 'Data set loaded', ...rest]);
  });

  test('Tab goes on to who and then to the day, Escape leaves both as they were, and a Saturday is noticed', async () => {
    await toRow('Data set chosen');
    await keys('Enter', 'Tab');
    const field = (name: string) => page.locator('[data-editor]').getByLabel(name, { exact: true });
    await expect.poll(() => field('Who').evaluate((each) => each === document.activeElement)).toBe(true);
    await keys('Tab');
    await field('Day').fill('2027-03-06');
    await maya.sees(/6 Mar.* is a Saturday/);
    await keys('Escape');
    await onRow('Data set chosen');
    await keys('Enter', 'Tab');
    await field('Who').selectOption({ label: 'Acme Freight legal, name needed' });
    await keys('Tab');
    await field('Day').fill('2027-03-05');
    await keys('Enter');
    await onRow('Data set chosen');
    const row = deal.row(maya, 'Data set chosen');
    await expect.poll(() => row.innerText()).toMatch(/Acme Freight legal[\s\S]*5 Mar/);
  });

  test('Alt and an arrow moves a step, and the keys take it back and do it again', async () => {
    const now = await steps();
    const [a = '', b = '', ...rest] = now;
    await toRow(b);
    await keys('Alt+ArrowUp');
    await stand([b, a, ...rest]);
    await onRow(b);
    await maya.settled();
    await keys('Control+z');
    await stand(now);
    await maya.sees(/Taken back: you reordered/);
    await keys('Control+Shift+z');
    await stand([b, a, ...rest]);
    await keys('Control+z');
    await stand(now);
  });

  test('N writes a new step below, an empty one goes with Backspace, and a removed row hands its focus on', async () => {
    const now = await steps();
    const [a = '', b = ''] = now;
    await toRow(a);
    await keys('n');
    await page.keyboard.type('Written by N');
    await keys('Escape');
    await onRow(a);
    expect(await steps()).toEqual(now);
    await page.getByRole('link', { name: `More for ${a}`, exact: true }).click();
    await page
      .getByRole('group', { name: `More for ${a}` })
      .getByRole('button', { name: 'Remove' })
      .click();
    await stand(now.slice(1));
    await onRow(b);
    await maya.settled();
    await keys('Control+z');
    await stand(now);
  });

  test('O opens the step beside the plan, Escape closes it, and the focus is back at its row', async () => {
    await toRow('Data set loaded');
    await keys('o');
    await page.waitForURL(/\/steps\//);
    const panel = page.locator('#step-panel');
    await panel.getByRole('heading', { name: 'Data set loaded', level: 1 }).waitFor();
    expect(await panel.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await panel.getByText('added Data set loaded').waitFor();
    expect(await deal.row(maya, 'Data set chosen').isVisible()).toBe(true);
    await keys('Escape');
    await page.waitForURL((url) => url.pathname === plan);
    await onRow('Data set loaded');
  });

  test('in the panel a text is written in its place, leaving it saves it, and back closes the panel', async () => {
    await page.getByRole('link', { name: 'Data set loaded', exact: true }).click();
    await page.waitForURL(/\/steps\//);
    await page.getByRole('link', { name: 'Write it: Done when' }).click();
    await page.getByLabel('Done when', { exact: true }).fill('Dana finds her own carriers in it.');
    await page.getByRole('link', { name: 'Close this step' }).focus();
    await page.locator('#step-panel p').getByText('Dana finds her own carriers in it.').waitFor();
    await maya.settled();
    await page.goBack();
    await page.waitForURL((url) => url.pathname === plan);
    await onRow('Data set loaded');
  });

  test('? lists the keys, and letters alone can be switched off for good', async () => {
    const [first = '', second = ''] = await steps();
    await toRow(first);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('A new step below').first().waitFor();
    await sheet.getByLabel('Letters alone do something').uncheck();
    await keys('Escape');
    await onRow(first);
    await keys('j');
    await onRow(first);
    await keys('ArrowDown');
    await onRow(second);
    await maya.open(plan);
    await toRow(first);
    await keys('j', 'ArrowDown');
    await onRow(second);
    await page.getByRole('button', { name: 'Keys', exact: true }).click();
    await sheet.getByLabel('Letters alone do something').check();
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  test('Ctrl K finds a step by its name and opens it', async () => {
    await maya.open(plan);
    await keys('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill('loaded');
    await keys('Enter');
    await page.waitForURL(/\/steps\//);
    await page.locator('#step-panel').getByRole('heading', { name: 'Data set loaded' }).waitFor();
  });

  test('what was taken back offers no Undo in Activity any more', async () => {
    await maya.open(`${plan}/activity`);
    const act = page.getByRole('listitem').filter({ hasText: 'removed Demo on our own March' });
    expect(await act.getByRole('button', { name: /Undo/ }).count()).toBe(0);
    const renamed = page.getByRole('listitem').filter({ hasText: /renamed .* to Demo on our own March/ });
    expect(await renamed.getByRole('button', { name: /Undo/ }).count()).toBeLessThanOrEqual(1);
  });

  test('without JavaScript the same address shows the step beside the plan, and its forms work', async () => {
    const { cookies } = await maya.context.storageState();
    const still = await stage.enter('Maya again', { javaScript: false });
    await still.context.addCookies(cookies);
    await still.open(plan);
    await still.press(still.page.getByRole('link', { name: 'Data set loaded', exact: true }));
    expect(new URL(still.page.url()).pathname).toMatch(/\/steps\//);
    await still.page.getByRole('heading', { name: 'Data set loaded', level: 1 }).waitFor();
    expect(await deal.row(still, 'Data set chosen').isVisible()).toBe(true);
    await still.press(still.page.getByRole('link', { name: 'Reword: Name' }));
    await still.page.getByLabel('Name', { exact: true }).fill('Data set in place');
    await still.press(still.page.getByRole('button', { name: 'Save: Name' }));
    await still.page.getByRole('heading', { name: 'Data set in place', level: 1 }).waitFor();
    await still.press(still.page.getByRole('link', { name: 'Close this step' }));
    expect(new URL(still.page.url()).pathname).toBe(plan);
  });
});
