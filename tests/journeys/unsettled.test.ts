import { beforeAll, describe, expect, test } from 'vitest';
import { findBarriers } from '#tests/support/accessible.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Tailored demo for the people who will use it';

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('what two people wrote in one place, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    const post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await mayas.open(plan);
    await mayas.press(mayas.page.getByRole('link', { name: title, exact: true }));
    step = new URL(mayas.page.url()).pathname;
    await write(mayas, 'Done when', 'Bring figures for one month.');
  });

  const begin = async (visitor: Visitor, field: string, words: string) => {
    const { page } = visitor;
    // As in another tab, which holds nothing of an earlier try.
    if (javaScript && page.url().startsWith('http')) await page.evaluate(() => sessionStorage.clear());
    await visitor.open(step);
    const typed = page.locator('#step-panel').getByLabel(field, { exact: true });
    await visitor.press(page.getByRole('link', { name: `Reword: ${field}` }));
    await typed.fill(words);
    return () => visitor.press(page.getByRole('button', { name: `Save: ${field}` }));
  };
  const write = async (visitor: Visitor, field: string, words: string) =>
    await (await begin(visitor, field, words))();
  /** Dana saves first, and Maya had begun before that. */
  const meet = async (field: string, danasWords: string, mayasWords: string, told?: RegExp) => {
    mayas.mayMeet(409);
    const hers = await begin(danas, field, danasWords);
    const mine = await begin(mayas, field, mayasWords);
    if (javaScript) await mayas.listens();
    await hers();
    if (javaScript && told) {
      await mayas.sees(told);
      expect(await mayas.page.locator('#step-panel').getByLabel(field, { exact: true }).inputValue()).toBe(
        mayasWords,
      );
    }
    await mine();
  };
  const needsYou = (visitor: Visitor) =>
    visitor.page.getByRole('link', { name: /^\d needs? you$/ }).filter({ visible: true });

  test('stands side by side at once, and waits behind the sign in the bar when the tab is closed', async () => {
    await meet('Done when', 'Bring figures for your own October.', 'Bring figures for three real months.');
    await mayas.sees('Dana, just now');
    await mayas.sees('Underlined words are in one of them only.');
    // The tab is closed, and the plan opened another day.
    await mayas.page.goto('about:blank');
    await mayas.open(plan);
    await mayas.press(needsYou(mayas));
    await mayas.page.getByRole('heading', { name: 'Needs you' }).waitFor();
    expect(await mayas.page.locator('mark').allInnerTexts()).toEqual([
      'three real months.',
      'your own October.',
    ]);
    if (javaScript)
      expect(
        await findBarriers(mayas.page, [
          { width: 390, colorScheme: 'light' },
          { width: 1440, colorScheme: 'dark' },
        ]),
      ).toEqual([]);
    await danas.open(plan);
    expect(await needsYou(danas).count()).toBe(0);
  });

  test('one’s own words are written all the same, and nothing waits any more', async () => {
    await mayas.press(mayas.page.getByRole('button', { name: 'Use mine' }));
    await mayas.sees('Nothing here needs you.');
    expect(await needsYou(mayas).count()).toBe(0);
    await danas.open(step);
    await danas.sees('Bring figures for three real months.');
  });

  test('both are put together by hand', async () => {
    await meet('Done when', 'Bring figures for August.', 'Bring figures for May.');
    await mayas.open(`${plan}/unsettled`);
    const { page } = mayas;
    await page.getByText('Put both together').click();
    await page.getByLabel('Done when, as it should be').fill('Bring figures for May and August.');
    await mayas.press(page.getByRole('button', { name: 'Save this' }));
    await mayas.sees('Nothing here needs you.');
    await danas.open(step);
    await danas.sees('Bring figures for May and August.');
  });

  test('is left where it was met, and the sign in the bar goes with it', async () => {
    await meet('Name', 'Demo for Acme', 'Demo for twelve people', /^Dana set “Demo for Acme”$/);
    await mayas.sees(/You: “Demo for twelve people”\. Dana, just now: “Demo for Acme”\./);
    await mayas.press(mayas.page.getByRole('button', { name: 'Keep Dana’s' }));
    await mayas.open(step);
    await mayas.page.getByRole('heading', { name: 'Demo for Acme' }).waitFor();
    expect(await needsYou(mayas).count()).toBe(0);
  });

  test('in different places of one text is both in it, and whoever came second is told', async () => {
    await write(danas, 'Done when', 'Ten people have tried it with one month of figures.');
    await meet(
      'Done when',
      'Twelve people have tried it with one month of figures.',
      'Ten people have tried it with one month of figures of their own.',
    );
    await mayas.sees(/Your words and theirs are both in it/);
    if (!javaScript) {
      expect(await mayas.page.locator('mark').allInnerTexts()).toEqual(['figures of their own.']);
      await mayas.press(mayas.page.getByRole('link', { name: 'Back to the plan' }));
    }
    await danas.open(step);
    await danas.sees('Twelve people have tried it with one month of figures of their own.');
  });
});
