import type { Change } from '../change.ts';
import type { Layer } from '../plan.ts';
import type { Since } from './written-since.ts';

/** Where a change was recorded: `n` is its number in its layer, hence the version of what it wrote. */
export interface Place {
  n: number;
  layer: Layer;
}
export interface Recorded extends Place {
  change: Change;
}

/** A place, and what has been written behind it. */
export interface At extends Place {
  since: readonly Since[];
}
