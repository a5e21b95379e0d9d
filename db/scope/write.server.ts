import { sql } from 'drizzle-orm';
import { isUuid } from '#app/domain/ids.ts';
import type { Layer } from '#app/domain/plan.ts';
import { rawStatement } from '../client/statement.server.ts';
import type { Tx } from '../client.server.ts';

export type Scope = {
  workspaceId: string;
  planIds: readonly string[];
  /** The layers of one reader: shared, and at most one side's own. */
  layers: readonly Layer[];
};

export async function writeScope(tx: Tx, { workspaceId, planIds, layers }: Scope): Promise<void> {
  // The ids become one array literal, so an id with a comma would be two plans.
  const stranger = [workspaceId, ...planIds].find((id) => !isUuid(id));
  if (stranger !== undefined) throw new Error('A scope is made of uuids');
  await write(tx, { workspaceId, plans: `{${planIds.join(',')}}`, layers: `{${layers.join(',')}}` });
}

const write = rawStatement(sql`select
  set_config('tl.ws', ${sql.placeholder('workspaceId')}, true),
  set_config('tl.plans', ${sql.placeholder('plans')}, true),
  set_config('tl.layers', ${sql.placeholder('layers')}, true)`);
