import { beforeAll, describe, expect, test } from 'vitest';
import { buyerName } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const milestone = 'Goal agreed';
const rounds = 20;

describe('a step for one side, added on a phone', () => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;
  /** What Dana's page sent, in order. */
  const sent: { title: unknown; onlyOurs: unknown }[] = [];

  const title = () => danas.page.getByLabel(`A new step in ${milestone}`);
  const only = () => danas.page.locator('label').filter({ has: box() });
  const box = () => danas.page.getByRole('checkbox', { name: `Only ${buyerName}` });
  const addIt = () => danas.page.getByRole('button', { name: 'Add it' });

  beforeAll(async () => {
    mayas = await stage.enter('Maya');
    danas = await stage.enter('Dana', { device: 'phone' });
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(
      danas,
      (await deal.invitation(readPost(await stage.enter('Otto')))).link('See the plan'),
    );
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
    danas.page.on('request', (request) => {
      if (!request.url().endsWith('/commands')) return;
      const { type, args } = request.postDataJSON() as { type: string; args: Record<string, unknown> };
      if (type === 'addStep') sent.push({ title: args.title, onlyOurs: args.onlyOurs });
    });
    await danas.open(`${plan}?view=whole`);
    await danas.page.getByRole('link', { name: `Add a step to ${milestone}` }).tap();
    await title().fill('Kick-off invited');
    await addIt().tap();
    await deal.row(danas, 'Kick-off invited').waitFor();
  });

  test(`the tap on its tick counts before anything is sent, ${rounds} times of ${rounds}`, async () => {
    // Slow phones above all: there the focus leaves the title long after the finger has left the tick.
    const devTools = await danas.context.newCDPSession(danas.page);
    for (let round = 1; round <= rounds; round++) {
      await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 + (round % 4) * 2 });
      if (await box().isChecked()) await only().tap();
      await expect.poll(() => box().isChecked()).toBe(false);
      await title().tap();
      await danas.page.keyboard.type(`Between us ${round}`);
      await only().tap();
      await expect.poll(() => box().isChecked()).toBe(true);
      await danas.page.waitForTimeout(50);
      expect(await title().inputValue()).toBe(`Between us ${round}`);
      await addIt().tap();
      await expect.poll(() => sent.at(-1)?.title).toBe(`Between us ${round}`);
      await danas.settled();
    }
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const forUs = sent.filter((each) => String(each.title).startsWith('Between us'));
    expect(forUs.map((each) => each.onlyOurs)).toEqual(Array.from({ length: rounds }, () => true));
  });

  test('a tick taken away and given again counts, though the first press is forgotten under the second', async () => {
    const devTools = await danas.context.newCDPSession(danas.page);
    if (!(await box().isChecked())) await only().tap();
    await expect.poll(() => box().isChecked()).toBe(true);
    await title().tap();
    await danas.page.keyboard.type('Between us, thought over');
    const label = await only().boundingBox();
    if (!label) throw new Error('The tick is nowhere to be seen.');
    const points = [{ x: label.x + label.width - 10, y: label.y + label.height / 2 }];
    const press = async (ms: number) => {
      await devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points });
      await danas.page.waitForTimeout(ms);
      await devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const before = sent.length;
    await press(10);
    await expect.poll(() => box().isChecked()).toBe(false);
    await title().focus();
    // The finger is still down when the first press is too long ago for a click.
    await danas.page.waitForTimeout(150);
    await press(330);
    await expect.poll(() => box().isChecked()).toBe(true);
    await danas.page.waitForTimeout(50);
    expect(sent).toHaveLength(before);
    await addIt().tap();
    await expect.poll(() => sent.at(-1)).toEqual({ title: 'Between us, thought over', onlyOurs: true });
    await danas.settled();
  });

  test('who reads it stays as it was chosen for the next one', async () => {
    expect(await box().isChecked()).toBe(true);
    await title().fill('Between us again');
    await title().press('Enter');
    await expect.poll(() => sent.at(-1)).toEqual({ title: 'Between us again', onlyOurs: true });
    await danas.settled();
  });

  test('the keyboard put away is nothing said yet, and a press elsewhere adds it with its tick', async () => {
    const before = sent.length;
    await title().fill('Between us at last');
    await title().evaluate((input) => input.blur());
    await danas.page.waitForTimeout(100);
    expect(sent).toHaveLength(before);
    await danas.page.getByRole('heading', { name: 'Why now' }).tap();
    await expect.poll(() => sent.at(-1)).toEqual({ title: 'Between us at last', onlyOurs: true });
    expect(sent).toHaveLength(before + 1);
    await danas.settled();
  });

  test('a notice that is pressed while something is typed sends none of it', async () => {
    const { page } = danas;
    await page.getByRole('link', { name: `Add a step to ${milestone}` }).tap();
    await title().fill('Between us, beside a notice');
    await only().tap();
    await expect.poll(() => box().isChecked()).toBe(true);
    await addIt().tap();
    const close = page.getByRole('button', { name: 'Close this notice' });
    await close.waitFor();
    await danas.settled();
    await title().tap();
    await page.keyboard.type('Between us, half a word');
    const before = sent.length;
    await close.tap();
    await close.waitFor({ state: 'detached' });
    await page.waitForTimeout(600);
    expect(sent).toHaveLength(before);
    expect(await title().inputValue()).toBe('Between us, half a word');
    await title().fill('');
  });

  test('what was refused comes back whole, its tick included', async () => {
    const { page } = danas;
    // From a form that is open: what moves because it closes must not take the press away.
    await page.getByRole('link', { name: milestone, exact: true }).tap();
    await page.getByLabel("The milestone's name").waitFor();
    await page.getByRole('link', { name: `Add a step to ${milestone}` }).tap();
    danas.mayMeet(422);
    await page.route('**/commands', (route) => route.fulfill({ status: 422, json: {} }), { times: 1 });
    await title().fill('Between us, refused');
    await page.getByLabel('Kind', { exact: true }).selectOption('meeting');
    await only().tap();
    await addIt().tap();
    await danas.sees('That did not work, and nothing was changed.');
    expect(await title().inputValue()).toBe('Between us, refused');
    expect(await page.getByLabel('Kind', { exact: true }).inputValue()).toBe('meeting');
    expect(await box().isChecked()).toBe(true);
    await addIt().tap();
    await deal.row(danas, 'Between us, refused').waitFor();
    expect(sent.at(-1)).toEqual({ title: 'Between us, refused', onlyOurs: true });
  });

  test('nothing of it reaches the other side', async () => {
    await danas.settled();
    for (const path of [plan, `${plan}/activity`]) {
      await mayas.open(path);
      await mayas.sees('Kick-off invited');
    }
    expect(await mayas.wasGiven()).not.toContain('Between us');
  });
});
