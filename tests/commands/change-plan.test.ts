import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan, changePlanIn } from '#app/commands/change-plan.server.ts';
import { type Envelope, envelope } from '#app/commands/registry.ts';
import type { Answer } from '#app/domain/command.ts';
import { addDays } from '#app/domain/day.ts';
import { findStep } from '#app/domain/plan.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import { listActivity } from '#db/activity.server.ts';
import { useDatabase } from '#db/client.server.ts';
import { brokenLinks } from '#tests/db/plan-witness.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
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
const titleNow = async () => findStep(await plan.load(dana), plan.id('demo'))?.title;
const versionNow = async (field: string) =>
  findStep(await plan.load(dana), plan.id('demo'))?.versions[field] ?? 0;

/** Everything of this plan that a command may write. */
async function stored(): Promise<Record<string, number>> {
  const [row] = await fresh.owner`select
    (select count(*)::int from history where plan_id = ${plan.planId}) as history,
    (select count(*)::int from history_body where plan_id = ${plan.planId}) as bodies,
    (select count(*)::int from command where plan_id = ${plan.planId}) as commands,
    (select count(*)::int from line where plan_id = ${plan.planId}) as lines,
    (select (shared_n + seller_n + buyer_n)::int from plan_head where plan_id = ${plan.planId}) as head`;
  return { ...row };
}

describe('what a command names and says', () => {
  test('is the same thing in any spelling of its id', async () => {
    const title = await titleNow();
    const again = { id: plan.id('demo').toUpperCase(), milestoneId: plan.id('fit'), afterId: null };
    const args = { ...again, title: 'Written over', type: 'task', dueDay: null, ask: '', doneWhen: '' };
    const [answer] = await sent(maya, {
      id: uuidv7(),
      type: 'addStep',
      args: { ...args, owners: [], onlyOurs: false },
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'exists' });
    expect(await titleNow()).toBe(title);
  });

  test('is kept without what no database takes and no reader sees', async () => {
    expect(await sent(maya, rename('A\u0000 \ud800\u202edemo\u0007\r\nfor\tall'))).toMatchObject([
      { kind: 'ok' },
    ]);
    expect(await titleNow()).toBe('A demo for all');
    const late = rename('An\u0000 \ud800other', { base: { title: 0 } });
    expect(await sent(dana, late)).toMatchObject([{ kind: 'conflict', yours: 'An other' }]);
  });
});

describe('what the database will not take in', () => {
  const adding = (type: 'addStep' | 'addLink', args: object): Envelope => ({ id: uuidv7(), type, args });
  const newStep = (id: string, onlyOurs: boolean) => ({
    ...{ id, milestoneId: plan.id('fit'), afterId: null, title: 'Ours', type: 'task', dueDay: null },
    ...{ ask: '', doneWhen: '', owners: [], onlyOurs },
  });

  test('because its id is taken out of sight is refused, and nothing of it is kept', async () => {
    const id = randomUUID();
    expect(await sent(dana, adding('addStep', newStep(id, true)))).toMatchObject([{ kind: 'ok' }]);
    const before = await stored();
    const [answer] = await sent(maya, adding('addStep', newStep(id, false)));
    expect(answer).toMatchObject({ kind: 'refused', code: 'exists' });
    expect(await stored()).toMatchObject({ history: before.history, head: before.head });
  });

  test('because a grant is missing is an error, and not said to be taken', async () => {
    await fresh.owner`revoke insert on step_link from throughline_app`;
    const link = { id: randomUUID(), stepId: plan.id('demo'), name: 'The case', url: 'https://acme.example' };
    const tried = sent(maya, adding('addLink', link));
    await expect(
      tried.finally(() => fresh.owner`grant insert on step_link to throughline_app`),
    ).rejects.toThrow();
    expect(await sent(maya, adding('addLink', link))).toMatchObject([{ kind: 'ok' }]);
  });
});

test('who has not been let in reads, and speaks for nobody', async () => {
  const id = uuidv7();
  await fresh.owner`update stakeholder set admitted = false where plan_id = ${plan.planId} and person_id = ${lena.personId}`;
  const answers = await sent(
    lena,
    rename('Lena’s demo'),
    { id: uuidv7(), type: 'confirmGoal', args: {} },
    { id: uuidv7(), type: 'undo', args: { commandId: id } },
  );
  expect(answers.map((answer) => answer.kind === 'refused' && answer.code)).toEqual([
    'notAdmitted',
    'notAdmitted',
    'notAdmitted',
  ]);
});

describe('the same command', () => {
  test('sent twice is done once, and answered the same', async () => {
    const command = rename('The demo');
    const [first] = await sent(maya, command);
    const before = await stored();
    await sent(tom, rename('Tom’s demo'));
    expect(await sent(maya, command)).toEqual([first]);
    expect(await titleNow()).toBe('Tom’s demo');
    expect((await stored()).history).toBe((before.history ?? 0) + 1);
  });

  test('sent twice in one request is done once', async () => {
    const command = rename('The demo');
    const before = await stored();
    const [one, two] = await sent(maya, command, command);
    expect(two).toEqual(one);
    expect((await stored()).history).toBe((before.history ?? 0) + 1);
  });

  test('sent by two tabs at once is done once', async () => {
    const command = rename('The demo');
    const before = await stored();
    const [[one], [two]] = await Promise.all([sent(maya, command), sent(maya, command)]);
    expect(two).toEqual(one);
    expect((await stored()).history).toBe((before.history ?? 0) + 1);
  });

  test('of somebody else is unknown: the same id is a command of one’s own', async () => {
    const command = rename('Maya’s demo');
    await sent(maya, command);
    const [answer] = await sent(dana, rename('Dana’s demo', { id: command.id }));
    expect(answer).toEqual({ kind: 'ok', commandId: command.id });
    expect(await titleNow()).toBe('Dana’s demo');
  });

  test('of somebody else cannot be undone', async () => {
    const command = rename('Maya’s demo');
    await sent(maya, command);
    expect(await plan.undo(dana, command.id)).toEqual({ kind: 'absent' });
    expect(await titleNow()).toBe('Maya’s demo');
  });

  test('that was refused is refused again, even when it would go through now', async () => {
    const command: Envelope = { id: uuidv7(), type: 'completeStep', args: { stepId: plan.id('data') } };
    const before = await stored();
    const [first] = await sent(maya, command);
    expect(first).toMatchObject({ kind: 'refused', code: 'notYours' });
    expect(await stored()).toEqual({ ...before, commands: (before.commands ?? 0) + 1 });
    expect(await sent(maya, command)).toEqual([first]);
  });

  test('that made no sense changes nothing, and may be sent again put right', async () => {
    const before = await stored();
    const id = uuidv7();
    const [first] = await sent(maya, rename('', { id }));
    expect(first).toMatchObject({ kind: 'invalid', problems: [{ path: 'value' }] });
    expect(await stored()).toEqual(before);
    expect(await sent(maya, rename('The demo', { id }))).toEqual([{ kind: 'ok', commandId: id }]);
  });
});

describe('two people who edit', () => {
  test('a yes does not fall on words the other side has changed since, and may be given to the new ones', async () => {
    const before = await plan.load(dana);
    const offers = before.offers.filter((o) => o.stepId === plan.id('data'));
    const yes = (base: Envelope['base']): Envelope => ({
      id: uuidv7(),
      type: 'acceptOffers',
      args: { offerIds: offers.map((o) => o.id) },
      base,
    });
    const base = baseOfYes(before, offers);
    const args = { stepId: plan.id('data'), field: 'ask', value: 'Three years of data' };
    await sent(maya, { id: uuidv7(), type: 'changeStep', args });
    const [answer] = await sent(dana, yes(base));
    const field = `${plan.id('data')}.ask`;
    expect(answer).toMatchObject({ kind: 'conflict', field, current: args.value, by: maya.name });
    expect((await plan.load(dana)).offers.map((o) => o.id)).toEqual(before.offers.map((o) => o.id));
    const version = answer?.kind === 'conflict' ? answer.version : 0;
    expect(await sent(dana, yes({ ...base, [field]: version }))).toMatchObject([{ kind: 'ok' }]);
  });

  test('a yes laid over one’s own rewording is a yes to it', async () => {
    const before = await plan.load(dana);
    const offers = before.offers.filter((o) => o.stepId === plan.id('data'));
    const args = { stepId: plan.id('data'), field: 'title', value: 'Last week’s orders' };
    await sent(dana, { id: uuidv7(), type: 'changeStep', args });
    const base = { ...baseOfYes(before, offers), [`${args.stepId}.title`]: Number.MAX_SAFE_INTEGER };
    const yes = { id: uuidv7(), type: 'acceptOffers' as const, args: { offerIds: [offers[0]?.id] }, base };
    expect(await sent(dana, yes)).toMatchObject([{ kind: 'ok' }]);
  });

  test('the same field: the second is told both values, by whom and when, and nothing is lost', async () => {
    const base = { title: await versionNow('title') };
    await sent(dana, rename('Dana’s demo', { base }));
    const mine = rename('Maya’s demo', { base });
    const [answer] = await sent(maya, mine);
    expect(answer).toMatchObject({
      kind: 'conflict',
      field: 'title',
      yours: 'Maya’s demo',
      current: 'Dana’s demo',
      version: await versionNow('title'),
      by: 'Dana Ortiz',
    });
    const at = answer?.kind === 'conflict' ? Date.parse(answer.at ?? '') : 0;
    expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
    expect(await titleNow()).toBe('Dana’s demo');
    const [kept] = await fresh.owner`select lost from command where id = ${mine.id}`;
    expect(kept?.lost).toMatchObject({ args: { value: 'Maya’s demo' }, base });
  });

  test('the same field to the same value: there is nothing to ask', async () => {
    const base = { title: await versionNow('title') };
    await sent(dana, rename('The demo', { base }));
    const before = await stored();
    const [answer] = await sent(maya, rename('The demo', { base }));
    expect(answer).toMatchObject({ kind: 'ok' });
    expect((await stored()).history).toBe(before.history);
  });

  test('different fields of one step: both win', async () => {
    const base = { title: await versionNow('title'), doneWhen: await versionNow('doneWhen') };
    await sent(dana, rename('The demo', { base }));
    const args = { stepId: plan.id('demo'), field: 'doneWhen', value: 'Dana has seen it' };
    expect(await sent(maya, { id: uuidv7(), type: 'changeStep', args, base })).toMatchObject([
      { kind: 'ok' },
    ]);
    expect(findStep(await plan.load(dana), plan.id('demo'))).toMatchObject({
      title: 'The demo',
      doneWhen: 'Dana has seen it',
    });
  });

  test('knowing what they replace: the last one wins', async () => {
    await sent(dana, rename('Dana’s demo'));
    const base = { title: await versionNow('title') };
    expect(await sent(maya, rename('Maya’s demo', { base }))).toMatchObject([{ kind: 'ok' }]);
    expect(await titleNow()).toBe('Maya’s demo');
  });
});

describe('many at once', () => {
  test('stand in line: every edit is numbered, none is lost, the chains hold', async () => {
    const before = await stored();
    const people = [maya, tom, dana, lena];
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => sent(people[i % 4] ?? maya, rename(`Version ${i}`))),
    );
    expect(answers.flat().every((a) => a.kind === 'ok')).toBe(true);
    expect((await stored()).head).toBe((before.head ?? 0) + 24);
    expect(await brokenLinks(fresh, plan)).toEqual([]);
  });

  test('only one of those who saw the same value writes over it', async () => {
    const base = { title: await versionNow('title') };
    const answers = await Promise.all(
      [maya, tom, dana, lena].map((who) => sent(who, rename(`${who.name}’s demo`, { base }))),
    );
    const kinds = answers.flat().map((a) => a.kind);
    expect(kinds.filter((k) => k === 'ok')).toHaveLength(1);
    expect(kinds.filter((k) => k === 'conflict')).toHaveLength(3);
  });

  test('a plan held by somebody for too long says so, and nothing is stored', async () => {
    const before = await stored();
    await fresh.owner.begin(async (sql) => {
      await sql`select 1 from plan_head where plan_id = ${plan.planId} for update`;
      await expect(sent(maya, rename('The demo'))).rejects.toMatchObject({
        name: 'DatabaseUnavailable',
        reason: 'busy',
      });
    });
    expect(await stored()).toEqual(before);
  });
});

describe('one transaction', () => {
  test('holds the row, the history, the answer and the lines', async () => {
    const before = await stored();
    await sent(dana, {
      id: uuidv7(),
      type: 'rescheduleStep',
      args: { stepId: plan.id('demo'), dueDay: addDays(realToday(), 8) },
    });
    const after = await stored();
    expect(after).toEqual({
      history: (before.history ?? 0) + 1,
      bodies: (before.bodies ?? 0) + 1,
      commands: (before.commands ?? 0) + 1,
      lines: (before.lines ?? 0) + 1,
      head: (before.head ?? 0) + 1,
    });
    const [line] =
      await fresh.owner`select * from line where plan_id = ${plan.planId} order by at desc limit 1`;
    expect(line).toMatchObject({ kind: 'proposed', person_id: maya.personId, layer: 'shared' });
  });

  test('that fails at the end leaves nothing of itself', async () => {
    const before = await stored();
    const failed = fresh.database.transaction(async (tx) => {
      await changePlanIn(tx, plan.access(maya), [rename('The demo')]);
      throw new Error('The lamp went out');
    });
    await expect(failed).rejects.toThrow('The lamp went out');
    expect(await stored()).toEqual(before);
    expect(await titleNow()).toBe('demo');
  });

  test('decides each command on what the one before has made of the plan', async () => {
    const id = randomUUID();
    const step = {
      id,
      milestoneId: plan.id('fit'),
      afterId: null,
      title: 'Send the file',
      type: 'task',
      dueDay: null,
      ask: '',
      doneWhen: '',
      owners: [],
      onlyOurs: false,
    };
    const answers = await sent(
      dana,
      { id: uuidv7(), type: 'addStep', args: step },
      { id: uuidv7(), type: 'completeStep', args: { stepId: id } },
      { id: uuidv7(), type: 'completeStep', args: { stepId: plan.id('demo') } },
    );
    expect(answers.map((a) => a.kind)).toEqual(['ok', 'ok', 'refused']);
    expect(findStep(await plan.load(maya), id)?.status).toBe('done');
  });

  test('asks before it opens a reached milestone, and does when told to', async () => {
    for (const [who, key] of [
      [maya, 'demo'],
      [dana, 'data'],
      [dana, 'workshop'],
    ] as const)
      requireOk(await plan.send(who, 'completeStep', { stepId: plan.id(key) }));
    const reopen = { type: 'reopenStep' as const, args: { stepId: plan.id('demo') } };
    expect(await sent(maya, { id: uuidv7(), ...reopen })).toMatchObject([
      { kind: 'refused', code: 'reopens' },
    ]);
    expect(await sent(maya, { id: uuidv7(), ...reopen, confirmed: true })).toMatchObject([{ kind: 'ok' }]);
    const told = await fresh.owner`select p.name, l.kind from line l join person p on p.id = l.person_id
      where l.plan_id = ${plan.planId} and l.kind like 'milestone%' order by l.kind, p.name`;
    const everyone = [dana, lena, maya, tom].map((who) => who.name);
    expect(told.filter((l) => l.kind === 'milestoneReached').map((l) => l.name)).toEqual(everyone);
    expect(told.filter((l) => l.kind === 'milestoneReopened').map((l) => l.name)).toEqual(everyone);
  });
});

describe('what one side hides', () => {
  test('lets go what the other privately made wait for it, in that side’s own log', async () => {
    const own = randomUUID();
    const step = {
      id: own,
      milestoneId: plan.id('fit'),
      afterId: null,
      title: 'Ask Lena',
      type: 'task' as const,
    };
    const more = { dueDay: null, ask: '', doneWhen: '', owners: [], onlyOurs: true };
    requireOk(await plan.send(dana, 'addStep', { ...step, ...more }));
    requireOk(
      await plan.send(dana, 'addDependency', { id: randomUUID(), stepId: own, afterId: plan.id('demo') }),
    );
    const before = await stored();
    requireOk(await plan.send(maya, 'hideStep', { stepId: plan.id('demo') }));
    const read = await plan.load(dana);
    expect(read.steps.map((s) => s.title)).not.toContain('demo');
    expect(read.dependencies.filter((d) => d.stepId === own)).toEqual([]);
    const [freed] = await fresh.owner`select layer, by from history
      where plan_id = ${plan.planId} and kind = 'dependencyRemoved' and layer = 'buyer'`;
    expect(freed).toEqual({ layer: 'buyer', by: null });
    expect((await stored()).head).toBeGreaterThan(before.head ?? 0);
    expect(await brokenLinks(fresh, plan)).toEqual([]);
  });

  test('is refused once the other side has had a hand in it', async () => {
    requireOk(
      await plan.send(dana, 'changeStep', { stepId: plan.id('demo'), field: 'title', value: 'Your demo' }),
    );
    expect(await plan.send(maya, 'hideStep', { stepId: plan.id('demo') })).toMatchObject({
      kind: 'refused',
      code: 'seen',
    });
  });
});

describe('undo', () => {
  test('leaves what somebody has changed since, and says so', async () => {
    const command = rename('Maya’s demo');
    await sent(maya, command);
    await sent(dana, rename('Dana’s demo'));
    expect(await plan.undo(maya, command.id)).toMatchObject({ kind: 'refused', code: 'undo' });
    expect(await titleNow()).toBe('Dana’s demo');
  });

  test('is itself undone', async () => {
    const command = rename('Maya’s demo');
    await sent(maya, command);
    const undone = requireOk(await plan.undo(maya, command.id));
    expect(await titleNow()).toBe('demo');
    requireOk(await plan.undo(maya, undone));
    expect(await titleNow()).toBe('Maya’s demo');
  });

  test('of what was done in the draft is over once the plan is shared', async () => {
    plan = await storedPlan(fresh.database, { draft: true });
    const command = rename('Maya’s demo');
    await sent(maya, command);
    requireOk(await plan.send(maya, 'sharePlan', {}));
    expect(await plan.undo(maya, command.id)).toMatchObject({ kind: 'refused', code: 'undo' });
  });
});

test('somebody who may only read changes nothing', async () => {
  const before = await stored();
  const access = plan.access(tom, { standing: 'member', stakeholderId: null });
  expect((await changePlan(access, [rename('The demo')])).answers).toMatchObject([
    { kind: 'refused', code: 'notAllowed' },
  ]);
  expect(await stored()).toEqual({ ...before, commands: (before.commands ?? 0) + 1 });
});

describe('an id that is taken', () => {
  const newStep = (id: string, onlyOurs = false): Envelope => ({
    id: uuidv7(),
    type: 'addStep',
    args: {
      ...{ id, milestoneId: plan.id('fit'), afterId: null, title: 'Another', type: 'task', dueDay: null },
      ...{ ask: '', doneWhen: '', owners: [], onlyOurs },
    },
  });

  test('where its sender cannot see it is refused, and what is sent with it is kept', async () => {
    const [hidden] = await sent(maya, newStep(randomUUID(), true));
    expect(hidden).toMatchObject({ kind: 'ok' });
    const taken = (await plan.load(maya)).steps.find((s) => s.layer === 'seller')?.id ?? '';
    const answers = await sent(dana, newStep(taken), rename('Kept'));
    expect(answers).toMatchObject([{ kind: 'refused', code: 'exists' }, { kind: 'ok' }]);
    expect(await titleNow()).toBe('Kept');
    expect(await brokenLinks(fresh, plan)).toEqual([]);
  });

  test('of a command of somebody else hides neither what they did nor their way back', async () => {
    const hers = rename('Dana’s demo');
    expect(await sent(dana, hers)).toMatchObject([{ kind: 'ok' }]);
    const args = { stepId: plan.id('demo'), field: 'doneWhen', value: 'Everybody has seen it' };
    expect(await sent(maya, { id: hers.id, type: 'changeStep', args })).toMatchObject([{ kind: 'ok' }]);
    const { acts } = await listActivity(plan.access(dana), { limit: 2 });
    const byId = acts.filter((act) => act.commandId === hers.id);
    expect(byId.map((act) => [act.by, act.changes.length]).sort()).toEqual(
      [
        [dana.personId, 1],
        [maya.personId, 1],
      ].sort(),
    );
    expect(await plan.undo(dana, hers.id)).toMatchObject({ kind: 'ok' });
    expect(await titleNow()).not.toBe('Dana’s demo');
    expect(findStep(await plan.load(dana), plan.id('demo'))?.doneWhen).toBe('Everybody has seen it');
  });
});

test('a page of activity from a moment that never was begins at the newest', async () => {
  await sent(maya, rename('Newest'));
  const before = '9999-99-99 99:99:99.000000+00_00000000-0000-4000-8000-000000000000';
  const { acts } = await listActivity(plan.access(maya), { limit: 1, before });
  expect(acts).toHaveLength(1);
});

test('one’s own acts are taken back one after the other, newest first, and done again; not over somebody else’s', async () => {
  const [first, second, third] = [rename('One'), rename('Two'), rename('Three')];
  for (const envelope of [first, second, third]) await sent(maya, envelope);
  const take = async (who: CastMember, commandId: string) => {
    const id = uuidv7();
    const [answer] = await sent(who, { id, type: 'undo', args: { commandId } });
    return { id, kind: answer?.kind };
  };
  const start = [];
  for (const [envelope, stands] of [
    [third, 'Two'],
    [second, 'One'],
    [first, 'demo'],
  ] as const) {
    const undo = await take(maya, envelope.id);
    expect(undo.kind).toBe('ok');
    expect((await titleNow())?.toLowerCase()).toBe(stands.toLowerCase());
    start.push(undo.id);
  }
  for (const [commandId, stands] of [
    [start[2], 'One'],
    [start[1], 'Two'],
    [start[0], 'Three'],
  ] as const) {
    expect((await take(maya, commandId ?? '')).kind).toBe('ok');
    expect(await titleNow()).toBe(stands);
  }
  await sent(dana, rename('Hers'));
  await sent(dana, rename('Three'));
  expect((await take(maya, third.id)).kind).toBe('refused');
  expect(await titleNow()).toBe('Three');
});

test('two who wrote in different places of one text are both in it, and whoever came second is told', async () => {
  const ask = (value: string, base: number): Envelope => ({
    id: uuidv7(),
    type: 'changeStep',
    args: { stepId: plan.id('demo'), field: 'doneWhen', value },
    base: { doneWhen: base },
  });
  await sent(maya, ask('Bring your October figures and the month’s invoices.', await versionNow('doneWhen')));
  const seen = await versionNow('doneWhen');
  await sent(dana, ask('Bring our October figures and the month’s invoices.', seen));
  const [answer] = await sent(maya, ask('Bring your October figures and all of the month’s invoices.', seen));
  const both = 'Bring our October figures and all of the month’s invoices.';
  expect(answer).toMatchObject({ kind: 'ok', merged: { field: 'doneWhen', text: both } });
  expect(findStep(await plan.load(dana), plan.id('demo'))?.doneWhen).toBe(both);
  const [met] = await sent(tom, ask('Bring my October figures.', seen));
  expect(met).toMatchObject({ kind: 'conflict', current: both, yours: 'Bring my October figures.' });
});

test('the words of two people never make a name or a figure that nobody said', async () => {
  await sent(maya, rename('Demo of the export with Acme'));
  const base = { title: await versionNow('title') };
  await sent(dana, rename('Demo of the import with Acme', { base }));
  const [met] = await sent(tom, rename('Demo of the export with Northwind', { base }));
  expect(met?.kind).toBe('conflict');
  expect(await titleNow()).toBe('Demo of the import with Acme');
});

test('blanks around what was typed last do not write over what somebody else wrote meanwhile', async () => {
  const done = (value: string, base: number): Envelope => ({
    id: uuidv7(),
    type: 'changeStep',
    args: { stepId: plan.id('demo'), field: 'doneWhen', value },
    base: { doneWhen: base },
  });
  await sent(maya, done('Bring the laptop and the cable.', await versionNow('doneWhen')));
  const seen = await versionNow('doneWhen');
  await sent(dana, done('Bring the new laptop and the cable.', seen));
  const [answer] = await sent(maya, done(' Bring the laptop and the cable. Thanks.\n', seen));
  const both = 'Bring the new laptop and the cable. Thanks.';
  expect(answer).toMatchObject({ kind: 'ok', merged: { field: 'doneWhen', text: both } });
  expect(findStep(await plan.load(dana), plan.id('demo'))?.doneWhen).toBe(both);
});

test('only what may name a field is taken for one', () => {
  const read = (key: string) => envelope.safeParse({ ...rename('A demo'), base: { [key]: 1 } }).success;
  for (const key of ['title', `${randomUUID()}.dueDay`]) expect(read(key)).toBe(true);
  for (const key of ['', 'a\u0000b', '\ud800', 'x'.repeat(81)]) expect(read(key)).toBe(false);
});
