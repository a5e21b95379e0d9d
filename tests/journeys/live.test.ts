import { beforeAll, expect, test } from 'vitest';
import * as paths from '#app/http/paths.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const demo = 'Tailored demo for the people who will use it';
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
  await danas.open(`${plan}?view=whole`);
  for (const visitor of [mayas, danas]) await visitor.listens();
});

const steps = async () => {
  const rows = await stage.database.owner`select id, title, versions from step`;
  return (title: string) => rows.find((row) => row.title === title)?.id as string;
};
/** Renames a step in its panel. */
const rename = async (visitor: Visitor, from: string, to: string) => {
  const { page } = visitor;
  await visitor.press(page.getByRole('link', { name: from, exact: true }).first());
  await visitor.press(page.getByRole('link', { name: 'Reword: Name' }));
  await page.locator('#step-panel').getByLabel('Name', { exact: true }).fill(to);
  await visitor.press(page.getByRole('button', { name: 'Save: Name' }));
};

test('what Maya writes at her desk stands on Dana’s phone without a touch', async () => {
  await rename(mayas, demo, 'Demo with our own month');
  await danas.page.getByRole('link', { name: 'Demo with our own month' }).first().waitFor();
});

test('what Dana adds on her phone stands at Maya’s desk, and what is only Acme’s does not', async () => {
  const add = async (title: string, onlyOurs: boolean) => {
    const { page } = danas;
    const field = page.getByLabel('A new step in Fit proven');
    if ((await field.count()) === 0)
      await danas.press(page.getByRole('link', { name: 'Add a step to Fit proven' }));
    await field.fill(title);
    // Who reads stays as it was chosen for the step before.
    await page.getByRole('checkbox', { name: /^Only Acme/ }).setChecked(onlyOurs);
    await danas.press(page.getByRole('button', { name: 'Add it' }));
    await page.getByRole('link', { name: title, exact: true }).first().waitFor();
  };
  await mayas.open(plan);
  await mayas.listens();
  await add('Ask Grace about the deadline', true);
  await add('Send three invoices', false);
  await mayas.page.getByRole('link', { name: 'Send three invoices', exact: true }).first().waitFor();
  expect(await mayas.wasGiven()).not.toContain('Ask Grace about the deadline');
  const id = (await steps())('Ask Grace about the deadline');
  expect(await mayas.wasGiven()).not.toContain(id);
});

test('an open field keeps what is typed into it while the other writes', async () => {
  await danas.open(paths.planStep(plan.slice('/plans/'.length), (await steps())('Demo with our own month')));
  await danas.listens();
  await danas.press(danas.page.getByRole('link', { name: 'Reword: What is asked' }));
  const typed = danas.page.getByLabel('What is asked', { exact: true });
  await typed.fill('Any three of');
  await typed.focus();
  await rename(mayas, 'Demo with our own month', 'Demo with our own October');
  await danas.page.getByRole('heading', { name: 'Demo with our own October' }).waitFor();
  expect(await typed.inputValue()).toBe('Any three of');
  expect(await typed.evaluate((field) => field === document.activeElement)).toBe(true);
});

test('a second screen of the same browser hears it too, and only one of them listens', async () => {
  await mayas.open(plan);
  await mayas.listens();
  const second = await mayas.context.newPage();
  const streams: string[] = [];
  second.on('request', (request) => {
    if (request.resourceType() === 'eventsource') streams.push(request.url());
  });
  await second.goto(plan);
  await danas.open(`${plan}?view=whole`);
  await danas.listens();
  await rename(danas, 'Send three invoices', 'Send five invoices');
  for (const page of [mayas.page, second])
    await page.getByRole('link', { name: 'Send five invoices', exact: true }).first().waitFor();
  expect(streams).toEqual([]);
  // The one that listened goes, and the other takes over.
  await mayas.page.goto('/account');
  await danas.open(`${plan}?view=whole`);
  await rename(danas, 'Send five invoices', 'Send six invoices');
  await second.getByRole('link', { name: 'Send six invoices', exact: true }).first().waitFor();
  await second.close();
});

test('the timeline that Dana looks at on her phone follows what Maya writes', async () => {
  await mayas.open(plan);
  await danas.open(`${plan}/timeline`);
  await danas.listens();
  await rename(mayas, 'Send six invoices', 'Send seven invoices');
  await danas.sees('Send seven invoices');
});

test('whoever is taken off the plan hears nothing more within a second', async () => {
  await mayas.open(plan);
  await danas.open(`${plan}?view=whole`);
  await danas.listens();
  danas.mayMeet(404, 401, 403, 303, 302);
  await stage.database
    .owner`delete from session where user_id = (select id from person where name = 'Dana Ortiz' or name like 'Dana%')`;
  await new Promise((later) => setTimeout(later, 1_500));
  await rename(mayas, 'Send seven invoices', 'After she had gone');
  await mayas.page.getByRole('link', { name: 'After she had gone' }).first().waitFor();
  await new Promise((later) => setTimeout(later, 500));
  expect(await danas.wasGiven()).not.toContain('After she had gone');
});
