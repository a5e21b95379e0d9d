import { beforeAll, describe, expect, test } from 'vitest';
import { maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import { setUp } from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

describe('doors', () => {
  const stage = useStage({ MAIL_QUIET_SECONDS: '0' });
  let mayas: Visitor;
  let post: Post;

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    post = readPost(await stage.enter('Otto'));
    await setUp(mayas, stage.app.setUpLink());
  });

  const signOut = async () => {
    await mayas.open('/plans');
    await mayas.page.getByLabel(`You are ${maya.name}`).click();
    await mayas.press(mayas.page.getByRole('button', { name: 'Sign out' }));
    await mayas.page.waitForURL(/\/sign-in$/);
    await mayas.ready();
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
    const code = /\b\d{6}\b/.exec((await post.read(maya.name, /code to sign in/)).text)?.[0] ?? '';
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
});
