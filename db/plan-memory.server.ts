import type { Layer } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { Tx } from './client.server.ts';
import { type Head, hashAt } from './plan-head.server.ts';
import { loadPlan } from './plans.server.ts';

/** About 100 kB each for a plan of sixty steps. */
const MOST = 200;

/**
 * Plans as their readers last stood, oldest use first. The chains of a reader's layers end in hashes that stand for
 * everything ever written there, so a plan found under them is the plan, whichever process wrote it.
 */
const plans = new Map<string, { at: string; plan: Plan }>();

const keyOf = (head: Head, layers: readonly Layer[]): string =>
  [head.workspaceId, head.planId, ...[...layers].sort()].join(' ');
const standingOf = (head: Head, layers: readonly Layer[]): string =>
  [head.epoch, ...[...layers].sort().map((layer) => hashAt(head, layer))].join(' ');

/** The plan at this head as these layers reach, if it is known here. */
export function planInMemory(head: Head, layers: readonly Layer[]): Plan | undefined {
  const key = keyOf(head, layers);
  const known = plans.get(key);
  if (known?.at !== standingOf(head, layers)) return undefined;
  plans.delete(key);
  plans.set(key, known);
  return known.plan;
}

/** The plan at this head, as the layers set in this transaction may see it: from memory, or else from its rows. */
export async function planAt(tx: Tx, head: Head, layers: readonly Layer[]): Promise<Plan | null> {
  const known = planInMemory(head, layers);
  if (known) return known;
  const plan = await loadPlan(tx, head.workspaceId, head.planId);
  return plan && remember(head, layers, plan);
}

/** Keeps what the rows at this head are loaded as. Frozen: many requests share it. */
export function remember(head: Head, layers: readonly Layer[], plan: Plan): Plan {
  const key = keyOf(head, layers);
  plans.delete(key);
  plans.set(key, { at: standingOf(head, layers), plan: frozen(plan) });
  const [oldest] = plans.keys();
  if (plans.size > MOST && oldest !== undefined) plans.delete(oldest);
  return plan;
}

function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
