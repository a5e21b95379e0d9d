import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#db/client.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  agreeToAll,
  type MilestoneSketch,
  requireOk,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';
import type { Visitor } from '#tests/support/visitor.server.ts';
import { useStage } from './stage.server.ts';

const secret = 'Floor for the discount';
const milestones: MilestoneSketch[] = [
  {
    key: 'Papers signed',
    steps: [
      { key: 'Form sent', owners: [dana], dueIn: -7 },
      { key: 'Demo given', owners: [maya], dueIn: 0 },
      { key: secret, owners: [maya], dueIn: 0, withheld: true },
    ],
  },
];

describe.each([
  { where: 'in pages that run', javaScript: true },
  { where: 'without JavaScript', javaScript: false },
])('today, $where', ({ javaScript }) => {
  const stage = useStage();
  let plan: StoredPlan;
  let mayas: Visitor;
  let danas: Visitor;
  const rows = ({ page }: Visitor) => page.getByRole('main').getByRole('listitem');

  beforeAll(async () => {
    useDatabase(stage.database.database);
    plan = await storedPlan(stage.database.database, { milestones });
    requireOk(await plan.send(dana, 'confirmGoal', {}));
    await agreeToAll(plan);
    mayas = await stage.enter('Maya', { javaScript });
    danas = await stage.enter('Dana', { javaScript, device: 'phone' });
    await stage.signIn(mayas, maya);
    await stage.signIn(danas, dana);
  });

  test('Dana finds on her phone what she said yes to, and nothing that is only Northwind’s', async () => {
    await danas.open('/plans');
    await danas.press(danas.page.getByRole('link', { name: 'What to do today' }));
    await danas.sees('“Form sent” was for');
    expect(await rows(danas).filter({ hasText: secret }).count()).toBe(0);
    await danas.press(danas.page.getByRole('link', { name: /^Open the step.*“Form sent”/ }));
    await danas.page.waitForURL(/\/steps\//);
  });

  test('Maya reads it too as a step and a day, beside her own, until it is done', async () => {
    await mayas.open('/today');
    await mayas.sees(secret);
    const form = rows(mayas).filter({ hasText: '“Form sent” at Acme Freight was agreed for' });
    expect(await form.count()).toBe(1);
    expect(await form.textContent()).not.toContain('Dana');
    requireOk(await plan.send(dana, 'completeStep', { stepId: plan.id('Form sent') }));
    await mayas.open('/today');
    await mayas.sees(secret);
    expect(await form.count()).toBe(0);
  });
});
