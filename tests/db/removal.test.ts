import type { Sql } from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { openPlan } from '#app/commands/open-plan.server.ts';
import { removePlan } from '#app/commands/remove-plan.server.ts';
import { requireDay } from '#app/domain/day.ts';
import type { Layer } from '#app/domain/plan.ts';
import { findTemplate } from '#app/domain/templates/built-in.ts';
import { type Tx, useDatabase } from '#db/client.server.ts';
import { lockHead } from '#db/plan-head.server.ts';
import { eraseOnPlan, removePlanForGood, sweepPlan } from '#db/removal.server.ts';
import type { Scope } from '#db/scope/write.server.ts';
import { setScope } from '#db/scope.server.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, plainOwnerDatabase } from '#tests/support/databases.server.ts';
import { realToday, type StoredPlan, storedPlan, zone } from '#tests/support/stored-plan.server.ts';
import { adminOf, fillEveryTable, planTables, rowsOf, withPrivateSteps } from './filled-plan.server.ts';

// The owner has no privileges here, as at a hosting company: FORCE hides rows from the functions' owner too.
let fresh: FreshDatabase;
/** Past row-level security, to see what is really left. */
let admin: Sql;

beforeAll(async () => {
  process.env.APP_SECRET = 'a secret of thirty-two characters or more';
  fresh = await plainOwnerDatabase();
  useDatabase(fresh.database);
  admin = adminOf(fresh);
  return async () => {
    await admin.end();
    await fresh.drop();
  };
});

const at = ({ workspaceId, planId }: StoredPlan) => ({ workspaceId, planId });

const scoped = <T>(plan: StoredPlan, work: (tx: Tx) => Promise<T>, over: Partial<Scope> = {}): Promise<T> =>
  fresh.database.transaction(async (tx) => {
    await setScope(tx, {
      workspaceId: plan.workspaceId,
      planIds: [plan.planId],
      layers: ['shared', 'seller'],
      ...over,
    });
    return await work(tx);
  });

const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'done',
    (error: { cause?: { code?: string }; code?: string }) => error.cause?.code ?? error.code,
  );

describe('a plan that is removed', () => {
  test('leaves no row in any table of any layer, and touches no other plan', async () => {
    const gone = await withPrivateSteps(await storedPlan(fresh.database));
    const kept = await withPrivateSteps(await storedPlan(fresh.database, { workspaceId: gone.workspaceId }));
    for (const plan of [gone, kept]) await fillEveryTable(admin, plan);
    const before = await rowsOf(admin, gone);
    expect(Object.keys(before).length).toBeGreaterThan(14);
    expect(Object.entries(before).filter(([, n]) => n === 0)).toEqual([]);
    const others = await rowsOf(admin, kept);
    const [head] = await admin`select * from plan_head where plan_id = ${gone.planId}`;

    expect(await scoped(gone, (tx) => removePlanForGood(tx, at(gone), maya.personId))).toBe(true);

    const left = await rowsOf(admin, gone);
    expect(Object.entries(left).filter(([, n]) => n !== 0)).toEqual([]);
    expect(await rowsOf(admin, kept)).toEqual(others);
    const [stone] = await admin`select * from removed_plan where plan_id = ${gone.planId}`;
    expect(stone).toMatchObject({
      shared_n: head?.shared_n,
      shared_hash: head?.shared_hash,
      seller_hash: head?.seller_hash,
      buyer_hash: head?.buyer_hash,
      removed_by: maya.personId,
    });
    expect(stone?.buyer_hash).not.toBe('');
  });

  test('of which a table were forgotten would be found out', async () => {
    const plan = await storedPlan(fresh.database);
    await admin.unsafe(
      `create table stray (plan_id uuid not null); insert into stray values ('${plan.planId}')`,
    );
    expect(await planTables(admin)).toContain('stray');
    await scoped(plan, (tx) => removePlanForGood(tx, at(plan), maya.personId));
    expect(Object.entries(await rowsOf(admin, plan)).filter(([, n]) => n !== 0)).toEqual([['stray', 1]]);
    await admin.unsafe('drop table stray');
  });

  test('is nowhere for everybody at once, and a second removal finds nothing', async () => {
    const plan = await storedPlan(fresh.database);
    expect(await planAccessFor(fresh.database.db, dana.personId, plan.planId)).not.toBeNull();
    const owner = plan.access(maya, { standing: 'owner' });
    expect(await removePlan(owner, ' acme  FREIGHT ')).toMatchObject({ ok: true });
    for (const who of [maya, tom, dana])
      expect(await planAccessFor(fresh.database.db, who.personId, plan.planId)).toBeNull();
    expect(await plan.send(dana, 'enterPlan', {})).toEqual({ kind: 'absent' });
    expect(await removePlan(owner, 'Acme Freight')).toBeNull();
  });

  test('stays removed when the form that opened it comes again', async () => {
    const plan = await storedPlan(fresh.database);
    await removePlan(plan.access(maya, { standing: 'owner' }), 'Acme Freight');
    const template = findTemplate('short-plan');
    if (!template) throw new Error('There is no short plan');
    const { workspaceId, planId } = plan;
    const opener = {
      personId: maya.personId,
      name: maya.name,
      workspaceId,
      workspaceName: 'Northwind',
      standing: 'owner' as const,
    };
    const liveDay = requireDay(`${Number(realToday().slice(0, 4)) + 1}-03-12`);
    const form = { planId, template, buyerName: 'Acme Freight', objective: '', whyNow: '', liveDay, zone };
    expect(await openPlan(opener, form)).toMatchObject({ ok: true });
    expect(await admin`select 1 from plan_head where plan_id = ${planId}`).toHaveLength(0);
  });

  test('is named by whoever removes it, and is theirs to remove', async () => {
    const plan = await storedPlan(fresh.database);
    const draft = await storedPlan(fresh.database, { draft: true, buyers: [] });
    const code = async (
      on: StoredPlan,
      standing: 'owner' | 'sellerPointPerson' | 'member',
      typed: string,
    ) => {
      const answer = await removePlan(on.access(maya, { standing }), typed);
      return answer?.ok ? 'removed' : answer?.error.code;
    };
    expect(await code(plan, 'owner', 'Acme')).toBe('notTheName');
    expect(await code(plan, 'sellerPointPerson', 'Acme Freight')).toBe('notAllowed');
    expect(await code(draft, 'member', 'Acme Freight')).toBe('notAllowed');
    expect(await code(draft, 'sellerPointPerson', 'Acme Freight')).toBe('removed');
  });
});

describe('the functions that make things go for good', () => {
  test('refuse a plan or a workspace that the scope does not name, and any scope of two plans', async () => {
    const [one, two] = [await storedPlan(fresh.database), await storedPlan(fresh.database)];
    const before = await rowsOf(admin, one);
    const calls: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => removePlanForGood(tx, at(one), maya.personId),
      (tx) => eraseOnPlan(tx, at(one), dana.personId),
      (tx) => sweepPlan(tx, at(one), 10),
    ];
    for (const call of calls) {
      expect(await codeOf(scoped(two, call))).toBe('42501');
      expect(await codeOf(scoped(one, call, { workspaceId: two.workspaceId }))).toBe('42501');
      expect(await codeOf(scoped(one, call, { planIds: [one.planId, two.planId] }))).toBe('42501');
      expect(await codeOf(fresh.database.transaction(call))).toBe('42501');
    }
    expect(await rowsOf(admin, one)).toEqual(before);
  });

  test('belong to the owner, pin their search path, and only the app may call them', async () => {
    const rows = await admin`select p.proname, p.prosecdef, r.rolsuper, p.proconfig, p.proacl::text as acl
      from pg_proc p join pg_roles r on r.oid = p.proowner
      where p.pronamespace = 'tl'::regnamespace and p.prosecdef`;
    expect(rows.map((r) => r.proname).sort()).toEqual([
      'erase_on_plan',
      'erase_person',
      'erase_replies',
      'erase_stand_ins',
      'let_file_go',
      'remove_plan',
      'stay_removed',
      'sweep_files',
      'sweep_plan',
    ]);
    for (const row of rows) {
      expect(row.rolsuper).toBe(false);
      expect(row.proconfig).toEqual(['search_path=pg_catalog, pg_temp']);
      expect(row.acl, row.proname).not.toMatch(/[{,]=X/);
    }
  });

  test('leave the caller with the layers it had', async () => {
    const plan = await storedPlan(fresh.database);
    const layers = await scoped(
      plan,
      async (tx) => {
        await eraseOnPlan(tx, at(plan), lena.personId);
        await sweepPlan(tx, at(plan), 10);
        const [row] = await tx.execute<{ layers: string }>(`select current_setting('tl.layers') as layers`);
        return row?.layers;
      },
      { layers: ['shared'] as Layer[] },
    );
    expect(layers).toBe('{shared}');
  });
});

test('a head that is gone cannot be locked', async () => {
  const plan = await storedPlan(fresh.database);
  await removePlan(plan.access(maya, { standing: 'owner' }), 'Acme Freight');
  expect(await fresh.database.transaction((tx) => lockHead(tx, plan.workspaceId, plan.planId))).toBeNull();
});
