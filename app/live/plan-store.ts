/**
 * The plan as this screen knows it: what the server has said, up to a place in the logs, and what is on its way there.
 * What is on its way is laid over what is known until its own echo has arrived, so that it never flickers.
 */

import { type Cursor, isBefore } from '#app/domain/cursor.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { CommandFields } from './command-fields.ts';

export type SentEnvelope = CommandFields['envelope'];

export interface Pending {
  envelope: SentEnvelope;
  /** The place behind it, once the server has it. */
  heardAt: Cursor | null;
}

export interface Known {
  plan: Plan;
  cursor: Cursor;
  /** Another one: places in the logs before it stand for nothing. */
  epoch: string;
}

export interface PlanState {
  known: Known;
  pending: readonly Pending[];
}

export const isAhead = (one: Known, other: Known): boolean =>
  one.epoch !== other.epoch || isBefore(other.cursor, one.cursor);

/** Without what the known plan says by itself by now. */
export const settled = (known: Known, pending: readonly Pending[]): readonly Pending[] =>
  pending.filter(({ heardAt }) => heardAt === null || isBefore(known.cursor, heardAt));

/** The plan read anew, unless more is known already. */
export function withLoaded(state: PlanState, loaded: Known): PlanState {
  const older = loaded.epoch === state.known.epoch && isBefore(loaded.cursor, state.known.cursor);
  const known = older ? state.known : loaded;
  return { known, pending: settled(known, state.pending) };
}

/** Once, however often it is sent. */
export const withSent = (state: PlanState, envelope: SentEnvelope): PlanState =>
  state.pending.some((p) => p.envelope.id === envelope.id)
    ? state
    : { ...state, pending: [...state.pending, { envelope, heardAt: null }] };

/** The server has it, with everything up to that place. */
export const withHeard = (state: PlanState, id: string, heardAt: Cursor): PlanState => ({
  ...state,
  pending: settled(
    state.known,
    state.pending.map((p) => (p.envelope.id === id ? { ...p, heardAt } : p)),
  ),
});

/** It did not happen. */
export const withoutSent = (state: PlanState, id: string): PlanState =>
  state.pending.some((p) => p.envelope.id === id)
    ? { ...state, pending: state.pending.filter((p) => p.envelope.id !== id) }
    : state;

/** Where the state lives, for `useSyncExternalStore`. */
export interface PlanStore {
  state(): PlanState;
  subscribe(hears: () => void): () => void;
  change(next: (state: PlanState) => PlanState): void;
}

export function createPlanStore(known: Known): PlanStore {
  let state: PlanState = { known, pending: [] };
  const hearing = new Set<() => void>();
  return {
    state: () => state,
    subscribe(hears) {
      hearing.add(hears);
      return () => void hearing.delete(hears);
    },
    change(next) {
      const after = next(state);
      if (after === state) return;
      state = after;
      for (const hears of hearing) hears();
    },
  };
}
