/** What waits for what, drawn as lines with right angles from the end of one bar to the start of another. */
import type { Tie } from './timeline.ts';

export type Point = readonly [x: number, y: number];

export interface Arrow extends Tie {
  points: Point[];
}

/** The ends of a bar, and the middle of its row. */
export interface Ends {
  x: number;
  right: number;
  y: number;
}

/** How far a line runs straight before it turns, and so how far it reaches beyond a bar. */
export const turn = 7;

export function arrowsBetween(
  ties: readonly Tie[],
  ends: ReadonlyMap<string, Ends>,
  rowHeight: number,
): Arrow[] {
  return ties.flatMap((tie) => {
    const [from, to] = [ends.get(tie.from), ends.get(tie.to)];
    return from && to ? [{ ...tie, points: wayBetween(from, to, rowHeight) }] : [];
  });
}

function wayBetween(from: Ends, to: Ends, rowHeight: number): Point[] {
  const out: Point[] = [
    [from.right, from.y],
    [from.right + turn, from.y],
  ];
  if (to.x - from.right >= 2 * turn) return [...out, [from.right + turn, to.y], [to.x, to.y]];
  // No room to turn between them: round the end, and along the edge of the row it leads to.
  const edge = to.y + (from.y <= to.y ? -rowHeight / 2 : rowHeight / 2);
  return [...out, [from.right + turn, edge], [to.x - turn, edge], [to.x - turn, to.y], [to.x, to.y]];
}
