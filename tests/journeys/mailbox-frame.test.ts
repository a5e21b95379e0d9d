import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { launchBrowser } from '#tests/support/browser.server.ts';
import { grace, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { storedPlan } from '#tests/support/stored-plan.server.ts';
import { secret, steadyPlan } from '../mail/mail-stand.server.ts';

let browser: Browser;
let app: AppProcess;
let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
  [app, browser] = await Promise.all([startApp(fresh.target, { APP_SECRET: secret }), launchBrowser()]);
  return async () => {
    await Promise.allSettled([browser.close(), app.stop()]);
    await fresh.drop();
  };
}, 200_000);

async function inviteGrace(): Promise<string> {
  const { db } = fresh.database;
  const { workspaceId, planId } = await storedPlan(fresh.database, {
    milestones: steadyPlan,
    invited: [grace],
  });
  const on = { personId: grace.personId, workspaceId, planId };
  const token = await createToken(db, { purpose: 'invitation', ...on, invitedBy: maya.personId });
  const refs = { tokenId: token.id, time: 1, invitedBy: maya.personId };
  await saveLetter(db, { kind: 'invitation', ...on, refs });
  return secretFor('invitation', token.id);
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('a person presses the button of an invitation inside its frame, and arrives', async () => {
  const invitation = await inviteGrace();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${app.url}/mailbox`);
  // It is sent by the worker of the app, and the page shows it by itself.
  await page.getByRole('link', { name: /^Maya and you/ }).click();
  const frame = page.frameLocator('iframe');
  await expect.poll(() => frame.getByRole('heading').first().innerText()).toBe('Book freight in one place');
  expect(await widthOf(page)).toBeLessThanOrEqual(0);
  await frame.getByRole('link', { name: 'See the plan' }).click();
  await page.waitForURL(`${app.url}/invitation/${invitation}`);
  await page.goBack();
  await page.getByRole('link', { name: 'Plain text' }).click();
  await page.getByRole('link', { name: new RegExp(`/invitation/${invitation}$`) }).click();
  await page.waitForURL(`${app.url}/invitation/${invitation}`);
  expect(complaints).toEqual([]);
  await page.close();
});
