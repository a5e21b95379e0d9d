import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const measure = 'Days to close the month';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('how we know that it worked, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
  });

  const suggest = async (wanted: string) => {
    await mayas.open(plan);
    await mayas.press(mayas.page.getByRole('link', { name: `Suggest a change of the measure ${measure}` }));
    await mayas.sees('Acme Freight answers this; until then their words stay.');
    const field = mayas.page.getByLabel('Wanted', { exact: true });
    await field.fill(wanted);
    if (javaScript) {
      await field.press('Enter');
      await mayas.settled();
    } else await mayas.press(field.locator('xpath=ancestor::form').getByRole('button'));
    await post.sendNow(dana.name);
  };

  test('Dana writes down what is counted, and Maya cannot alter it by herself', async () => {
    await danas.open(`${plan}?view=whole`);
    await danas.press(danas.page.getByRole('link', { name: /What is counted, now and then/ }));
    const { page } = danas;
    await page.getByLabel('What is counted').fill(measure);
    await page.getByLabel('Now', { exact: true }).fill('9 days');
    await page.getByLabel('Wanted', { exact: true }).fill('3 days');
    await danas.press(page.getByRole('button', { name: 'Add it' }));
    await suggest('2 days');
    await danas.open(`${plan}?view=whole`);
    await danas.sees('now 9 days, wanted 3 days');
  });

  test('her letter says what is suggested; her yes makes it so for both', async () => {
    const letter = await post.read(dana.name, new RegExp(measure));
    expect(letter.text).toContain(
      `Maya suggests “2 days” instead of “3 days” for what is wanted in the measure “${measure}”`,
    );
    expect(letter.text).toContain('Say yes, put it in your own words, or say no.');
    await danas.open(plan);
    await danas.sees(
      `Maya suggests “2 days” instead of “3 days” for what is wanted in the measure “${measure}”.`,
    );
    await danas.press(danas.page.getByRole('button', { name: `Fine: ${measure}` }));
    for (const visitor of [mayas, danas]) {
      await visitor.open(`${plan}?view=whole`);
      await visitor.sees('now 9 days, wanted 2 days');
    }
  });

  test('her no keeps her words, and Maya reads why', async () => {
    await suggest('1 day');
    await danas.open(plan);
    await danas.page.locator(`summary[aria-label="No: ${measure}"]`).click();
    await danas.page
      .getByLabel('Why not, in a few words')
      .filter({ visible: true })
      .fill('The bank takes two.');
    await danas.press(danas.page.getByRole('button', { name: 'Say no' }).filter({ visible: true }));
    await danas.open(`${plan}?view=whole`);
    await danas.sees('now 9 days, wanted 2 days');
    await post.sendNow(maya.name);
    const letter = await post.read(maya.name, new RegExp(measure));
    expect(letter.text).toContain('The bank takes two.');
    await mayas.open(`${plan}/activity`);
    await mayas.sees(/The bank takes two\./);
  });
});
