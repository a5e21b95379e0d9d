import type { Tx } from './client.server.ts';
import { type Scope, writeScope } from './scope/write.server.ts';

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
