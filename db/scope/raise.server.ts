import type { Tx } from '../client.server.ts';
import { type Scope, writeScope } from './write.server.ts';

/** All three layers, for numbering and derived events; only `commands/change-plan` may import this. */
export async function raise(tx: Tx, scope: Omit<Scope, 'layers'>): Promise<void> {
  await writeScope(tx, { ...scope, layers: ['shared', 'seller', 'buyer'] });
}
