import { describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import * as paths from '#app/http/paths.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { realToday, storedPlan } from '#tests/support/stored-plan.server.ts';
import { useStage } from './stage.server.ts';

const milestones = [{ key: 'Fit proven', steps: [{ key: 'Security form', owners: [dana], dueIn: 4 }] }];

describe.each([
  { where: 'in pages that run', javaScript: true, device: 'desktop' as const },
  { where: 'without JavaScript', javaScript: false, device: 'phone' as const },
])('not now, $where', ({ javaScript, device }) => {
  const stage = useStage();

  test('the buyer pauses, the seller reads why, and the buyer carries on', async () => {
    const plan = await storedPlan(stage.database.database, { milestones });
    const danas = await stage.enter('Dana', { device, javaScript });
    const mayas = await stage.enter('Maya', { device: 'desktop', javaScript });
    await stage.signIn(danas, dana);
    await stage.signIn(mayas, maya);

    await danas.page.goto(paths.planNotNow(plan.planId));
    await danas.page.getByLabel('Why not now, in your words').fill('The budget is frozen.');
    await danas.page.getByLabel('Look at it again on').fill(addDays(realToday(), 30));
    await danas.page.getByRole('button', { name: 'Pause the plan' }).click();
    await danas.page.getByRole('button', { name: 'Carry on' }).waitFor();

    await mayas.page.goto(paths.plan(plan.planId));
    await mayas.page.getByText('because “The budget is frozen”').first().waitFor();
    await mayas.page.goto(paths.planSettings(plan.planId));
    expect(await mayas.page.getByRole('button', { name: 'Carry on' }).count()).toBe(0);

    await danas.page.getByRole('button', { name: 'Carry on' }).click();
    await expect.poll(async () => (await plan.load(dana)).pause).toBeNull();
  });
});
