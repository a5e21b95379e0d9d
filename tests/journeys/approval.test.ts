import { beforeAll, describe, expect, test } from 'vitest';
import { everyView, findBarriers, findOverflow } from '#tests/support/accessible.server.ts';
import { buyerName, lena, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const note = 'Per must not hear of this before Monday';
const condition = 'Invoices stay in SAP';
const missing = 'The cost of today’s process';

const ways = [
  { where: 'on a phone', javaScript: true },
  { where: 'on a phone without JavaScript', javaScript: false },
] as const;

describe.each(ways)('an approval $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let lenas: Visitor;
  let post: Post;
  let plan: string;
  /** The page where each is decided. */
  const pages: Record<string, string> = {};

  const radio = (name: string) => lenas.page.getByRole('radio', { name: new RegExp(`^${name}`) });
  const decides = async (verb: string) =>
    await lenas.press(
      lenas.page.getByRole('button', { name: javaScript ? verb : 'Send your decision', exact: true }),
    );

  /** On a phone and at a desk, light and dark, and as narrow as 400 %. */
  const fits = async () => {
    if (!javaScript) return;
    const { page } = lenas;
    const before = page.viewportSize();
    const barriers = await findBarriers(page, everyView);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await findOverflow(page);
    if (before) await page.setViewportSize(before);
    expect(overflow ? [...barriers, overflow] : barriers).toEqual([]);
  };

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript });
    lenas = await stage.enter('Lena', { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  test('Maya shares a plan with Dana, who brings in Lena', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.invite(mayas, plan);
    await deal.enter(danas, (await deal.invitation(post)).link('See the plan'));
    await deal.invite(danas, plan, lena);
  });

  test('Dana plans what Lena decides', async () => {
    for (const title of ['Business case approved', 'Budget released'])
      pages[title] = await planApproval(danas, `${plan}?view=whole`, title);
  });

  test('Lena opens her invitation and finds the plan at a glance', async () => {
    await deal.enter(lenas, (await deal.invitation(post, lena)).link('See the plan'));
    await lenas.page.getByRole('heading', { name: deal.goal, level: 1 }).waitFor();
    await lenas.sees(/^You decide by /);
    await lenas.sees('Nothing else needs you.');
    await lenas.page.getByRole('link', { name: 'Whole plan' }).waitFor();
    await fits();
    await lenas.press(lenas.page.getByRole('link', { name: 'Business case approved' }));
    await lenas.page.getByRole('heading', { name: 'Business case approved', level: 1 }).waitFor();
    await lenas.sees('You decide this alone');
  });

  test('she approves with a condition, and is asked for a code before anything is decided', async () => {
    const { page } = lenas;
    await radio('Approve with conditions').check();
    await page.getByLabel('What has to be done?').fill(condition);
    await page.getByLabel('Who does it?').selectOption({ label: `${maya.name}, leads this at Northwind` });
    await page.getByLabel('By', { exact: true }).fill(deal.dayAhead(30));
    await page.locator('summary', { hasText: 'Add a note' }).click();
    await page.getByRole('textbox', { name: `A note for ${buyerName}` }).fill(note);
    await decides('Approve with 1 condition');
    await lenas.sees(`l***@${lena.address.split('@')[1]}`);
    await mayas.open(pages['Business case approved'] ?? '');
    await mayas.sees('not decided yet');
  });

  test('a wrong code keeps everything typed', async () => {
    const { page } = lenas;
    lenas.mayMeet(400);
    await page.getByLabel('Six-digit code').fill('000000');
    await decides('Approve with 1 condition');
    await lenas.sees(/That is not the code in the newest letter. You have 4 tries left./);
    expect(await page.getByLabel('What has to be done?').inputValue()).toBe(condition);
    expect(await page.getByRole('textbox', { name: `A note for ${buyerName}` }).inputValue()).toBe(note);
    expect(await radio('Approve with conditions').isChecked()).toBe(true);
    await fits();
  });

  test('the right one decides, in her name', async () => {
    const letter = await post.read(lena.name, /code to decide/);
    expect(letter.to).toContain(lena.address);
    await lenas.page.getByLabel('Six-digit code').fill(/\b\d{3} ?\d{3}\b/.exec(letter.text)?.[0] ?? '');
    await decides('Approve with 1 condition');
    await lenas.sees('approved with 1 condition');
    await lenas.sees(note);
    expect(new URL(lenas.page.url()).pathname).toBe(pages['Business case approved']);
  });

  test('Maya reads who decided, when and how it is known, and answers the condition', async () => {
    await mayas.open(pages['Business case approved'] ?? '');
    await mayas.sees('Lena Hoff');
    await mayas.sees('approved with 1 condition');
    await mayas.sees(/\d\d:\d\d, signed in with a code mailed to them\./);
    await mayas.open(plan);
    await deal.row(mayas, condition).waitFor();
    await mayas.press(mayas.page.getByRole('button', { name: `Fine: ${condition}` }).first());
    expect(await mayas.wasGiven()).not.toContain(note);
    expect(await post.all(maya.name)).not.toContain(note);
  });

  test('the second time no code is asked; she needs more, and Maya is asked for it', async () => {
    const { page } = lenas;
    await lenas.open(pages['Budget released'] ?? '');
    await radio('Need more evidence').check();
    lenas.mayMeet(422);
    await decides('Ask for more evidence');
    await lenas.sees('Say what is missing, so that the other side knows what to bring.');
    await page.getByLabel('What is missing?').fill(missing);
    await decides('Ask for more evidence');
    await lenas.sees('asked for more');
    await lenas.sees(/^Maya is asked for it by /);
    await mayas.open(pages['Budget released'] ?? '');
    await mayas.sees(`What is missing: ${missing}`);
    await mayas.sees(/^You are asked for it by /);
  });

  test('she says no after all; both stay on record and the newer counts', async () => {
    await lenas.press(lenas.page.getByRole('link', { name: 'Decide again' }));
    await radio('Reject').check();
    await decides('Reject');
    await lenas.sees('said no');
    await lenas.sees(/A later decision counts instead/);
    await fits();
    await mayas.open(pages['Budget released'] ?? '');
    await mayas.sees('said no');
    await mayas.open(plan);
    await deal.row(mayas, 'Budget released').getByText('Said no').first().waitFor();
  });

  test('who is not asked reads it all and decides nothing', async () => {
    await danas.open(pages['Budget released'] ?? '');
    await danas.sees('said no');
    await danas.sees('Who decides');
    expect(await danas.page.getByRole('radio').count()).toBe(0);
  });
});

/** A step of Lena's in the second milestone, made an approval; where it is decided. */
async function planApproval(visitor: Visitor, from: string, title: string): Promise<string> {
  await visitor.open(from);
  await deal.addStep(visitor, 'Fit proven', { title, dueIn: 10, who: new RegExp(lena.name) });
  const href = await deal.row(visitor, title).locator('a[href*="/steps/"]').first().getAttribute('href');
  const [, planPath, stepId] = /^(\/plans\/[\w-]+)\/steps\/([\w-]+)/.exec(href ?? '') ?? [];
  const kind = { type: 'changeStep', args: { stepId, field: 'type', value: 'approval' } };
  const answer = await visitor.page.request.post(`${planPath}/commands`, {
    headers: { origin: new URL(visitor.page.url()).origin },
    data: { id: commandId(), ...kind },
  });
  expect(answer.status()).toBe(200);
  return `${planPath}/approve/${stepId}`;
}

let sent = 0;
function commandId(): string {
  sent += 1;
  return `01900000-0000-7000-8000-${String(sent).padStart(12, '0')}`;
}
