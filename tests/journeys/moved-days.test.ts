import { beforeAll, describe, expect, test } from 'vitest';
import { type Day, requireDay } from '#app/domain/day.ts';
import * as paths from '#app/http/paths.ts';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import * as deal from './deal.server.ts';
import { useStage } from './stage.server.ts';

const [form, draft, reading, trial] = ['Security form', 'Contract draft', 'Contract read', 'Trial week'];
/** Maya's form, behind it Tom's draft, behind that Dana's reading, and Dana's trial behind hers. */
const milestones = [
  {
    key: 'Fit proven',
    steps: [
      { key: form, owners: [maya], dueIn: 4 },
      { key: draft, owners: [tom], dueIn: 6, after: [form] },
      { key: reading, owners: [dana], dueIn: 8, after: [draft] },
      { key: trial, owners: [dana], dueIn: 9, after: [reading] },
    ],
  },
];

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('before a day is moved, $where', ({ javaScript }) => {
  const stage = useStage();
  let plan: StoredPlan;
  let mayas: Visitor;
  let danas: Visitor;

  beforeAll(async () => {
    plan = await storedPlan(stage.database.database, { milestones });
    const { offers } = await plan.load(dana);
    requireOk(await plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
    mayas = await enter(maya, 'desktop');
    danas = await enter(dana, 'phone');
  });

  async function enter(who: CastMember, device: 'desktop' | 'phone'): Promise<Visitor> {
    const visitor = await stage.enter(who.name, { device, javaScript });
    await stage.signIn(visitor, who);
    return visitor;
  }
  const step = (title: string) => paths.planStep(plan.planId, plan.id(title));
  const days = async (): Promise<Record<string, Day | null>> =>
    Object.fromEntries((await plan.load(maya)).steps.map(({ title, dueDay }) => [title, dueDay]));
  const questions = async () => (await plan.load(maya)).offers.map(({ stepId }) => stepId);
  const button = ({ page }: Visitor, name: string | RegExp) =>
    page.getByRole('button', { name }).filter({ visible: true });
  /** From the step's own page. */
  const setDay = async (visitor: Visitor, title: string, day: string) => {
    await visitor.open(step(title));
    await visitor.page.locator('summary', { hasText: 'New day' }).filter({ visible: true }).click();
    await visitor.page.getByLabel('Which day will it be?').filter({ visible: true }).fill(day);
    await visitor.press(button(visitor, 'Set this day'));
  };
  const later = deal.dayAhead(14);

  test('Maya sees what else would move, and keeps the old day', async () => {
    const was = await days();
    await setDay(mayas, form, later);
    await mayas.sees(/“Security form” to .*: 3 steps wait for it and cannot keep their days\./);
    await mayas.sees(/, suggested to Acme Freight/);
    await mayas.sees(/still holds\./);
    const keep = mayas.page.getByText('Keep the old day').filter({ visible: true });
    if (javaScript) await keep.click();
    else await mayas.press(keep);
    expect(await days()).toEqual(was);
    // And the same day once more asks once more.
    if (!javaScript) return;
    const way = mayas.page.locator('summary', { hasText: 'New day' }).filter({ visible: true });
    await expect.poll(() => way.evaluate((each) => each === document.activeElement)).toBe(true);
    await way.click();
    await mayas.page.getByLabel('Which day will it be?').filter({ visible: true }).fill(later);
    await mayas.press(button(mayas, 'Set this day'));
    await keep.click();
    expect(await days()).toEqual(was);
  });

  test('moved with the rest, Tom’s day goes along and Dana is asked, and told why', async () => {
    const was = await days();
    await setDay(mayas, form, later);
    await mayas.press(button(mayas, 'Move the rest too, and suggest the other days to Acme Freight'));
    await expect.poll(async () => (await days())[form]).toBe(later);
    const now = await days();
    expect(now[draft]! > later).toBe(true);
    expect([now[reading], now[trial]]).toEqual([was[reading], was[trial]]);
    expect(await questions()).toEqual([plan.id(reading), plan.id(trial)]);
    await danas.open(step(reading));
    await danas.sees(/Maya suggests .* because “Security form” moved to/);
    await danas.open(paths.planActivity(plan.planId));
    await danas.sees(/and with it 1 step behind it, and suggested other days for 2 more/);
  });

  test('one press takes all of it back', async () => {
    await mayas.open(paths.planActivity(plan.planId));
    await mayas.press(button(mayas, /^Undo ?: moved “Security form”/).first());
    await expect.poll(questions).toEqual([]);
    const now = await days();
    expect(now[form]! < later && now[draft]! < later).toBe(true);
  });

  test('Dana on her phone moves only hers, then hers with the one behind it', async () => {
    const was = await days();
    await setDay(danas, reading, later);
    await danas.sees(/1 step|One step/);
    await danas.press(button(danas, 'Move only this one'));
    await expect.poll(async () => (await days())[reading]).toBe(later);
    expect((await days())[trial]).toBe(was[trial]);
    const evenLater = deal.dayAhead(16);
    await setDay(danas, reading, evenLater);
    await danas.press(button(danas, 'Move both'));
    await expect.poll(async () => (await days())[reading]).toBe(evenLater);
    expect((await days())[trial]! > evenLater).toBe(true);
    expect(await questions()).toEqual([]);
  });

  test.runIf(javaScript)('what opens beneath an answer comes into sight whole', async () => {
    const { page } = danas;
    const whole = page.viewportSize()!;
    await danas.open(step(trial));
    const way = page.locator('summary', { hasText: 'New day' }).filter({ visible: true });
    const top = await way.evaluate((each) => each.getBoundingClientRect().bottom);
    await page.setViewportSize({ ...whole, height: Math.ceil(top) + 20 });
    await way.click();
    const set = button(danas, 'Set this day');
    await set.waitFor();
    const below = () => set.evaluate((each) => innerHeight - each.getBoundingClientRect().bottom);
    await expect.poll(below).toBeGreaterThanOrEqual(0);
    await page.setViewportSize(whole);
  });

  test('where nothing else has to move, the day is just set', async () => {
    const far = deal.dayAhead(30);
    await setDay(danas, trial, far);
    await expect.poll(async () => (await days())[trial]).toBe(far);
  });

  test('Dana on her phone says yes to another day, and sees first what else moves with it', async () => {
    const was = await days();
    const asked = requireDay(deal.dayAhead(34));
    requireOk(await plan.send(maya, 'rescheduleStep', { stepId: plan.id(reading), dueDay: asked }));
    const fine = () => button(danas, /^Fine/).first();
    await danas.open(step(reading));
    await danas.press(fine());
    await danas.sees(/“Contract read” to .*: One step waits for it and cannot keep its day\./);
    const back = danas.page.getByText('Answer later').filter({ visible: true });
    if (javaScript) await back.click();
    else await danas.press(back);
    expect(await days()).toEqual(was);
    expect(await questions()).toEqual([plan.id(reading)]);
    await danas.press(fine());
    await danas.press(button(danas, 'Move both'));
    await expect.poll(async () => (await days())[reading]).toBe(asked);
    expect((await days())[trial]! > asked).toBe(true);
    expect(await questions()).toEqual([]);
    await danas.open(paths.planActivity(plan.planId));
    await danas.sees(/said yes to .*, and with it 1 step behind it/);
    // One press takes back the yes and what went with it; then the yes alone.
    await danas.press(button(danas, /^Undo ?: said yes/).first());
    await expect.poll(questions).toEqual([plan.id(reading)]);
    expect(await days()).toEqual(was);
    await danas.open(step(reading));
    await danas.press(fine());
    await danas.press(button(danas, 'Move only this one'));
    await expect.poll(async () => (await days())[reading]).toBe(asked);
    expect((await days())[trial]).toBe(was[trial]);
  });

  test('Maya answers “is this done?” with a day, and takes Tom’s along', async () => {
    requireOk(await plan.send(dana, 'askIfDone', { stepId: plan.id(form) }));
    const day = requireDay(deal.dayAhead(9));
    await mayas.open(step(form));
    await mayas.page.locator('summary', { hasText: 'Another day' }).filter({ visible: true }).last().click();
    await mayas.page.getByLabel('By which day will it be done?').filter({ visible: true }).fill(day);
    await mayas.press(button(mayas, 'Set this day'));
    await mayas.sees(/“Security form” to .*: One step waits for it and cannot keep its day\./);
    await mayas.press(button(mayas, 'Move both'));
    await expect.poll(async () => (await days())[form]).toBe(day);
    expect((await days())[draft]! > day).toBe(true);
    expect(await questions()).toEqual([]);
  });

  test('a yes to another live day says first what today’s pace makes of it', async () => {
    requireOk(await plan.send(dana, 'confirmGoal', {}));
    const wanted = requireDay(deal.dayAhead(3));
    requireOk(await plan.send(maya, 'changeGoal', { field: 'liveDay', value: wanted }));
    const liveDay = async () => (await plan.load(dana)).goal.liveDay;
    await danas.open(paths.plan(plan.planId));
    const fine = () => button(danas, 'Fine: The live day');
    await danas.press(fine());
    await danas.sees(/On today’s pace the steps run until .* later\./);
    const back = danas.page.getByText('Answer later').filter({ visible: true });
    if (javaScript) await back.click();
    else await danas.press(back);
    expect(await liveDay()).not.toBe(wanted);
    await danas.press(fine());
    await danas.press(button(danas, 'Say yes all the same'));
    await expect.poll(liveDay).toBe(wanted);
  });

  test('whoever only suggests a day sees what waits for it', async () => {
    await mayas.open(step(reading));
    await mayas.page.locator('summary', { hasText: 'nother day' }).filter({ visible: true }).click();
    await mayas.page.getByLabel('Which day?').filter({ visible: true }).fill(deal.dayAhead(60));
    if (!javaScript) await mayas.press(button(mayas, 'Suggest this day'));
    await mayas.sees(/“Contract read” to .*: One step waits for it and could not keep its day\./);
    await mayas.press(button(mayas, 'Suggest this day'));
    await expect.poll(questions).toEqual([plan.id(reading)]);
  });

  test.runIf(javaScript)('by keys in the row: the choice has the focus, and Enter takes it', async () => {
    const { page } = mayas;
    const day = requireDay(deal.dayAhead(40));
    expect(day > realToday()).toBe(true);
    await mayas.open(paths.planWhole(plan.planId));
    await page.getByRole('link', { name: form, exact: true }).first().focus();
    await page.keyboard.press('Enter');
    const field = page.locator('[data-editor]').getByLabel('Day', { exact: true });
    await field.fill(day);
    await field.press('Enter');
    const way = button(mayas, /^Move the rest too/);
    await expect.poll(() => way.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await days())[form]).toBe(day);
    expect((await days())[draft]! > day).toBe(true);
  });
});
