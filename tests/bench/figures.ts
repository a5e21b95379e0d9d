import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** A timing and its bare limit in the same run; only their ratio means anything on another machine. */
export interface Figure {
  what: string;
  ours: number;
  bare?: number;
  unit: 'ms' | '/s' | 'MB' | 'kB' | 'B';
  /** What the design asks for: of the ratio, or of ours where it says a unit. */
  wanted?: string;
}
export interface Bench {
  day: string;
  cores: number;
  figures: Figure[];
}

export const isWhole = process.env.PROOF === '1';
const readme = join(import.meta.dirname, '../../README.md');
/** Each bench has its file and, between two marks, its table in the README. */
const benches = {
  cost: { file: join(import.meta.dirname, 'results.json'), mark: 'figures' },
  live: { file: join(import.meta.dirname, 'results-live.json'), mark: 'live figures' },
  schedule: { file: join(import.meta.dirname, 'results-schedule.json'), mark: 'schedule figures' },
  timeline: { file: join(import.meta.dirname, 'results-timeline.json'), mark: 'timeline figures' },
} as const;
type BenchName = keyof typeof benches;
const marksOf = (name: BenchName) =>
  [`<!-- ${benches[name].mark} -->`, `<!-- /${benches[name].mark} -->`] as const;

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

/** Null before the first whole run. */
export const committed = (name: BenchName): Bench | null =>
  existsSync(benches[name].file) ? JSON.parse(readFileSync(benches[name].file, 'utf8')) : null;
export function inReadme(name: BenchName): string {
  const [begin, end] = marksOf(name);
  return readFileSync(readme, 'utf8').split(begin)[1]?.split(end)[0]?.trim() ?? '';
}

/** After a whole run: the figures, and the README's table made from them. */
export function write(name: BenchName, figures: Figure[]): void {
  const bench = { day: new Date().toISOString().slice(0, 10), cores: availableParallelism(), figures };
  writeFileSync(benches[name].file, `${JSON.stringify(bench, null, 2)}\n`);
  const [begin, end] = marksOf(name);
  const [before, rest] = readFileSync(readme, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('The README has no place for the figures');
  writeFileSync(readme, `${before}${begin}\n\n${table(bench)}\n\n${end}${after}`);
}
