import { beforeAll, expect, test } from 'vitest';
import * as paths from '#app/http/paths.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const demo = 'Tailored demo for the people who will use it';
const secret = 'Ask Grace about the deadline';
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
  await danas.open(`${plan}?view=whole`);
  await deal.addStep(danas, 'Fit proven', { title: secret, onlyOurs: true });
  await mayas.open(plan);
  await mayas.listens();
});

const stepPath = async (title: string) => {
  const [row] = await stage.database.owner`select id from step where title = ${title}`;
  return paths.planStep(plan.slice('/plans/'.length), String(row?.id));
};
/** Begins to reword what is asked in a step, in its panel. */
const beginWriting = async (visitor: Visitor, title: string) => {
  await visitor.open(await stepPath(title));
  await visitor.listens();
  await visitor.press(visitor.page.getByRole('link', { name: /: What is asked$/ }));
  await visitor.page.getByLabel('What is asked', { exact: true }).focus();
};
const marks = (visitor: Visitor) => visitor.page.locator('[data-editing]');
const face = (visitor: Visitor, words: string) =>
  visitor.page.getByRole('img', { name: words }).filter({ visible: true });
const toldOfPeople = async (visitor: Visitor) =>
  (await visitor.wasGiven()).split('\n').filter((line) => line.startsWith('{"type":"presence"'));

test('Maya, who has the plan open, is here for Dana; Dana, who only reads, is not for Maya', async () => {
  await danas.open(`${plan}?view=whole`);
  await danas.listens();
  await face(danas, 'Maya is here').waitFor();
  expect(await mayas.page.getByRole('img', { name: /is here/ }).count()).toBe(0);
  // Nobody is told of themselves.
  expect(await danas.page.getByRole('img', { name: /Dana/ }).count()).toBe(0);
});

test('who comes moves nothing on the phone', async () => {
  const bar = danas.page.locator('[data-bar="top"]').filter({ visible: true });
  const inner = await bar.boundingBox();
  await danas.page.evaluate(() => {
    for (const place of document.querySelectorAll<HTMLElement>('[data-here] > *'))
      place.style.display = 'none';
  });
  expect(await bar.boundingBox()).toEqual(inner);
});

test('what Dana edits says so at Maya’s desk, in its row and in the open step, until she is done', async () => {
  await beginWriting(danas, demo);
  await deal.row(mayas, demo).getByText('Dana is editing this').waitFor();
  await face(mayas, 'Dana is here').waitFor();
  await mayas.press(mayas.page.getByRole('link', { name: demo, exact: true }).first());
  await mayas.page.locator('#step-panel').getByText('Dana is editing this').waitFor();
  await danas.page.getByLabel('What is asked', { exact: true }).blur();
  await marks(mayas).first().waitFor({ state: 'detached' });
  await face(mayas, 'Dana is here').waitFor({ state: 'detached' });
});

test('what Dana edits for Acme only shows nothing to Maya, not even that something happened', async () => {
  await mayas.open(plan);
  await mayas.listens();
  await danas.open(`${plan}?view=whole`);
  await danas.listens();
  await new Promise((later) => setTimeout(later, 1_500));
  const before = await toldOfPeople(mayas);
  await beginWriting(danas, secret);
  await danas.page.getByLabel('What is asked', { exact: true }).fill('By when does she need it?');
  await new Promise((later) => setTimeout(later, 2_500));
  expect(await toldOfPeople(mayas)).toEqual(before);
  expect(await marks(mayas).count()).toBe(0);
  expect(await mayas.page.getByRole('img', { name: /Dana is here/ }).count()).toBe(0);
  expect(await mayas.wasGiven()).not.toContain((await stepPath(secret)).split('/').at(-1));
});

test('who chooses never to show is gone at once, and who chooses to show is there while reading', async () => {
  await danas.open(`${plan}?view=whole`);
  await danas.listens();
  await face(danas, 'Maya is here').waitFor();
  const choose = async (visitor: Visitor, label: string) => {
    await visitor.open(`${plan}/settings`);
    await visitor.page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
    await visitor.press(visitor.page.getByRole('button', { name: 'Save', exact: true }));
    await visitor.sees('Saved. It holds from now on.');
  };
  await choose(mayas, 'Never');
  await face(danas, 'Maya is here').waitFor({ state: 'detached' });
  await mayas.open(plan);
  await mayas.listens();
  await choose(danas, 'Whenever you have the plan open');
  await danas.open(`${plan}?view=whole`);
  await face(mayas, 'Dana is here').waitFor();
});

test('who closes the plan is gone within seconds', async () => {
  await danas.page.goto('/account');
  await face(mayas, 'Dana is here').waitFor({ state: 'detached', timeout: 4_000 });
});
