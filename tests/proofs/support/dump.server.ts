import type { Sql } from 'postgres';

/** What counts requests, and what the workers write as time goes by: neither is anybody's content. */
const passing = ['rate_limit', 'heartbeat'];

/** A digest of each table, as the owner of the database sees it: behind every belt. */
export async function wholeDatabase(owner: Sql): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of await tables(owner)) {
    if (passing.includes(table)) continue;
    const [row] = await owner.unsafe(
      `select coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as digest from "${table}" t`,
    );
    digests[table] = row?.digest ?? '';
  }
  return digests;
}

export async function tables(owner: Sql, withColumn?: string): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select t.table_name as name from information_schema.tables t
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and (${withColumn ?? null}::text is null or exists (
      select 1 from information_schema.columns c where c.table_schema = 'public'
        and c.table_name = t.table_name and c.column_name = ${withColumn ?? null}::text))
    order by 1`;
  return rows.map(({ name }) => name);
}
