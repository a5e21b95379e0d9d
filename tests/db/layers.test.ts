import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Layer } from '#app/domain/plan.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase, plainOwnerDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

const tables = [
  'plan',
  'measure',
  'milestone',
  'step',
  'step_owner',
  'dependency',
  'offer',
  'stakeholder',
  'history',
  'history_body',
];

const raised: Layer[] = ['shared', 'seller', 'buyer'];

describe.each([
  ['throughline_app', freshDatabase, 'throughline_app'],
  ['an owner without privileges', plainOwnerDatabase, null],
])('as %s', (_name, open, role) => {
  let fresh: FreshDatabase;
  let plan: StoredPlan;
  /** A step of each side's own. */
  const own = { seller: randomUUID(), buyer: randomUUID() };

  beforeAll(async () => {
    fresh = await open();
    plan = await storedPlan(fresh.database);
    for (const who of [maya, dana]) {
      requireOk(await plan.send(who, 'addStep', aPrivateStep(plan, own[who.side])));
      const tie = { id: randomUUID(), stepId: own[who.side], afterId: plan.id('demo') };
      requireOk(await plan.send(who, 'addDependency', tie));
    }
    requireOk(
      await plan.send(dana, 'addMeasure', {
        id: randomUUID(),
        name: 'Hours',
        now: '',
        wanted: '',
        measuredBy: '',
      }),
    );
    return fresh.drop;
  });

  async function as<T>(layers: Layer[] | null, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
    const scoped = async (sql: TransactionSql): Promise<T> => {
      if (role) await sql.unsafe(`set local role ${role}`);
      if (layers)
        await sql`select set_config('tl.ws', ${plan.workspaceId}, true),
          set_config('tl.plans', ${`{${plan.planId}}`}, true), set_config('tl.layers', ${`{${layers}}`}, true)`;
      return await work(sql);
    };
    return (await fresh.owner.begin(scoped)) as T;
  }
  const count = async (sql: TransactionSql | Sql, table: string, where = 'true'): Promise<number> =>
    (await sql.unsafe(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;
  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );

  test.each(tables)(
    '%s shows nothing to somebody without a scope, and something to a reader',
    async (table) => {
      expect(await as(null, (sql) => count(sql, table))).toBe(0);
      expect(await as(['shared'], (sql) => count(sql, table))).toBeGreaterThan(0);
    },
  );

  test.each(tables)('%s shows a seller nothing of the buyer’s own', async (table) => {
    expect(await as(['shared', 'seller'], (sql) => count(sql, table, `layer = 'buyer'`))).toBe(0);
    expect(await as(['shared'], (sql) => count(sql, table, `layer <> 'shared'`))).toBe(0);
  });

  test('a foreign workspace or plan in the scope shows nothing', async () => {
    const seen = await fresh.owner.begin(async (sql) => {
      if (role) await sql.unsafe(`set local role ${role}`);
      await sql`select set_config('tl.ws', ${randomUUID()}, true),
        set_config('tl.plans', ${`{${plan.planId}}`}, true), set_config('tl.layers', '{shared,seller}', true)`;
      return await count(sql, 'step');
    });
    expect(seen).toBe(0);
  });

  test('a seller can neither change, move nor make a row of the buyer’s own', async () => {
    const changed = await as(
      ['shared', 'seller'],
      (sql) => sql`update step set title = 'mine now'
      where id = ${own.buyer} returning id`,
    );
    expect(changed).toHaveLength(0);
    const moved = as(
      ['shared', 'seller'],
      (sql) => sql`update step set layer = 'buyer' where id = ${own.seller}`,
    );
    expect(await code(moved)).toBe('42501');
    const made = as(
      ['shared', 'seller'],
      (sql) => sql`insert into measure
      (workspace_id, plan_id, layer, id, name, now, wanted, measured_by)
      values (${plan.workspaceId}, ${plan.planId}, 'buyer', ${randomUUID()}, '', '', '', '')`,
    );
    expect(await code(made)).toBe('42501');
  });

  test('nothing shared hangs on something private, even for who sees all layers', async () => {
    const at = { w: plan.workspaceId, p: plan.planId };
    const owner = as(
      raised,
      (sql) => sql`insert into step_owner
      (workspace_id, plan_id, layer, id, step_id, side)
      values (${at.w}, ${at.p}, 'shared', ${randomUUID()}, ${own.buyer}, 'buyer')`,
    );
    expect(await code(owner)).toBe('23503');
    const tie = (stepLayer: Layer, stepId: string, afterLayer: Layer, afterId: string) =>
      code(
        as(
          raised,
          (sql) => sql`insert into dependency
          (workspace_id, plan_id, layer, id, step_id, after_id, after_layer) values
          (${at.w}, ${at.p}, ${stepLayer}, ${randomUUID()}, ${stepId}, ${afterId}, ${afterLayer})`,
        ),
      );
    expect(await tie('shared', plan.id('demo'), 'buyer', own.buyer)).toBe('23514');
    expect(await tie('shared', plan.id('demo'), 'shared', own.buyer)).toBe('23503');
    expect(await tie('seller', own.seller, 'buyer', own.buyer)).toBe('23514');
    expect(await tie('seller', own.seller, 'seller', own.buyer)).toBe('23503');
    const offered = as(
      raised,
      (sql) => sql`insert into offer
      (workspace_id, plan_id, layer, id, step_id, terms, field, by_side, by, "on")
      values (${at.w}, ${at.p}, 'seller', ${randomUUID()}, ${own.seller}, '{}', 'step', 'seller', ${maya.personId}, now())`,
    );
    expect(await code(offered)).toBe('23514');
    const milestone = as(raised, async (sql) => {
      await sql`insert into milestone (workspace_id, plan_id, layer, id, name, order_key)
        values (${at.w}, ${at.p}, 'seller', ${randomUUID()}, 'only ours', 'zz')`;
      await sql`update step set milestone_layer = 'seller',
        milestone_id = (select id from milestone where order_key = 'zz') where id = ${plan.id('demo')}`;
    });
    expect(await code(milestone)).toBe('23514');
    const person = as(raised, async (sql) => {
      const id = randomUUID();
      await sql`insert into stakeholder
        (workspace_id, plan_id, layer, id, person_id, side, name, role, point_person, admitted)
        values (${at.w}, ${at.p}, 'seller', ${id}, ${randomUUID()}, 'seller', '', '', false, true)`;
      await sql`update step_owner set stakeholder_id = ${id}, stakeholder_layer = 'seller'
        where step_id = ${plan.id('demo')}`;
    });
    expect(await code(person)).toBe('23514');
  });

  test('what a child repeats of its parent follows the parent', async () => {
    expect(
      await as(raised, (sql) => count(sql, 'step_owner', `step_id = '${own.buyer}' and layer = 'buyer'`)),
    ).toBe(1);
    expect(
      await as(raised, (sql) => count(sql, 'dependency', `layer = 'buyer' and after_layer = 'shared'`)),
    ).toBe(1);
  });
});

describe('through the write path', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    return fresh.drop;
  });

  test('a plan of another workspace, a hidden step and a missing one are the same answer', async () => {
    const plan = await storedPlan(fresh.database);
    const other = await storedPlan(fresh.database);
    const hidden = randomUUID();
    requireOk(await plan.send(maya, 'addStep', aPrivateStep(plan, hidden)));
    const absent = { kind: 'absent' };
    for (const stepId of [hidden, randomUUID(), other.id('demo')])
      expect(await plan.send(dana, 'completeStep', { stepId })).toEqual(absent);
    const draft = await storedPlan(fresh.database, { draft: true });
    expect(await draft.send(dana, 'completeStep', { stepId: draft.id('demo') })).toEqual(absent);
  });

  test('a buyer who is not let in yet keeps to what both sides see', async () => {
    const plan = await storedPlan(fresh.database);
    const [answer] = await fresh.database.transaction(async (tx) => {
      const { changePlanIn } = await import('#app/commands/change-plan.server.ts');
      const args = aPrivateStep(plan, randomUUID());
      return await changePlanIn(tx, plan.access(dana, { layers: ['shared'] }), [
        { id: randomUUID(), type: 'addStep', args },
      ]);
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'notAdmitted' });
  });
});

function aPrivateStep(plan: StoredPlan, id: string) {
  return {
    id,
    milestoneId: plan.id('fit'),
    afterId: plan.id('demo'),
    title: 'Only ours',
    type: 'task' as const,
    dueDay: null,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  };
}
