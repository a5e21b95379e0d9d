import { beforeAll, describe, expect, test } from 'vitest';
import { type CastMember, dana, grace, lena, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const codeIn = ({ text }: Delivered) => /\b\d{6}\b/.exec(text)?.[0] ?? 'no code';

describe('doors', () => {
  const stage = useStage({ MAIL_QUIET_SECONDS: '0' });
  let mayas: Visitor;
  let post: Post;

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
  });

  const signOut = async () => {
    await mayas.open('/plans');
    await mayas.page.getByLabel(`You are ${maya.name}`).click();
    await mayas.press(mayas.page.getByRole('button', { name: 'Sign out' }));
    await mayas.page.waitForURL(/\/sign-in$/);
    await mayas.ready();
  };
  const typeCode = async (visitor: Visitor, who: CastMember) => {
    const letter = await post.read(who.name, /code to sign in/);
    await visitor.page.getByLabel('Six-digit code').fill(codeIn(letter));
    await visitor.press(visitor.page.getByRole('button', { name: 'Sign in' }));
  };
  const removePerson = async (by: Visitor, plan: string, name: string, verb: string) => {
    await by.open(`${plan}/people`);
    const person = by.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
    await person.locator('summary', { hasText: 'Change' }).click();
    await person.locator('summary', { hasText: verb }).click();
    await by.press(person.getByRole('button', { name: verb }));
    await expect.poll(() => person.count()).toBe(0);
  };
  const askForLetter = async (visitor: Visitor) => {
    await visitor.open('/sign-in');
    await visitor.page.getByLabel('Your mail address').fill(maya.address);
    await visitor.press(visitor.page.getByRole('button', { name: 'Send me the letter' }));
    await visitor.page.waitForURL(/\/sign-in\/code$/);
    await visitor.ready();
  };

  test('the set-up page is gone once somebody is there', async () => {
    const stranger = await stage.enter('a stranger');
    stranger.mayMeet(404);
    expect((await stranger.open(stage.app.setUpLink()))?.status()).toBe(404);
    await stranger.close();
  });

  test('Maya signs out, and comes back with the code of a letter', async () => {
    await signOut();
    await mayas.open('/plans');
    expect(new URL(mayas.page.url()).pathname).toBe('/sign-in');
    await askForLetter(mayas);
    const code = codeIn(await post.read(maya.name, /code to sign in/));
    await mayas.page.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000');
    mayas.mayMeet(400);
    await mayas.press(mayas.page.getByRole('button', { name: 'Sign in' }));
    await mayas.sees('You have 4 tries left');
    await mayas.page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await mayas.press(mayas.page.getByRole('button', { name: 'Sign in' }));
    await mayas.page.waitForURL(/\/plans$/);
  });

  test('the link of a letter signs in where it was asked for, and elsewhere says where to type the code', async () => {
    await signOut();
    await askForLetter(mayas);
    const link = (await post.read(maya.name, /code to sign in/)).link('Sign in');
    const elsewhere = await stage.enter('another browser', { device: 'phone' });
    await elsewhere.open(link);
    await elsewhere.sees('Type the code instead');
    await elsewhere.close();

    await mayas.open(link);
    await mayas.press(mayas.page.getByRole('button', { name: 'Sign in' }));
    await mayas.page.waitForURL(/\/plans$/);
    await mayas.open(link);
    await mayas.sees('This link has done its work');
  });

  describe('of one plan', () => {
    let danas: Visitor;
    let plan: string;
    let danasLetter: Delivered;
    let gracesLink: string;

    test('an invitation opens it once, and elsewhere offers a code to its owner alone', async () => {
      plan = await deal.openPlan(mayas);
      await deal.invite(mayas, plan);
      danasLetter = await deal.invitation(post);
      const danasLink = danasLetter.link('See the plan');
      danas = await stage.enter('Dana', { device: 'phone' });
      await deal.enter(danas, danasLink);
      await danas.open(danasLink);
      expect(new URL(danas.page.url()).pathname).toBe(plan);

      const tablet = await stage.enter('Dana on her tablet', { device: 'phone' });
      await tablet.open(danasLink);
      await tablet.sees('Are you Dana Ortiz?');
      await tablet.sees('This link was used before');
      expect(await tablet.wasGiven()).not.toContain(deal.goal);
      expect(await tablet.wasGiven()).not.toContain(dana.address);
      await tablet.press(tablet.page.getByRole('button', { name: 'Send a fresh code to d***@acme.example' }));
      await typeCode(tablet, dana);
      await tablet.page.waitForURL((url) => url.pathname === plan);
      await tablet.sees('Dana, this is what Maya wrote down');
      await tablet.close();
    });

    test('an invitation opened in a browser that holds somebody else says so', async () => {
      await deal.invite(mayas, plan, grace);
      gracesLink = (await deal.invitation(post, grace)).link('See the plan');
      await danas.open(gracesLink);
      await danas.sees('This browser is in use by Dana Ortiz');
      await danas.page.getByRole('button', { name: 'Enter as Grace' }).waitFor();
      await danas.open(plan);
      await danas.sees('Dana, this is what Maya wrote down');
    });

    test('an invitation that was sent again or taken back opens nothing', async () => {
      await deal.invite(mayas, plan, lena);
      const first = (await deal.invitation(post, lena)).link('See the plan');
      await mayas.press(mayas.page.getByRole('button', { name: `Send again to ${lena.name}` }));
      await mayas.sees('Lena Hoff gets a new letter with a fresh link');
      const guest = await stage.enter('Lena', { device: 'phone' });
      await guest.open(first);
      await guest.sees('A newer invitation took the place of this one.');

      const second = (await deal.invitation(post, lena)).link('See the plan');
      await removePerson(danas, plan, lena.name, 'Take the invitation back');
      await guest.open(second);
      await guest.sees('This invitation was taken back');
      await guest.close();
    });

    test('whoever is removed is out at their next step', async () => {
      const graces = await stage.enter('Grace', { device: 'phone' });
      await deal.enter(graces, gracesLink);
      await graces.sees('Grace, this is what Maya wrote down');
      // Her open page asks, and is told that it may not any more.
      graces.mayMeet(404);
      await removePerson(danas, plan, grace.name, 'Remove Grace');
      for (const path of [plan, `${plan}.data`, `${plan}.data?_routes=routes%2Fplans.%24planId`]) {
        const answer = await graces.page.request.get(path);
        expect(await answer.text()).not.toContain(deal.goal);
      }
      await graces.open(plan);
      expect(new URL(graces.page.url()).pathname).toBe('/sign-in');
      await graces.close();
    });

    test('a mail program stops the letters with one request, and a page starts them again', async () => {
      const stop = danasLetter.link(/^stop these letters$/i);
      const answer = await fetch(stop, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(answer.status).toBe(200);
      await danas.open(stop);
      await danas.sees('No more letters about your plan with Northwind');
      await danas.press(danas.page.getByRole('button', { name: 'Start again' }));
      await danas.sees('Letters about your plan with Northwind come to you again');
    });
  });
});
