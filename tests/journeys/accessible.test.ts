import { beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { lena, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

/** Every page of the story, on a phone and on a desktop, light and dark. */
describe('everybody can use', () => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let ottos: Visitor;
  let post: Post;
  let plan: string;
  let letter: Delivered;

  const fits = async (visitor: Visitor, path?: string) => {
    if (path) await visitor.open(path);
    expect.soft(await findBarriers(visitor.page), visitor.page.url()).toEqual([]);
    const before = visitor.page.viewportSize();
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    expect.soft(await findOverflow(visitor.page), visitor.page.url()).toBeNull();
    if (before) await visitor.page.setViewportSize(before);
  };
  const stepPath = async (visitor: Visitor, title: string | RegExp) =>
    (await visitor.page.getByRole('link', { name: title }).first().getAttribute('href')) ?? '';

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    danas = await stage.enter('Dana', { device: 'phone' });
    ottos = await stage.enter('Otto');
    post = readPost(ottos);
  });

  test('setting up, and a workspace without plans', async () => {
    await fits(mayas, stage.app.setUpLink());
    await deal.setUp(mayas, stage.app.setUpLink());
    await fits(mayas);
    await mayas.open('/plans/new');
    await mayas.page.getByLabel('Live day', { exact: true }).fill(deal.liveDay());
    await fits(mayas);
  });

  test('a plan before it is shared, and everything that opens in it', async () => {
    plan = await deal.openPlan(mayas);
    await fits(mayas);
    const { page } = mayas;
    await deal.addStep(mayas, 'Goal agreed', {
      title: 'Send three month-ends',
      dueIn: 3,
      who: /Acme.*name needed/,
    });
    await deal.addStep(mayas, 'Goal agreed', { title: deal.secret, dueIn: 2, onlyOurs: true });
    await fits(mayas);
    for (const name of [
      'More for Send three month-ends',
      'More for Fit proven',
      'Change the goal',
      'Change the live day',
    ]) {
      await mayas.press(page.getByRole('link', { name }));
      await fits(mayas);
      await page.keyboard.press('Escape');
    }
    await fits(mayas, await stepPath(mayas, /^Send three month-ends/));
    for (const summary of await page.locator('main summary').all())
      if (await summary.isVisible()) await summary.click();
    await fits(mayas);
  });

  test('inviting, people and activity', async () => {
    await fits(mayas, `${plan}/people`);
    await deal.invite(mayas, plan);
    await fits(mayas);
    await fits(mayas, `${plan}/activity`);
    await fits(mayas, '/plans');
  });

  test('the mailbox and a letter in it', async () => {
    letter = await deal.invitation(post);
    await fits(ottos);
    await fits(ottos, '/mailbox');
    await ottos.press(ottos.page.getByRole('link', { name: letter.subject }));
    await fits(ottos);
  });

  test('the invitation, the first visit and what is hers', async () => {
    const { page } = danas;
    await fits(danas, letter.link('See the plan'));
    await deal.enter(danas, letter.link('See the plan'));
    await fits(danas);
    for (const summary of await page.locator('main summary').all())
      if (await summary.isVisible()) await summary.click();
    await fits(danas);
    await danas.open(plan);
    await danas.press(page.getByRole('button', { name: 'Yes, that is right' }));
    await fits(danas, plan);
    await fits(danas, `${plan}?view=whole`);
    await fits(danas, await stepPath(danas, /^Send three month-ends/));
    await fits(danas, `${plan}/people`);
    await fits(danas, `${plan}/activity`);
  });

  test('answering, and the plan while somebody asks for another day', async () => {
    await danas.open(plan);
    await danas.page.locator('summary', { hasText: 'Another day' }).first().click();
    await danas.page.getByLabel('Which day suits you?').filter({ visible: true }).fill(deal.dayAhead(8));
    await danas.press(danas.page.getByRole('button', { name: 'Suggest this day' }).filter({ visible: true }));
    await fits(danas);
    await fits(mayas, plan);
    await fits(mayas, '/plans');
  });

  test('the doors, and what is not there', async () => {
    const guest = await stage.enter('a guest', { device: 'phone' });
    await fits(guest, '/sign-in');
    await guest.page.getByLabel('Your mail address').fill(maya.address);
    await guest.press(guest.page.getByRole('button', { name: 'Send me the letter' }));
    await fits(guest);
    await fits(guest, letter.link('See the plan'));
    await fits(guest, letter.link(/^stop these letters$/i));
    await fits(guest, (await post.read(maya.name, /code to sign in/)).link('Sign in'));
    guest.mayMeet(404);
    await fits(guest, '/invitation/nobody-knows-this');
    await fits(guest, '/no-such-page');
    await deal.invite(mayas, plan, lena);
    await fits(danas, (await deal.invitation(post, lena)).link('See the plan'));
  });

  test('a change that was not taken, without JavaScript', async () => {
    const slow = await stage.enter('Maya without JavaScript', { javaScript: false });
    await slow.context.addCookies(await mayas.context.cookies());
    await slow.open(`${plan}/people`);
    await mayas.open(plan);
    const step = await stepPath(mayas, /^Send three month-ends/);
    await slow.open(step);
    await mayas.open(step);
    for (const [visitor, words] of [
      [mayas, 'Send four month-ends'],
      [slow, 'Send two month-ends'],
    ] as const) {
      await visitor.page.locator('summary', { hasText: 'Reword' }).first().click();
      await visitor.page.getByRole('textbox', { name: 'Name' }).fill(words);
    }
    await mayas.press(mayas.page.getByRole('button', { name: 'Save' }).filter({ visible: true }));
    slow.mayMeet(409);
    await slow.press(slow.page.getByRole('button', { name: 'Save' }).filter({ visible: true }));
    await slow.sees(/You: “Send two month-ends”/);
    await fits(slow);
  });
});
