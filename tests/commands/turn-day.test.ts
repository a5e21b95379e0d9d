import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Clock, turnNextDay } from '#app/commands/turn-day.server.ts';
import { turnDays } from '#app/day-worker.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { nextLook } from '#app/domain/next-look.ts';
import { answerDoorbell, type Written } from '#app/live/doorbell.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { claimLook } from '#db/looks.server.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { connect, type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let plan: StoredPlan;
beforeAll(async () => {
  fresh = await freshDatabase();
  return fresh.drop;
});
beforeEach(async () => {
  await fresh.owner`update plan_head set look_at = null`;
  plan = await storedPlan(fresh.database);
  await fresh.owner`delete from line`;
});
const leave: (() => void)[] = [];
afterEach(() => {
  for (const each of leave.splice(0)) each();
});

/** Past every day there is in it, so that it has stalled. */
const later = (days = 60, quietSeconds = 0): Clock => ({
  now: new Date(Date.now() + days * 86_400_000),
  quietSeconds,
});
const events = async () =>
  (
    await fresh.owner`
      select kind, layer, by from history where plan_id = ${plan.planId} and by is null order by layer, n`
  ).map(({ kind, layer }) => `${layer} ${kind}`);
/** Of what both sides hear alike; who is reminded of a step is `tests/mail/reminder.test.ts`. */
const lines = async () =>
  Number((await fresh.owner`select count(*) from line where kind <> 'reminder'`)[0]?.count);
const lookAt = async (): Promise<Date | null> =>
  (await fresh.owner`select look_at from plan_head where plan_id = ${plan.planId}`)[0]?.look_at ?? null;

test('a plan that stalls by time alone says so once, to both sides and every screen, and is due the next day', async () => {
  const rung: Written[] = [];
  leave.push(answerDoorbell((written) => rung.push(written)));
  const clock = later();
  expect(await turnDays(fresh.database, clock)).toBe(1);
  expect(await events()).toEqual(['shared healthChanged', 'shared milestonePaced']);
  expect((await plan.load(dana)).health).toBe('stalled');
  expect((await plan.load(maya)).health).toBe('stalled');
  expect(await lines(), 'Maya, Tom and Dana, of both').toBe(6);
  expect(rung.flatMap((w) => w.events.map((e) => `${e.by} ${e.kind}`))).toEqual([
    'null healthChanged',
    'null milestonePaced',
  ]);
  expect(await lookAt()).toEqual(nextLook(await plan.load(dana), clock.now));
  expect(await turnDays(fresh.database, clock), 'nothing is due any more').toBe(0);
});

test('a day on which nothing is otherwise writes nothing', async () => {
  const { hash } =
    (await fresh.owner`select shared_hash as hash from plan_head where plan_id = ${plan.planId}`)[0] ?? {};
  expect(await turnDays(fresh.database, later(0))).toBe(1);
  const [now] = await fresh.owner`select shared_hash as hash from plan_head where plan_id = ${plan.planId}`;
  expect(now?.hash).toBe(hash);
  expect(await events()).toEqual([]);
});

test('looked at twice on one day, and by a clock that was set back, it says nothing more', async () => {
  await turnDays(fresh.database, later());
  for (const clock of [later(), later(1), later(59)]) {
    await fresh.owner`update plan_head set look_at = '2026-01-01' where plan_id = ${plan.planId}`;
    expect(await turnDays(fresh.database, clock)).toBe(1);
  }
  expect(await events()).toEqual(['shared healthChanged', 'shared milestonePaced']);
});

test('of many processes at once, one looks', async () => {
  const others = Array.from({ length: 6 }, () =>
    openDatabase(fresh.target, { role: 'throughline_app', max: 2 }),
  );
  const counts = await Promise.all(others.map((database) => turnDays(database, later())));
  await Promise.all(others.map((database) => database.close()));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await events()).toEqual(['shared healthChanged', 'shared milestonePaced']);
  expect(await lines()).toBe(6);
});

test('killed between the claim and the write, another one does it, once', async () => {
  let isClaimed = (_pid: number) => {};
  const claimed = new Promise<number>((resolve) => {
    isClaimed = resolve;
  });
  const dead = fresh.database
    .transaction(async (tx) => {
      await claimLook(tx, later().now);
      const [row] = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid');
      isClaimed(row?.pid ?? 0);
      await new Promise(() => {});
    })
    .catch(() => 'killed');
  const pid = await claimed;
  expect(await turnDays(fresh.database, later()), 'it is somebody’s').toBe(0);
  await fresh.owner`select pg_terminate_backend(${pid})`;
  expect(await dead).toBe('killed');
  expect(await turnDays(fresh.database, later())).toBe(1);
  expect(await events()).toEqual(['shared healthChanged', 'shared milestonePaced']);
});

test('what fails in the middle leaves nothing behind, holds nobody else up, and is tried again', async () => {
  const owner = connect(fresh.target);
  await owner.unsafe(`
    create function stop_lines() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create trigger stop_lines before insert on line for each row execute function stop_lines()`);
  const clock = later();
  await expect(turnNextDay(fresh.database, clock)).rejects.toThrow();
  expect(await events()).toEqual([]);
  expect(await turnNextDay(fresh.database, clock), 'not at once').toBeNull();
  await owner.unsafe('drop trigger stop_lines on line; drop function stop_lines()');
  await owner.end();
  const hour = { ...clock, now: new Date(clock.now.getTime() + 3_600_000) };
  expect(await turnDays(fresh.database, hour)).toBe(1);
  expect(await events()).toEqual(['shared healthChanged', 'shared milestonePaced']);
  expect(await lines()).toBe(6);
});

test('a change that both see is looked at once it has been quiet, and a private one makes nothing due', async () => {
  await turnDays(fresh.database, later(0));
  const before = await lookAt();
  const step = { title: 'Ours', type: 'task' as const, ask: '', doneWhen: '', owners: [], afterId: null };
  const own = { ...step, id: crypto.randomUUID(), milestoneId: plan.id('fit'), dueDay: null, onlyOurs: true };
  requireOk(await plan.send(dana, 'addStep', own));
  expect(await lookAt()).toEqual(before);
  requireOk(await plan.send(dana, 'changeGoal', { field: 'whyNow', value: 'The lease ends' }));
  const due = await lookAt();
  expect(due?.getTime()).toBeLessThan(before?.getTime() ?? 0);
  requireOk(await plan.send(dana, 'changeGoal', { field: 'whyNow', value: 'The lease ends in May' }));
  expect(await lookAt(), 'since the first of them').toEqual(due);
  expect(await turnDays(fresh.database, { now: new Date(), quietSeconds: 120 })).toBe(0);
  expect(await turnDays(fresh.database, { now: new Date(Date.now() + 121_000), quietSeconds: 120 })).toBe(1);
  expect(dayOf((await lookAt()) ?? new Date(0), 'Europe/Berlin')).not.toBe(
    dayOf(new Date(), 'Europe/Berlin'),
  );
});

test('a draft is never looked at', async () => {
  await fresh.owner`update plan_head set look_at = null`;
  const draft = await storedPlan(fresh.database, { draft: true });
  expect(await turnDays(fresh.database, later())).toBe(0);
  expect((await draft.load(maya)).health).toBe('onTrack');
});
