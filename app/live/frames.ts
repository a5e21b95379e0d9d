import { advanced, type Cursor, cursorText } from '#app/domain/cursor.ts';
import type { LoggedEvent } from '#app/domain/replay.ts';
import { type LineMessage, patchesOf } from './patch.ts';

/** One message as server-sent events have it; with an id, the browser comes back from there. */
export const frame = (message: LineMessage, at?: Cursor): string =>
  `${at ? `id: ${cursorText(at)}\n` : ''}data: ${JSON.stringify(message)}\n\n`;

/** Keeps proxies and watchdogs from taking a quiet line for a dead one. */
export const beat = 'event: beat\ndata: 1\n\n';

/** What a reader at that place is sent of these events, and where they are then; null when some are missing. */
export function framesFrom(
  place: Cursor,
  events: readonly (LoggedEvent & { commandId: string; by: string | null; at: string })[],
): { text: string; place: Cursor } | null {
  let at = place;
  let text = '';
  for (const patch of patchesOf(events)) {
    const next = advanced(at, patch.events);
    if (!next) return null;
    at = next;
    text += frame({ type: 'patch', ...patch }, at);
  }
  return { text, place: at };
}
