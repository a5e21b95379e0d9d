import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { inject } from 'vitest';
import { withDatabase } from '#db/embedded/socket-url.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { connect, type FreshDatabase } from '#tests/support/databases.server.ts';
import { requireOk, type StoredPlan } from '#tests/support/stored-plan.server.ts';

/** A superuser in a database that belongs to somebody else: sees past row-level security. */
export const adminOf = ({ target }: FreshDatabase): Sql =>
  connect(withDatabase(inject('databases').server, new URL(target).pathname.slice(1)));

/** One step that only its own side can see, on each side. */
export async function withPrivateSteps(plan: StoredPlan): Promise<StoredPlan> {
  for (const who of [maya, dana])
    requireOk(
      await plan.send(who, 'addStep', {
        id: randomUUID(),
        milestoneId: plan.id('fit'),
        afterId: plan.id('demo'),
        title: `Only for ${who.side}`,
        type: 'task',
        dueDay: null,
        ask: '',
        doneWhen: '',
        owners: [],
        onlyOurs: true,
      }),
    );
  return plan;
}

/** Every table that says which plan a row belongs to, tables of later migrations too. */
export async function planTables(admin: Sql): Promise<string[]> {
  const rows = await admin<{ name: string }[]>`
    select table_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'plan_id' and table_type = 'BASE TABLE' order by 1`;
  return rows.map(({ name }) => name).filter((name) => name !== 'removed_plan');
}

export async function rowsOf(admin: Sql, { planId }: StoredPlan): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await planTables(admin))
    counts[name] = (
      await admin`select count(*)::int as n from ${admin(name)} where plan_id = ${planId}`
    )[0]?.n;
  return counts;
}

/**
 * Puts a row of each layer into every table of a plan that has none, whatever its columns are: a table nobody
 * thought of must not pass because it was empty. Rules between rows are off for this connection.
 */
export async function fillEveryTable(admin: Sql, plan: StoredPlan): Promise<void> {
  await admin`set session_replication_role = replica`;
  for (const name of await planTables(admin)) {
    await dropChecks(admin, name);
    const columns = await admin<{ column: string; type: string }[]>`
      select column_name as column, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = ${name} and is_nullable = 'NO' and column_default is null
        and is_identity = 'NO' and is_generated = 'NEVER'`;
    const [{ n } = { n: 0 }] =
      await admin`select count(*)::int as n from ${admin(name)} where plan_id = ${plan.planId}`;
    if (n > 0) continue;
    const hasLayer = columns.some(({ column }) => column === 'layer');
    for (const layer of hasLayer ? ['shared', 'seller', 'buyer'] : ['']) {
      const wanted = [
        ...columns,
        ...['workspace_id', 'plan_id'].map((column) => ({ column, type: 'uuid' })),
      ].filter((one, index, all) => all.findIndex(({ column }) => column === one.column) === index);
      const present = await admin<{ column: string }[]>`select column_name as column
        from information_schema.columns where table_schema = 'public' and table_name = ${name}`;
      const own = wanted.filter(({ column }) => present.some((p) => p.column === column));
      const values = own.map(({ column, type }) => sampleOf(column, type, plan, layer));
      const names = own.map(({ column }) => `"${column}"`);
      await admin.unsafe(`insert into "${name}" (${names}) values (${values})`);
    }
  }
  await admin`set session_replication_role = origin`;
}

async function dropChecks(admin: Sql, name: string): Promise<void> {
  const checks = await admin<{ name: string }[]>`select conname as name from pg_constraint
    where conrelid = ${`public.${name}`}::regclass and contype = 'c'`;
  for (const check of checks) await admin`alter table ${admin(name)} drop constraint ${admin(check.name)}`;
}

function sampleOf(column: string, type: string, { workspaceId, planId }: StoredPlan, layer: string): string {
  if (column === 'workspace_id') return `'${workspaceId}'`;
  if (column === 'plan_id') return `'${planId}'`;
  if (column === 'layer') return `'${layer}'`;
  if (column === 'person_id') return `'33333333-0000-4000-8000-000000000000'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'text') return 'gen_random_uuid()::text';
  if (type === 'boolean') return 'false';
  if (type.startsWith('timestamp') || type === 'date') return 'now()';
  if (type === 'jsonb') return `'{}'`;
  if (type === 'ARRAY') return `'{}'`;
  return '0';
}
