import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});

const canary = 'They will pay twice as much';

/** Ids in the same order in every world, and different ones. */
function idsOf(world: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${count.toString(16).padStart(8, '0')}-0000-4000-8000-${world.toString(16).padStart(12, '0')}`;
  };
}

interface World {
  plan: StoredPlan;
  newId: () => string;
  /** Ids of what only the private activity makes. */
  privateId: () => string;
  isPrivate: boolean;
}

/** What everybody does in both worlds; between it, in one of them, what the seller keeps to themselves. */
async function live({ plan, newId, privateId, isPrivate }: World): Promise<void> {
  const privately = async (...acts: (() => Promise<unknown>)[]) => {
    if (isPrivate) for (const act of acts) requireOk((await act()) as never);
  };
  const step = (id: string, milestone: string, after: string | null, title: string, onlyOurs: boolean) => ({
    id,
    milestoneId: plan.id(milestone),
    afterId: after,
    title,
    type: 'task' as const,
    dueDay: addDays(realToday(), 6),
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs,
  });
  const title = (stepId: string, value: string) => () =>
    plan.send(maya, 'changeStep', { stepId, field: 'title', value });
  const [kept, note, later] = [privateId(), privateId(), privateId()];
  const [revealed, measure, offeredDay] = [newId(), newId(), addDays(realToday(), 7)];

  // The draft.
  await privately(
    () => plan.send(maya, 'addStep', step(kept, 'fit', null, canary, true)),
    () => plan.send(maya, 'addDependency', { id: privateId(), stepId: kept, afterId: plan.id('data') }),
    title(plan.id('demo'), canary),
    title(plan.id('demo'), 'demo'),
    () => plan.send(maya, 'changeGoal', { field: 'whyNow', value: canary }),
    () => plan.send(maya, 'changeGoal', { field: 'whyNow', value: 'The old system ends in March' }),
    () => plan.send(maya, 'addMilestone', { id: later, name: canary, afterId: null }),
    () => plan.send(maya, 'removeMilestone', { milestoneId: later }),
    () =>
      plan.send(maya, 'moveStep', { stepId: plan.id('demo'), milestoneId: plan.id('case'), afterId: null }),
    () =>
      plan.send(maya, 'moveStep', { stepId: plan.id('demo'), milestoneId: plan.id('fit'), afterId: kept }),
    // There and back: the same order under other keys.
    ...(['workshop', 'data'] as const).map(
      (key) => () =>
        plan.send(maya, 'moveStep', {
          stepId: plan.id(key),
          milestoneId: plan.id('fit'),
          afterId: plan.id('demo'),
        }),
    ),
  );
  requireOk(await plan.send(maya, 'sharePlan', {}));
  requireOk(await plan.send(dana, 'enterPlan', {}));

  await privately(
    () => plan.send(maya, 'addStep', step(note, 'fit', plan.id('demo'), canary, true)),
    () => plan.send(maya, 'addDependency', { id: privateId(), stepId: note, afterId: plan.id('demo') }),
  );
  requireOk(await plan.send(maya, 'addStep', step(revealed, 'fit', plan.id('demo'), 'Security sheet', true)));
  requireOk(
    await plan.send(dana, 'addMeasure', {
      id: measure,
      name: 'Hours',
      now: '30',
      wanted: '10',
      measuredBy: '',
    }),
  );
  await privately(
    title(revealed, canary),
    () => plan.send(maya, 'rescheduleStep', { stepId: revealed, dueDay: addDays(realToday(), 40) }),
    () => plan.send(maya, 'addDependency', { id: privateId(), stepId: revealed, afterId: note }),
    title(revealed, 'Security sheet'),
    () => plan.send(maya, 'rescheduleStep', { stepId: revealed, dueDay: addDays(realToday(), 6) }),
    () => plan.send(maya, 'completeStep', { stepId: note }),
    () => plan.send(maya, 'moveStep', { stepId: kept, milestoneId: plan.id('case'), afterId: null }),
  );
  requireOk(await plan.send(maya, 'revealStep', { stepId: revealed }));
  requireOk(await plan.send(maya, 'hideStep', { stepId: revealed }));
  await privately(title(revealed, canary), title(revealed, 'Security sheet'));
  requireOk(await plan.send(dana, 'rescheduleStep', { stepId: plan.id('demo'), dueDay: offeredDay }));
  requireOk(await plan.send(maya, 'revealStep', { stepId: revealed }));
  await privately(() => plan.send(maya, 'removeStep', { stepId: note }));
  requireOk(await plan.send(maya, 'completeStep', { stepId: plan.id('demo') }));
  requireOk(await plan.send(dana, 'completeStep', { stepId: plan.id('data') }));
  requireOk(await plan.send(tom, 'completeStep', { stepId: plan.id('rollout') }));
}

/** All of a world that its buyer can be told, as text; ids by the order they first come up in, no salts or times. */
async function toldToTheBuyer(plan: StoredPlan): Promise<string> {
  const events = await fresh.owner`
    select h.layer, h.n::int as n, h.kind, h.by, b.body::jsonb as body from history h
    join history_body b using (workspace_id, plan_id, layer, n)
    where h.plan_id = ${plan.planId} and h.layer in ('shared', 'buyer') order by h.layer, h.n`;
  const lines = await fresh.owner`
    select l.kind, l.layer, l.refs, p.name from line l join person p on p.id = l.person_id
    where plan_id = ${plan.planId} and p.id = ${dana.personId} order by l.at, l.kind, l.refs::text`;
  const [head] =
    await fresh.owner`select shared_n::int, buyer_n::int from plan_head where plan_id = ${plan.planId}`;
  const known = new Map<string, string>();
  const read = await plan.load(dana);
  return JSON.stringify({ read, head, events, lines }).replace(
    /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    (id) => {
      if (!known.has(id)) known.set(id, `id-${known.size}`);
      return known.get(id) ?? '';
    },
  );
}

let worlds = 0;
async function aWorld(isPrivate: boolean): Promise<StoredPlan> {
  worlds += 1;
  const newId = idsOf(worlds);
  const privateId = idsOf(worlds + 1_000);
  const plan = await storedPlan(fresh.database, { draft: true, newId });
  await live({ plan, newId, privateId, isPrivate });
  return plan;
}

test('what the seller keeps to themselves changes nothing the buyer can read', async () => {
  const [quiet, busy] = [await aWorld(false), await aWorld(true)];
  const told = await toldToTheBuyer(quiet);
  expect(await toldToTheBuyer(busy)).toBe(told);
  const [own] = await fresh.owner`select (select seller_n from plan_head where plan_id = ${busy.planId})
    - (select seller_n from plan_head where plan_id = ${quiet.planId}) as more`;
  expect(Number(own?.more)).toBeGreaterThan(15);
  // The comparison would notice one word.
  requireOk(await busy.send(maya, 'renameMilestone', { milestoneId: busy.id('fit'), name: 'Fit proven' }));
  expect(await toldToTheBuyer(busy)).not.toBe(told);
});

test('a word taken back before sharing is in nothing that both sides or the buyer can read', async () => {
  const plan = await aWorld(true);
  const holding = async (layers: string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const table of [
      'plan',
      'measure',
      'milestone',
      'step',
      'step_owner',
      'dependency',
      'offer',
      'stakeholder',
      'history_body',
    ]) {
      const rows = await fresh.owner.unsafe(
        `select 1 from ${table} t where t.plan_id = '${plan.planId}' and t.layer in ('${layers.join("','")}')
         and strpos(t::text, '${canary}') > 0`,
      );
      if (rows.length > 0) found.push(table);
    }
    return found;
  };
  expect(await holding(['shared', 'buyer'])).toEqual([]);
  expect(await holding(['seller'])).toEqual(expect.arrayContaining(['history_body', 'step']));
  const loaded = JSON.stringify(await plan.load(dana));
  expect(loaded).not.toContain(canary);
});
