import { sql } from 'drizzle-orm';
import { isUuid } from '#app/domain/ids.ts';
import type { Layer } from '#app/domain/plan.ts';
import { rawStatement } from './client/statement.server.ts';
import type { Tx } from './client.server.ts';

export type Scope = {
  workspaceId: string;
  planIds: readonly string[];
  /** The layers of one reader: shared, and at most one side's own. */
  layers: readonly Layer[];
};

/**
 * Opens row-level security for one reader until the transaction ends; without it no row is seen. Local to the
 * transaction, because a setting of the session would stay on the pooled connection for the next tenant.
 */
export async function setScope(tx: Tx, scope: Scope): Promise<void> {
  if (scope.layers.includes('seller') && scope.layers.includes('buyer')) {
    throw new Error('No reader sees the private layers of both sides');
  }
  await writeScope(tx, scope);
}

/** All three layers, for numbering and derived events; only `commands/change-plan` may import this. */
export async function raise(tx: Tx, scope: Omit<Scope, 'layers'>): Promise<void> {
  await writeScope(tx, { ...scope, layers: ['shared', 'seller', 'buyer'] });
}

async function writeScope(tx: Tx, { workspaceId, planIds, layers }: Scope): Promise<void> {
  // The ids become one array literal, so an id with a comma would be two plans.
  const stranger = [workspaceId, ...planIds].find((id) => !isUuid(id));
  if (stranger !== undefined) throw new Error('A scope is made of uuids');
  await write(tx, { workspaceId, plans: `{${planIds.join(',')}}`, layers: `{${layers.join(',')}}` });
}

const write = rawStatement(sql`select
  set_config('tl.ws', ${sql.placeholder('workspaceId')}, true),
  set_config('tl.plans', ${sql.placeholder('plans')}, true),
  set_config('tl.layers', ${sql.placeholder('layers')}, true)`);
