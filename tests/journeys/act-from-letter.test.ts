import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Delivered, type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Contract read';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('from the letter alone, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  /** Where Dana reads her mail, and has never been in a plan. */
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(`${dana.name} at her letters`, { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  const follow = async (letter: Delivered, label: string) => {
    await danas.open(letter.link(label));
    await danas.sees('You answer as Dana');
  };
  const press = async (name: string) => danas.press(danas.page.getByRole('button', { name }));
  const askIfDone = async (): Promise<Delivered> => {
    await mayas.open(step);
    await mayas.press(mayas.page.getByRole('button', { name: 'Is this done?' }));
    await mayas.open(step);
    await mayas.sees('You ask whether this is done.');
    await post.sendNow(dana.name);
    return await post.read(dana.name, /^Maya asks: is Contract read done/);
  };
  const sameInActivity = async (words: RegExp) => {
    await mayas.open(`${plan}/activity`);
    await mayas.sees(words);
    await mayas.open(step);
    await mayas.sees(words);
  };

  test('Dana, who once entered elsewhere, is asked for a step', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    const atWork = await stage.enter(`${dana.name} at work`, { javaScript });
    await deal.enter(atWork, (await deal.invitation(post)).link('See the plan'));
    await atWork.close();
    await mayas.open(plan);
    await deal.addStep(mayas, 'Fit proven', { title, dueIn: 3, who: new RegExp(dana.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
  });

  test('she says yes, and Maya sees that it was from her letter', async () => {
    await post.sendNow(dana.name);
    const letter = await post.read(dana.name, /^Maya asks you: Contract read/);
    await follow(letter, 'Say yes');
    await danas.sees(`Say yes to “${title}”?`);
    await press('Say yes');
    await danas.sees(`You said yes to “${title}”`);
    await sameInActivity(/from Dana's letter/);
    // Followed again it says so; the other link of the letter has nothing to do any more.
    await danas.open(letter.link('Say yes'));
    await danas.sees(`You said yes to “${title}”`);
    await danas.open(letter.link('Another day'));
    await danas.sees('You answer as Dana');
    await mayas.open(letter.link('Another day'));
    await mayas.sees('This letter was written to Dana');
  });

  test('asked whether it is done, she names another day', async () => {
    await follow(await askIfDone(), 'Another day');
    await danas.page.getByLabel('Which day will it be?').fill(deal.dayAhead(8));
    await press('Set this day');
    await danas.sees(`You named another day for “${title}”`);
    await mayas.open(step);
    expect(await mayas.page.locator(`time[datetime="${deal.dayAhead(8)}"]`).count()).toBeGreaterThan(0);
  });

  test('asked again she says what it is stuck on', async () => {
    await follow(await askIfDone(), "I'm stuck");
    await danas.page.getByLabel('In a few words').fill('Legal has it');
    await press('Say so');
    await danas.sees(`You said that “${title}” is stuck`);
    await sameInActivity(/Legal has it.*from Dana's letter/);
  });

  test('and in the end that it is done; she takes that back, and both are told so', async () => {
    await follow(await askIfDone(), 'Done');
    await press('Yes, it is done');
    await danas.sees(`“${title}” is done`);
    await mayas.open(step);
    await mayas.sees('Done on');
    await press('Take it back');
    await danas.sees('You took it back');
    await sameInActivity(/taking back an earlier change, from Dana's letter/);
    expect(await mayas.page.getByText('Done on').count()).toBe(0);
  });

  test('in all this her mail browser was given no session', async () => {
    const names = (await danas.context.cookies()).map(({ name }) => name);
    expect(names).toEqual(['tl-door']);
    await danas.press(danas.page.getByRole('link', { name: 'Open the plan' }));
    await danas.page.waitForURL(/\/sign-in/);
  });
});
