import { beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { lookAt } from './pictures.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Data export';
const question = 'Which week do you need for it?';

describe.each([
  { where: 'on her phone', javaScript: true },
  { where: 'on her phone without JavaScript', javaScript: false },
])('Maya asks Dana once more, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript, device: 'phone' });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    await mayas.open(plan);
    await deal.addStep(mayas, 'Goal agreed', { title, dueIn: 0, who: new RegExp(dana.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
  });

  const field = () => mayas.page.locator('#write').getByRole('textbox', { name: /^Write / });
  const begin = async (words: string) => {
    const { page } = mayas;
    await mayas.open(step);
    await field().fill(words);
    await page
      .locator('#write')
      .locator('summary', { hasText: /answer(ed)? (needed )?by/i })
      .first()
      .click();
    await page.getByLabel('Answer needed by').fill(deal.dayAhead(5));
  };
  const ask = async (words: string) => {
    await begin(words);
    await mayas.press(mayas.page.getByRole('button', { name: 'Send', exact: true }));
    await mayas.sees(words);
  };

  test('and sees the letter first, as it will arrive; nothing is sent by looking', async () => {
    const { page } = mayas;
    await begin(question);
    const show = page.getByRole('button', { name: 'Show the letter' });
    if (javaScript) {
      await show.click();
      const letter = page.frameLocator('iframe[title="The letter, as it will arrive"]');
      await letter.getByText(/^Arrives /).waitFor();
      await letter.getByText(question).last().waitFor();
      await lookAt(mayas, 'nudge-letter');
      expect(await field().inputValue()).toBe(question);
      expect(await findBarriers(page)).toEqual([]);
    } else {
      const [letter] = await Promise.all([page.context().waitForEvent('page'), show.click()]);
      await letter.getByText(/^Arrives /).waitFor();
      await letter.getByText(question).last().waitFor();
      await letter.close();
    }
    expect(await findOverflow(page)).toBeNull();
    await danas.open(step);
    expect(await danas.page.locator('body').innerText()).not.toContain(question);
  });

  test('after three without an answer she reads what to say instead', async () => {
    for (const words of ['First?', 'Second?', question]) await ask(words);
    const { page } = mayas;
    await mayas.open(step);
    await mayas.sees('Three letters to Dana have had no answer.');
    await page.getByText('Call Dana: what to say').click();
    await mayas.sees(/^Hello Dana, Maya from Northwind\./);
    await lookAt(mayas, 'nudge-instead');
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toBeNull();
    // Nobody tells Dana so.
    await danas.open(step);
    expect(await danas.page.locator('body').innerText()).not.toMatch(/no answer|would not help/);
  });

  test('and a word of Dana’s begins it anew', async () => {
    const write = danas.page.locator('#write');
    await danas.open(step);
    await write.getByRole('textbox', { name: /^Write / }).fill('The week of the 9th');
    await danas.press(danas.page.getByRole('button', { name: 'Send', exact: true }));
    await danas.sees('The week of the 9th');
    await mayas.open(step);
    await mayas.sees('The week of the 9th');
    expect(await mayas.page.locator('body').innerText()).not.toContain('have had no answer');
    await lookAt(mayas, 'nudge-known');
  });
});
