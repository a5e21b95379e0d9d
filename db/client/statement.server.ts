import { fillPlaceholders, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import { PgDialect, type PgTable, type PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Tx } from './transaction.server.ts';

/**
 * Queries that are asked many times a second. Drizzle puts their text together anew each time, which takes longer
 * than the query; here that happens once. Values come in by `sql.placeholder`.
 */
type Statement<Rows> = (tx: Tx, values: Record<string, unknown>) => Promise<Rows>;

/** Drizzle without a database: what it builds is only text. */
export const builder = drizzle.mock();
const dialect = new PgDialect();

type Prepared<Rows> = { execute(values: Record<string, unknown>): Promise<Rows> };

export function statement<Rows>(
  build: (db: typeof builder) => { prepare(name: string): Prepared<Rows> },
): Statement<Rows> {
  let made: Prepared<Rows> | undefined;
  return (tx, values) => {
    made ??= build(builder).prepare('made once');
    const here = Object.create(made, { client: { value: clientOf(tx) } }) as Prepared<Rows>;
    return here.execute(values);
  };
}

/** For what has no builder; answers the driver's own rows. */
export function rawStatement<Row extends object = never>(query: SQL): Statement<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return async (tx, values) => await clientOf(tx).unsafe<Row[]>(text, fillPlaceholders(params, values));
}

type Client = { unsafe<Rows>(text: string, parameters: unknown[]): Promise<Rows> };
/** The driver's transaction that Drizzle's session runs on; not in its types. */
const clientOf = (tx: Tx): Client => (tx as unknown as { session: { client: Client } }).session.client;

type Column<T extends PgTable> = keyof T['$inferInsert'] & string;

/** `.set()` of a statement: each of these columns to the value of its own name. */
export const toSet = <T extends PgTable>(_table: T, columns: readonly Column<T>[]): PgUpdateSetSource<T> =>
  Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)])) as PgUpdateSetSource<T>;

/**
 * An insert of any number of rows by one text: they come as the one value `rows`, made by `asRows`. Columns that are
 * not named take their default.
 */
export function insertFrom<T extends PgTable>(table: T, columns: readonly Column<T>[], rows: string): SQL {
  const all = getTableColumns(table);
  const list = sql.raw(columns.map((column) => `"${all[column]!.name}"`).join(', '));
  // In full: `line` alone is the shape.
  const name = sql.raw(`public."${getTableName(table)}"`);
  return sql`insert into ${name} (${list}) select ${list} from json_populate_recordset(null::${name}, ${sql.placeholder(rows)})`;
}

export function asRows<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): string {
  const all = getTableColumns(table);
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [all[column]!.name, value])),
    ),
  );
}

export function insertInto<T extends PgTable>(
  table: T,
  columns: readonly Column<T>[],
): (tx: Tx, rows: readonly T['$inferInsert'][]) => Promise<unknown> {
  const insert = rawStatement(insertFrom(table, columns, 'rows'));
  return async (tx, rows) => (rows.length === 0 ? [] : await insert(tx, { rows: asRows(table, rows) }));
}
