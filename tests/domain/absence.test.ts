import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceIn } from '#app/domain/absence.ts';
import { requireDay } from '#app/domain/day.ts';

/** A Tuesday. */
const today = requireDay('2026-11-24');

const plain: [back: string, letter: string][] = [
  // The last day away: back on the next.
  ['2026-12-04', 'I am out of the office until 3 December.'],
  ['2026-12-04', 'I am away until 3 Dec'],
  ['2026-12-04', 'I’m on annual leave until Thursday 3 December.'],
  ['2026-12-04', 'I am on vacation until Thursday, December 3rd.'],
  ['2026-12-04', 'Out of office until Dec. 3rd, 2026. For urgent matters call Tom.'],
  ['2026-12-04', 'I will be out of the office through Thursday, December 3, 2026.'],
  ['2026-12-04', 'I am on holiday till the 3rd of December.'],
  ['2026-12-04', 'I will be on PTO up to and through 3 December 2026'],
  ['2026-12-04', 'I am out of the office until and including 3 December.'],
  ['2026-12-04', 'I am out from 24 November until 3 December with limited access to my mail.'],
  ['2026-12-04', 'I am on leave from 24 November to 3 December.'],
  ['2026-12-04', 'I am away from Tuesday 24 November to Thursday 3 December 2026.'],
  ['2026-12-29', 'Our office is closed from 24 to 28 December.'],
  ['2026-12-04', 'On vacation 24 November – 3 December.'],
  ['2026-12-04', 'Until 3 December I am travelling and read mail rarely.'],
  ['2026-12-04', 'I am not available until 3 December.'],
  ['2026-12-04', 'I have no access to my mail until 2026-12-03.'],
  [
    '2026-12-04',
    'Thank you for your message.\nI am currently out of the office\nuntil 3 December\nand will read it then.',
  ],
  ['2026-12-26', 'I am away until 25/12/2026.'],
  ['2026-12-26', 'I am away until 12/25/2026.'],
  ['2026-12-13', 'I am away until 12/12.'],
  ['2026-12-04', 'I am off until 3-Dec-2026.'],
  ['2027-01-07', 'I am out of the office until 6 January.'],
  ['2027-01-07', 'I am out of the office until Wednesday 6 January 2027.'],
  ['2026-11-25', 'I am out of the office until 24 November.'],
  ['2027-05-04', 'I am on parental leave until 3 May.'],
  // The day they are back.
  ['2026-12-03', 'I will be back on 3 Dec.'],
  ['2026-12-07', 'I am out of the office, returning Monday 7 December.'],
  ['2026-12-07', 'I will be back in the office on Monday, December 7th.'],
  ['2026-12-07', 'I return to work on Monday 7 December.'],
  ['2026-12-07', 'Returning: December 7'],
  ['2026-12-07', 'Return date: 7 December 2026'],
  ['2026-12-07', 'I am away and back from 7 December.'],
  ['2026-12-03', 'I will not be back until 3 December.'],
  ['2026-12-03', 'I am out and won’t return until Thursday 3 December.'],
  ['2026-12-03', "I'm away and won't be back before 3 December."],
  ['2026-12-07', 'I will be available again from 7 December.'],
  ['2026-12-07', 'I am out until Friday 4 December, back on Monday 7 December.'],
  ['2026-12-04', 'I am away until 3 December. I will be back on 4 December.'],
  ['2026-12-07', 'I’ll get back to you when I return on 7 December.'],
  ['2027-01-04', 'Happy holidays! I am out and will be back on Monday 4 January.'],
  // German.
  ['2026-12-04', 'Ich bin bis zum 3.12. nicht im Büro.'],
  ['2026-12-04', 'Ich bin bis 3.12.2026 im Urlaub.'],
  ['2026-12-04', 'Ich bin bis einschließlich Donnerstag, den 3. Dezember abwesend.'],
  ['2026-12-04', 'Bis 3. Dez. bin ich auf Dienstreise.'],
  ['2026-12-04', 'Ich bin vom 24.11. bis 03.12.26 außer Haus.'],
  ['2026-12-04', 'Bis zum 3. Dezember bin ich nicht erreichbar.'],
  ['2026-12-04', 'Meine Abwesenheit dauert bis inkl. 3.12.'],
  ['2026-12-29', 'Wir haben vom 24. bis 28. Dezember geschlossen.'],
  ['2026-12-07', 'Ich bin wieder ab 7. Dezember erreichbar.'],
  ['2026-12-07', 'Ab dem 7. Dezember bin ich wieder für Sie da.'],
  ['2026-12-07', 'Ich bin ab Montag, den 7.12., wieder im Büro.'],
  ['2026-12-07', 'Ich bin am 07.12.2026 zurück.'],
  ['2026-12-07', 'Rückkehr am 7. Dezember'],
  ['2026-12-07', 'Ich bin im Urlaub und erst am 7. Dezember wieder erreichbar.'],
  ['2026-12-07', 'Ich kehre am Mo, 7.12. zurück.'],
  ['2026-12-07', 'Ich bin bis 6.12. im Urlaub und ab 7.12. wieder da.'],
  ['2026-12-07', 'Ich bin nicht vor dem 7. Dezember zurück.'],
  ['2027-01-07', 'Ich bin bis 6. Jänner auf Urlaub.'],
  ['2027-03-04', 'Ich bin bis 3. März in Elternzeit.'],
  // Both languages, one day.
  ['2026-12-07', 'Ich bin bis 6. Dezember abwesend.\n\nI am away and will be back on 7 December.'],
];

const unclear: string[] = [
  '',
  'I am out of the office.',
  'I am away until Monday.',
  'I am back tomorrow.',
  'I am out until the end of November.',
  'I am away until early December.',
  'I am away until the 3rd.',
  'I am out until 3pm.',
  'I am away until 12/03.',
  'I am away until 03/12/2026.',
  'I am away until 03-12-2026.',
  'I am away until 3.12.',
  'I am away until 3.12.2026.',
  'Ich bin bis 3/12 abwesend.',
  'I am away until 31 November.',
  'I am away until Monday 3 December.',
  'Ich bin bis Montag, 3. Dezember abwesend.',
  'I am away until 3 November.',
  'I am away until 3 December 2025.',
  'I am away until 3 December 2028.',
  'I will be back on 20 November.',
  'I am away until 3 December. I have limited access until 10 December.',
  'I am away until 10 December and back on 3 December.',
  'I am away until 3 December and back on 7 January.',
  'I am in the office until 3 December.',
  'The sale runs until 3 December.',
  'Please register until 3 December.',
  'I will get back to you by 3 December.',
  'I will return your call on 3 December.',
  'I am on leave from 3 December.',
  'I am away from the office.\n\nThe offer holds until 3 December.',
  'Ich bin bis 3.12. erreichbar.',
  'Ab dem 7. Dezember bin ich im Urlaub.',
  'Bitte melden Sie sich am 7. Dezember.',
  'I am out of the office.\n> I am away until 3 December.',
  'I am out.\nFrom: Maya\nWe are closed until 3 December.',
  'I am away until 99 December 2026.',
  'My number is 3.12.2026 and I may be back.',
];

describe('when somebody is back, as their automatic reply says', () => {
  test.each(plain)('%s: %s', (back, letter) => {
    expect(absenceIn(letter, today)).toBe(back);
  });

  test.each(unclear)('nothing is guessed: %s', (letter) => {
    expect(absenceIn(letter, today)).toBeNull();
  });

  const pieces = [
    ...['until', 'back', 'on', 'bis', 'wieder', 'ab', 'not', 'away', 'Monday', '3', '12', '.', '/', '-', ','],
    ...[
      'December',
      'Dez',
      '2026',
      '31',
      'th',
      'of',
      '\n',
      '\n\n',
      ' ',
      '’',
      '٣',
      'ß',
      '\u{1F3D6}',
      '0',
      '9999',
    ],
  ];
  const letters = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((words) => words.join(' ')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((words) => words.join('')),
  );

  test('whatever stands in it, it is a day to come within a year or nothing', () => {
    fc.assert(
      fc.property(letters, (letter) => {
        const day = absenceIn(letter, today);
        if (day !== null) expect(day > today && day <= '2027-11-25').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('however long, no more is read than its beginning', () => {
    const far = `${'word '.repeat(1_000)}I am away until 3 December.`;
    expect(absenceIn(far, today)).toBeNull();
    expect(absenceIn(`I am away until 3 December. ${'until '.repeat(200_000)}`, today)).toBe('2026-12-04');
    for (const piece of pieces) absenceIn(piece.repeat(100_000), today);
  });
});
