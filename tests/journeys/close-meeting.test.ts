import { beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Pricing walkthrough';
const milestone = 'Goal agreed';

describe('a whole meeting, with Maya at her desk and Dana on her phone', () => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let step: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name);
    danas = await stage.enter(dana.name, { device: 'phone' });
    post = readPost(await stage.enter('Otto'));
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
  });

  test('Maya sets it up: who comes, and what it is to talk about', async () => {
    const { page } = mayas;
    await mayas.open(plan);
    await deal.addStep(mayas, milestone, { title, dueIn: 0, who: new RegExp(maya.name) });
    await deal.addStep(mayas, milestone, {
      title: deal.secret,
      dueIn: 0,
      who: new RegExp(maya.name),
      onlyOurs: true,
    });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
    await mayas.open(step);
    await page.locator('summary', { hasText: /^More$/ }).click();
    await page.getByLabel('Kind', { exact: true }).selectOption({ label: 'Meeting' });
    await mayas.sees('No time yet');
    await page.getByText('Who comes', { exact: true }).filter({ visible: true }).last().click();
    for (const { name } of [maya, dana]) await page.getByRole('checkbox', { name }).check();
    await mayas.press(page.getByRole('button', { name: 'Save who comes' }));
    await page.getByRole('link', { name: 'Write it: Agenda' }).click();
    await page.getByLabel('Agenda', { exact: true }).fill('Price per carrier\nWho signs');
    await mayas.press(page.getByRole('button', { name: 'Save: Agenda' }));
    await mayas.sees('Who signs');
  });

  test('each reads a brief of their own before', async () => {
    await mayas.press(mayas.page.getByRole('link', { name: 'What to know before' }));
    await mayas.sees(deal.secret);
    await danas.open(`${step}/brief`);
    await danas.sees('The next step to ask for');
    expect(await danas.page.content()).not.toContain(deal.secret);
    expect(await findBarriers(danas.page)).toEqual([]);
  });

  test('what Maya types in one line is a step on both screens, and Dana says yes to it there', async () => {
    const { page } = mayas;
    await mayas.open(`${step}/meeting`);
    await danas.open(`${step}/meeting`);
    await mayas.sees('Price per carrier');
    expect(await page.locator('body').innerText()).not.toContain(deal.secret);
    await danas.listens();
    const line = page.getByLabel('Who does what by when');
    await line.fill('Dana sends the figures by tomorrow');
    // Who and when show before Enter.
    await expect
      .poll(() => page.getByLabel('Who', { exact: true }).locator('option:checked').innerText())
      .toContain(dana.name);
    await expect.poll(() => page.getByLabel('By', { exact: true }).inputValue()).toBe(deal.dayAhead(1));
    await line.press('Enter');
    await mayas.sees('Sends the figures');
    await expect.poll(() => line.inputValue()).toBe('');
    await danas.sees('Sends the figures');
    await danas.press(danas.page.getByRole('button', { name: 'Fine: Sends the figures' }));
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: 'Sends the figures' }).innerText())
      .not.toContain('to answer');
    expect(await findBarriers(page)).toEqual([]);
    expect(await findBarriers(danas.page)).toEqual([]);
    expect(await findOverflow(danas.page)).toBeNull();
    await mayas.open(`${step}/brief`);
    await danas.open(`${step}/brief`);
  });

  test('it is not finished without a next meeting, and nothing typed is lost', async () => {
    const { page } = mayas;
    await mayas.open(`${step}/close`);
    expect(await page.locator('body').innerText()).not.toContain(deal.secret);
    await page.getByLabel('What was decided').fill('Priced per carrier\nData stays in Frankfurt');
    await page.getByLabel('Time', { exact: true }).fill('15:00');
    mayas.mayMeet(422);
    await mayas.press(page.getByRole('button', { name: 'Finish the meeting' }));
    await mayas.sees('Not finished: there is no next meeting. Pick a day, or write why none is needed.');
    expect(await page.getByLabel('What was decided').inputValue()).toContain('Frankfurt');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Day', { exact: true }).fill(deal.dayAhead(7));
    await mayas.press(page.getByRole('button', { name: 'Finish the meeting' }));
    await mayas.sees('Maya closed this meeting.');
    await mayas.sees('Data stays in Frankfurt');
  });

  test('Dana reads how it ended, and both get it in writing once, with the next one for the calendar', async () => {
    await danas.open(`${plan}/meetings`);
    await danas.sees('Data stays in Frankfurt');
    expect(await findOverflow(danas.page)).toBeNull();
    for (const { name } of [maya, dana]) {
      await post.sendNow(name);
      const recap = await post.read(name, /^After Pricing walkthrough: “Sends the figures”/);
      expect(recap.calendar).toContain('METHOD:REQUEST');
      for (const words of [
        'Priced per carrier',
        'Data stays in Frankfurt',
        'Maya closed Pricing walkthrough',
      ])
        expect(recap.text).toContain(words);
      expect(recap.text).not.toContain(deal.secret);
      const all = await post.subjects(name);
      expect(all.filter((subject) => /^(After |Meeting, )/.test(subject))).toHaveLength(1);
    }
  });

  test('nobody’s browser complained', () => {
    expect([mayas, danas].flatMap((visitor) => visitor.complaints())).toEqual([]);
  });
});
