import { beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

/** As on a train: long enough to press, type and open before the code is here. */
const SLOW_MS = 1_500;

describe('what is done before its code is here', () => {
  const stage = useStage();
  let danas: Visitor;
  let plan: string;
  let step: string;
  const fetched: string[] = [];

  beforeAll(async () => {
    const mayas = await stage.enter('Maya');
    danas = await stage.enter('Dana', { device: 'phone' });
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.addStep(mayas, 'Goal agreed', {
      title: 'Send three month-ends',
      dueIn: 3,
      who: /Acme Freight.*name needed/,
    });
    await deal.invite(mayas, plan);
    const letter = await deal.invitation(readPost(await stage.enter('Otto')));
    await deal.enter(danas, letter.link('See the plan'));
    await danas.page.route(
      /\/assets\/(first-visit|yours|step-panel|plan-part|thread)-[^/]*\.js/,
      async (route) => {
        fetched.push(new URL(route.request().url()).pathname);
        await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
        await route.continue();
      },
    );
  });

  /** Not by following a link or posting a form: this very page goes on. */
  const stays = async (act: () => Promise<unknown>) => {
    await danas.page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''));
    await act();
    expect(await danas.page.locator('html[data-same-page]').count()).toBe(1);
  };

  test('nothing is fetched by only reading', async () => {
    fetched.length = 0;
    await danas.open(plan);
    await danas.sees('this is what Maya wrote down on');
    expect(fetched).toEqual([]);
  });

  test('a question that was opened, and a day that was typed, are kept', async () => {
    const { page } = danas;
    await page.locator('summary', { hasText: 'Another day' }).first().tap();
    const day = page.getByLabel('Which day suits you?').filter({ visible: true });
    await day.fill(deal.dayAhead(8));
    // Only its own part; what a step needs follows by itself, for when there is no connection.
    expect(fetched.filter((path) => !path.includes('/step-panel-'))).toHaveLength(1);
    await page.waitForTimeout(2 * SLOW_MS);
    expect(await day.inputValue()).toBe(deal.dayAhead(8));
  });

  test('the first press works the first time', async () => {
    const { page } = danas;
    // The day that was typed above is a draft, and drafts are shown at once.
    await page.evaluate(() => sessionStorage.clear());
    await danas.open(plan);
    await stays(async () => {
      await page.getByRole('button', { name: 'Yes, that is right' }).tap();
      await page.getByRole('heading', { name: deal.goal, level: 1 }).waitFor();
      await danas.settled();
    });
  });

  test('so does the first press on the whole plan and on a step', async () => {
    const { page } = danas;
    await danas.open(`${plan}?view=whole`);
    await stays(async () => {
      await page
        .getByRole('link', { name: /^More for/ })
        .first()
        .tap();
      await page.getByRole('group', { name: /^More for/ }).waitFor();
    });
    await page.getByRole('link', { name: 'Send three month-ends', exact: true }).first().tap();
    await danas.settled();
    step = new URL(page.url()).pathname;
    await danas.open(step);
    await stays(async () => {
      await page.getByRole('link', { name: 'Reword: Name' }).tap();
      await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    });
  });

  test('words that were typed and sent at once are sent', async () => {
    const { page } = danas;
    const words = 'Is the second site in this?';
    await danas.open(step);
    await stays(async () => {
      await page.locator('#write').getByRole('textbox').fill(words);
      await page.getByRole('button', { name: 'Send', exact: true }).tap();
      await page.getByRole('region', { name: 'Written here' }).getByText(words).first().waitFor();
      await danas.settled();
    });
  });

  test('a field that was filled and left at once is saved', async () => {
    const { page } = danas;
    const days = page.getByLabel('Working days it takes', { exact: true });
    await danas.open(step);
    await stays(async () => {
      await page
        .locator('summary', { hasText: /^More$/ })
        .last()
        .tap();
      await days.fill('4');
      await days.blur();
      await page.waitForTimeout(2 * SLOW_MS);
      await danas.settled();
    });
    // Not as a draft of this browser's.
    await page.evaluate(() => sessionStorage.clear());
    await danas.open(step);
    expect(await days.inputValue()).toBe('4');
  });

  test('a press in the very instant the page wakes up breaks nothing', async () => {
    const { page } = danas;
    // React listens first and draws next: in between, on a slow phone, there is time for a tap.
    await page.addInitScript(() => {
      const listen = document.addEventListener;
      document.addEventListener = (...listener: Parameters<typeof listen>) => {
        listen.apply(document, listener);
        if (listener[0] !== 'auxclick') return;
        queueMicrotask(() => {
          document.body.click();
          document.documentElement.setAttribute('data-pressed-early', '');
        });
      };
    });
    await danas.open(plan);
    expect(await page.locator('html[data-pressed-early]').count()).toBe(1);
  });
});
