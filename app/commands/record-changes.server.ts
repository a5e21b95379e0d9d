import { applyChange } from '#app/domain/apply-change.ts';
import { type Change, entriesOf, layerOf } from '#app/domain/change.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { Tx } from '#db/client.server.ts';
import { type Head, numberOf, type Pending, record } from '#db/history.server.ts';
import { saveChange } from '#db/plan-changes.server.ts';

/** A plan being written under its lock: the state so far, and the history to be saved with it. */
export interface Writing {
  tx: Tx;
  plan: Plan;
  pending: Pending;
  /** Rows on their way, in order; what fails there fails whoever waits for it. */
  saved: Promise<void>;
}

/** Time is taken under the lock and never goes back, so that the two logs a reader follows merge by it. */
export function beginWriting(tx: Tx, plan: Plan, head: Head): Writing {
  const now = Date.now();
  const at = new Date(Math.max(now, new Date(head.at).getTime())).toISOString();
  return { tx, plan, pending: { head: { ...head, at }, rows: [], bodies: [] }, saved: Promise.resolve() };
}

/**
 * Applies and numbers each change in order. Its rows are on their way one after the other (`saved`), the history goes
 * with `saveHistory`.
 */
export function recordChanges(writing: Writing, list: Change[], by: string | null, commandId: string): void {
  const { tx } = writing;
  for (const change of list) {
    const before = writing.plan;
    const n = numberOf(writing.pending.head, layerOf(before, change)) + 1;
    const after = applyChange(before, change, n);
    for (const entry of entriesOf(before, after, change)) record(writing.pending, entry, by, commandId);
    writing.saved = writing.saved.then(() => saveChange(tx, after, change));
    writing.plan = after;
  }
  // Waited for at the end, and not to be an accident before that.
  writing.saved.catch(() => {});
}
