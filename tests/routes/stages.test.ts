import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import * as board from '#app/routes/plans._index/route.tsx';
import * as stages from '#app/routes/settings_.stages/route.tsx';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  plan = await storedPlan(fresh.database);
  for (const who of [maya, tom, dana])
    await fresh.owner`insert into membership (id, workspace_id, person_id, plan_id, side, stakeholder_id, entered_at, point_person)
      select gen_random_uuid(), workspace_id, person_id, plan_id, side, id, now(), point_person from stakeholder
      where plan_id = ${plan.planId} and person_id = ${who.personId}
      on conflict do nothing`;
  return fresh.drop;
});

const browserOf = (who: CastMember) => Visitor.of(fresh.owner, who.personId);

const fields = (name: string, revision: number) => ({
  ...{ revision: String(revision), 'name.0': name, 'begins.0': 'shared', 'milestone.0': '' },
  ...{ 'name.1': ' ', 'begins.1': 'all', 'milestone.1': '' },
});
const save = async (who: CastMember, form: Record<string, string>) =>
  (await browserOf(who)).post(stages, '/settings/stages', form);
const boardOf = async (who: CastMember) => {
  const { body } = await (await browserOf(who)).get(board, '/plans');
  return (body as { rows: { id: string; stage: string | null }[] }).rows.find((r) => r.id === plan.planId);
};

test('an owner names them, and every member reads them on the list of plans', async () => {
  expect((await boardOf(tom))?.stage).toBeNull();
  expect((await save(maya, fields('Wheatear', 0))).location).toBe('/settings/stages?done=saved');
  expect((await boardOf(maya))?.stage).toBe('Wheatear');
  expect((await boardOf(tom))?.stage).toBe('Wheatear');
  const { body } = await (await browserOf(tom)).get(stages, '/settings/stages');
  expect(body).toMatchObject({ mayManage: false, stages: [{ name: 'Wheatear', begins: 'shared' }] });
});

test('a buyer is never told, not even one who has a workspace of her own', async () => {
  expect((await boardOf(dana))?.stage).toBeNull();
  const own = randomUUID();
  await fresh.owner`insert into workspace (id, name) values (${own}, 'Acme Freight')`;
  await fresh.owner`insert into membership (id, workspace_id, person_id, side, standing)
    values (${randomUUID()}, ${own}, ${dana.personId}, 'seller', 'owner')`;
  expect((await save(dana, fields('Hers', 0))).location).toBe('/settings/stages?done=saved');
  expect((await boardOf(dana))?.stage).toBeNull();
  expect((await boardOf(maya))?.stage).toBe('Wheatear');
});

test('a mere member changes nothing', async () => {
  expect((await save(tom, fields('His', 1))).status).toBe(403);
  expect((await boardOf(tom))?.stage).toBe('Wheatear');
});

test('what is wrong is said, two at once are told, and what was typed stays', async () => {
  const wrong = await save(maya, { ...fields('Proven', 1), 'begins.0': 'milestone' });
  expect(wrong.status).toBe(409);
  expect(wrong.body).toMatchObject({
    problems: ['Write the name of the milestone that “Proven” begins with.'],
    stages: [{ name: 'Proven' }],
  });
  await save(maya, fields('First', 1));
  const late = await save(maya, fields('Second', 1));
  expect(late.body).toMatchObject({ stages: [{ name: 'Second' }], revision: 2 });
  expect((await boardOf(maya))?.stage).toBe('First');
  await save(maya, fields('Second', 2));
  expect((await boardOf(maya))?.stage).toBe('Second');
});
