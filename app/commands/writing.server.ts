import { applyChange } from '#app/domain/apply-change.ts';
import { type Change, entriesOf, layerOf } from '#app/domain/change.ts';
import { type Layer, layersOf } from '#app/domain/layer.ts';
import type { Plan } from '#app/domain/plan.ts';
import { applyEvent, asLoaded } from '#app/domain/replay.ts';
import type { Tx } from '#db/client.server.ts';
import { type Pending, record } from '#db/history.server.ts';
import { saveChange } from '#db/plan-changes.server.ts';
import { type Head, numberOf } from '#db/plan-head.server.ts';
import { planInMemory, remember } from '#db/plan-memory.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';
import type { Deciding } from './deciding.ts';
import { pastIn } from './past.server.ts';

/** A plan being written under its lock: the state so far, and the history to be saved with it. */
export interface Writing extends Deciding {
  tx: Tx;
  layers: readonly Layer[];
  /** As the others see it, told of so many of the events. */
  views: Map<string, { plan: Plan; told: number }>;
  /** How the plan's logs stood before. */
  from: Head;
  /** Rows on their way, in order; what fails there fails whoever waits for it. */
  saved: Promise<void>;
}

/** Time is taken under the lock and never goes back, so that the two logs a reader follows merge by it. */
export function beginWriting(
  tx: Tx,
  plan: Plan,
  head: Head,
  layers: readonly Layer[] = layersOf('seller'),
  now: Date = new Date(),
): Writing {
  const at = new Date(Math.max(now.getTime(), new Date(head.at).getTime())).toISOString();
  const pending: Pending = { head: { ...head, at }, rows: [], bodies: [], events: [] };
  const past = pastIn(head, () => writing.tx);
  const writing: Writing = {
    ...{ tx, plan, layers, views: new Map(), pending, past },
    ...{ from: head, saved: Promise.resolve() },
  };
  return writing;
}

/**
 * Applies and numbers each change in order. Its rows are on their way one after the other (`saved`), the history goes
 * with `saveHistory`.
 */
export function recordChanges(writing: Writing, list: Change[], by: string | null, commandId: string): void {
  const { tx } = writing;
  for (const change of list) {
    const after = recordChange(writing, change, by, commandId);
    send(writing, () => saveChange(tx, after, change));
  }
}

/** Applies it, and numbers what each log is told of it. */
export function recordChange(deciding: Deciding, change: Change, by: string | null, commandId: string): Plan {
  const { plan: before, pending } = deciding;
  const n = numberOf(pending.head, layerOf(before, change)) + 1;
  const after = applyChange(before, change, n);
  for (const entry of entriesOf(before, after, change)) record(pending, entry, by, commandId);
  deciding.plan = after;
  return after;
}

/** Behind whatever is on its way. */
function send(writing: Writing, statement: () => Promise<void>): void {
  writing.saved = writing.saved.then(statement);
  // Waited for at the end, and not to be an accident before that.
  writing.saved.catch(() => {});
}

const keyOf = (layers: readonly Layer[]): string => [...layers].sort().join(' ');

/** Goes on as another reader, with what they may see of everything written so far; false: they see no plan. */
export async function writeAs(writing: Writing, scope: Parameters<typeof setScope>[1]): Promise<boolean> {
  if (keyOf(scope.layers) === keyOf(writing.layers)) return true;
  const { tx, from, pending } = writing;
  keepView(writing);
  await writing.saved;
  // Sent at once, so that what is asked from here on is asked by the next reader.
  const scoped = setScope(tx, scope);
  send(writing, () => scoped);
  const plan = viewOf(writing, scope.layers) ?? (await loadPlan(tx, from.workspaceId, from.planId));
  if (!plan) {
    send(writing, () => setScope(tx, { ...scope, layers: writing.layers }));
    return false;
  }
  writing.views.set(keyOf(scope.layers), { plan, told: pending.events.length });
  writing.plan = plan;
  writing.layers = scope.layers;
  return true;
}

const keepView = ({ views, layers, plan, pending }: Writing): void =>
  void views.set(keyOf(layers), { plan, told: pending.events.length });

/** What a reader knows who was told all events of theirs; undefined when it has to be read from the rows. */
function viewOf({ views, pending, from }: Writing, layers: readonly Layer[]): Plan | undefined {
  const known = views.get(keyOf(layers)) ?? { plan: planInMemory(from, layers), told: 0 };
  return pending.events
    .slice(known.told)
    .filter(({ layer }) => layers.includes(layer))
    .reduce<Plan | undefined>((plan, event) => (plan && applyEvent(plan, event)) ?? undefined, known.plan);
}

const readers: readonly Layer[][] = [['shared'], layersOf('seller'), layersOf('buyer')];

/** Once it is stored: keeps the plan in memory as each reader has it now. */
export function rememberAll(writing: Writing): void {
  keepView(writing);
  for (const layers of readers) {
    const plan = viewOf(writing, layers);
    if (plan) remember(writing.pending.head, layers, asLoaded(plan));
  }
}
