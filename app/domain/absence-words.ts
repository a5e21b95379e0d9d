/** A letter as words and days, read once from its beginning to its end. */
import { type Day, parseDay, type Weekday, weekday } from './day.ts';

/** A day as it is written; 'unclear' where it may be two, such as 3/12. */
export type Found = WrittenDay | 'unclear';

export interface WrittenDay {
  date: number;
  month: number;
  year: number | null;
  /** 3.12., which is plain in German only. */
  dotted: boolean;
  onYear: (year: number) => Day | null;
  /** Whether it falls on the weekday that they wrote with it. */
  fits: (day: Day) => boolean;
}

/** One word, one day, or the end of something. */
export interface AbsenceWord {
  text?: string;
  found?: Found;
  /** A sentence ends here. */
  ends?: true;
  /** A part of one ends here. */
  parts?: true;
}

/** Nobody says further down that they are away. */
const LONGEST = 4_000;

const months: Record<string, number> = Object.fromEntries(
  [
    'january jan januar jänner jan',
    'february feb februar febr',
    'march mar märz maerz mär mrz',
    'april apr',
    'may mai',
    'june jun juni',
    'july jul juli',
    'august aug',
    'september sep sept',
    'october oct oktober okt',
    'november nov',
    'december dec dezember dez',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, at + 1])),
);
const weekdays: Record<string, Weekday> = Object.fromEntries(
  [
    'monday mon montag mo',
    'tuesday tue tues dienstag di',
    'wednesday wed mittwoch mi',
    'thursday thu thur thurs donnerstag do',
    'friday fri freitag fr',
    'saturday sat samstag sonnabend sa',
    'sunday sun sonntag so',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, (at + 1) as Weekday])),
);
const own = (of: Record<string, number>, word: string): number | null =>
  Object.hasOwn(of, word) ? (of[word] ?? null) : null;

/** Letters, digits, or one sign; a blank line is a sign too. */
function piecesOf(letter: string): string[] {
  const lines: string[] = [];
  for (const line of letter.slice(0, LONGEST).toLowerCase().split('\n')) {
    const begins = line.trimStart();
    if (begins.startsWith('>')) continue;
    if (['from:', 'von:', '-----', '_____'].some((sign) => begins.startsWith(sign))) break;
    lines.push(begins.trim() === '' ? '\n' : line);
  }
  return lines.join(' ').match(/\p{L}[\p{L}\p{M}'’]*|\d+|\n|[^\s\p{L}\d]/gu) ?? [];
}

const sentenceEnds = new Set(['.', '!', '?', '\n']);
const partsOf = new Set([',', ';', 'and', 'und', 'but', 'aber']);

const again = new Set(['wieder', 'zurück', 'zurueck', 'erst']);
const shortened = new Set(['inkl', 'incl', 'einschl', 'ca']);

export function absenceWords(letter: string): AbsenceWord[] {
  const pieces = piecesOf(letter);
  const words: AbsenceWord[] = [];
  for (let at = 0; at < pieces.length; ) {
    const day = dayAt(pieces, at);
    if (day) {
      words.push({ found: day.found });
      // "Ab Montag, den 7.12., wieder" is one part.
      at = pieces[day.to] === ',' && again.has(pieces[day.to + 1] ?? '') ? day.to + 1 : day.to;
      continue;
    }
    const piece = pieces[at] ?? '';
    at += 1;
    if (piece === '.' && shortened.has(pieces[at - 2] ?? '')) continue;
    if (sentenceEnds.has(piece)) words.push({ ends: true });
    // "Through and including 3 December" is one part.
    else if (partsOf.has(piece) && !['including', 'inclusive', 'mit'].includes(pieces[at] ?? ''))
      words.push({ parts: true });
    else if (piece === '-' || piece === '—' || piece === '–') words.push({ text: '–' });
    else if (/[\p{L}\d]/u.test(piece)) words.push({ text: piece });
  }
  return words;
}

interface At {
  found: Found;
  to: number;
}

/** "Monday, the 7th of December 2026", and what else is a day; null where none begins. */
function dayAt(pieces: readonly string[], at: number): At | null {
  const on = own(weekdays, pieces[at] ?? '');
  if (on === null) return bareDayAt(pieces, at, null);
  let next = at + 1;
  while (['.', ',', 'the', 'den', 'dem', 'der'].includes(pieces[next] ?? '')) next += 1;
  return bareDayAt(pieces, next, on as Weekday);
}

const isNumber = (piece: string | undefined, longest: number): piece is string =>
  piece !== undefined && piece.length <= longest && /^\d+$/.test(piece);
const ordinals = new Set(['st', 'nd', 'rd', 'th']);

function bareDayAt(pieces: readonly string[], at: number, on: Weekday | null): At | null {
  return namedDay(pieces, at, on) ?? numberedDay(pieces, at, on);
}

/** 3 December, 3rd of December, 3. Dez., December 3rd, 3-Dec. */
function namedDay(pieces: readonly string[], at: number, on: Weekday | null): At | null {
  const begins = own(months, pieces[at] ?? '');
  if (begins !== null) {
    let next = afterMonth(pieces, at);
    const date = pieces[next];
    if (!isNumber(date, 2) || pieces[next + 1] === ':') return null;
    next += ordinals.has(pieces[next + 1] ?? '') ? 2 : 1;
    return written(Number(date), begins, yearAt(pieces, next), on);
  }
  const date = pieces[at];
  if (!isNumber(date, 2)) return null;
  let next = at + 1;
  while (ordinals.has(pieces[next] ?? '') || ['.', 'of', '-'].includes(pieces[next] ?? '')) {
    if (next - at > 3) return null;
    next += 1;
  }
  const month = own(months, pieces[next] ?? '');
  return month === null ? null : written(Number(date), month, yearAt(pieces, afterMonth(pieces, next)), on);
}

/** The point of "Dec." belongs to it, that after "December" ends a sentence. */
const afterMonth = (pieces: readonly string[], at: number): number =>
  at +
  (pieces[at + 1] === '.' && (pieces[at]?.length ?? 0) <= 4 && pieces[at] !== 'may' && pieces[at] !== 'mai'
    ? 2
    : 1);

/** ", 2026", "2026", "-2026"; null and no further where there is none. */
function yearAt(pieces: readonly string[], at: number): { year: number | null; to: number } {
  const next = pieces[at] === ',' || pieces[at] === '-' ? at + 1 : at;
  const year = pieces[next];
  return year?.length === 4 && /^20\d\d$/.test(year)
    ? { year: Number(year), to: next + 1 }
    : { year: null, to: at };
}

/** 2026-12-03, 3.12., 25/12/2026; what may be two days is unclear. */
function numberedDay(pieces: readonly string[], at: number, on: Weekday | null): At | null {
  const [first, sign, second, again, third] = pieces.slice(at, at + 5);
  if (
    first?.length === 4 &&
    isNumber(first, 4) &&
    sign === '-' &&
    again === '-' &&
    isNumber(second, 2) &&
    isNumber(third, 2)
  )
    return written(Number(third), Number(second), { year: Number(first), to: at + 5 }, on);
  if (!isNumber(first, 2) || !isNumber(second, 2) || !sign || !['.', '/', '-'].includes(sign)) return null;
  const full = again === sign && isNumber(third, 4) && third.length !== 3 && third.length !== 1;
  const year = full ? { year: third.length === 4 ? Number(third) : 2000 + Number(third), to: at + 5 } : null;
  if (sign === '.') {
    // "3.12" alone may be a version or a sum; in German its second point is always there.
    if (!year && again !== '.') return { found: 'unclear', to: at + 3 };
    const day = written(Number(first), Number(second), year ?? { year: null, to: at + 4 }, on, true);
    return day;
  }
  if (sign === '-' && !year) return null;
  const [a, b] = [Number(first), Number(second)];
  const rest = year ?? { year: null, to: at + 3 };
  if (a > 12 && b <= 12) return written(a, b, rest, on);
  if (b > 12 && a <= 12) return written(b, a, rest, on);
  return a === b ? written(a, b, rest, on) : { found: 'unclear', to: rest.to };
}

function written(
  date: number,
  month: number,
  { year, to }: { year: number | null; to: number },
  on: Weekday | null,
  dotted = false,
): At {
  const two = (n: number) => String(n).padStart(2, '0');
  const onYear = (in_: number) => parseDay(`${in_}-${two(month)}-${two(date)}`);
  const fits = (day: Day) => on === null || weekday(day) === on;
  return { found: { date, month, year, dotted, onYear, fits }, to };
}
