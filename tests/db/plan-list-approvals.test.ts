import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#app/domain/attachment.ts';
import { addDays } from '#app/domain/day.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { useDatabase } from '#db/client.server.ts';
import { listPlans, rankPlans } from '#db/plan-list.server.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { byTheDomain } from './ranked-by-domain.ts';

let fresh: FreshDatabase;
let house: { workspaceId: string } | undefined;
const plans: Record<string, StoredPlan> = {};
const all = () => Object.values(plans);
const everybody = [maya, tom, dana, lena, grace];

/** An approval of Lena's, then Grace's, due today and agreed; Dana has nothing to do. */
async function approvalOf(name: string, way: 'everyone' | 'anyone' | 'inOrder'): Promise<StoredPlan> {
  const plan = await storedPlan(fresh.database, {
    ...house,
    buyers: [dana, lena, grace],
    milestones: [
      { key: 'fit', steps: [{ key: 'budget', type: 'approval', owners: [lena, grace], dueIn: 0 }] },
    ],
  });
  house = { workspaceId: plan.workspaceId };
  plans[name] = plan;
  const stepId = plan.id('budget');
  const { offers } = await plan.load(dana);
  requireOk(await plan.send(dana, 'acceptOffers', { offerIds: offers.map(({ id }) => id) }));
  requireOk(await plan.send(dana, 'confirmGoal', {}));
  requireOk(await plan.send(dana, 'changeStep', { stepId, field: 'decidedBy', value: way }));
  requireOk(await plan.send(dana, 'changeStep', { stepId, field: 'ask', value: 'The figures of version 3' }));
  const link = { stepId, name: 'Figures', url: 'https://figures.example/3' };
  requireOk(await plan.send(dana, 'addLink', { id: crypto.randomUUID(), ...link }));
  return plan;
}

async function decide(plan: StoredPlan, who: CastMember, outcome: Outcome): Promise<void> {
  const said = { note: '', missing: outcome === 'needsEvidence' ? 'The terms' : '', conditions: [] };
  const args = { id: crypto.randomUUID(), stepId: plan.id('budget'), outcome, ...said };
  requireOk(await plan.send(who, 'decideApproval', args));
}

beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  for (const way of ['everyone', 'anyone', 'inOrder'] as const) {
    await approvalOf(`${way}, nobody yet`, way);
    if (way !== 'anyone') await decide(await approvalOf(`${way}, one yes`, way), lena, 'approved');
    await decide(await approvalOf(`${way}, one no`, way), lena, 'rejected');
    await decide(await approvalOf(`${way}, more needed`, way), lena, 'needsEvidence');
    const back = await approvalOf(`${way}, taken back`, way);
    await decide(back, lena, 'rejected');
    await decide(back, lena, 'withdrawn');
  }
  const outdated = await approvalOf('outdated', 'inOrder');
  await decide(outdated, lena, 'approved');
  requireOk(
    await outdated.send(dana, 'changeStep', {
      ...{ stepId: outdated.id('budget'), field: 'ask', value: 'The figures of version 4' },
    }),
  );
  const written = await approvalOf('only a question waits', 'everyone');
  for (const who of [lena, grace]) await decide(written, who, 'approved');
  requireOk(
    await written.send(dana, 'writeComment', {
      ...{
        id: crypto.randomUUID(),
        stepId: null,
        text: 'When?',
        onlyOurs: false,
        mentions: [],
        answers: null,
      },
      request: { of: written.access(maya).stakeholderId ?? '', by: addDays(realToday(), 3) },
    }),
  );
  return fresh.drop;
}, 120_000);

describe('approvals in the list of plans', () => {
  test.each(everybody)('wait for those they ask now, as the domain says, for $name', async (who) => {
    const ranked = await rankPlans(
      all().map((p) => p.access(who)),
      new Date(),
    );
    expect(ranked).toHaveLength(all().length);
    for (const { firstDay: _, ...row } of ranked) {
      const [name, stored] = Object.entries(plans).find(([, p]) => p.planId === row.planId) ?? [];
      expect(row, name).toEqual(byTheDomain((await stored?.load(who)) as never, who));
    }
  });

  test('need whoever is asked, and nobody who has decided or whose turn has not come', async () => {
    const need = async (who: CastMember) => {
      const ranked = await rankPlans(
        all().map((p) => p.access(who)),
        new Date(),
      );
      const needing = new Set(ranked.filter((r) => r.needsMe).map((r) => r.planId));
      return Object.keys(plans).filter((name) => needing.has(plans[name]?.planId ?? ''));
    };
    const [lenas, graces] = [await need(lena), await need(grace)];
    expect(lenas).toContain('inOrder, nobody yet');
    expect(graces).not.toContain('inOrder, nobody yet');
    expect(lenas).not.toContain('inOrder, one yes');
    expect(graces).toContain('inOrder, one yes');
    expect(lenas).not.toContain('everyone, one yes');
    expect(lenas).toContain('outdated');
    expect(graces).not.toContain('outdated');
  });

  test('are read there as they are read one by one: a yes is not taken for outdated', async () => {
    const read = await listPlans(all().map((p) => p.access(maya)));
    for (const [index, stored] of all().entries()) {
      const people = (plan: Parameters<typeof turnsOf>[0]) =>
        turnsOf(plan).map((t) => [t.kind, t.side, t.people.map((p) => p.name)]);
      expect(people(read[index] as never)).toEqual(people(await stored.load(maya)));
    }
  });
});
