import { beforeAll, describe, expect, test } from 'vitest';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const priya: CastMember = { ...maya, name: 'Priya Nair', address: 'priya@northwind.example' };
const codeIn = ({ text }: Delivered) => /\b\d{6}\b/.exec(text)?.[0] ?? 'no code';

/** A square of one colour. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR42mPwdj+JBzGMSmNDAOaBh40XM+24AAAAAElFTkSuQmCC',
  'base64',
);

describe('settings', () => {
  const stage = useStage({ MAIL_QUIET_SECONDS: '0' });
  let priyas: Visitor;
  let toms: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;

  beforeAll(async () => {
    priyas = await stage.enter('Priya');
    post = readPost(await stage.enter('Otto'));
    await deal.setUp(priyas, stage.app.setUpLink(), priya);
    plan = await deal.openPlan(priyas);
    await deal.invite(priyas, plan);
    danas = await stage.enter('Dana', { device: 'phone', javaScript: false });
    const letter = await post.read(dana.name, /Priya and you/);
    await danas.open(letter.link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Open the plan' }));
  });

  const goTo = async (visitor: Visitor, name: string, link: string) => {
    await visitor.open('/plans');
    await visitor.page.getByLabel(`You are ${name}`).click();
    await visitor.press(visitor.page.getByRole('link', { name: link, exact: true }));
    await visitor.ready();
  };
  const rowOf = (visitor: Visitor, who: CastMember) =>
    visitor.page.getByRole('main').getByRole('listitem').filter({ hasText: who.name });

  test('Priya renames the company, and Dana reads the new name on her plan', async () => {
    await goTo(priyas, priya.name, 'Settings');
    await priyas.page.getByLabel('Your company').fill('Northwind Freight Tools');
    await priyas.press(priyas.page.getByRole('button', { name: 'Save the name' }));
    await priyas.sees('Both sides read the new name');
    await danas.open(plan);
    await danas.sees('Northwind Freight Tools');
  });

  test('she gives it a mark, which stands at the top for both, and nothing but a picture is taken', async () => {
    const choose = (name: string, buffer: Buffer) =>
      priyas.page.getByLabel('Mark', { exact: true }).setInputFiles({ name, mimeType: 'image/png', buffer });
    await choose('mark.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    priyas.mayMeet(409);
    await priyas.press(priyas.page.getByRole('button', { name: 'Use this mark' }));
    await priyas.sees('This is not a PNG, JPEG or WebP picture.');
    await choose('mark.png', picture);
    await priyas.press(priyas.page.getByRole('button', { name: 'Use this mark' }));
    await priyas.sees('The mark stands at the top of every page.');
    await danas.open(plan);
    for (const visitor of [priyas, danas]) {
      const drawn = visitor.page.locator('[data-bar=top] img:visible').first();
      const width = () => drawn.evaluate((img) => (img as HTMLImageElement).naturalWidth);
      await expect.poll(width).toBe(10);
    }
  });

  test('she invites Tom, who comes in by a letter and a code', async () => {
    await priyas.page.getByLabel('Their name').fill(tom.name);
    await priyas.page.getByLabel('Their mail address').fill(tom.address);
    await priyas.press(priyas.page.getByRole('button', { name: 'Invite', exact: true }));
    await priyas.sees('Tom Byrne is a member. The letter leaves within a minute or two.');
    await rowOf(priyas, tom).getByText('and not here yet').waitFor();

    const letter = await post.read(tom.name, /adds you to Northwind Freight Tools' plans/);
    toms = await stage.enter('Tom');
    await toms.open(letter.link('Come in'));
    await toms.sees('Priya Nair made you a member of Northwind Freight Tools, Tom');
    await toms.press(toms.page.getByRole('button', { name: 'Send a code to t***@northwind.example' }));
    await toms.page.getByLabel('Six-digit code').fill(codeIn(await post.read(tom.name, /code to sign in/)));
    await toms.press(toms.page.getByRole('button', { name: 'Sign in' }));
    await toms.page.waitForURL(/\/plans$/);
    await toms.sees('Acme Freight');

    await goTo(toms, tom.name, 'Settings');
    await toms.sees('An owner or an admin of Northwind Freight Tools changes these.');
    expect(await toms.page.getByLabel('Your company').count()).toBe(0);
  });

  test('Tom changes his own name, and sees where he is signed in', async () => {
    await goTo(toms, tom.name, 'Your account');
    await toms.page.getByLabel('Your name').fill('Tom Byrne-Walsh');
    await toms.press(toms.page.getByRole('button', { name: 'Save' }));
    await toms.sees('Your name reads like this on every plan you are on.');
    await toms.sees('This browser');
    await toms.sees('Reaches all your plans.');
    expect(await toms.page.getByLabel('Your name').inputValue()).toBe('Tom Byrne-Walsh');
  });

  test('she cannot be the last owner and go, and says so kindly', async () => {
    await goTo(priyas, priya.name, 'Settings');
    await priyas.sees('Tom Byrne-Walsh');
    const row = rowOf(priyas, priya);
    await row.locator('summary', { hasText: 'Change' }).click();
    await row.locator('summary', { hasText: 'Leave Northwind' }).click();
    await priyas.press(row.getByRole('button', { name: 'Leave Northwind Freight Tools' }));
    await priyas.sees('Priya Nair is the only owner, and a workspace always has one.');
  });

  test('she removes Tom, who is out at his next step', async () => {
    const row = rowOf(priyas, tom);
    await row.locator('summary', { hasText: 'Change' }).click();
    await row.locator('summary', { hasText: 'Remove Tom' }).click();
    await priyas.press(row.getByRole('button', { name: 'Remove Tom' }));
    await priyas.sees('They are out, on every device.');
    expect(await rowOf(priyas, tom).count()).toBe(0);
    const answer = await toms.page.request.get(`${plan}.data`);
    expect(await answer.text()).not.toContain(deal.goal);
    await toms.open(plan);
    expect(new URL(toms.page.url()).pathname).toBe('/sign-in');
  });

  test('Dana, in by an invitation and without JavaScript, reads her account and ends only this browser', async () => {
    await danas.open('/account');
    await danas.sees('d***@acme.example');
    await danas.sees('Reaches one plan only.');
    expect(await danas.page.getByRole('button', { name: 'Sign out everywhere' }).count()).toBe(0);
    await danas.press(danas.page.getByRole('main').getByRole('button', { name: /^Sign out/ }));
    await danas.open(plan);
    expect(new URL(danas.page.url()).pathname).toBe('/sign-in');
  });

  test('Priya signs out everywhere, this browser too', async () => {
    await goTo(priyas, priya.name, 'Your account');
    await priyas.press(priyas.page.getByRole('button', { name: 'Sign out everywhere' }));
    await priyas.page.waitForURL(/\/sign-in$/);
    await priyas.open('/plans');
    expect(new URL(priyas.page.url()).pathname).toBe('/sign-in');
  });
});
