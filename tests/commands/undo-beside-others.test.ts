import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { addDays, shortDay } from '#app/domain/day.ts';
import { useDatabase } from '#db/client.server.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  useDatabase(fresh.database);
  return fresh.drop;
});
beforeEach(async () => {
  plan = await storedPlan(fresh.database, { buyers: [dana, lena] });
});

const title = (value: string) => ({ stepId: plan.id('demo'), field: 'title' as const, value });

describe('what somebody wrote over it is told with who wrote it', () => {
  test('and left as it is', async () => {
    const mine = requireOk(await plan.send(maya, 'changeStep', title('Mine')));
    requireOk(await plan.send(dana, 'changeStep', title('Hers')));
    expect(await plan.undo(maya, mine)).toEqual({
      kind: 'refused',
      code: 'undo',
      sentence:
        'That was not taken back, because Dana has changed it since: the name of “Hers” is now “Hers”, and yours was “Mine”.',
    });
    expect((await plan.load(maya)).steps.find((s) => s.id === plan.id('demo'))?.title).toBe('Hers');
  });

  test('also where it was the same person, later', async () => {
    const day = (n: number) => addDays(realToday(), n);
    const moved = (dueDay: string) => ({ stepId: plan.id('demo'), dueDay: dueDay as ReturnType<typeof day> });
    const first = requireOk(await plan.send(maya, 'rescheduleStep', moved(day(6))));
    requireOk(await plan.send(maya, 'rescheduleStep', moved(day(7))));
    expect(await plan.undo(maya, first)).toMatchObject({
      sentence: `That was not taken back, because you have changed it since: the day of “demo” is now ${shortDay(day(7))}, and yours was ${shortDay(day(6))}.`,
    });
  });

  test('and a field of a thing that was added is one of them', async () => {
    const id = randomUUID();
    const at = { milestoneId: plan.id('fit'), afterId: null, type: 'task' as const, dueDay: null };
    const words = { title: 'New', ask: '', doneWhen: '', owners: [], onlyOurs: false };
    const added = requireOk(await plan.send(maya, 'addStep', { id, ...at, ...words }));
    requireOk(await plan.send(dana, 'changeStep', { stepId: id, field: 'doneWhen', value: 'We saw it' }));
    expect(await plan.undo(maya, added)).toMatchObject({
      sentence:
        'That was not taken back, because Dana has changed it since: when “New” is done is now “We saw it”, and yours was nothing.',
    });
  });
});

test('an undo of what was asked for in the same moment is carried out in its turn', async () => {
  const id = uuidv7();
  const { answers } = await changePlan(plan.access(maya), [
    { id, type: 'changeStep', args: title('Mine'), base: {} },
    { id: uuidv7(), type: 'undo', args: { commandId: id } },
  ]);
  expect(answers.map(({ kind }) => kind)).toEqual(['ok', 'ok']);
  expect((await plan.load(maya)).steps.find((s) => s.id === plan.id('demo'))?.title).toBe('demo');
});

test('of a step the other side keeps to itself by now nothing is said but that it is gone', async () => {
  const [own, rollout] = [randomUUID(), plan.id('rollout')];
  const at = { milestoneId: plan.id('case'), afterId: rollout, type: 'task' as const, dueDay: null };
  const words = { title: 'Ask Grace', ask: '', doneWhen: '', owners: [], onlyOurs: true };
  const added = requireOk(await plan.send(dana, 'addStep', { id: own, ...at, ...words }));
  const tie = { id: randomUUID(), stepId: own, afterId: rollout };
  const tied = requireOk(await plan.send(dana, 'addDependency', tie));
  requireOk(await plan.send(maya, 'hideStep', { stepId: rollout }));
  requireOk(await plan.send(maya, 'changeStep', { stepId: rollout, field: 'title', value: 'Discount' }));
  expect(await plan.undo(dana, tied)).toEqual({
    kind: 'refused',
    code: 'undo',
    sentence: 'It does not wait for that any more.',
  });
  requireOk(await plan.undo(dana, added));
});
