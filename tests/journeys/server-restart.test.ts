import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { launchBrowser } from '#tests/support/browser.server.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { openVisitor, type Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';

const settings = { APP_SECRET: randomBytes(24).toString('hex') };
let database: FreshDatabase;
let app: AppProcess;
let browser: Browser;
let mayas: Visitor;

beforeAll(async () => {
  database = await freshDatabase();
  [app, browser] = await Promise.all([startApp(database.target, settings), launchBrowser()]);
  mayas = await openVisitor(browser, 'Maya', { url: app.url });
  await deal.setUp(mayas, app.setUpLink());
  return async () => {
    await Promise.allSettled([browser.close(), app.stop()]);
    await database.drop();
  };
}, 400_000);

const titles = async () =>
  (await database.owner<{ title: string }[]>`select title from step`).map(({ title }) => title);

test('a server that is killed in the middle of an edit and comes back has it once, and nobody typed it again', async () => {
  const plan = await deal.openPlan(mayas);
  await deal.addStep(mayas, 'Fit proven', { title: 'Before' });
  const { page } = mayas;
  await mayas.open(plan);
  await mayas.listens();
  // Its requests fail from now on, and the browser says so in its console.
  await mayas.offline(false);
  mayas.mayMeet(502, 503);
  process.kill(app.pid, 'SIGKILL');
  await page.getByRole('link', { name: 'Before', exact: true }).first().focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Name', { exact: true }).filter({ visible: true }).first();
  await field.fill('During');
  await field.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Offline, 1 waiting', visible: true }).first().waitFor();
  expect(await titles()).toContain('Before');
  app = await startApp(database.target, { ...settings, PORT: new URL(app.url).port });
  await expect.poll(titles, { timeout: 40_000 }).toContain('During');
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/, visible: true })
    .first()
    .waitFor();
  const [written] = await database.owner`
    select count(*)::int as n from history_body where body::jsonb ->> 'to' = 'During'`;
  expect(written?.n).toBe(1);
  expect(mayas.complaints()).toEqual([]);
}, 300_000);

test('a server that dies while nobody edits anything is told in the header, and so is that it is back', async () => {
  const { page } = mayas;
  const says = (words: RegExp) =>
    page.getByRole('status').filter({ hasText: words, visible: true }).first().waitFor({ timeout: 20_000 });
  await mayas.listens();
  await says(/^Saved$/);
  process.kill(app.pid, 'SIGKILL');
  await says(/^Offline$/);
  app = await startApp(database.target, { ...settings, PORT: new URL(app.url).port });
  await says(/^Saved$/);
}, 300_000);
