import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import { preparing } from './preparing.ts';
import type { SupervisedPool } from './supervised-pool.server.ts';
import { runOnce } from './transaction.server.ts';

type Rows = Promise<unknown>;

/**
 * Drizzle, and whoever is handed a Drizzle database (Lucia's adapter, the rate limiter), keeps the client it was
 * given. So it is given this: the two calls Drizzle makes on a postgres.js client, each a unit of work of its own on
 * the client of that moment.
 */
export function drizzleOver(pool: () => SupervisedPool): PostgresJsDatabase {
  const driver = {
    // Drizzle writes its parsers here; the real clients got theirs when they were made.
    options: { parsers: {}, serializers: {} },
    unsafe(text: string, parameters: never[] = []) {
      const ask = (sql: Sql) => sql.unsafe(text, parameters, preparing(parameters));
      const objects = () => pool().run(({ sql }) => ask(sql) as Rows);
      const arrays = () => pool().run(({ sql }) => ask(sql).values() as Rows);
      return lazily(objects, arrays);
    },
    begin<T>(work: (scope: TransactionSql) => Promise<T>): Promise<T> {
      return runOnce(pool(), work);
    },
  };
  return drizzle(driver as unknown as Sql);
}

/** Like the driver's queries: nothing is sent before somebody waits, and `values()` asks for rows as arrays. */
function lazily(objects: () => Rows, arrays: () => Rows) {
  return {
    values: arrays,
    // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits what the driver returns, and only then is it sent
    then: (...[stored, failed]: Parameters<Rows['then']>) => objects().then(stored, failed),
  };
}
