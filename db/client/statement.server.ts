import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Tx } from './transaction.server.ts';

/** Drizzle without a database: what it builds is only text. */
const builder = drizzle.mock();

type Prepared<Rows> = { execute(values: Record<string, unknown>): Promise<Rows> };

/**
 * A query that is asked many times a second. Drizzle puts its text together anew each time, which takes longer
 * than the query; here that happens once. Values come in by `sql.placeholder`.
 */
export function statement<Rows>(
  build: (db: typeof builder) => { prepare(name: string): Prepared<Rows> },
): (tx: Tx, values: Record<string, unknown>) => Promise<Rows> {
  let made: Prepared<Rows> | undefined;
  return (tx, values) => {
    made ??= build(builder).prepare('made once');
    const here = Object.create(made, { client: { value: clientOf(tx) } }) as Prepared<Rows>;
    return here.execute(values);
  };
}

/** The driver's transaction that Drizzle's session runs on; not in its types. */
const clientOf = (tx: Tx): unknown => (tx as unknown as { session: { client: unknown } }).session.client;

type Column<T extends PgTable> = keyof T['$inferInsert'] & string;

/** `.set()` of a statement: each of these columns to the value of its own name. */
export const toSet = <T extends PgTable>(_table: T, columns: readonly Column<T>[]): PgUpdateSetSource<T> =>
  Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)])) as PgUpdateSetSource<T>;

/** Inserts any number of rows by one text. Columns that are not named take their default. */
export function insertInto<T extends PgTable>(
  table: T,
  columns: readonly Column<T>[],
): (tx: Tx, rows: readonly T['$inferInsert'][]) => Promise<unknown> {
  const all = getTableColumns(table);
  const names = columns.map((column) => [column, all[column]!.name] as const);
  const list = names.map(([, name]) => `"${name}"`).join(', ');
  // In full: `line` alone is the shape.
  const rowType = `public."${getTableName(table)}"`;
  const text = sql.raw(
    `insert into ${rowType} (${list}) select ${list} from json_populate_recordset(null::${rowType}, `,
  );
  return async (tx, rows) => {
    if (rows.length === 0) return;
    const json = JSON.stringify(
      rows.map((row) => Object.fromEntries(names.map(([column, name]) => [name, row[column] ?? null]))),
    );
    await tx.execute(sql`${text}${json})`);
  };
}
