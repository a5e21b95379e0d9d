import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { useDatabase } from '#db/client.server.ts';
import { listPlans, type RankedPlan, rankPlans } from '#db/plan-list.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { byTheDomain } from './ranked-by-domain.ts';

let fresh: FreshDatabase;
let plans: Record<'draft' | 'fresh' | 'answered' | 'mayas' | 'silent' | 'finished' | 'paused', StoredPlan>;
let foreign: StoredPlan;

async function answerAll(stored: StoredPlan, who: CastMember) {
  const { offers } = await stored.load(who);
  const theirs = offers.filter((o) => o.bySide !== who.side && o.subject === 'step');
  await stored.send(who, 'acceptOffers', { offerIds: theirs.map((o) => o.id) });
}

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  const draft = await storedPlan(fresh.database, { draft: true, buyers: [dana] });
  const house = { workspaceId: draft.workspaceId };
  const one = (dueIn: number) => [{ key: 'fit', steps: [{ key: 'demo', owners: [maya], dueIn }] }];
  const far = { key: 'live', steps: [{ key: 'rollout', owners: [tom], dueIn: 200 }] };
  plans = {
    draft,
    fresh: await storedPlan(fresh.database, house),
    answered: await storedPlan(fresh.database, { ...house, buyers: [dana, lena] }),
    mayas: await storedPlan(fresh.database, { ...house, milestones: one(0) }),
    silent: await storedPlan(fresh.database, { ...house, milestones: [...one(1), far] }),
    finished: await storedPlan(fresh.database, { ...house, milestones: one(1) }),
    paused: await storedPlan(fresh.database, house),
  };
  foreign = await storedPlan(fresh.database);
  await answerAll(plans.answered, dana);
  await plans.silent.send(maya, 'completeStep', { stepId: plans.silent.id('demo') });
  await plans.finished.send(maya, 'completeStep', { stepId: plans.finished.id('demo') });
  const until = addDays(realToday(), 30);
  requireOk(await plans.paused.send(dana, 'pausePlan', { until, reason: 'The budget is frozen' }));
  await plans.answered.send(maya, 'addStep', {
    id: crypto.randomUUID(),
    milestoneId: plans.answered.id('fit'),
    afterId: null,
    title: 'Discount floor checked',
    type: 'task',
    dueDay: addDays(realToday(), -1),
    ask: '',
    doneWhen: '',
    owners: [{ side: 'seller', role: null, stakeholderId: ownRow(await plans.answered.load(maya), maya) }],
    onlyOurs: true,
  });
  return fresh.drop;
});

const ownRow = (plan: Plan, who: CastMember) =>
  plan.people.find((p) => p.personId === who.personId)?.id ?? null;

const all = () => Object.values(plans);
const rank = (who: CastMember, of: StoredPlan[] = all()) =>
  rankPlans(
    of.map((p) => p.access(who)),
    new Date(),
  );

describe('the list of plans', () => {
  test.each([maya, tom])('ranks as the domain would, for $name', async (who) => {
    const ranked = await rank(who);
    expect(ranked).toHaveLength(all().length);
    for (const { firstDay: _, ...row } of ranked) {
      const stored = all().find((p) => p.planId === row.planId);
      expect(row).toEqual(byTheDomain((await stored?.load(who)) as Plan, who));
    }
  });

  test('ranks as the domain would, for a buyer, who never sees a draft', async () => {
    const ranked = await rank(dana);
    expect(ranked.map((r) => r.planId)).not.toContain(plans.draft.planId);
    expect(ranked.length).toBe(all().length - 1);
    for (const { firstDay: _, ...row } of ranked) {
      const stored = all().find((p) => p.planId === row.planId);
      expect(row).toEqual(byTheDomain((await stored?.load(dana)) as Plan, dana));
    }
  });

  test('begins with what needs the reader, then what has no next step, and ends with what is finished', async () => {
    const name = (row: RankedPlan) => Object.entries(plans).find(([, p]) => p.planId === row.planId)?.[0];
    const order = (await rank(maya)).map(name);
    expect(order.slice(0, 2).sort()).toEqual(['answered', 'mayas']);
    expect(order.slice(2, 4)).toEqual(['silent', 'draft']);
    expect(order.at(-1)).toBe('finished');
  });

  test('reads whole plans as they are read one by one', async () => {
    const read = await listPlans(all().map((p) => p.access(maya)));
    for (const [index, stored] of all().entries()) {
      const single = await stored.load(maya);
      expect(read[index]).toMatchObject({
        ...single,
        steps: single.steps.map((s) => ({ ...s, ask: '', doneWhen: '', ifSlips: '' })),
      });
    }
  });

  test("keeps the other side's private steps out", async () => {
    const [read] = await listPlans([plans.answered.access(dana)]);
    expect(read?.steps.map((s) => s.title)).not.toContain('Discount floor checked');
    expect(read?.steps.map((s) => s.title)).toContain('demo');
  });

  test('reads plans of two workspaces together, and none of a workspace somebody cannot reach', async () => {
    const both = await listPlans([plans.fresh.access(dana), foreign.access(dana)]);
    expect(both.map((p) => p.workspaceId)).toEqual([plans.fresh.workspaceId, foreign.workspaceId]);
    const stolen = { ...foreign.access(dana), workspaceId: plans.fresh.workspaceId };
    expect(await listPlans([stolen])).toEqual([]);
    expect(await rankPlans([stolen], new Date())).toEqual([]);
  });

  test('is empty for nobody', async () => {
    expect(await rankPlans([], new Date())).toEqual([]);
    expect(await listPlans([])).toEqual([]);
  });
});
