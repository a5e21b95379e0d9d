import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { erasePerson } from '#app/commands/erase-person.server.ts';
import { usualInTouch } from '#app/domain/keep-in-touch.ts';
import { useDatabase } from '#db/client.server.ts';
import { ERASED_NAME, eraseIdentity } from '#db/removal.server.ts';
import { adminOf, withPrivateSteps } from '#tests/db/filled-plan.server.ts';
import { brokenLinks } from '#tests/db/plan-witness.server.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, plainOwnerDatabase } from '#tests/support/databases.server.ts';
import { requireOk, storedPlan } from '#tests/support/stored-plan.server.ts';

let fresh: FreshDatabase;
let admin: Sql;

beforeAll(async () => {
  fresh = await plainOwnerDatabase();
  useDatabase(fresh.database);
  admin = adminOf(fresh);
  return async () => {
    await admin.end();
    await fresh.drop();
  };
});

describe('a person who is erased', () => {
  test('is no longer named or readable anywhere, and every chain still verifies', async () => {
    const plan = await withPrivateSteps(await storedPlan(fresh.database, { buyers: [dana, lena] }));
    const other = await storedPlan(fresh.database, { buyers: [dana], workspaceId: plan.workspaceId });
    requireOk(await plan.send(dana, 'changeGoal', { field: 'whyNow', value: 'Dana knows why' }));
    const written = {
      id: randomUUID(),
      stepId: plan.id('demo'),
      text: 'See you there',
      onlyOurs: false,
      mentions: [],
      request: null,
      answers: null,
    };
    requireOk(await plan.send(dana, 'writeComment', written));
    await admin`insert into session (id, user_id, expires_at, ends_at, level) values
      (${randomUUID()}, ${dana.personId}, now() + interval '1 day', now() + interval '1 day', 'signedIn')`;
    for (const { workspaceId, planId } of [plan, other]) {
      await admin`insert into letter (id, kind, person_id, workspace_id, plan_id, send_after, frozen)
        values (gen_random_uuid(), 'news', ${dana.personId}, ${workspaceId}, ${planId}, now(),
          ${admin.json({ to: { name: dana.name } })})`;
      await admin`insert into token (id, purpose, hash, person_id, workspace_id, plan_id, expires_at)
        values (gen_random_uuid(), 'invitation', ${randomUUID()}, ${dana.personId}, ${workspaceId}, ${planId}, now())`;
    }
    const events = async () =>
      (await admin`select count(*)::int as n from history where plan_id = ${plan.planId}`)[0]?.n as number;
    const before = await events();
    const said = { ...usualInTouch({ decides: false }), standIn: dana.name };
    await admin`update person set keep_in_touch = ${admin.json(JSON.parse(JSON.stringify(said)))} where id = ${dana.personId}`;

    // A colleague who has named her to stand in.
    const named = { ...said, standInId: dana.personId };
    for (const table of ['person', 'membership'])
      await admin`update ${admin(table)} set keep_in_touch = ${admin.json(JSON.parse(JSON.stringify(named)))}
        where ${table === 'person' ? admin`id = ${tom.personId}` : admin`person_id = ${tom.personId}`}`;

    const erased = await erasePerson(dana.personId, null);

    expect(erased).toMatchObject({ ok: true, value: { plans: 2 } });
    // Leaving added events, and none was lost.
    expect(await events()).toBeGreaterThan(before);
    for (const stored of [plan, other]) {
      expect(await brokenLinks(fresh, stored)).toEqual([]);
      expect(await planAccessFor(fresh.database.db, dana.personId, stored.planId)).toBeNull();
    }
    const told =
      await admin`select body from history_body where plan_id in (${plan.planId}, ${other.planId})`;
    expect(told.length).toBeGreaterThan(0);
    for (const needle of [dana.name, dana.address, dana.personId])
      expect(JSON.stringify(told)).not.toContain(needle);
    for (const needle of [dana.name, dana.address]) expect(await holdersOf(needle)).toEqual([]);
    // An id that says nothing any more.
    expect(await holdersOf(dana.personId)).toEqual([
      'comment.by',
      'erased_person.person_id',
      'history.by',
      'person.address',
      'person.id',
      'plan.confirmed_by',
      'stakeholder.person_id',
    ]);
    const [person] = await admin`select name, address, keep_in_touch from person where id = ${dana.personId}`;
    expect(person).toEqual({
      name: ERASED_NAME,
      address: `erased:${dana.personId}`,
      keep_in_touch: null,
    });
    const left = await plan.load(maya);
    expect(left.comments.map((c) => [c.text, c.byName])).toEqual([['See you there', ERASED_NAME]]);
    expect(left.people.map((p) => p.name)).not.toContain(dana.name);
    expect(left.steps.flatMap((s) => s.owners).filter((o) => o.stakeholderId === null)).not.toHaveLength(0);
    // The address is free for whoever has it next.
    await admin`insert into person (id, address, name) values (${randomUUID()}, ${dana.address}, 'Dana Ortiz')`;
    expect(await erasePerson(dana.personId, null)).toMatchObject({ ok: true, value: { plans: 0 } });
  });

  test('is not the only owner of a workspace, nor still on a plan', async () => {
    const plan = await storedPlan(fresh.database);
    expect(await erasePerson(maya.personId, null)).toMatchObject({ ok: false, error: { code: 'onlyOwner' } });
    await expect(fresh.database.transaction((tx) => eraseIdentity(tx, tom.personId, null))).rejects.toThrow();
    expect(await erasePerson(randomUUID(), null)).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect((await plan.load(tom)).people.map((p) => p.name)).toContain(tom.name);
  });

  test('would be found wherever a new table kept them', async () => {
    await admin.unsafe(`create table diary (words text); insert into diary values ('by ${lena.name}')`);
    expect(await holdersOf(lena.name)).toContain('diary.words');
    await admin.unsafe('drop table diary');
  });
});

/** Every column of every table in which this stands. */
async function holdersOf(needle: string): Promise<string[]> {
  const columns = await admin<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, 2`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [hit] = await admin`select 1 from ${admin(table)}
      where strpos(${admin(column)}::text, ${needle}) > 0 limit 1`;
    if (hit) found.push(`${table}.${column}`);
  }
  return found;
}
