import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '#app/commands/change-plan.server.ts';
import type { Envelope } from '#app/commands/registry.ts';
import { leaveAsItIs, listWaiting } from '#app/commands/unsettled.server.ts';
import type { Answer } from '#app/domain/command.ts';
import { addDays } from '#app/domain/day.ts';
import { findStep } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { useDatabase } from '#db/client.server.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
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

const rename = (value: string, more: Partial<Envelope> = {}): Envelope => ({
  id: uuidv7(),
  type: 'changeStep',
  args: { stepId: plan.id('demo'), field: 'title', value },
  ...more,
});
const sent = async (who: CastMember, ...envelopes: Envelope[]): Promise<Answer[]> =>
  (await changePlan(plan.access(who), envelopes)).answers;
const stepNow = async () => findStep(await plan.load(dana), plan.id('demo'));
const versionNow = async (field = 'title') => (await stepNow())?.versions[field] ?? 0;
const waiting = async (who: CastMember, over: Partial<PlanAccess> = {}) =>
  listWaiting(plan.access(who, over), await plan.load(who));
const settledAt = async (id: string) =>
  (await fresh.owner`select settled_at from command where id = ${id}`)[0]?.settled_at as Date | null;

/** Dana was first, and Maya's words were not taken. */
async function mayaWasSecond(words = 'Maya’s demo'): Promise<Envelope> {
  const base = { title: await versionNow() };
  requireOk((await sent(dana, rename('Dana’s demo', { base })))[0] as Answer);
  const mine = rename(words, { base });
  expect(await sent(maya, mine)).toMatchObject([{ kind: 'conflict' }]);
  return mine;
}

describe('what the plan did not take', () => {
  test('waits for its writer, with what stands there and who they met', async () => {
    const mine = await mayaWasSecond();
    const [one, ...others] = await waiting(maya);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      newest: { id: mine.id, type: 'changeStep', args: mine.args, base: mine.base, field: 'title' },
      standing: {
        kind: 'conflict',
        yours: 'Maya’s demo',
        current: 'Dana’s demo',
        version: await versionNow(),
      },
    });
  });

  test('waits for nobody else, on their side or the other', async () => {
    await mayaWasSecond();
    expect(await waiting(dana)).toEqual([]);
    expect(await waiting(lena)).toEqual([]);
    const theirs = { ...plan.access(maya), personId: lena.personId } as PlanAccess;
    expect(await listWaiting(theirs, await plan.load(maya))).toEqual([]);
  });

  test('goes when its writer leaves it, and stays away however often they say so', async () => {
    const mine = await mayaWasSecond();
    await leaveAsItIs(plan.access(maya), mine.id);
    expect(await waiting(maya)).toEqual([]);
    const at = await settledAt(mine.id);
    expect(at).not.toBeNull();
    await leaveAsItIs(plan.access(maya), mine.id);
    expect(await settledAt(mine.id)).toEqual(at);
    expect((await stepNow())?.title).toBe('Dana’s demo');
  });

  test('is left by nobody else', async () => {
    const mine = await mayaWasSecond();
    await leaveAsItIs(plan.access(dana), mine.id);
    await leaveAsItIs(plan.access(lena), mine.id);
    expect(await waiting(maya)).toHaveLength(1);
  });

  test('told by what stands there now, however often that was changed meanwhile', async () => {
    await mayaWasSecond();
    requireOk(
      (await sent(lena, rename('Lena’s demo', { base: { title: await versionNow() } })))[0] as Answer,
    );
    expect(await waiting(maya)).toMatchObject([
      { standing: { current: 'Lena’s demo', version: await versionNow() } },
    ]);
  });

  test('needs nobody while the plan says the same', async () => {
    await mayaWasSecond();
    requireOk(
      (await sent(dana, rename('Maya’s demo', { base: { title: await versionNow() } })))[0] as Answer,
    );
    expect(await waiting(maya)).toEqual([]);
  });

  test('is kept with its words when what it was about is gone', async () => {
    await mayaWasSecond();
    requireOk(await plan.send(maya, 'removeStep', { stepId: plan.id('demo') }));
    expect(await waiting(maya)).toMatchObject([
      { newest: { args: { value: 'Maya’s demo' } }, standing: { kind: 'gone' } },
    ]);
  });

  test('tells nothing of a layer its writer does not read any more', async () => {
    const stepId = plan.id('rollout');
    requireOk(await plan.send(maya, 'hideStep', { stepId }));
    const title = (value: string): Envelope => rename(value, { args: { stepId, field: 'title', value } });
    const before = findStep(await plan.load(maya), stepId)?.versions.title ?? 0;
    requireOk((await sent(maya, title('Below list price')))[0] as Answer);
    const tried = { ...title('Above list price'), base: { title: before } };
    // In the same log, by another of the same side.
    expect((await changePlan(plan.access(maya), [tried])).answers).toMatchObject([{ kind: 'conflict' }]);
    const sealed = plan.access(maya, { layers: ['shared'] });
    const told = JSON.stringify(await listWaiting(sealed, await plan.load(dana)));
    expect(told).toContain('gone');
    expect(told).not.toContain('Below list price');
  });

  test('is gone from the tray after 30 days with the words themselves', async () => {
    const mine = await mayaWasSecond();
    await fresh.owner`update command set lost = null where id = ${mine.id}`;
    expect(await waiting(maya)).toEqual([]);
  });
});

describe('one’s own words all the same', () => {
  const useMine = async (lost: Envelope, more: Partial<Envelope> = {}): Promise<Envelope> => ({
    ...lost,
    id: uuidv7(),
    base: { title: await versionNow() },
    settles: lost.id,
    ...more,
  });

  test('are written and settled at once', async () => {
    const mine = await mayaWasSecond();
    expect(await sent(maya, await useMine(mine))).toMatchObject([{ kind: 'ok' }]);
    expect((await stepNow())?.title).toBe('Maya’s demo');
    expect(await waiting(maya)).toEqual([]);
  });

  test('sent twice are written once', async () => {
    const mine = await mayaWasSecond();
    const again = await useMine(mine);
    const [first] = await sent(maya, again);
    requireOk(
      (await sent(dana, rename('Dana’s again', { base: { title: await versionNow() } })))[0] as Answer,
    );
    expect(await sent(maya, again)).toEqual([first]);
    expect((await stepNow())?.title).toBe('Dana’s again');
  });

  test('that meet another’s once more wait once, under the newer command', async () => {
    const mine = await mayaWasSecond();
    const seen = await useMine(mine);
    requireOk(
      (await sent(dana, rename('Dana’s again', { base: { title: await versionNow() } })))[0] as Answer,
    );
    expect(await sent(maya, seen)).toMatchObject([{ kind: 'conflict', current: 'Dana’s again' }]);
    expect(await waiting(maya)).toMatchObject([{ newest: { id: seen.id }, earlier: [] }]);
    expect(await settledAt(mine.id)).not.toBeNull();
  });

  test('that were refused go on waiting', async () => {
    const mine = await mayaWasSecond();
    const empty = { stepId: plan.id('demo'), field: 'title', value: '' };
    expect(await sent(maya, await useMine(mine, { args: empty }))).toMatchObject([{ kind: 'invalid' }]);
    expect(await waiting(maya)).toHaveLength(1);
  });

  test('settle nothing of anybody else', async () => {
    const mine = await mayaWasSecond();
    expect(await sent(dana, rename('Dana’s third', { settles: mine.id }))).toMatchObject([{ kind: 'ok' }]);
    expect(await waiting(maya)).toHaveLength(1);
  });

  test('typed anew from what was met settle it too, and typed from before do not', async () => {
    const mine = await mayaWasSecond();
    const elsewhere = { stepId: plan.id('demo'), dueDay: addDays(realToday(), 12) };
    requireOk(
      await plan.send(maya, 'rescheduleStep', elsewhere, { base: { dueDay: await versionNow('dueDay') } }),
    );
    expect(await waiting(maya)).toHaveLength(1);
    requireOk(
      (await sent(maya, rename('Both our demos', { base: { title: await versionNow() } })))[0] as Answer,
    );
    expect(await waiting(maya)).toEqual([]);
    expect(await settledAt(mine.id)).not.toBeNull();
  });

  test('in one post with what they answer are settled too', async () => {
    const base = { title: await versionNow() };
    requireOk((await sent(dana, rename('Dana’s demo', { base })))[0] as Answer);
    const now = { title: await versionNow() };
    const mine = rename('Maya’s demo', { base });
    const answers = await sent(maya, mine, { ...mine, id: uuidv7(), base: now, settles: mine.id });
    expect(answers).toMatchObject([{ kind: 'conflict' }, { kind: 'ok' }]);
    expect(await waiting(maya)).toEqual([]);
  });
});

test('two tries at one field are one question, with the earlier words beneath', async () => {
  const base = { title: await versionNow() };
  const first = await mayaWasSecond('Maya’s dem');
  const second = rename('Maya’s demo', { base });
  expect(await sent(maya, second)).toMatchObject([{ kind: 'conflict' }]);
  expect(await waiting(maya)).toMatchObject([{ newest: { id: second.id }, earlier: [{ id: first.id }] }]);
  await leaveAsItIs(plan.access(maya), second.id);
  expect(await waiting(maya)).toEqual([]);
});

test('another tenant’s tray holds nothing of it', async () => {
  const mine = await mayaWasSecond();
  const other = await storedPlan(fresh.database, { buyers: [dana] });
  expect(await listWaiting(other.access(maya), await other.load(maya))).toEqual([]);
  await leaveAsItIs(other.access(maya), mine.id);
  expect(await waiting(maya)).toHaveLength(1);
});

test('of very much that waits so much is looked at at a time, newest first, and none of it is lost', async () => {
  await mayaWasSecond('The newest');
  await fresh.owner`insert into command (workspace_id, plan_id, person_id, id, type, answer, lost, at)
    select workspace_id, plan_id, person_id, gen_random_uuid(), type, answer, lost, at - n * interval '1 second'
    from command, generate_series(1, 250) as n where plan_id = ${plan.planId} and lost is not null`;
  const counts: number[] = [];
  for (let [one] = await waiting(maya); one; [one] = await waiting(maya)) {
    counts.push(1 + one.earlier.length);
    await leaveAsItIs(plan.access(maya), one.newest.id);
  }
  expect(counts).toEqual([200, 51]);
});
