import { beforeAll, describe, expect, test } from 'vitest';
import { dana, rui } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const problem = 'Closing a month takes nine days and four people.';
const note = 'You asked for it in writing. Here it is.';

const ways = [
  { where: 'with JavaScript', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
] as const;

describe.each(ways)('a plan goes to somebody’s boss, $where', ({ javaScript }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let boss: Visitor;
  let post: Post;
  let plan: string;
  let address: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { javaScript, device: 'desktop' });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    boss = await stage.enter('Somebody', { javaScript, device: 'phone' });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  test('Maya reads her draft as Acme will, with what stays hers apart', async () => {
    await deal.setUp(mayas, stage.app.setUpLink());
    plan = await deal.openPlan(mayas);
    await deal.addStep(mayas, 'Goal agreed', { title: 'Send three month-ends', dueIn: 3 });
    await deal.addStep(mayas, 'Goal agreed', { title: deal.secret, dueIn: 2, onlyOurs: true });
    await mayas.press(mayas.page.getByRole('link', { name: 'Share with Acme Freight' }));
    await mayas.page.waitForURL(/\/share$/);
    const seen = mayas.page.getByRole('region', { name: 'What Acme Freight will see' });
    const kept = mayas.page.getByRole('region', { name: 'What stays only Northwind' });
    expect(await seen.innerText()).toContain('Send three month-ends');
    expect(await seen.innerText()).not.toContain(deal.secret);
    expect(await kept.innerText()).toContain(deal.secret);
  });

  test('she sees the letter as it will arrive, with her own words on top, and sends it', async () => {
    const { page } = mayas;
    await page.getByLabel('Name', { exact: true }).fill(dana.name);
    await page.getByLabel('Mail address').fill('dana@acme.com');
    await page.getByLabel('Their part').selectOption(dana.role);
    await page.getByLabel(/^A note from you/).fill(note);
    if (!javaScript) await mayas.press(page.getByRole('button', { name: 'Show the letter' }));
    const letter = page.frameLocator('iframe');
    await letter.getByText(note).waitFor();
    expect(await letter.locator('body').innerText()).toContain('Change anything that is wrong.');
    expect(await letter.locator('body').innerText()).not.toContain(deal.secret);
    expect(await page.getByLabel('Mail address').inputValue()).toBe('dana@acme.com');
    await mayas.press(page.getByRole('button', { name: 'Invite', exact: true }));
    await mayas.sees('The invitation is written');
    const arrived = await deal.invitation(post);
    expect(arrived.text).toContain(note);
    await deal.enter(danas, arrived.link('See the plan'));
  });

  test('Dana lets only people of her company be invited, and a stranger’s address is refused at its field', async () => {
    const { page } = danas;
    await danas.open(`${plan}/people`);
    await page.getByLabel(/^Domain/).fill('acme.com');
    await danas.press(page.getByRole('button', { name: 'Limit to it' }));
    await danas.sees('Only addresses at acme.com.');
    await page.getByLabel('Name', { exact: true }).fill(rui.name);
    await page.getByLabel('Mail address').fill('rui@elsewhere.example');
    danas.mayMeet(409);
    await danas.press(page.getByRole('button', { name: 'Invite', exact: true }));
    await danas.sees('Only people with an address at acme.com can be invited to this plan.');
    expect(await page.getByLabel('Mail address').inputValue()).toBe('rui@elsewhere.example');
    expect(await page.getByLabel('Mail address').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Mail address').fill('rui@acme.com');
    await danas.press(page.getByRole('button', { name: 'Invite', exact: true }));
    await danas.sees('The invitation is written');
  });

  test('both write the case in one text, in its place', async () => {
    const { page } = danas;
    await danas.open(`${plan}/summary`);
    await danas.press(page.getByRole('link', { name: /^The problem: / }));
    await page.getByRole('textbox', { name: 'The problem' }).fill(problem);
    await danas.press(page.getByRole('button', { name: 'Save: The problem' }));
    await page.getByText(problem).waitFor();
    await mayas.open(`${plan}/summary`);
    await mayas.sees(problem);
    expect(await mayas.page.getByRole('main').innerText()).not.toContain(deal.secret);
  });

  test('she makes a link, and whoever has it reads the page without an account', async () => {
    const { page } = danas;
    await page.getByLabel('It ends').selectOption('7');
    await danas.press(page.getByRole('button', { name: 'Make a link', exact: true }));
    await danas.sees('The link is made.');
    address = await page.getByLabel('The link').inputValue();
    const letter = await page.getByRole('link', { name: 'Write to your boss' }).getAttribute('href');
    expect(decodeURIComponent(letter ?? '')).toContain(address);
    await boss.open(new URL(address).pathname);
    await boss.sees(problem);
    await boss.sees(deal.goal);
    await boss.sees('Not an offer, a commitment to buy, or part of any contract.');
    const given = await boss.wasGiven();
    for (const none of [plan.slice('/plans/'.length), '@acme.com', '@northwind', deal.secret])
      expect(given).not.toContain(none);
    expect(await boss.page.locator('form').count()).toBe(0);
  });

  test('on paper it is one or two pages, with nothing to press', async () => {
    await boss.page.emulateMedia({ media: 'print' });
    const pressable = boss.page.locator('button, [data-bar]').filter({ visible: true });
    expect(await pressable.count()).toBe(0);
    for (const { page } of [boss, danas]) {
      const paper = await page.pdf({ format: 'A4' });
      const pages = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(pages).toBeGreaterThan(0);
      expect(pages).toBeLessThanOrEqual(2);
    }
    await boss.page.emulateMedia({ media: null });
  });

  test('Maya sees whose link it is and when it ends, and not the link', async () => {
    await mayas.open(`${plan}/summary`);
    await mayas.sees(/Dana Ortiz made it on .*It ends on/);
    expect(await mayas.page.getByLabel('The link').count()).toBe(0);
  });

  test('revoked, it is gone at once, and the page says so kindly', async () => {
    await danas.open(`${plan}/summary`);
    await danas.press(danas.page.getByRole('button', { name: /^Revoke/ }));
    await danas.sees('That link has ended.');
    boss.mayMeet(410);
    const answer = await boss.page.goto(address);
    expect(answer?.status()).toBe(410);
    await boss.sees('This summary has ended');
    expect(await boss.page.content()).not.toContain(deal.goal);
  });
});
