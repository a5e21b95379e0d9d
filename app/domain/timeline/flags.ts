/** The words over the lines that go through every row: today, the live day and where today's pace leads. */
import type { Frame } from './frame.ts';
import { wide } from './letters.ts';

export interface Flag {
  kind: 'today' | 'live' | 'pace';
  label: string;
  /** Of its line. */
  x: number;
  /** Where its words begin, and the lane they stand in, counted from the calendar up. */
  from: number;
  lane: number;
}

const gap = 8;

/** Each as low as it may without lying on another. */
export function placeFlags(frame: Frame, wanted: readonly Pick<Flag, 'kind' | 'label' | 'x'>[]): Flag[] {
  const placed: Flag[] = [];
  for (const flag of wanted) {
    const width = wide(flag.label);
    const from = Math.max(0, Math.min(flag.x - width / 2, frame.width - width));
    const collides = (lane: number) =>
      placed.some(
        (other) =>
          other.lane === lane &&
          from < other.from + wide(other.label) + gap &&
          other.from < from + width + gap,
      );
    let lane = 0;
    while (collides(lane)) lane++;
    placed.push({ ...flag, from, lane });
  }
  return placed;
}
