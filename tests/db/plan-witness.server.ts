import { expect } from 'vitest';
import type { Answer } from '#app/domain/command.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { countedStepsOf } from '#app/domain/milestone.ts';
import { isOpen, type Layer, layersOf, type Plan, type Side } from '#app/domain/plan.ts';
import { asLoaded } from '#app/domain/replay.ts';
import { type Head, lockHead } from '#db/plan-head.server.ts';
import { setScope } from '#db/scope.server.ts';
import { type Broken, verifyHistory } from '#db/verify-history.server.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import type { Asked } from '#tests/support/plan-builder.ts';
import type { StoredPlan } from '#tests/support/stored-plan.server.ts';
import { type LogEvent, replay } from './replay.ts';

/**
 * Watches a stored plan: after every command each side's plan, kept from its logs with `applyChange` alone, must
 * equal what it loads.
 */
export interface Witness {
  send: <T extends CommandType>(who: CastMember, type: T, args: Asked<T>, more?: More) => Promise<Answer>;
  undo: (who: CastMember, commandId: string) => Promise<Answer>;
  check: () => Promise<void>;
  view: (side: Side) => Plan | null;
  kinds: Set<string>;
}
type More = Parameters<StoredPlan['send']>[3];

export async function witness(fresh: FreshDatabase, stored: StoredPlan): Promise<Witness> {
  const kinds = new Set<string>();
  const views = new Map<Side, Plan | null>([
    ['seller', null],
    ['buyer', null],
  ]);
  const seen: Record<Layer, number> = { shared: 0, seller: 0, buyer: 0 };

  async function check(): Promise<void> {
    const rows = await eventsSince(fresh, stored, seen);
    for (const row of rows) {
      expect(row.n, `${row.layer} is dense`).toBe(seen[row.layer] + 1);
      seen[row.layer] = row.n;
      kinds.add(row.kind);
    }
    for (const side of ['seller', 'buyer'] as const) {
      const read = rows.filter((r) => layersOf(side).includes(r.layer));
      const view = replay(views.get(side) ?? null, read);
      views.set(side, view);
      if (!view) continue;
      const loaded = await stored.load(side === 'seller' ? maya : dana);
      expect(asLoaded(loaded)).toEqual(view);
      expectRules(loaded);
    }
  }
  await check();
  const checked = async (answer: Answer): Promise<Answer> => {
    await check();
    return answer;
  };
  return {
    kinds,
    check,
    view: (side) => views.get(side) ?? null,
    send: async (...args) => checked(await stored.send(...args)),
    undo: async (...args) => checked(await stored.undo(...args)),
  };
}

async function eventsSince(
  { owner }: FreshDatabase,
  { planId }: StoredPlan,
  seen: Record<Layer, number>,
): Promise<LogEvent[]> {
  const rows = await owner`
    select h.layer, h.n::int as n, h.behind::int as behind, h.kind, b.body from history h
    join history_body b using (workspace_id, plan_id, layer, n)
    where h.plan_id = ${planId} and h.n > case h.layer
      when 'shared' then ${seen.shared}::int when 'seller' then ${seen.seller}::int else ${seen.buyer}::int end
    order by h.n`;
  return rows.map((r) => ({
    layer: r.layer,
    n: r.n,
    behind: r.behind,
    kind: r.kind,
    body: JSON.parse(r.body),
  }));
}

/** What holds in every plan, whatever was done to it. */
function expectRules(plan: Plan): void {
  const asked = plan.offers.map((o) => (o.subject === 'step' ? o.stepId : o.terms.field));
  expect(new Set(asked).size, 'one open offer a step and a field').toBe(asked.length);
  const layer = new Map(plan.steps.map((s) => [s.id, s.layer]));
  for (const offer of plan.offers) if (offer.stepId) expect(layer.get(offer.stepId)).toBe('shared');
  for (const d of plan.dependencies.filter((one) => one.layer === 'shared'))
    expect(layer.get(d.afterId) ?? 'shared', 'nothing shared waits for something private').toBe('shared');
  for (const m of plan.milestones.filter((one) => one.reachedOn !== null))
    expect(countedStepsOf(plan, m.id).filter(isOpen), 'nothing is open in a reached milestone').toEqual([]);
  for (const s of plan.steps.filter((one) => one.layer !== plan.layer))
    expect(s.agreement, 'what is private is its side’s own promise').toBe('agreed');
}

/** Every chain of a plan, as each side may verify it. */
export async function brokenLinks({ database }: FreshDatabase, stored: StoredPlan): Promise<Broken[]> {
  const { workspaceId, planId } = stored;
  const broken: Broken[] = [];
  for (const side of ['seller', 'buyer'] as const)
    await database.transaction(async (tx) => {
      const head: Head | null = await lockHead(tx, workspaceId, planId);
      if (!head) throw new Error('The plan is not there');
      await setScope(tx, { workspaceId, planIds: [planId], layers: layersOf(side) });
      for (const layer of layersOf(side)) {
        const found = await verifyHistory(tx, head, layer);
        if (found) broken.push(found);
      }
    });
  return broken;
}
