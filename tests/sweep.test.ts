import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sweep } from '#app/sweep.server.ts';
import { adminOf, fillEveryTable, withPrivateSteps } from '#tests/db/filled-plan.server.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import { type FreshDatabase, plainOwnerDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let admin: Sql;
let plan: StoredPlan;

beforeAll(async () => {
  fresh = await plainOwnerDatabase();
  admin = adminOf(fresh);
  return async () => {
    await admin.end();
    await fresh.drop();
  };
});

beforeEach(async () => {
  await admin`truncate session, sign_in_attempt, token, rate_limit, command cascade`;
  plan = await withPrivateSteps(await storedPlan(fresh.database, { buyers: [dana, lena] }));
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const run = (days = 0, options = {}) => sweep(fresh.database, { now: () => inDays(days), ...options });
const ids = async (table: string) =>
  (await admin`select id from ${admin(table)} order by id`).map((r) => r.id);

test('nothing goes on the day it was made', async () => {
  requireOk(await plan.send(maya, 'removeStep', { stepId: plan.id('rollout') }));
  await admin`insert into rate_limit (key, points, expire) values ('today', 1, now() + interval '1 hour')`;
  await admin`insert into session (id, user_id, expires_at, ends_at, level)
    values ('today', ${dana.personId}, now() + interval '1 hour', now() + interval '1 day', 'signedIn')`;
  expect(await run()).toEqual({
    commandAnswers: 0,
    endedSessions: 0,
    links: 0,
    attempts: 0,
    providerNews: 0,
    replies: 0,
    rateLimits: 0,
    removedRows: 0,
  });
});

test('replies go a month after they ended, and undecided ones after three', async () => {
  await admin`delete from reply`;
  const said = (key: string, state: string, receivedDays: number, endedDays: number | null) => admin`
    insert into reply (id, key, person_id, workspace_id, plan_id, place, text, state, only_ours, received_at, due_at, ended_at)
    values (gen_random_uuid(), ${key}, ${dana.personId}, ${plan.workspaceId}, ${plan.planId}, '{}', 'Mail', ${state}, false,
      ${inDays(receivedDays)}, ${inDays(receivedDays)}, ${endedDays === null ? null : inDays(endedDays)})`;
  await said('written', 'written', -40, -31);
  await said('deleted lately', 'deleted', -40, -20);
  await said('held', 'held', -91, null);
  await said('held lately', 'held', -60, null);
  await said('waiting', 'waiting', -100, null);
  expect(await run()).toMatchObject({ replies: 2 });
  const left = await admin`select key from reply order by key`;
  expect(left.map(({ key }) => key)).toEqual(['deleted lately', 'held lately', 'waiting']);
});

test('sessions end by whichever limit comes first, and take the plans they reached with them', async () => {
  const session = (id: string, idle: number, absolute: number) => admin`insert into session
    (id, user_id, expires_at, ends_at, level) values (${id}, ${dana.personId}, ${inDays(idle)}, ${inDays(absolute)}, 'invited')`;
  await session('idle', 2, 90);
  await session('absolute', 30, 2);
  await session('going', 30, 90);
  for (const id of ['idle', 'going'])
    await admin`insert into session_plan (session_id, plan_id) values (${id}, ${plan.planId})`;
  expect(await run(3)).toMatchObject({ endedSessions: 2 });
  expect(await ids('session')).toEqual(['going']);
  expect((await admin`select session_id as id from session_plan`).map((r) => r.id)).toEqual(['going']);
});

test('links to sign in go a day after they ran out, invitations after 90, links to stop letters after years', async () => {
  const [attempt, signIn, invitation, stop] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await admin`insert into sign_in_attempt (id, address, browser, code_hash, expires_at)
    values (${attempt}, 'dana@acme.example', 'b', 'c', ${inDays(0)})`;
  const token = (id: string, purpose: string, days: number, attemptId: string | null = null) =>
    admin`insert into token (id, purpose, hash, expires_at, attempt_id)
      values (${id}, ${purpose}, ${id}, ${inDays(days)}, ${attemptId})`;
  await token(signIn, 'signIn', 0, attempt);
  await token(invitation, 'invitation', 14);
  await token(stop, 'stopLetters', 5 * 365);
  expect(await run(0.9)).toMatchObject({ links: 0, attempts: 0 });
  expect(await run(1.1)).toMatchObject({ links: 1, attempts: 1 });
  expect(await run(100)).toMatchObject({ links: 0 });
  expect(await run(105)).toMatchObject({ links: 1 });
  expect(await ids('token')).toEqual([stop]);
});

test('the words of an old conflict go, and its command still never runs again', async () => {
  const id = '01900000-0000-7000-8000-000000000001';
  const edit = { stepId: plan.id('demo'), field: 'title', value: 'A title nobody took' } as const;
  requireOk(await plan.send(maya, 'changeStep', { ...edit, value: 'Taken' }));
  const first = await plan.send(maya, 'changeStep', edit, { id, base: { title: 0 } });
  expect(first.kind).toBe('conflict');
  const kept = await admin`select 1 from command where answer ->> 'kind' = 'ok'`;
  expect(await run(29)).toMatchObject({ commandAnswers: 0 });
  expect(await run(31)).toMatchObject({ commandAnswers: 1 });
  expect(await run(31)).toMatchObject({ commandAnswers: 0 });
  const [row] = await admin`select answer::text, lost from command where id = ${id}`;
  expect(row?.lost).toBeNull();
  expect(row?.answer).not.toContain('nobody took');
  expect(await plan.send(maya, 'changeStep', edit, { id, base: { title: 0 } })).toMatchObject({
    code: 'longAgo',
  });
  expect(await admin`select 1 from command where answer ->> 'kind' = 'ok'`).toHaveLength(kept.length);
});

test('what was removed 30 days ago goes with all that hangs on it, in every layer, and nothing else', async () => {
  requireOk(await plan.send(maya, 'removeStep', { stepId: plan.id('demo') }));
  requireOk(await plan.send(maya, 'removeStep', { stepId: plan.id('rollout') }));
  await fillEveryTable(admin, plan);
  await hangOn(plan.id('demo'));
  await admin`delete from decision`;
  await admin`update step set removed_at = now() - interval '29 days' where removed_at is not null`;
  expect(await run()).toMatchObject({ removedRows: 0 });
  await admin`update step set removed_at = now() - interval '31 days' where id = ${plan.id('demo')}`;
  const before = await ids('step');
  expect(await run()).toMatchObject({ removedRows: 1 });
  expect(await ids('step')).toEqual(before.filter((id) => id !== plan.id('demo')));
  for (const { table, column } of await childrenOf('step'))
    expect(
      await admin`select 1 from ${admin(table)} where ${admin(column)} = ${plan.id('demo')}`,
    ).toHaveLength(0);
});

test('a step on which something was decided stays on record', async () => {
  await fillEveryTable(admin, plan);
  await admin`update decision set step_id = ${plan.id('budget')} where layer = 'shared' and plan_id = ${plan.planId}`;
  await admin`update step set removed_at = now() - interval '40 days' where id = ${plan.id('budget')}`;
  expect(await run()).toMatchObject({ removedRows: 0 });
});

test('a removed milestone waits for the steps in it, and a removed person for what they did', async () => {
  await admin`update milestone set removed_at = now() - interval '40 days' where plan_id = ${plan.planId}`;
  await admin`update stakeholder set removed_at = now() - interval '40 days' where person_id = ${maya.personId}`;
  const before = [await ids('milestone'), await ids('stakeholder')];
  expect(await run()).toMatchObject({ removedRows: 0 });
  expect([await ids('milestone'), await ids('stakeholder')]).toEqual(before);
  await admin`update step set removed_at = now() - interval '40 days' where milestone_id = ${plan.id('case')}`;
  expect(await run()).toMatchObject({ removedRows: 3 });
  expect(await ids('milestone')).toEqual(before[0]?.filter((id) => id !== plan.id('case')));
});

test('what a provider told is known for a day', async () => {
  await admin`insert into provider_news (id, at) values ('old', now() - interval '2 days'), ('new', now())`;
  await run();
  expect(await ids('provider_news')).toEqual(['new']);
  await admin`delete from provider_news`;
});

test('small batches come to the same end', async () => {
  for (let n = 0; n < 7; n += 1)
    await admin`insert into rate_limit (key, points, expire) values (${`k${n}`}, 1, now())`;
  expect(await run(1, { batch: 2 })).toMatchObject({ rateLimits: 7 });
});

test('two processes never sweep at once: who finds the other at it leaves it be', async () => {
  await admin`insert into rate_limit (key, points, expire) values ('old', 1, now())`;
  await admin.begin(async (other) => {
    await other`select pg_advisory_xact_lock(hashtextextended('throughline sweep', 0))`;
    expect(await run(1)).toBe('elsewhere');
  });
  expect(await run(1)).toMatchObject({ rateLimits: 1 });
});

async function childrenOf(parent: string): Promise<{ table: string; column: string }[]> {
  return [
    ...(await admin<{ table: string; column: string }[]>`
      select k.conrelid::regclass::text as table, a.attname as column from pg_constraint k
      cross join lateral unnest(k.conkey, k.confkey) as pair(mine, theirs)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs and b.attname = 'id'
      where k.contype = 'f' and k.confrelid = ${`public.${parent}`}::regclass`),
  ];
}

/** A row of every table that refers to a step is made to refer to this one. */
async function hangOn(stepId: string): Promise<void> {
  await admin`set session_replication_role = replica`;
  for (const { table, column } of await childrenOf('step'))
    await admin`update ${admin(table)} set ${admin(column)} = ${stepId} where ctid in
      (select ctid from ${admin(table)} where plan_id = ${plan.planId} limit 1)`;
  await admin`set session_replication_role = origin`;
}
