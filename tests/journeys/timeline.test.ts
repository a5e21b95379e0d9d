import { beforeAll, describe, expect, test } from 'vitest';
import { shortDay } from '#app/domain/day.ts';
import * as paths from '#app/http/paths.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  type MilestoneSketch,
  realToday,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import { useStage } from './stage.server.ts';

const secret = 'Floor for the discount';
const twelve: MilestoneSketch[] = [
  {
    key: 'Fit proven',
    steps: [
      { key: 'Demo', owners: [maya], dueIn: 2 },
      { key: 'Data chosen', owners: [dana], dueIn: 6, after: ['Demo'] },
      { key: 'Workshop', owners: [maya, dana], dueIn: 13, type: 'meeting', after: ['Data chosen'] },
      { key: secret, owners: [maya], dueIn: 9, withheld: true },
      { key: 'Reference call', owners: [maya], dueIn: 15 },
    ],
  },
  {
    key: 'Papers signed',
    steps: [
      { key: 'Form sent', owners: [dana], dueIn: 16 },
      { key: 'Form answered', owners: [maya], dueIn: 27, after: ['Form sent'] },
      {
        key: 'Budget approved',
        owners: [{ side: 'buyer', role: 'economicBuyer' }],
        dueIn: 34,
        type: 'approval',
      },
      {
        key: 'Contract read',
        owners: [{ side: 'buyer', role: 'legal' }],
        dueIn: 48,
        after: ['Form answered'],
      },
      { key: 'Signature', owners: [maya, dana], dueIn: 62, after: ['Contract read', 'Budget approved'] },
      { key: 'Roll-out planned', owners: [dana] },
    ],
  },
];

const three: MilestoneSketch[] = [
  { key: 'Fit proven', steps: ['a', 'b', 'c'].map((key) => ({ key, owners: [maya] })) },
];

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('the timeline, $where', ({ javaScript }) => {
  const stage = useStage();
  let plan: StoredPlan;
  let small: StoredPlan;
  let mayas: Visitor;
  let danas: Visitor;

  const bar = ({ page }: Visitor, title: string) =>
    page
      .getByRole('group', { name: 'The steps by day' })
      .getByRole('link', { name: new RegExp(`^${title}, `) });
  const timeline = () => paths.planTimeline(plan.planId);

  beforeAll(async () => {
    useDatabase(stage.database.database);
    plan = await storedPlan(stage.database.database, { milestones: twelve });
    const { workspaceId } = plan;
    small = await storedPlan(stage.database.database, { workspaceId, milestones: three });
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    await stage.signIn(mayas, maya);
    await stage.signIn(danas, dana);
  });

  test('Maya comes to it from her plan, and finds each step as a bar that leads to it', async () => {
    const { page } = mayas;
    await mayas.open(paths.plan(plan.planId));
    await mayas.press(
      page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Timeline' }),
    );
    await page.getByRole('heading', { name: 'Timeline', level: 1 }).waitFor();
    const drawn = page.getByRole('group', { name: 'The steps by day' });
    expect(await drawn.getByRole('link').count()).toBe(11);
    expect(await bar(mayas, 'Form answered').getAttribute('aria-label')).toMatch(
      /^Form answered, Maya Klein\. .*Waits for “Form sent”\./,
    );
    expect(await bar(mayas, secret).getAttribute('aria-label')).toMatch(/Only Northwind\.$/);
    await mayas.press(bar(mayas, 'Form answered'));
    await page.getByRole('heading', { name: 'Form answered' }).waitFor();
  });

  test('weeks, months and a table are an address each', async () => {
    const { page } = mayas;
    const wide = () => page.getByRole('group', { name: 'The steps by day' }).evaluate((e) => e.clientWidth);
    await mayas.open(timeline());
    const views = page.getByRole('navigation', { name: 'How it is shown' });
    await mayas.press(views.getByRole('link', { name: 'Months' }));
    expect(page.url()).toMatch(/\?scale=months$/);
    const months = await wide();
    await mayas.press(views.getByRole('link', { name: 'Weeks' }));
    expect(await wide()).toBeGreaterThan(months * 1.2);
    await mayas.press(views.getByRole('link', { name: 'As a table' }));
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Signature' }) });
    expect(await row.innerText()).toMatch(/Both sides[\s\S]*Waits for “Budget approved” and “Contract read”/);
  });

  test('Dana has the days one below the other on her phone, and nothing of Northwind’s own', async () => {
    const { page } = danas;
    await danas.open(timeline());
    await danas.sees(`Today, ${shortDay(realToday())}`);
    expect(await page.getByRole('group', { name: 'The steps by day' }).isVisible()).toBe(false);
    const places = await page
      .locator('li')
      .filter({ has: page.getByRole('link', { name: /^(Demo|Form sent|Signature)$/ }) })
      .filter({ visible: true })
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    expect(places).toHaveLength(3);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await danas.press(page.getByRole('link', { name: 'Form sent', exact: true }));
    await page.getByRole('heading', { name: 'Form sent' }).waitFor();
    expect(await danas.wasGiven()).not.toContain(secret);
  });

  test('on paper all of it is on one sheet', async () => {
    const { page } = mayas;
    await mayas.open(`${timeline()}?scale=months`);
    const sheet = await page.pdf({ preferCSSPageSize: true });
    expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  test('what only one side sees is on paper when it is asked for', async () => {
    const { page } = mayas;
    const drawn = page.getByRole('group', { name: 'The steps by day' }).filter({ visible: true });
    const own = () => drawn.getByRole('link', { name: new RegExp(`^${secret}, `) }).count();
    const printed = async <Result>(look: () => Promise<Result>): Promise<Result> => {
      await page.emulateMedia({ media: 'print' });
      const result = await look();
      await page.emulateMedia({ media: 'screen' });
      return result;
    };
    await mayas.open(timeline());
    expect(await own()).toBe(1);
    expect(await printed(own)).toBe(0);
    expect(await printed(() => drawn.getByRole('link').count())).toBe(10);
    await mayas.sees('A print leaves out the step marked “Only Northwind”.');
    await mayas.press(page.getByRole('link', { name: 'Print too' }).filter({ visible: true }));
    expect(await printed(own)).toBe(1);
    await danas.open(timeline());
    expect(await danas.page.getByText('A print').count()).toBe(0);
  });

  test('a small plan says what will be here, and has no way to it yet', async () => {
    const { page } = mayas;
    await mayas.open(paths.planTimeline(small.planId));
    await mayas.sees('Here the plan will be drawn day by day.');
    expect(await page.getByRole('link', { name: 'Timeline' }).count()).toBe(0);
  });

  test.runIf(javaScript)('the arrow keys go from bar to bar, and along what waits', async () => {
    const { page } = mayas;
    const on = (title: string) =>
      expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
        .toMatch(new RegExp(`^${title}, `));
    await mayas.open(timeline());
    await bar(mayas, 'Demo').focus();
    // The first key fetches the code for the others.
    await page.keyboard.press('Shift');
    await mayas.settled();
    await on('Demo');
    await page.keyboard.press('ArrowDown');
    await on('Data chosen');
    await page.keyboard.press('ArrowRight');
    await on('Workshop');
    await page.keyboard.press('ArrowLeft');
    await on('Data chosen');
    await page.keyboard.press('End');
    await on('Roll-out planned');
    await page.keyboard.press('Home');
    await on('Demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Demo' }).waitFor();
  });
});
