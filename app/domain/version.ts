/**
 * A version as it leaves its thing, in a command's base and in a conflict: the number of an event in the shared log, or
 * minus its number in the log of one's own side. A thing that moves between the logs is numbered anew in the other, and
 * a bare number from before would pass for one of there.
 */
import type { Layer, Versions } from './layer.ts';

export type Version = number;

/** Of what a screen has laid over the plan it knows: past every event, since none of them is it yet. */
export const LAID_OVER = Number.MAX_SAFE_INTEGER;
export const isLaidOver = (version: Version): boolean => numberOf(version) === LAID_OVER;

/** Older than any, so that whatever stands there now is met. */
export const SEEN_NOTHING: Version = Number.NaN;

export const versionAt = (layer: Layer, n: number): Version => (layer === 'shared' ? n : 0 - n);

export const versionOf = (thing: { layer: Layer; versions: Versions }, field: string): Version =>
  versionAt(thing.layer, thing.versions[field] ?? 0);

/** The number of its event in its own log. */
export const numberOf = (version: Version): number => Math.abs(version);

/** Whether they are of one log; 0, which nobody has written, is of both. */
const isOfOneLog = (one: Version, other: Version): boolean =>
  one === 0 || other === 0 || Math.sign(one) === Math.sign(other);

/** Whoever has seen the one has seen the other. */
export const covers = (seen: Version, version: Version): boolean =>
  isOfOneLog(seen, version) && numberOf(seen) >= numberOf(version);

/** Its number in the log of that layer; null where it is of another. */
export const numberIn = (layer: Layer, version: Version): number | null =>
  isOfOneLog(version, layer === 'shared' ? 1 : -1) ? numberOf(version) : null;
