import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** A timing and its bare limit in the same run; only their ratio means anything on another machine. */
export interface Figure {
  what: string;
  ours: number;
  bare?: number;
  unit: 'ms' | '/s' | 'MB' | 'kB';
  /** What the design asks for, of the ratio. */
  wanted?: string;
}
export interface Bench {
  day: string;
  cores: number;
  figures: Figure[];
}

export const isWhole = process.env.PROOF === '1';
const file = join(import.meta.dirname, 'results.json');
const readme = join(import.meta.dirname, '../../README.md');
const marks = ['<!-- figures -->', '<!-- /figures -->'] as const;

export const median = (list: number[]): number => quantile(list, 0.5);
export const quantile = (list: number[], at: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * at))] ?? 0;

const shown = ({ unit }: Figure, n: number): string =>
  `${n.toLocaleString('en', { maximumFractionDigits: n < 10 ? 2 : n < 100 ? 1 : 0 })}${unit === '/s' ? '/s' : ` ${unit}`}`;

export function table({ figures, cores, day }: Bench): string {
  const rows = figures.map((f) => {
    const ratio = f.bare === undefined ? '' : (f.ours / f.bare).toFixed(2);
    return `| ${f.what} | ${shown(f, f.ours)} | ${f.bare === undefined ? '' : shown(f, f.bare)} | ${ratio} | ${f.wanted ?? ''} |`;
  });
  return [
    `Measured on ${day} with ${cores} cores, everything on one machine. Ratios count; the rest is the machine.`,
    '',
    '| | ours | bare | ratio | wanted |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

export const committed = (): Bench => JSON.parse(readFileSync(file, 'utf8'));
export const inReadme = (text = readFileSync(readme, 'utf8')): string =>
  text.split(marks[0])[1]?.split(marks[1])[0]?.trim() ?? '';

/** After a whole run: the figures, and the README's table made from them. */
export function write(figures: Figure[]): void {
  const bench = { day: new Date().toISOString().slice(0, 10), cores: availableParallelism(), figures };
  mkdirSync(import.meta.dirname, { recursive: true });
  writeFileSync(file, `${JSON.stringify(bench, null, 2)}\n`);
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(marks[0]);
  const after = rest?.split(marks[1])[1];
  if (before === undefined || after === undefined) throw new Error('The README has no place for the figures');
  writeFileSync(readme, `${before}${marks[0]}\n\n${table(bench)}\n\n${marks[1]}${after}`);
}
