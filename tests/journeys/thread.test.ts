import { beforeAll, describe, expect, test } from 'vitest';
import { rui } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Tailored demo for the people who will use it';
const question = 'Who reads the answers on your side?';
const answer = 'Tom does, every one of them. See https://northwind.example/tom.';
/** What nobody at Northwind may ever be given. */
const between = 'Between us: facilities had the form last';
const figure = '91,250 euros';

const field = ({ page }: Visitor) => page.locator('#write').getByRole('textbox', { name: /^Write / });
const send = async (visitor: Visitor, words: string) => {
  await field(visitor).fill(words);
  await visitor.press(visitor.page.getByRole('button', { name: 'Send', exact: true }));
};
const note = ({ page }: Visitor, words: string) =>
  page.getByRole('region', { name: 'Written here' }).getByRole('listitem').filter({ hasText: words });

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('what two sides write about a step, $where', ({ javaScript }) => {
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
    await deal.invite(danas, plan, rui);
    await mayas.open(plan);
    const href = await mayas.page.getByRole('link', { name: title, exact: true }).getAttribute('href');
    step = new URL(href ?? '', stage.app.url).pathname;
  });

  test('Dana asks Maya from her phone, with the day she needs the answer', async () => {
    const { page } = danas;
    await danas.open(step);
    await page.getByText('Answer needed by', { exact: true }).first().click();
    await page.getByLabel('Answer needed by').fill(deal.dayAhead(5));
    await page
      .locator('#write')
      .getByLabel('From')
      .selectOption({ label: 'Maya Klein, leads this at Northwind' });
    await send(danas, question);
    await danas.sees(question);
    await danas.sees(/Maya to answer by/);
    expect(await field(danas).inputValue()).toBe('');
  });

  test('Maya finds the question at her desk, and her answer closes it', async () => {
    const { page } = mayas;
    await mayas.open(step);
    await mayas.sees(/You to answer by/);
    const answers = page.getByLabel(`This answers Dana: “${question}”`);
    expect(await answers.isChecked()).toBe(true);
    await send(mayas, answer);
    await mayas.sees(/^Answered /);
    expect(
      await note(mayas, answer).getByRole('link', { name: 'https://northwind.example/tom' }).count(),
    ).toBe(1);
    expect(await answers.count()).toBe(0);
    await danas.open(step);
    await danas.sees(/^Answered /);
    await danas.sees(/Tom does/);
  });

  test('Dana writes to Rui alone, and is told who can read it', async () => {
    const { page } = danas;
    await danas.open(step);
    if (javaScript) {
      await page.getByLabel('Only Acme Freight', { exact: true }).check();
      await danas.sees('Only Acme Freight: Dana and Rui. Nobody at Northwind can open this here;');
      await field(danas).fill(`${between}, `);
      await field(danas).press('End');
      await field(danas).pressSequentially('@Ru');
      await page
        .getByRole('listbox')
        .getByRole('option', { name: /Rui Santos/ })
        .waitFor();
      expect(await page.getByRole('listbox').getByRole('option', { name: /Maya/ }).count()).toBe(0);
      await field(danas).press('Enter');
      expect(await field(danas).inputValue()).toBe(`${between}, @Rui `);
      await field(danas).press('Control+Enter');
      await danas.settled();
    } else {
      await page.getByLabel('Only Acme Freight', { exact: true }).check();
      await page.getByText('Answer needed by', { exact: true }).first().click();
      await page.getByLabel('Name somebody').selectOption({ label: 'Rui Santos' });
      await send(danas, between);
    }
    const own = note(danas, between);
    await own.waitFor();
    expect(await own.getByText('Only Acme Freight').count()).toBe(1);
    expect(await own.innerText()).toMatch(javaScript ? /, Rui/ : /to Rui/);
    // As one wrote last, so the next one stands: nothing slips to the other side.
    await danas.open(step);
    expect(await page.getByLabel('Only Acme Freight', { exact: true }).isChecked()).toBe(true);
  });

  test('Dana writes down a figure and says what is here, for her side', async () => {
    const { page } = danas;
    await danas.open(`${plan}?view=whole`);
    await page.locator('summary', { hasText: 'Only Acme Freight' }).click();
    await page.getByText('Write down a figure').click();
    await danas.sees(/Only Acme Freight: Dana and Rui/);
    await page.getByLabel('The figure').fill(figure);
    await danas.press(page.getByRole('button', { name: 'Keep it' }));
    await page.getByText(figure).waitFor({ state: 'attached' });
  });

  test('Maya is given no trace of what Acme keeps to itself, anywhere', async () => {
    for (const path of [step, plan, `${plan}/ask`, `${plan}/activity`, `${plan}/people`]) {
      await mayas.open(path);
      for (const data of [`${path}.data`, `${path}?_data=root`])
        expect(await (await mayas.page.request.get(data)).text()).not.toContain('facilities');
    }
    const given = await mayas.wasGiven();
    expect(given).toContain(question);
    for (const kept of [between, 'facilities', figure, 'budget']) expect(given).not.toContain(kept);
    expect(await note(mayas, 'Only Acme Freight').count()).toBe(0);
  });

  test('both write at once, and both stand', async () => {
    await mayas.open(step);
    await danas.open(step);
    await danas.page.getByLabel('Both sides', { exact: true }).check();
    await field(danas).fill('Monday suits us.');
    await field(mayas).fill('Is Tuesday better?');
    await Promise.all(
      [mayas, danas].map(async (who) =>
        who.press(who.page.getByRole('button', { name: 'Send', exact: true })),
      ),
    );
    for (const visitor of [mayas, danas]) {
      await visitor.open(step);
      await visitor.sees('Monday suits us.');
      await visitor.sees('Is Tuesday better?');
    }
  });

  test('what a step needs is listed by one side and ticked by the other', async () => {
    await mayas.open(step);
    await mayas.page.getByText('Say what it needs').click();
    await mayas.page.getByLabel('What is needed').fill('The list of people');
    await mayas.press(mayas.page.getByRole('button', { name: 'Add it' }).first());
    await mayas.sees('0 of 1 here');
    expect(await mayas.page.getByRole('button', { name: 'It is here: The list of people' }).count()).toBe(0);
    await danas.open(`${plan}?view=whole`);
    await danas.sees('Missing: the list of people');
    await danas.open(step);
    await danas.press(danas.page.getByRole('button', { name: 'It is here: The list of people' }));
    await danas.sees('1 of 1 here');
  });

  test('about the whole plan they write under Ask', async () => {
    const { page } = danas;
    await danas.open(plan);
    await danas.press(page.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name: 'Ask' }));
    await page.waitForURL(/\/ask$/);
    await page.getByRole('textbox', { name: 'Write to Maya about the plan' }).waitFor();
    await send(danas, 'Can we start a week earlier?');
    await danas.sees('Can we start a week earlier?');
    await mayas.open(plan);
    await mayas.press(mayas.page.getByRole('link', { name: 'Ask', exact: true }));
    await mayas.sees('Can we start a week earlier?');
  });

  test.runIf(javaScript)('words outlive a reload, and are sent again where no answer came', async () => {
    const { page } = danas;
    await danas.open(step);
    await field(danas).fill('Half a thought');
    await page.reload();
    await danas.ready();
    await expect.poll(() => field(danas).inputValue()).toBe('Half a thought');
    await page.route('**/commands', (route) => route.abort());
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const state = (words: RegExp) =>
      page.getByRole('status').filter({ hasText: words, visible: true }).first().waitFor();
    await state(/^(Offline, 1 waiting|Saving 1)$/);
    await note(danas, 'Half a thought').waitFor();
    await page.unroute('**/commands');
    danas.complaints().splice(0);
    // By itself: nobody has to ask for it.
    await state(/^Saved$/);
    await note(danas, 'Half a thought').waitFor();
    await expect.poll(() => field(danas).inputValue()).toBe('');
    await mayas.open(step);
    expect(await note(mayas, 'Half a thought').count()).toBe(1);
  });
});
