import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, longDay, shortDay } from '#app/domain/day.ts';
import { whoDoesWhat } from '#app/domain/who-does-what.ts';
import { today } from '#tests/support/plan-builder.ts';

const people = [
  { id: 'grace', name: 'Grace Hall' },
  { id: 'maya', name: 'Maya Lindqvist' },
  { id: 'tom', name: 'Tom Berg' },
  { id: 'ann', name: 'Ann Lee' },
  { id: 'ann2', name: 'Ann Weber' },
];
const read = (line: string) => whoDoesWhat(line, people, today);

describe('who does what by when, in one line', () => {
  // Today is Fri 27 Nov 2026.
  it.each([
    ['Grace sends redlines by 12 Dec', ['grace'], 'Sends redlines', '2026-12-12'],
    ['grace sends redlines by 12 december.', ['grace'], 'Sends redlines', '2026-12-12'],
    ['Grace Hall: send redlines by Sat 12 Dec', ['grace'], 'Send redlines', '2026-12-12'],
    ['Grace will send redlines by the 12th of December', ['grace'], 'Send redlines', '2026-12-12'],
    ['Maya and Tom draft the case by Wed', ['maya', 'tom'], 'Draft the case', '2026-12-02'],
    ['Maya, Tom and Grace meet on Friday', ['maya', 'tom', 'grace'], 'Meet', '2026-12-04'],
    ['Tom, send the price by tomorrow', ['tom'], 'Send the price', '2026-11-28'],
    ['Price in writing by 2026-12-03', [], 'Price in writing', '2026-12-03'],
    ['Price in writing by 3 Jan', [], 'Price in writing', '2027-01-03'],
    ['Price in writing by 3 Jan 2028', [], 'Price in writing', '2028-01-03'],
    ['Ann sends the form by Mon', [], 'Ann sends the form', '2026-11-30'],
    ['Ann Weber sends the form', ['ann2'], 'Sends the form', null],
    ['Graceful shutdown by 31 Nov', [], 'Graceful shutdown by 31 Nov', null],
    ['Grace', [], 'Grace', null],
    ['Stand by me', [], 'Stand by me', null],
    ['Tom sends it by 29 Feb', ['tom'], 'Sends it', '2028-02-29'],
    ['', [], '', null],
  ] as const)('%s', (line, who, what, by) => {
    expect(read(line)).toEqual({ who, what, by });
  });

  it('reads back what was put together, and loses no word of anything else', () => {
    const word = fc.constantFrom('price', 'contract', 'two', 'Über', 'form', 'SAP');
    const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(
        fc.constantFrom('grace', 'maya', 'tom'),
        words,
        fc.integer({ min: 0, max: 360 }),
        fc.boolean(),
        fc.boolean(),
        (id, what, ahead, whole, long) => {
          const name = people.find((p) => p.id === id)?.name ?? '';
          const day = addDays(today, ahead);
          const said = `${whole ? name : name.split(' ')[0]} ${what} by ${long ? longDay(day) : shortDay(day)}`;
          const found = read(said);
          expect(found.who).toEqual([id]);
          expect(found.by).toBe(day);
          expect(found.what.toLowerCase()).toBe(what.toLowerCase());
        },
      ),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (line) => {
        const { who, what, by } = read(line);
        if (line.replace(/[\s.]/gu, '') !== '' && by === null) expect(what).not.toBe('');
        if (who.length === 0 && by === null)
          expect(what.toLowerCase()).toBe(line.trim().replace(/\s+/gu, ' ').replace(/\.$/, '').toLowerCase());
      }),
      { numRuns: 2_000 },
    );
  });
});
