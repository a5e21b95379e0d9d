import { beforeAll, describe, expect, test } from 'vitest';
import { requireDay } from '#app/domain/day.ts';
import { meetingAt, meetingInWords } from '#app/domain/meeting.ts';
import { findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const title = 'Demo for the evaluation group';
const newYork = 'America/New_York';

describe.each([
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
])('A meeting, $where', ({ javaScript }) => {
  const stage = useStage();
  // Where nobody's device has told its zone, times are those of the plan.
  const berlin = javaScript ? 'Europe/Berlin' : 'UTC';
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;
  let step: string;
  const day = requireDay(deal.dayAhead(8));
  const at = (time: string, minutes = 45) => meetingAt(day, { time, zone: berlin, minutes });
  const readIn = (zone: string, time: string, minutes?: number) =>
    meetingInWords(at(time, minutes), zone, [berlin], requireDay(deal.dayAhead(0)));

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone', zone: newYork });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  test('Maya shares a plan with Dana, who says that the goal is hers', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await danas.press(danas.page.getByRole('button', { name: 'Yes, that is right' }));
  });

  test('Maya makes a step of hers a meeting, and says when, where and who', async () => {
    await mayas.open(plan);
    await deal.addStep(mayas, 'Goal agreed', { title, dueIn: 6, who: new RegExp(maya.name) });
    const href = await deal.row(mayas, title).locator('a[href*="/steps/"]').first().getAttribute('href');
    step = (href ?? '').split(/[?#]/)[0] ?? '';
    await mayas.open(step);
    const { page } = mayas;
    expect(await page.getByRole('heading', { name: 'Meeting' }).count()).toBe(0);
    await openMore(mayas);
    await page.getByLabel('Kind', { exact: true }).selectOption({ label: 'Meeting' });
    if (!javaScript) await mayas.press(page.getByRole('button', { name: 'Save: Kind' }));
    await mayas.sees('No time yet');
    await page.getByText('Who comes', { exact: true }).filter({ visible: true }).last().click();
    for (const { name } of [maya, dana]) await page.getByRole('checkbox', { name }).check();
    await mayas.press(page.getByRole('button', { name: 'Save who comes' }));
    await mayas.sees(`${maya.name}, ${dana.name}`);
    await page.locator('summary[aria-label="Say where it takes place"]').click();
    await page.getByLabel('A place or a link', { exact: true }).fill('https://meet.example/demo');
    await mayas.press(page.getByRole('button', { name: 'Save: A place or a link' }));
    await mayas.sees('https://meet.example/demo');
    await setTime(mayas, 'Set a time', '15:00', berlin);
    await mayas.press(page.getByRole('button', { name: 'Set this time' }));
    await mayas.sees(readIn(berlin, '15:00').own);
  });

  // Before it is moved: a letter says what is so when it goes.
  test('a letter brings it to Dana at once', async () => {
    const set = await post.read(dana.name, /^Meeting, /);
    expect(set.calendar).toContain('METHOD:REQUEST');
    expect(set.calendar).toContain('SEQUENCE:0');
    const words = readIn(javaScript ? newYork : berlin, '15:00');
    expect(set.text).toContain(words.own);
  });

  test('Dana reads it in her own zone, and suggests another time of hers', async () => {
    const { page } = danas;
    await danas.open(step);
    const words = readIn(newYork, '15:00');
    if (javaScript) await danas.sees(words.own);
    await danas.sees(javaScript ? (words.elsewhere[0] ?? '') : readIn(berlin, '15:00').own);
    await setTime(danas, 'Another time', '16:30', berlin);
    await danas.press(page.getByRole('button', { name: 'Suggest this time' }));
    await danas.sees('Suggested');
    if (!javaScript) return;
    await page.getByText('Who comes', { exact: true }).filter({ visible: true }).last().click();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await findOverflow(page)).toBeNull();
    await page.setViewportSize({ width: 390, height: 844 });
  });

  test('Maya says yes, and it is the time', async () => {
    await mayas.open(step);
    await mayas.sees(/suggests .*16:30–17:15 /);
    await mayas.press(mayas.page.getByRole('button', { name: 'Fine' }).first());
    await mayas.open(step);
    await mayas.sees(readIn(berlin, '16:30').own);
    await danas.open(step);
    await danas.sees(readIn(javaScript ? newYork : berlin, '16:30').own);
  });

  test('Maya’s own calendar reads it by an address that she can end', async () => {
    const { page } = mayas;
    await mayas.open(step);
    await page.getByRole('link', { name: 'Put it in your calendar' }).click();
    await page.waitForURL(/\/account#calendar$/);
    await mayas.press(page.getByRole('button', { name: 'Make the address' }));
    const url = await page.getByLabel('Address for your calendar').inputValue();
    const path = new URL(url).pathname;
    const feed = await page.request.get(path);
    expect(feed.headers()['cache-control']).toMatch(/^private/);
    expect(await feed.text()).toContain(`SUMMARY:${title}`);
    expect((await page.request.head(path)).status()).toBe(200);
    expect((await page.request.post(path)).ok()).toBe(false);
    await mayas.press(page.getByRole('button', { name: 'End it' }));
    await mayas.sees('The address has ended.');
    expect((await page.request.get(path)).status()).toBe(410);
  });

  test('Dana has it in her calendar: moved by Maya, and called off', async () => {
    const moved = await post.read(dana.name, /^Meeting moved to /);
    expect(moved.calendar).toContain('SEQUENCE:1');
    // Nobody is looking at it when it goes.
    await danas.open(plan);
    await mayas.open(step);
    await openMore(mayas);
    await mayas.press(mayas.page.getByRole('button', { name: 'Remove this step' }));
    const off = await post.read(dana.name, /^Meeting called off, /);
    expect(off.calendar).toContain('METHOD:CANCEL');
    expect(off.calendar).toContain('SEQUENCE:2');
  });

  const openMore = ({ page }: Visitor) =>
    page.getByText('More', { exact: true }).filter({ visible: true }).last().click();

  async function setTime({ page }: Visitor, press: string, time: string, zone: string) {
    await page.getByText(press, { exact: true }).filter({ visible: true }).click();
    const form = page.locator('form').filter({ has: page.getByLabel('Minutes') });
    await form.getByLabel('Day').fill(day);
    await form.getByLabel('Time', { exact: true }).fill(time);
    const elsewhere = form.getByLabel('Time zone').locator('option[value="Pacific/Auckland"]');
    if (javaScript) await elsewhere.waitFor({ state: 'attached' });
    await form.getByLabel('Time zone').selectOption(zone);
  }
});
