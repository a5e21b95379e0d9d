import { and, eq } from 'drizzle-orm';
import type { Layer } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import { digestOf, hashOf } from './hash-chain.server.ts';
import { sameEvent } from './history.server.ts';
import { type Head, hashAt, numberOf } from './plan-head.server.ts';
import { history, historyBody } from './schema/history.ts';

export interface Broken {
  layer: Layer;
  n: number;
  why: 'gap' | 'chain' | 'hash' | 'body' | 'head';
}

/** Walks a plan's chains, as far as the layers of this transaction reach; null when every link holds. */
export async function verifyHistory(tx: Tx, head: Head, layer: Layer): Promise<Broken | null> {
  const rows = await tx
    .select({ link: history, salt: historyBody.salt, body: historyBody.body })
    .from(history)
    .leftJoin(historyBody, sameEvent)
    .where(
      and(
        eq(history.workspaceId, head.workspaceId),
        eq(history.planId, head.planId),
        eq(history.layer, layer),
      ),
    )
    .orderBy(history.n);
  let prev = '';
  let n = 0;
  for (const { link, salt, body } of rows) {
    n += 1;
    if (link.n !== n) return { layer, n, why: 'gap' };
    if (link.prev !== prev) return { layer, n, why: 'chain' };
    if (hashOf(link) !== link.hash) return { layer, n, why: 'hash' };
    if (body !== null && digestOf(salt ?? '', body) !== link.digest) return { layer, n, why: 'body' };
    prev = link.hash;
  }
  if (n !== numberOf(head, layer) || prev !== hashAt(head, layer)) return { layer, n, why: 'head' };
  return null;
}
