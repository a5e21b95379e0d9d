/** How far somebody has heard the logs they read: the shared one and their own. Each is dense. */
import type { Layer } from './layer.ts';

export interface Cursor {
  shared: number;
  own: number;
}

export const cursorText = ({ shared, own }: Cursor): string => `${shared}.${own}`;

/** Null when it is not a cursor. */
export function readCursor(text: string | null | undefined): Cursor | null {
  const [, shared, own] = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? '') ?? [];
  return shared === undefined || own === undefined ? null : { shared: Number(shared), own: Number(own) };
}

/** The place after these events; null when they do not follow on it one by one. */
export function advanced(cursor: Cursor, events: readonly { layer: Layer; n: number }[]): Cursor | null {
  const next = { ...cursor };
  for (const { layer, n } of events) {
    const log = layer === 'shared' ? 'shared' : 'own';
    if (n !== next[log] + 1) return null;
    next[log] = n;
  }
  return next;
}

/** Something of the other is still to be heard. */
export const isBefore = (one: Cursor, other: Cursor): boolean =>
  one.shared < other.shared || one.own < other.own;

/** Further than the logs go: a place that was never given to anybody. */
export const isPast = (cursor: Cursor, end: Cursor): boolean => isBefore(end, cursor);
