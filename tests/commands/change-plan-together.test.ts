import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import type { Envelope } from '#app/commands/registry.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});

const ask = (stored: StoredPlan, who: CastMember, type: Envelope['type'], args: object, id = uuidv7()) =>
  changePlan(stored.access(who), [{ id, type, args }]).then(({ answers: [answer] }) => answer);
const retitle = (stored: StoredPlan, who: CastMember, key: string, value: string) =>
  ask(stored, who, 'changeStep', { stepId: stored.id(key), field: 'title', value });
const noteOf = (stored: StoredPlan, who: CastMember) =>
  ask(stored, who, 'addStep', {
    id: randomUUID(),
    milestoneId: stored.id('fit'),
    afterId: stored.id('demo'),
    title: `Only for ${who.name}`,
    type: 'task',
    dueDay: null,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: true,
  });
/** Moments in which something was stored: one transaction has one. */
const moments = async ({ planId }: StoredPlan) => {
  const [row] = await fresh.owner`select count(distinct at)::int as n from history where plan_id = ${planId}`;
  return row?.n as number;
};

test('what four people of both sides ask at once is stored in few transactions, each as they see it', async () => {
  const stored = await storedPlan(fresh.database, { buyers: [dana, lena] });
  const before = await moments(stored);
  const people = [maya, dana, tom, lena];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) => {
      const who = people[at % 4] ?? maya;
      return at % 8 < 4 ? retitle(stored, who, 'demo', `Demo ${at}`) : noteOf(stored, who);
    }),
  );
  expect(answers.map((answer) => answer?.kind)).toEqual(answers.map(() => 'ok'));
  expect((await moments(stored)) - before).toBeLessThanOrEqual(4);
  for (const [who, colleagues] of [
    [maya, [maya, tom]],
    [dana, [dana, lena]],
  ] as const) {
    const plan = await stored.load(who);
    const own = plan.steps.filter((s) => s.layer !== 'shared').map((s) => s.title);
    expect([...new Set(own)].sort()).toEqual(colleagues.map(({ name }) => `Only for ${name}`).sort());
    expect(own).toHaveLength(10);
    expect(plan.steps.find((s) => s.id === stored.id('demo'))?.title).toMatch(/^Demo \d+$/);
  }
});

test('the same id at the same moment is done once, and another person’s id is their own', async () => {
  const stored = await storedPlan(fresh.database);
  const id = uuidv7();
  const args = { stepId: stored.id('demo'), field: 'title', value: 'Once' };
  const answers = await Promise.all([
    ask(stored, maya, 'changeStep', args, id),
    ask(stored, maya, 'changeStep', { ...args, value: 'Twice' }, id),
    ask(stored, dana, 'changeStep', { ...args, stepId: stored.id('data'), value: 'Hers' }, id),
  ]);
  expect(answers.map((answer) => answer?.kind)).toEqual(['ok', 'ok', 'ok']);
  const plan = await stored.load(maya);
  expect(plan.steps.find((s) => s.id === stored.id('demo'))?.title).toBe('Once');
  expect(plan.steps.find((s) => s.id === stored.id('data'))?.title).toBe('Hers');
});

test('a draft is absent for the other side, also between two who see it', async () => {
  const stored = await storedPlan(fresh.database, { draft: true });
  const [first, hers, last] = await Promise.all([
    retitle(stored, maya, 'demo', 'First'),
    retitle(stored, dana, 'demo', 'Hers'),
    retitle(stored, tom, 'data', 'Last'),
  ]);
  expect([first?.kind, hers?.kind, last?.kind]).toEqual(['ok', 'absent', 'ok']);
  const alone = await Promise.all([
    retitle(stored, dana, 'demo', 'Hers'),
    retitle(stored, maya, 'demo', 'Mine'),
  ]);
  expect(alone.map((answer) => answer?.kind)).toEqual(['absent', 'ok']);
});
