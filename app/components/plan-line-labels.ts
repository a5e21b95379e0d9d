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

export interface Place {
  side: 'below' | 'above' | 'none';
  /** How wide the words may run, in em of their own font. */
  em: number;
}

export interface Placement {
  items: Record<string, Place>;
  start: Place;
  pace: Place;
  /** Lines of text above and below the line. */
  above: number;
  below: number;
}

/** The narrowest line a width stands for, and its font size; in rem, as in plan-line.module.css. */
export const lineWidths = {
  tiny: { line: 15, font: 0.75 },
  small: { line: 20, font: 0.75 },
  medium: { line: 35, font: 0.8125 },
  wide: { line: 55, font: 0.8125 },
} as const;
export type LineWidth = keyof typeof lineWidths;

const EM_PER_CHARACTER = 0.6;
const GAP = 0.375;
const MOST_LINES = 3;
const WIDEST_EM = 14;

const emWide = (words: string) => words.length * EM_PER_CHARACTER + 0.3;

/** How many lines these words take in a column so many em wide. */
function linesIn(words: string, em: number): number {
  let lines = 1;
  let filled = '';
  for (const word of words.split(' ')) {
    const longer = filled ? `${filled} ${word}` : word;
    if (filled && emWide(longer) > em) {
      lines += 1;
      filled = word;
    } else filled = longer;
  }
  return lines;
}

/** First in one line, then as narrow as its longest word allows. */
function shapes({ name, day }: LineLabel): { em: number; lines: number }[] {
  const longest = Math.max(...name.split(' ').map(emWide));
  return [emWide(name), emWide(name) / 2 + 1, longest]
    .map((em) => Math.min(WIDEST_EM, Math.max(em, longest, emWide(day))))
    .map((em) => ({ em, lines: linesIn(name, em) + 1 }))
    .filter(({ lines }) => lines <= MOST_LINES + 1);
}

interface Span {
  from: number;
  to: number;
}

const overlaps = (one: Span, other: Span) => one.from < other.to + GAP && other.from < one.to + GAP;

/** Words in one line where they fit; when that silences anyone, all of them narrow. */
export function placeLabels(words: LineWords, width: LineWidth): Placement {
  const generous = placeShapes(words, width, shapes);
  if (silent(generous) === 0) return generous;
  const narrow = placeShapes(words, width, (item) => shapes(item).reverse());
  return silent(narrow) < silent(generous) ? narrow : generous;
}

const silent = (placement: Placement) =>
  Object.values(placement.items).filter(({ side }) => side === 'none').length;

function placeShapes(words: LineWords, width: LineWidth, shapesOf: typeof shapes): Placement {
  const { line, font } = lineWidths[width];
  const taken: Record<'above' | 'below', Span[]> = { above: [], below: [] };
  const lines = { above: 1, below: 0 };

  const put = (x: number, em: number, side: 'above' | 'below', tall: number): boolean => {
    const wide = em * font;
    const from = Math.min(Math.max(0, x * line - wide / 2), line - wide);
    const span = { from, to: from + wide };
    if (taken[side].some((other) => overlaps(span, other))) return false;
    taken[side].push(span);
    lines[side] = Math.max(lines[side], tall);
    return true;
  };
  const putLine = (text: string | undefined, x: number, side: 'above' | 'below'): Place => {
    const em = emWide(text ?? '');
    return { side: text && put(x, em, side, 1) ? side : 'none', em };
  };
  const putLabel = (item: LineLabel): Place => {
    for (const side of ['below', 'above'] as const)
      for (const { em, lines: tall } of shapesOf(item)) if (put(item.x, em, side, tall)) return { side, em };
    return { side: 'none', em: 0 };
  };

  putLine(words.todayLabel, words.now, 'above');
  const pace = putLine(words.pace, 1, 'above');
  const items = Object.fromEntries(byImportance(words.items).map((item) => [item.id, putLabel(item)]));
  const start = putLine(words.startLabel, 0, 'below');
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

/** The width in em that keeps a short label on one line. */
export const oneLineEm = emWide;
