import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineWidth, type LineWords, lineWidths, placeLabels } from '#app/components/plan-line-labels.ts';
import { line } from './specimen-cast.ts';

const widths = Object.keys(lineWidths) as LineWidth[];

const words = fc
  .array(
    fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      name: fc.lorem({ maxCount: 4 }),
      reached: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((items): LineWords['items'] => items.map((item, at) => ({ ...item, id: `${at}`, day: 'Fri 12 Mar' })));

/** Where each drawn label begins and ends, in rem, on a line at least as wide as its class. */
function spans(items: LineWords['items'], width: LineWidth, placed: ReturnType<typeof placeLabels>) {
  const { line: wide, font } = lineWidths[width];
  return items.flatMap((item) => {
    const place = placed.items[item.id];
    if (!place || place.side === 'none') return [];
    const label = place.em * font;
    const from = Math.min(Math.max(0, item.x * wide - label / 2), wide - label);
    return [{ side: place.side, from, to: from + label }];
  });
}

describe('the words of the line', () => {
  it('never lie on one another, however many and long they are', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...widths), (items, width) => {
        const placed = placeLabels({ items, now: 0.4, todayLabel: 'Today', pace: 'Thu 18 Mar' }, width);
        const drawn = spans(items, width, placed);
        for (const [at, one] of drawn.entries())
          for (const other of drawn.slice(at + 1))
            if (one.side === other.side) expect(one.from >= other.to || other.from >= one.to).toBe(true);
      }),
    );
  });

  it('stay inside the line, so that nothing is cut at the edge of a phone', () => {
    fc.assert(
      fc.property(words, (items) => {
        const placed = placeLabels({ items, now: 0, todayLabel: 'Today' }, 'small');
        for (const { from, to } of spans(items, 'small', placed)) {
          expect(from).toBeGreaterThanOrEqual(-0.001);
          expect(to).toBeLessThanOrEqual(lineWidths.small.line + 0.001);
        }
      }),
    );
  });

  it('name all four milestones of an ordinary plan on a phone and on a desk', () => {
    const items = line.map((item) => ({ ...item, day: item.shortDay ?? item.day }));
    for (const width of ['small', 'wide'] as const) {
      const placed = placeLabels({ items, now: 0.184, todayLabel: 'Today' }, width);
      expect(Object.values(placed.items).map(({ side }) => side)).not.toContain('none');
    }
  });

  it('keep the live day when there is room for few', () => {
    const items = Array.from({ length: 12 }, (_, at) => ({
      id: `${at}`,
      name: 'Security and legal reviews',
      day: '18 Dec',
      x: 0.7 + at * 0.02,
    }));
    const placed = placeLabels({ items, now: 0.1, todayLabel: 'Today' }, 'tiny');
    expect(placed.items['11']?.side).toBe('below');
    expect(Object.values(placed.items).some(({ side }) => side === 'none')).toBe(true);
  });
});
