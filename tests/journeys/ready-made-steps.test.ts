import { beforeAll, describe, expect, test } from 'vitest';
import { buyerName, dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { lookAt } from './pictures.server.ts';
import { readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

/** Half a year ahead: the long template and the capital track both fit. */
const liveDay = () => deal.dayAhead(200);

/** Every field and press on the way, as a newcomer makes them. */
function counting(visitor: Visitor) {
  const done: string[] = [];
  return {
    done,
    fill: async (label: RegExp, value: string) => {
      done.push(`fill ${label}`);
      await visitor.page.getByLabel(label).fill(value);
    },
    press: async (role: 'button' | 'link' | 'radio', name: string | RegExp) => {
      done.push(`press ${String(name)}`);
      await visitor.press(visitor.page.getByRole(role, { name }));
    },
  };
}

describe.each([
  { where: 'with JavaScript', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('ready-made steps, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let plan: string;

  beforeAll(async () => {
    mayas = await stage.enter(maya.name, { javaScript });
    danas = await stage.enter(dana.name, { javaScript, device: 'phone' });
    await deal.setUp(mayas, stage.app.setUpLink());
  });

  test('a newcomer builds the long plan with the capital track in a few presses', async () => {
    const { page } = mayas;
    const did = counting(mayas);
    const begun = performance.now();
    await mayas.open('/plans');
    await did.press('link', 'New plan');
    await did.fill(/^Company/, buyerName);
    await did.fill(/^Live day/, liveDay());
    await did.fill(/^What they want/, deal.goal);
    did.done.push('press Enterprise purchase to go-live');
    await page.getByRole('radio', { name: /^Enterprise purchase/ }).check();
    await did.press('button', 'Open the plan');
    await page.waitForURL(/\/plans\/[\w-]{36}$/);
    plan = new URL(page.url()).pathname;
    await did.press('link', 'Add ready-made steps');
    await did.press('link', 'Capital approval');
    await mayas.sees(/These 6 steps fit between .*; the live day holds\./);
    await lookAt(mayas, 'days-desk');
    await did.press('button', 'Add these 6 steps');
    await page.waitForURL(/view=whole|\/plans\/[\w-]{36}(\?|#|$)/);
    await mayas.sees('Committee decides');
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`The long plan with the capital track: ${did.done.length} acts, ${seconds} s\n`);
    expect(did.done).toHaveLength(9);
    expect(await deal.stepsUnder(mayas, 'Capital approved')).toHaveLength(6);
  });

  test('one press takes all of it back, and another puts it there again', async () => {
    await mayas.open(`${plan}/activity`);
    await mayas.sees('added the milestone Capital approved');
    await mayas.press(mayas.page.getByRole('button', { name: /^Undo/ }).first());
    await mayas.open(plan);
    expect(await mayas.page.getByText('Committee decides').count()).toBe(0);
    await mayas.open(`${plan}/activity`);
    await mayas.press(mayas.page.getByRole('button', { name: /^Undo/ }).first());
    await mayas.open(plan);
    await mayas.sees('Committee decides');
  });

  test('Dana adds a track on her phone, in her own days, and it shows where Maya is', async () => {
    await mayas.open(plan);
    await deal.invite(mayas, plan);
    const post = readPost(await stage.enter('Otto', { javaScript }));
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await mayas.open(plan);
    await danas.open(`${plan}/add`);
    await lookAt(danas, 'choose');
    await danas.press(danas.page.getByRole('link', { name: 'Security review' }));
    await danas.page
      .getByLabel('Through by')
      .selectOption({ label: await option(danas, /“Signature” begins/) });
    if (!javaScript) await danas.press(danas.page.getByRole('button', { name: 'Show the days' }));
    else await danas.page.waitForURL(/by=step/);
    await danas.sees(/These 9 steps fit between .*; the live day holds\.|^Short by/);
    await lookAt(danas, 'days');
    await danas.press(danas.page.getByRole('button', { name: 'Add these 9 steps' }));
    await danas.sees('Security decided');
    if (!javaScript) await mayas.open(plan);
    await mayas.sees('Security decided');
  });

  test('kept to Northwind, Dana sees nothing of it', async () => {
    await mayas.open(`${plan}/add?set=joint-content&onlyOurs=on`);
    await mayas.sees(/Only Northwind sees it, until you propose it/);
    await mayas.press(mayas.page.getByRole('button', { name: 'Add this step' }));
    // So many are open by now that what is far ahead begins folded.
    await mayas.open(`${plan}/activity`);
    await mayas.sees(/added Joint content: a talk/);
    await danas.open(`${plan}/activity`);
    await danas.sees('added the milestone Security decided');
    expect(await danas.page.getByText('Joint content').count()).toBe(0);
  });
});

async function option({ page }: Visitor, label: RegExp): Promise<string> {
  const labels = await page.getByLabel('Through by').locator('option').allInnerTexts();
  const found = labels.find((each) => label.test(each));
  if (!found) throw new Error(`None of ${labels.join(' | ')} is ${label}`);
  return found;
}
