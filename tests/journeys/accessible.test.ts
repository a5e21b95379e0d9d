import { beforeAll, describe, expect, test } from 'vitest';
import { everyView, findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
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

  const barriers: string[] = [];
  const fits = async ({ page, name }: Visitor, views = everyView) => {
    const { pathname, search } = new URL(page.url());
    const before = page.viewportSize();
    const found = await findBarriers(page, views);
    // As wide as the smallest phone, or a desk at 400 %.
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await findOverflow(page);
    if (before) await page.setViewportSize(before);
    for (const barrier of overflow ? [...found, overflow] : found)
      barriers.push(`${name} at ${pathname}${search}: ${barrier}`);
  };
  /** Something that opened in a page already seen. */
  const opened = (visitor: Visitor) => fits(visitor, [{ colorScheme: 'light' }]);
  const fitsAt = async (visitor: Visitor, path: string) => {
    await visitor.open(path);
    await fits(visitor);
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
    await fitsAt(mayas, stage.app.setUpLink());
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
      await opened(mayas);
      await page.keyboard.press('Escape');
    }
    await fitsAt(mayas, await stepPath(mayas, /^Send three month-ends/));
    for (const summary of await page.locator('main summary').all())
      if (await summary.isVisible()) await summary.click();
    await opened(mayas);
  });

  test('inviting, people and activity', async () => {
    await fitsAt(mayas, `${plan}/people`);
    await deal.invite(mayas, plan);
    await fits(mayas);
    await fitsAt(mayas, `${plan}/activity`);
    await fitsAt(mayas, '/plans');
  });

  test('the mailbox and a letter in it', async () => {
    letter = await deal.invitation(post);
    await fits(ottos);
    await fitsAt(ottos, '/mailbox');
    await ottos.press(ottos.page.getByRole('link', { name: letter.subject }));
    await fits(ottos);
  });

  test('the invitation, the first visit and what is hers', async () => {
    const { page } = danas;
    await fitsAt(danas, letter.link('See the plan'));
    await deal.enter(danas, letter.link('See the plan'));
    await fits(danas);
    for (const summary of await page.locator('main summary').all())
      if (await summary.isVisible()) await summary.click();
    await opened(danas);
    await danas.open(plan);
    await danas.press(page.getByRole('button', { name: 'Yes, that is right' }));
    await fitsAt(danas, plan);
    await fitsAt(danas, `${plan}?view=whole`);
    await fitsAt(danas, await stepPath(danas, /^Send three month-ends/));
    await fitsAt(danas, `${plan}/people`);
    await fitsAt(danas, `${plan}/activity`);
  });

  test('answering, and the plan while somebody asks for another day', async () => {
    await danas.open(plan);
    await danas.page.locator('summary', { hasText: 'Another day' }).first().click();
    await danas.page.getByLabel('Which day suits you?').filter({ visible: true }).fill(deal.dayAhead(8));
    await danas.press(danas.page.getByRole('button', { name: 'Suggest this day' }).filter({ visible: true }));
    await fits(danas);
    await fitsAt(mayas, plan);
    await fitsAt(mayas, '/plans');
  });

  test('the doors, and what is not there', async () => {
    const guest = await stage.enter('a guest', { device: 'phone' });
    await fitsAt(guest, '/sign-in');
    await guest.page.getByLabel('Your mail address').fill(maya.address);
    await guest.press(guest.page.getByRole('button', { name: 'Send me the letter' }));
    await fits(guest);
    await fitsAt(guest, letter.link('See the plan'));
    await fitsAt(guest, letter.link(/^stop these letters$/i));
    await fitsAt(guest, (await post.read(maya.name, /code to sign in/)).link('Sign in'));
    guest.mayMeet(404);
    await fitsAt(guest, '/invitation/nobody-knows-this');
    await fitsAt(guest, '/no-such-page');
    await deal.invite(mayas, plan, lena);
    await fitsAt(danas, (await deal.invitation(post, lena)).link('See the plan'));
  });

  test('a change that was not taken, without JavaScript', async () => {
    // axe itself needs JavaScript, so here the page's own scripts are what never arrives.
    const slow = await stage.enter('Maya in a tunnel');
    const { page } = slow;
    await slow.context.addCookies(await mayas.context.cookies());
    await slow.context.route('**/assets/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    );
    await mayas.open(plan);
    const step = await stepPath(mayas, /^Send three month-ends/);
    await mayas.open(step);
    await page.goto(step);
    const reword = async (by: Visitor['page'], words: string) => {
      await by.getByRole('link', { name: 'Reword: Name' }).click();
      await by.getByRole('textbox', { name: 'Name', exact: true }).fill(words);
      return by.getByRole('button', { name: 'Save: Name' });
    };
    const save = await reword(page, 'Send two month-ends');
    await mayas.press(await reword(mayas.page, 'Send four month-ends'));
    slow.mayMeet(409);
    await Promise.all([page.waitForEvent('load'), save.click()]);
    await slow.sees(/You: “Send two month-ends”/);
    await fits(slow);
  });

  test('there was no barrier on any of these pages', () => {
    expect([...new Set(barriers)]).toEqual([]);
  });
});
