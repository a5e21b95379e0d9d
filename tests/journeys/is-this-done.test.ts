import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Security form sent';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('“Is this done?” $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  test('Maya shares a plan with Dana, who says that the goal is hers and promises a step', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await danas.open(`${plan}?view=whole`);
    await deal.addStep(danas, 'Fit proven', { title, dueIn: 3, who: new RegExp(dana.name) });
  });

  test('Maya cannot tick it, but asks, and Dana hears of it by letter', async () => {
    await mayas.open(plan);
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
    await mayas.open(step);
    expect(await mayas.page.getByRole('button', { name: `Done: ${title}` }).count()).toBe(0);
    await mayas.press(mayas.page.getByRole('button', { name: 'Is this done?' }));
    await mayas.sees('You ask whether this is done.');
    // Read afresh: now it is written, and its letter with it.
    await mayas.open(step);
    await mayas.sees('You ask whether this is done.');
    await post.sendNow(dana.name);
    const letter = await post.read(dana.name, new RegExp(`Maya asks: is ${title} done`));
    expect(letter.text).toContain('Say that it is done, by which day it will be, or what it waits for.');
  });

  test('Dana names the day it will be, which is simply the day', async () => {
    await danas.open(plan);
    await danas.sees('Maya asks whether this is done.');
    await danas.page.locator(`summary[aria-label="Another day: ${title}"]`).click();
    await danas.page
      .getByLabel('By which day will it be done?')
      .filter({ visible: true })
      .fill(deal.dayAhead(7));
    await danas.press(danas.page.getByRole('button', { name: 'Set this day' }));
    await mayas.open(step);
    expect(await mayas.page.getByText('asks whether').count()).toBe(0);
    expect(await mayas.page.locator(`time[datetime="${deal.dayAhead(7)}"]`).count()).toBeGreaterThan(0);
  });

  test('asked again she says what it waits for, and in the end that it is done', async () => {
    await mayas.press(mayas.page.getByRole('button', { name: 'Is this done?' }));
    await danas.open(plan);
    await danas.page.locator(`summary[aria-label="Not yet: ${title}"]`).click();
    await danas.page.getByLabel('What does it wait for, in a few words?').fill('Facilities have it');
    await danas.press(danas.page.getByRole('button', { name: 'Say so' }));
    await mayas.open(`${plan}/activity`);
    await mayas.sees(/is not done yet: Facilities have it/);
    await mayas.open(step);
    await mayas.press(mayas.page.getByRole('button', { name: 'Is this done?' }));
    await danas.open(plan);
    await danas.press(danas.page.getByRole('button', { name: `Yes, done: ${title}` }));
    await mayas.open(step);
    await mayas.sees('Done on');
    await post.sendNow(maya.name);
    expect((await post.read(maya.name, /is done$/)).text).toContain(title);
  });
});
