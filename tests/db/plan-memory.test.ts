import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { erasePerson } from '#app/commands/erase-person.server.ts';
import type { Layer } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import { useDatabase } from '#db/client.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { setScope } from '#db/scope.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
});
beforeEach(async () => {
  plan = await storedPlan(fresh.database, {
    milestones: [
      {
        key: 'Pilot',
        steps: [
          { key: 'demo', owners: [maya] },
          { key: 'check', owners: [dana] },
        ],
      },
    ],
  });
});
afterAll(() => fresh?.drop());

const read = async (who = maya): Promise<Plan | undefined> => (await readPlan(plan.access(who)))?.plan;
const fromRows = (layers: Layer[] = ['shared', 'seller']) =>
  fresh.database.transaction(async (tx) => {
    await setScope(tx, { workspaceId: plan.workspaceId, planIds: [plan.planId], layers });
    return await loadPlan(tx, plan.workspaceId, plan.planId);
  });
const titled = (found: Plan | undefined, title: string) =>
  found?.steps.some((s) => s.title === title) ?? false;

test('is the very plan that was read before, while nothing is written', async () => {
  expect(await read()).toBe(await read());
});

test('is not handed to somebody of other layers', async () => {
  const [hers, theirs] = [await read(maya), await read(dana)];
  expect(hers).not.toBe(theirs);
});

test('after a change it is what the rows say, and nobody can alter it', async () => {
  const args = { stepId: plan.id('demo'), field: 'title', value: 'A longer demo' };
  await read();
  await changePlan(plan.access(maya), [{ id: uuidv7(), type: 'changeStep', args }]);
  const now = await read();
  expect(titled(now, 'A longer demo')).toBe(true);
  expect(now).toEqual(await fromRows());
  expect(() => {
    (now as { goal: { objective: string } }).goal.objective = 'Mine';
  }).toThrow(TypeError);
});

describe('what is written behind the application’s back is seen at once', () => {
  test('a row', async () => {
    await read();
    await fresh.owner`update step set title = 'By hand' where plan_id = ${plan.planId} and id = ${plan.id('demo')}`;
    expect(titled(await read(), 'By hand')).toBe(true);
  });

  test('the name of the workspace', async () => {
    await read();
    await fresh.owner`update workspace set name = 'Southwind' where id = ${plan.workspaceId}`;
    expect((await read())?.sellerName).toBe('Southwind');
  });

  test('an erased person', async () => {
    expect((await read())?.people.some((p) => p.name === dana.name)).toBe(true);
    await erasePerson(dana.personId, null);
    expect(JSON.stringify(await read())).not.toContain(dana.name);
  });

  test('every table that a plan is read from starts an epoch', async () => {
    const tables = await fresh.owner<{ name: string; starts: boolean }[]>`
      select c.relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'start_epoch') as starts
      from pg_class c where c.relforcerowsecurity and c.relname not in ('history', 'history_body')`;
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((t) => !t.starts)).toEqual([]);
  });
});
