import { beforeAll, expect, test } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { useStage } from './stage.server.ts';

const stage = useStage();
let mayas: Visitor;
let plan: string;

beforeAll(async () => {
  mayas = await stage.enter('Maya');
  await deal.setUp(mayas, stage.app.setUpLink());
  plan = await deal.openPlan(mayas);
  await mayas.open(plan);
  await deal.addStep(mayas, 'Fit proven', { title: 'First' });
  await mayas.open(plan);
  await rename('First', 'Second');
});

async function rename(from: string, to: string): Promise<void> {
  const { page } = mayas;
  await page.getByRole('link', { name: from, exact: true }).first().focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Name', { exact: true }).filter({ visible: true }).first();
  await field.fill(to);
  await field.press('Enter');
  await page.getByRole('link', { name: to, exact: true }).first().waitFor();
  await mayas.settled();
}
const stepIsThere = (title: string) => async () =>
  (await stage.database.owner`select 1 from step where title = ${title}`).length === 1;

test('what was done on the plan is taken back from any of its pages', async () => {
  const { page } = mayas;
  await mayas.press(
    page.getByRole('link', { name: 'People', exact: true }).filter({ visible: true }).first(),
  );
  await page.keyboard.press('Control+z');
  await mayas.sees(/Taken back: you renamed/);
  await expect.poll(stepIsThere('First')).toBe(true);
});

test('what was taken back is done again after the page was opened anew, and taken back once more', async () => {
  const { page } = mayas;
  await mayas.open(`${plan}/people`);
  await page.keyboard.press('Control+Shift+z');
  await mayas.sees(/Again: you renamed/);
  await expect.poll(stepIsThere('Second')).toBe(true);
  await mayas.open(`${plan}/summary`);
  await page.keyboard.press('Control+z');
  await expect.poll(stepIsThere('First')).toBe(true);
});

test('a field that somebody writes in keeps the key for its own typing', async () => {
  const { page } = mayas;
  await mayas.open(`${plan}/people`);
  const name = page.getByLabel('Name', { exact: true }).first();
  await name.pressSequentially('Grace');
  await name.press('Control+z');
  await page.waitForTimeout(800);
  expect(await page.getByText(/Taken back|nothing left here/).count()).toBe(0);
});
