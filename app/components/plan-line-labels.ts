/**
 * Where the words of the line stand, so that none lies on another. The server cannot measure, so widths are
 * estimated in rem for a few widths of the line; the stylesheet picks the one that fits its container.
 */
export interface LineLabel {
  id: string;
  x: number;
  name: string;
  day: string;
  reached?: boolean;
}

export interface LineWords {
  items: readonly LineLabel[];
  now: number;
  todayLabel: string;
  startLabel?: string;
  pace?: string;
}

export type Place = 'below' | 'above' | 'none';

export interface Placement {
  items: Record<string, Place>;
  start: Place;
  pace: Place;
  /** Lines of text above and below the line. */
  above: number;
  below: number;
}

/** The narrowest line a width stands for, and the widest label it allows; in rem, as in plan-line.module.css. */
export const lineWidths = {
  tiny: { line: 15, label: 5.6, em: 0.75 },
  small: { line: 20, label: 6.2, em: 0.75 },
  medium: { line: 35, label: 8, em: 0.8125 },
  wide: { line: 55, label: 11, em: 0.8125 },
} as const;
export type LineWidth = keyof typeof lineWidths;

const EM_PER_CHARACTER = 0.59;
const GAP = 0.6;

/** How wide these words are in one line, in em of their own font, a little generous. */
export const emWide = (words: string) => Math.max(2, words.length * EM_PER_CHARACTER + 0.3);

interface Span {
  from: number;
  to: number;
}

const overlaps = (one: Span, other: Span) => one.from < other.to + GAP && other.from < one.to + GAP;

export function placeLabels(words: LineWords, width: LineWidth): Placement {
  const { line, label, em } = lineWidths[width];
  const taken: Record<'above' | 'below', Span[]> = { above: [], below: [] };
  const lines = { above: 1, below: 0 };

  const spanAround = (x: number, wide: number): Span => {
    const from = Math.min(Math.max(0, x * line - wide / 2), line - wide);
    return { from, to: from + wide };
  };
  const put = (span: Span, sides: readonly ('above' | 'below')[], tall: number): Place => {
    const side = sides.find((candidate) => !taken[candidate].some((other) => overlaps(span, other)));
    if (!side) return 'none';
    taken[side].push(span);
    lines[side] = Math.max(lines[side], tall);
    return side;
  };

  put(spanAround(words.now, emWide(words.todayLabel) * em), ['above'], 1);
  const paceWide = words.pace ? emWide(words.pace) * em : 0;
  const pace = words.pace ? put({ from: line - paceWide, to: line }, ['above'], 1) : 'none';

  const items: Record<string, Place> = {};
  for (const item of byImportance(words.items)) {
    const full = Math.max(emWide(item.name), emWide(item.day)) * em;
    const wide = Math.min(full, label);
    const tall = Math.ceil((emWide(item.name) * em) / label) + 1;
    items[item.id] = put(spanAround(item.x, wide), ['below', 'above'], tall);
  }
  const startWide = words.startLabel ? emWide(words.startLabel) * em : 0;
  const start = words.startLabel ? put({ from: 0, to: startWide }, ['below'], 1) : 'none';
  return { items, start, pace, above: lines.above, below: lines.below };
}

/** The live day, then what is next, then the rest ahead, then the latest behind: who speaks when not all can. */
function byImportance(items: readonly LineLabel[]): LineLabel[] {
  const inOrder = [...items].sort((one, other) => one.x - other.x);
  const live = inOrder.at(-1);
  const ahead = inOrder.filter((item) => !item.reached && item !== live);
  const behind = inOrder.filter((item) => item.reached && item !== live).reverse();
  return live ? [live, ...ahead, ...behind] : [];
}
