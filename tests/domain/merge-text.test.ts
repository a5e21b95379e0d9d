import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText } from '#app/domain/merge-text.ts';

const base = 'Bring your figures for October, and tell us who closes the month.';

describe('two who changed one text at once', () => {
  test('both stand where they changed different places', () => {
    const mine = base.replace('October', 'October and November');
    const theirs = base.replace('who closes', 'who at Acme closes');
    expect(mergeText(base, mine, theirs)).toBe(
      'Bring your figures for October, and tell us who at Acme closes the month.'.replace(
        'October,',
        'October and November,',
      ),
    );
  });
  test('only a person can tell where they changed the same place', () => {
    expect(mergeText(base, base.replace('October', 'May'), base.replace('October', 'November'))).toBeNull();
    expect(mergeText('', 'Mine', 'Theirs')).toBeNull();
  });
  test('words taken out by one and left by the other are out, and changed words are not lost', () => {
    expect(mergeText(base, base.replace(' and tell us', ' tell us'), base)).toBe(
      base.replace(' and tell us', ' tell us'),
    );
    expect(mergeText('one two three', 'one three', 'one 2 three')).toBeNull();
  });
  test('lines and blanks stay as they were typed', () => {
    expect(mergeText('a\n\nb\n\nc', 'A\n\nb\n\nc', 'a\n\nb\n\nC')).toBe('A\n\nb\n\nC');
  });

  const word = fc.constantFrom('figures', 'bring', 'May', 'now', 'Acme', 'and');
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));

  test('who changed nothing has no say, and the order of the two makes no difference', () => {
    fc.assert(
      fc.property(text, text, text, (b, m, t) => {
        expect(mergeText(b, m, b)).toBe(m);
        expect(mergeText(b, b, t)).toBe(t);
        expect(mergeText(b, m, m)).toBe(m);
        expect(mergeText(b, m, t)).toBe(mergeText(b, t, m));
      }),
      { seed: 4 },
    );
  });

  test('no word that either put in is lost', () => {
    let merged = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 8, maxLength: 16 }), fc.nat(7), fc.nat(7), (words, i, j) => {
        const put = (at: number, fresh: string) =>
          [...words.slice(0, at * 2), fresh, ...words.slice(at * 2)].join(' ');
        const result = mergeText(words.join(' '), put(i, 'MINE'), put(j, 'THEIRS'));
        if (result === null) return;
        merged += 1;
        expect(result).toContain('MINE');
        expect(result).toContain('THEIRS');
        expect(result.split(' ').filter((w) => w !== 'MINE' && w !== 'THEIRS')).toEqual(words);
      }),
      { seed: 4, numRuns: 300 },
    );
    expect(merged).toBeGreaterThan(100);
  });

  test('of long texts only what differs is compared, and too much of it is for a person', () => {
    const words = (start: number) => Array.from({ length: 900 }, (_, n) => `word${start + n}`).join(' ');
    const long = words(0);
    expect(mergeText(long, `Mine ${long}`, `${long} theirs`)).toBe(`Mine ${long} theirs`);
    const other = (count: number) => words(2_000).split(' ').slice(0, count).join(' ');
    const begins = Array.from({ length: 40 }, () => performance.now());
    for (const _ of begins) expect(mergeText(long, other(700), other(800))).toBeNull();
    // Others wait for the plan meanwhile.
    expect(performance.now() - (begins[0] ?? 0)).toBeLessThan(1_000);
  });
});
