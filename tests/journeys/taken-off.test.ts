import { beforeAll, expect, test } from 'vitest';
import { rui } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const words = 'The figures of March are with Ines until Friday.';
const stage = useStage();
let mayas: Visitor;
let danas: Visitor;
let ruis: Visitor;
let plan: string;

beforeAll(async () => {
  mayas = await stage.enter('Maya');
  danas = await stage.enter('Dana', { device: 'phone' });
  ruis = await stage.enter('Rui', { device: 'phone' });
  const post = readPost(await stage.enter('Otto'));
  await deal.setUp(mayas, stage.app.setUpLink());
  plan = await deal.openPlan(mayas);
  await deal.invite(mayas, plan);
  await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
  await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
});

test('an invitation is confirmed where it was written', async () => {
  await deal.invite(danas, plan, rui);
  const said = danas.page.getByRole('status').filter({ hasText: 'The invitation is written' });
  const box = await said.boundingBox();
  expect(box && box.y > 0 && box.y + box.height < 844).toBe(true);
});

test('whoever is taken off the plan while writing keeps their words, and is told plainly', async () => {
  const post = readPost(await stage.enter('Olga'));
  await deal.enter(ruis, (await deal.invitation(post, rui)).link('See the plan'));
  await ruis.open(`${plan}/ask`);
  const field = ruis.page.getByRole('textbox', { name: /^Write / });
  await field.fill(words);
  ruis.mayMeet(404);
  await danas.open(`${plan}/people`);
  const row = danas.page.getByRole('listitem').filter({ hasText: rui.name });
  await row.locator('summary', { hasText: 'Change' }).tap();
  await row.locator('summary', { hasText: 'Remove Rui' }).tap();
  await danas.press(row.getByRole('button', { name: /^Remove/ }));
  await expect.poll(() => row.count()).toBe(0);
  await ruis.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await ruis.settled();
  await ruis.sees('You are not on this plan any more. Nothing was changed.');
  await ruis.page.waitForTimeout(1_000);
  expect(await field.inputValue()).toBe(words);
  expect(ruis.page.url()).toContain(`${plan}/ask`);
});
