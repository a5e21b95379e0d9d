import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { drawPicture } from './pictures.server.ts';
import { type Post, readPost } from './post.server.ts';
import { useStage } from './stage.server.ts';

const ways = [
  { where: 'at a desk and on a phone', javaScript: true, hers: 'desktop', theirs: 'phone' },
  { where: 'without JavaScript', javaScript: false, hers: 'desktop', theirs: 'phone' },
  { where: 'on a phone and at a desk', javaScript: true, hers: 'phone', theirs: 'desktop' },
] as const;

describe.each(ways)('the five-minute story, $where', ({ javaScript, hers, theirs }) => {
  const stage = useStage();
  let mayas: Visitor;
  let danas: Visitor;
  let post: Post;
  let plan: string;

  beforeAll(async () => {
    mayas = await stage.enter('Maya', { javaScript, device: hers });
    danas = await stage.enter('Dana', { javaScript, device: theirs });
    post = readPost(await stage.enter('Otto', { javaScript }));
  });

  test('Maya sets up a workspace with the link from the log', async () => {
    await mayas.open('/');
    expect(new URL(mayas.page.url()).pathname).toBe('/setup');
    await deal.setUp(mayas, stage.app.setUpLink());
    await mayas.sees('A plan starts at its end');
  });

  test('she opens a plan, laid out backwards from the live day', async () => {
    plan = await deal.openPlan(mayas);
    await mayas.page.getByRole('heading', { name: deal.goal, level: 1 }).waitFor();
    await mayas.sees('Only Northwind sees this plan.');
    expect(await deal.stepsUnder(mayas, 'Fit proven')).toHaveLength(2);
  });

  test('she adds steps, one of them for her side alone', async () => {
    const lead = /Acme Freight.*name needed/;
    await deal.addStep(mayas, 'Goal agreed', { title: 'Send three month-ends', dueIn: 3, who: lead });
    await deal.addStep(mayas, 'Goal agreed', { title: 'Name who tries it out', dueIn: 4, who: lead });
    await deal.addStep(mayas, 'Goal agreed', { title: deal.secret, dueIn: 2, onlyOurs: true });
    expect(await deal.stepsUnder(mayas, 'Goal agreed')).toHaveLength(4);
  });

  test('she rewords a step, gives it another day and moves it up', async () => {
    const { page } = mayas;
    await mayas.press(page.getByRole('link', { name: 'Send three month-ends', exact: true }));
    await mayas.press(page.getByRole('link', { name: 'Reword: Name' }));
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Send the last three month-ends');
    await mayas.press(page.getByRole('button', { name: 'Save: Name' }));
    await page.getByRole('heading', { name: 'Send the last three month-ends' }).waitFor();
    await page.getByText('Change the day').click();
    await page.getByLabel('Which day?').fill(deal.dayAhead(5));
    await mayas.press(page.getByRole('button', { name: 'Set this day' }));
    await page
      .locator(`time[datetime="${deal.dayAhead(5)}"]`)
      .filter({ visible: true })
      .first()
      .waitFor();

    await mayas.open(plan);
    const before = await deal.stepsUnder(mayas, 'Goal agreed');
    expect(before.indexOf('Send the last three month-ends')).toBe(1);
    await mayas.press(page.getByRole('link', { name: 'More for Send the last three month-ends' }));
    await mayas.press(page.getByRole('button', { name: 'Move up' }));
    await expect
      .poll(async () =>
        (await deal.stepsUnder(mayas, 'Goal agreed')).indexOf('Send the last three month-ends'),
      )
      .toBe(0);
  });

  test('what she does is told in sentences, and can be taken back', async () => {
    const { page } = mayas;
    await deal.addStep(mayas, 'Case made', { title: 'Book the large room' });
    if (javaScript) {
      await mayas.sees('You added “Book the large room”');
      await mayas.press(page.getByRole('button', { name: 'Undo', exact: true }));
      await expect.poll(() => deal.row(mayas, 'Book the large room').count()).toBe(0);
      await deal.addStep(mayas, 'Case made', { title: 'Book the large room' });
    }
    await mayas.open(`${plan}/activity`);
    await mayas.sees(/Maya added “?Book the large room/);
    await mayas.sees(/moved “?Send the last three month-ends.* from .* to /);
    await mayas.press(page.getByRole('button', { name: /^Undo ?: added “Book the large room”/ }).first());
    await mayas.sees(/removed “?Book the large room.*taking back an earlier change/);
    await mayas.open(plan);
    expect(await deal.stepsUnder(mayas, 'Case made')).not.toContain('Book the large room');
  });

  test('she invites Dana, and sees beforehand what Dana will see', async () => {
    await mayas.open(`${plan}/people`);
    await mayas.sees('Inviting somebody at Acme Freight shares this plan with them.');
    await mayas.sees(/Acme Freight will see the goal, the live day and 8 steps; 1 step only Northwind sees/);
    await deal.invite(mayas, plan);
  });

  test('Dana reads her invitation and follows its button on her phone', async () => {
    const letter = await post.read(dana.name, /^Maya and you: eight steps to be live by/);
    expect(letter.to).toContain(dana.address);
    expect(letter.from).toContain('Maya');
    expect(letter.text).toContain('Change anything that is wrong.');
    expect(letter.text).toContain(deal.goal);
    await danas.open(letter.link('See the plan'));
    await danas.sees('Maya Klein invites you to a plan, Dana');
    await deal.enter(danas, letter.link('See the plan'));
    await danas.sees('Dana, this is what Maya wrote down on');
    await danas.sees(deal.reason);
  });

  test('she makes the goal hers, changes one day and says yes to the rest', async () => {
    const { page } = danas;
    await danas.sees(/Northwind asks you for \d things by/);
    await page.locator('summary', { hasText: 'Another day' }).first().click();
    await page.getByLabel('Which day suits you?').filter({ visible: true }).fill(deal.dayAhead(8));
    await danas.press(page.getByRole('button', { name: 'Suggest this day' }).filter({ visible: true }));
    await danas.press(page.getByRole('button', { name: 'Yes, that is right' }));
    await page.getByRole('heading', { name: deal.goal, level: 1 }).waitFor();
    await danas.press(page.getByRole('button', { name: /^Say yes to all/ }));
    await danas.sees('With Northwind to answer');
  });

  test('Maya answers the day Dana suggests', async () => {
    await mayas.open(plan);
    await mayas.sees(/Dana suggests/);
    await mayas.press(mayas.page.getByRole('button', { name: /^Fine: / }).first());
    await expect.poll(() => mayas.page.getByText(/Dana suggests/).count()).toBe(0);
  });

  test('both tick what is theirs, and the first milestone is reached', async () => {
    await danas.open(plan);
    if (theirs === 'phone' && javaScript) await drawPicture(danas, plan, 'yours.png');
    for (;;) {
      const done = danas.page.getByRole('button', { name: /^Done: (Send|Name)/ }).filter({ visible: true });
      if ((await done.count()) === 0) break;
      await danas.press(done.first());
    }
    await mayas.open(plan);
    await mayas.press(mayas.page.getByRole('button', { name: /^Done: Agree the goal/ }));
    await mayas.page
      .getByRole('region', { name: 'Goal agreed' })
      .getByText(/reached/i)
      .first()
      .waitFor();
    if (hers === 'desktop' && javaScript) await drawPicture(mayas, plan, 'plan.png');
  });

  test('both sides read that it is reached', async () => {
    await post.sendNow(dana.name);
    await post.sendNow(maya.name);
    for (const who of [dana, maya]) {
      const letter = await post.read(who.name, /Goal agreed/);
      expect(letter.to).toContain(who.address);
      expect(letter.text).toMatch(/That is the first of four milestones/);
    }
  });

  test('what is only Northwind’s was never given to Dana', async () => {
    for (const path of [plan, `${plan}?view=whole`, `${plan}/people`, `${plan}/activity`])
      await danas.open(path);
    expect(await danas.wasGiven()).toContain('Send the last three month-ends');
    expect(await danas.wasGiven()).not.toContain(deal.secret);
    expect(await post.all(dana.name)).not.toContain(deal.secret);
    expect(await mayas.wasGiven()).toContain(deal.secret);
  });
});
