import { beforeAll, describe, expect, test } from 'vitest';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { brokenLinks } from './plan-witness.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

async function aPlanWithHistory(): Promise<StoredPlan> {
  const plan = await storedPlan(fresh.database);
  requireOk(
    await plan.send(dana, 'changeStep', { stepId: plan.id('data'), field: 'title', value: 'A file' }),
  );
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
  return plan;
}

describe('the app', () => {
  test.each([
    'update history set kind = kind',
    'delete from history',
    'update history_body set body = body',
    'delete from history_body',
    'truncate history cascade',
  ])('may not %s', async (statement) => {
    const tried = fresh.database.transaction((tx) => tx.execute(statement));
    await expect(tried).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('whoever runs the server and tampers with the history', () => {
  const last = (plan: StoredPlan) =>
    fresh.owner`select max(n)::int as n from history where plan_id = ${plan.planId} and layer = 'shared'`.then(
      ([row]) => row?.n as number,
    );

  test('leaves no trace while they have not', async () => {
    expect(await brokenLinks(fresh, await aPlanWithHistory())).toEqual([]);
  });

  test('is found where a word was changed', async () => {
    const plan = await aPlanWithHistory();
    await fresh.owner`update history_body set body = replace(body, 'A file', 'Two files')
      where plan_id = ${plan.planId} and layer = 'shared' and body like '%A file%'`;
    expect(await brokenLinks(fresh, plan)).toContainEqual(expect.objectContaining({ why: 'body' }));
  });

  test.each([
    ['who did it', `by = '${dana.personId}'`],
    ['when', `at = at - interval '1 minute'`],
    ['what kind it was', `kind = 'stepChanged'`],
    ['which command', `command_id = gen_random_uuid()`],
    ['its digest', `digest = md5('x')`],
  ])('is found where %s was changed', async (_what, set) => {
    const plan = await aPlanWithHistory();
    const n = await last(plan);
    await fresh.owner.unsafe(
      `update history set ${set} where plan_id = '${plan.planId}' and layer = 'shared' and n = ${n}`,
    );
    expect(await brokenLinks(fresh, plan)).toContainEqual({ layer: 'shared', n, why: 'hash' });
  });

  test('is found where an event was taken out, in the middle or at the end', async () => {
    for (const back of [1, 0]) {
      const plan = await aPlanWithHistory();
      const n = (await last(plan)) - back;
      for (const table of ['history_body', 'history'])
        await fresh.owner.unsafe(
          `delete from ${table} where plan_id = '${plan.planId}' and layer = 'shared' and n = ${n}`,
        );
      const why = back === 1 ? 'gap' : 'head';
      expect(await brokenLinks(fresh, plan)).toContainEqual(
        expect.objectContaining({ layer: 'shared', why }),
      );
    }
  });

  test('may erase what was said, and the chain still holds', async () => {
    const plan = await aPlanWithHistory();
    await fresh.owner`delete from history_body where plan_id = ${plan.planId} and layer = 'shared' and n = 2`;
    expect(await brokenLinks(fresh, plan)).toEqual([]);
  });
});
