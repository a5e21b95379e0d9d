import { beforeAll, describe, expect, test } from 'vitest';
import * as today from '#app/routes/today/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, maya, rui, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let first: StoredPlan;
let second: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  const milestones = [
    {
      key: 'fit',
      steps: [
        { key: 'demo', owners: [maya], dueIn: 0 },
        { key: 'data', owners: [dana], dueIn: 0 },
        { key: 'floor', owners: [maya], dueIn: 0, withheld: true },
      ],
    },
  ];
  first = await storedPlan(fresh.database, { milestones });
  second = await storedPlan(fresh.database, { milestones, workspaceId: first.workspaceId });
  for (const { planId } of [first, second])
    for (const who of [maya, tom, dana])
      await fresh.owner`insert into membership (id, workspace_id, person_id, plan_id, side, stakeholder_id, entered_at, point_person)
        select gen_random_uuid(), workspace_id, person_id, plan_id, side, id, now(), point_person from stakeholder
        where plan_id = ${planId} and person_id = ${who.personId}
        on conflict do nothing`;
  return fresh.drop;
});

interface Seen {
  sentence: string;
  more: number;
  groups: { group: string; rows: { sentence: string; plan: string; href: string }[] }[];
}
const look = async (who: CastMember, path = '/today') => {
  const { body } = await (await Visitor.of(fresh.owner, who.personId)).get(today, path);
  return body as Seen;
};
const lines = ({ groups }: Seen) => groups.flatMap(({ rows }) => rows);

describe('today', () => {
  test('gathers what both plans ask of Dana, and tells her nothing that is only Northwind’s', async () => {
    const seen = await look(dana);
    const asked = lines(seen).filter(({ sentence }) => sentence.startsWith('“data”'));
    expect(asked.map(({ href }) => href).sort()).toEqual(
      [first, second].map((plan) => `/plans/${plan.planId}/steps/${plan.id('data')}`).sort(),
    );
    expect(asked[0]).toMatchObject({ plan: 'Northwind' });
    expect(JSON.stringify(seen)).not.toContain('floor');
    expect(JSON.stringify(await look(maya))).toContain('floor');
  });

  test('shows a thing no more once the plan says that it is done', async () => {
    const all = (seen: Seen) => lines(seen).filter(({ href }) => href.includes(first.planId));
    const before = all(await look(dana)).length;
    requireOk(await first.send(dana, 'completeStep', { stepId: first.id('data') }));
    expect(all(await look(dana)).length).toBeLessThan(before);
    expect(lines(await look(dana)).some(({ sentence }) => sentence.startsWith('“data”'))).toBe(true);
  });

  test('holds nothing of plans a member merely reads, and sends who is on none home', async () => {
    expect(lines(await look(tom))).toEqual([]);
    expect((await (await Visitor.of(fresh.owner, rui.personId)).get(today, '/today')).location).toBe('/');
    expect((await new Visitor().get(today, '/today')).location).toBe('/sign-in?goTo=%2Ftoday');
  });
});
