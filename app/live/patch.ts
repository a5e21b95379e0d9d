/** What goes over the line of a plan: each command as one patch, so that a screen never shows half of it. */
import type { Present } from '#app/domain/presence.ts';
import type { LoggedEvent } from '#app/domain/replay.ts';

/** One command as its reader sees it. */
export interface Patch {
  commandId: string;
  /** Null: the system. */
  by: string | null;
  /** ISO. */
  at: string;
  events: LoggedEvent[];
}

/** Why a screen has to read the plan anew. */
export type ResetReason = 'epoch' | 'access' | 'behind';

export type LineMessage =
  /** `build` is of the server; null while developing. */
  | { type: 'hello'; build: string | null; people: Present[] }
  | ({ type: 'patch' } & Patch)
  /** Everybody who is here, as this reader may know it. */
  | { type: 'presence'; people: Present[] }
  | { type: 'reset'; why: ResetReason }
  /** The server goes away; come back after so long. */
  | { type: 'bye'; afterMs: number };

/** Events in the order they were written, command by command. */
export function patchesOf(
  events: readonly (LoggedEvent & { commandId: string; by: string | null; at: string })[],
): Patch[] {
  const patches: Patch[] = [];
  for (const { commandId, by, at, layer, n, kind, body } of events) {
    const last = patches.at(-1);
    const event = { layer, n, kind, body };
    if (last?.commandId === commandId && last.by === by) last.events.push(event);
    else patches.push({ commandId, by, at: new Date(at).toISOString(), events: [event] });
  }
  return patches;
}
