import type { Layer } from '#app/domain/layer.ts';
import type { Deciding } from './deciding.ts';

/** Who wrote the n-th event of that log, in this transaction or before it. */
export async function writerOf({ past, pending }: Deciding, layer: Layer, n: number) {
  const now = pending.rows.find((row) => row.layer === layer && row.n === n);
  return now ?? (await past.eventAt(layer, n));
}
