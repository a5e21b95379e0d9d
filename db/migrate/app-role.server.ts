import postgres, { type Sql } from 'postgres';
import { DatabaseRefused } from './refusal.ts';

/** The role every request acts as. It owns nothing, so row-level security and the grants apply to it. */
export const APP_ROLE = 'throughline_app';

const NOT_ALLOWED = '42501';
const NO_SUCH_ROLE = '42704';
/** Another database of the same server is being migrated at this moment: exists, duplicate key, updated concurrently. */
const MADE_BY_ANOTHER = ['42710', '23505', 'XX000'];
const EXPECTED = new Set([NOT_ALLOWED, NO_SUCH_ROLE, ...MADE_BY_ANOTHER]);

/**
 * Makes sure that the login may act as the app's role, creating and granting it where it can. Roles belong to the
 * server, not to the database: after a restore on another server the migrations are there and the role is not.
 */
export async function requireAppRole(sql: Sql): Promise<void> {
  if (!(await findRole(sql))) {
    await permitted(sql.unsafe(`create role ${APP_ROLE} nologin`));
  }
  if (!(await canAssume(sql))) {
    await permitted(sql.unsafe(`grant ${APP_ROLE} to current_user`));
    if (!(await canAssume(sql))) throw await refusal(sql);
  }
  const role = await findRole(sql);
  if (role?.rolsuper || role?.rolbypassrls) {
    throw new DatabaseRefused(
      `The role ${APP_ROLE} may pass row-level security. Run: ALTER ROLE ${APP_ROLE} NOSUPERUSER NOBYPASSRLS;`,
    );
  }
}

async function findRole(sql: Sql) {
  const rows = await sql<{ rolsuper: boolean; rolbypassrls: boolean }[]>`
    select rolsuper, rolbypassrls from pg_roles where rolname = ${APP_ROLE}`;
  return rows[0];
}

async function canAssume(sql: Sql): Promise<boolean> {
  try {
    await sql.begin((scope) => scope.unsafe(`set local role ${APP_ROLE}`));
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && (error.code === NOT_ALLOWED || error.code === '22023'))
      return false;
    throw error;
  }
}

async function permitted(statement: PromiseLike<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || !EXPECTED.has(error.code)) throw error;
  }
}

async function refusal(sql: Sql): Promise<DatabaseRefused> {
  const [login] = await sql<{ name: string }[]>`select quote_ident(current_user) as name`;
  return new DatabaseRefused(
    [
      `The database login may not act as ${APP_ROLE}, the role that keeps plans apart. Run as an administrator:`,
      ...((await findRole(sql)) ? [] : [`  CREATE ROLE ${APP_ROLE} NOLOGIN;`]),
      `  GRANT ${APP_ROLE} TO ${login?.name};`,
    ].join('\n'),
  );
}
