import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const stage = useStage();
let mayas: Visitor;
let danas: Visitor;
let plan: string;

beforeAll(async () => {
  mayas = await stage.enter('Maya');
  danas = await stage.enter('Dana', { device: 'phone' });
  const post = readPost(await stage.enter('Otto'));
  await deal.setUp(mayas, stage.app.setUpLink());
  plan = await deal.openPlan(mayas);
  await deal.invite(mayas, plan);
  await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
  await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
  await mayas.open(plan);
  for (const title of ['First', 'Second', 'Third']) await deal.addStep(mayas, 'Fit proven', { title });
});

const state = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words, visible: true }).first().waitFor();
const titles = async () =>
  (await stage.database.owner<{ title: string }[]>`select title from step`).map(({ title }) => title);
/** How often something was ever renamed to that. */
const renamed = async (to: string) =>
  (
    await stage.database.owner`select count(*)::int as n from history_body where body::jsonb ->> 'to' = ${to}`
  )[0]?.n as number;
/** In its row, as fast as one types. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('link', { name: from, exact: true }).first().focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Name', { exact: true }).filter({ visible: true }).first();
  await field.fill(to);
  await field.press('Enter');
  await page.getByRole('link', { name: to, exact: true }).first().waitFor();
}
const open = async (visitor: Visitor) => {
  await visitor.open(plan);
  await visitor.listens();
};
/** What this browser keeps. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((count) => {
        const asked = indexedDB.open('throughline-outbox', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('waiting', { keyPath: ['owner', 'id'] });
        asked.onsuccess = () => {
          const rows = asked.result.transaction('waiting').objectStore('waiting').count();
          rows.onsuccess = () => {
            asked.result.close();
            count(rows.result);
          };
        };
      }),
  );

test('three edits on a train wait in the header, and arrive once each when it is out of the tunnel', async () => {
  await open(mayas);
  await mayas.offline(true);
  await state(mayas.page, 'Offline');
  await rename(mayas.page, 'First', 'First on the train');
  await rename(mayas.page, 'Second', 'Second on the train');
  await rename(mayas.page, 'Third', 'Third on the train');
  await state(mayas.page, 'Offline, 3 waiting');
  expect(await titles()).toContain('First');
  await mayas.offline(false);
  await state(mayas.page, /^Saved$/);
  for (const title of ['First on the train', 'Second on the train', 'Third on the train']) {
    expect(await titles()).toContain(title);
    expect(await renamed(title)).toBe(1);
  }
  await expect.poll(() => kept(mayas.page)).toBe(0);
});

test('of two edits of one field on a train only the last one is ever sent', async () => {
  await open(mayas);
  await mayas.offline(true);
  await rename(mayas.page, 'First on the train', 'Not meant like that');
  await rename(mayas.page, 'Not meant like that', 'First again');
  await state(mayas.page, 'Offline, 1 waiting');
  await mayas.offline(false);
  await state(mayas.page, /^Saved$/);
  expect(await titles()).toContain('First again');
  expect(await renamed('Not meant like that')).toBe(0);
});

test('what is taken back before it left was never there', async () => {
  await open(mayas);
  await mayas.offline(true);
  await rename(mayas.page, 'First again', 'A slip');
  await mayas.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await mayas.page.getByRole('link', { name: 'First again', exact: true }).first().waitFor();
  await state(mayas.page, /^Offline$/);
  await mayas.offline(false);
  await state(mayas.page, /^Saved$/);
  expect(await renamed('A slip')).toBe(0);
});

test('a tab that was closed on the train is made up for by the next one that opens the plan', async () => {
  await mayas.open('/account');
  const second = await mayas.context.newPage();
  await second.goto(plan);
  await state(second, /^Saved$/);
  await second.waitForTimeout(2_000);
  await mayas.offline(true);
  await rename(second, 'Second on the train', 'Second, from a closed tab');
  await state(second, 'Offline, 1 waiting');
  await second.close();
  // Looked at while nobody can send: once there is a connection, whoever is first sends it.
  expect(await titles()).toContain('Second on the train');
  await mayas.offline(false);
  await open(mayas);
  await mayas.page.getByRole('link', { name: 'Second, from a closed tab', exact: true }).first().waitFor();
  await expect.poll(titles).toContain('Second, from a closed tab');
  expect(await renamed('Second, from a closed tab')).toBe(1);
});

test('what somebody else wrote meanwhile is not written over: both are shown, and a person decides', async () => {
  await open(mayas);
  await danas.open(`${plan}?view=whole`);
  await mayas.offline(true);
  await rename(mayas.page, 'Third on the train', 'Third as Maya has it');
  await danas.press(danas.page.getByRole('link', { name: 'Third on the train', exact: true }).first());
  await danas.press(danas.page.getByRole('link', { name: 'Reword: Name' }));
  await danas.page.locator('#step-panel').getByLabel('Name', { exact: true }).fill('Third as Dana has it');
  await danas.press(danas.page.getByRole('button', { name: 'Save: Name' }));
  await expect.poll(titles).toContain('Third as Dana has it');
  mayas.mayMeet(409);
  await mayas.offline(false);
  await mayas.press(mayas.page.getByRole('link', { name: '1 needs you' }).filter({ visible: true }));
  await mayas.sees(/You: “Third as Maya has it”\. Dana, [^:]+: “Third as Dana has it”\./);
  await mayas.page.getByRole('button', { name: 'Use mine' }).filter({ visible: true }).click();
  await expect.poll(titles).toContain('Third as Maya has it');
  await state(mayas.page, /^Saved$/);
});

test('a step already here opens on the train; a page that is not says so, and what is on the screen stays', async () => {
  await open(mayas);
  const panel = mayas.page.waitForResponse(/\/assets\/step-panel-/);
  await mayas.page.mouse.move(400, 300);
  await panel;
  await mayas.settled();
  await mayas.offline(true);
  await mayas.page
    .getByRole('link', { name: 'People', exact: true })
    .filter({ visible: true })
    .first()
    .click();
  await mayas.sees('You are offline, and that page is not here yet.');
  await mayas.page
    .getByRole('link', { name: 'First again', exact: true })
    .filter({ visible: true })
    .first()
    .click();
  await mayas.page.getByRole('heading', { name: 'First again' }).waitFor();
  await mayas.offline(false);
});

test('from a step that was opened by its address the ways to the plan and back are open on the train', async () => {
  const { page } = danas;
  await danas.open(`${plan}?view=whole`);
  const step = page.getByRole('link', { name: 'First again', exact: true }).filter({ visible: true }).first();
  const address = (await step.getAttribute('href')) ?? '';
  await danas.open(address);
  const yours = page.waitForResponse(/\/assets\/yours-/);
  await page.getByRole('heading', { name: 'First again' }).tap();
  await yours;
  await danas.settled();
  await danas.offline(true);
  await page.getByRole('link', { name: 'Plan', exact: true }).filter({ visible: true }).first().click();
  await page.getByRole('heading', { name: 'Yours' }).waitFor();
  await page.getByRole('link', { name: 'Whole plan' }).filter({ visible: true }).click();
  await step.click();
  await page.getByRole('heading', { name: 'First again' }).waitFor();
  await page.getByRole('link', { name: 'Plan', exact: true }).filter({ visible: true }).first().click();
  await page.getByRole('heading', { name: 'Yours' }).waitFor();
  await danas.offline(false);
});

test('on a phone a day opens where it stands', async () => {
  const { page } = danas;
  await danas.open(`${plan}?view=whole`);
  await page.getByRole('link', { name: /^The day of “Tailored demo/ }).click();
  await page.getByLabel('Day', { exact: true }).filter({ visible: true }).waitFor();
});

test('an invitation is not sent later: it says so, and keeps what was entered', async () => {
  await mayas.open(`${plan}/people`);
  await mayas.page.waitForTimeout(3_500);
  await mayas.offline(true);
  await mayas.page.getByLabel('Name', { exact: true }).first().fill('Grace');
  await mayas.page.getByLabel('Mail address').first().fill('grace@acme.example');
  await mayas.page
    .getByRole('button', { name: /^Invite/ })
    .first()
    .click();
  await mayas.sees('This needs a connection; what you entered is still here.');
  expect(await mayas.page.getByLabel('Name', { exact: true }).first().inputValue()).toBe('Grace');
  await mayas.offline(false);
});

test('whoever signs out is told what was not sent, and leaves nothing in the browser', async () => {
  await open(mayas);
  await mayas.offline(true);
  await rename(mayas.page, 'First again', 'Never to be sent');
  await state(mayas.page, 'Offline, 1 waiting');
  await mayas.context.route('**/commands', (route) => route.abort());
  await mayas.offline(false);
  expect(await kept(mayas.page)).toBe(1);
  await mayas.page
    .getByLabel(/^You are Maya/)
    .filter({ visible: true })
    .click();
  await mayas.page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click();
  await mayas.sees('One edit has not been sent yet, and signing out removes it from this browser.');
  await mayas.page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click();
  await mayas.page.waitForURL(/\/sign-in/);
  await expect.poll(() => kept(mayas.page)).toBe(0);
  expect(await titles()).not.toContain('Never to be sent');
});
