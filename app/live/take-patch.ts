import { advanced, type Cursor, cursorText } from '#app/domain/cursor.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { LoggedEvent } from '#app/domain/replay.ts';
import type { Patch } from './patch.ts';
import { type PlanState, settled } from './plan-store.ts';

type ApplyEvent = (plan: Plan, event: LoggedEvent) => Plan | null;

/**
 * What the line says; null when something before it is missing, or it cannot be told that way. Known already: as it was.
 * `at`: where its reader is then, so that something missing in the log it does not touch is noticed too.
 */
export function withPatch(
  state: PlanState,
  patch: Patch,
  apply: ApplyEvent,
  at?: string | null,
): PlanState | null {
  const { known } = state;
  const end = patch.events.at(-1);
  if (!end || isKnown(known.cursor, patch)) return state;
  const cursor = advanced(known.cursor, patch.events);
  if (cursor && at && cursorText(cursor) !== at) return null;
  const plan =
    cursor && patch.events.reduce<Plan | null>((now, event) => now && apply(now, event), known.plan);
  if (!cursor || !plan) return null;
  const next = { ...known, plan, cursor };
  const others = state.pending.filter((p) => p.envelope.id !== patch.commandId);
  return { known: next, pending: settled(next, others) };
}

const isKnown = (cursor: Cursor, { events }: Patch): boolean =>
  events.every(({ layer, n }) => n <= (layer === 'shared' ? cursor.shared : cursor.own));
