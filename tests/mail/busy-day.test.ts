import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireDay } from '#app/domain/day.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import { projectRoot } from '#app/env.server.ts';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import { freshDatabase } from '#tests/support/databases.server.ts';
import { type Came, liveBusyDay } from './busy-day.server.ts';

const usual = usualInTouch({ decides: false });
const today = requireDay('2030-03-04');
const away = requireDay('2030-03-06');
const agreements: readonly (readonly [CastMember, KeepInTouch])[] = [
  [maya, { ...usual, rhythm: 'atOnce' }],
  [tom, { ...usual, milestones: false }],
  [dana, usual],
  [lena, usualInTouch({ decides: true })],
  [grace, { ...usual, zone: 'America/New_York', quiet: { from: 18, to: 8 } }],
  [rui, { ...usual, awayUntil: away }],
];

const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

function tableOf(came: readonly Came[]): string {
  const people = agreements.flatMap(([who, how]) => {
    const own = came.filter((letter) => letter.who === who);
    const letters = own.map(({ when, subject }) => `${when}: ${subject}`);
    const zone = how.zone ?? 'Europe/Berlin';
    return row(
      who.name,
      `${inTouchWords(how, today, 'them')} (${zone})`,
      own.length,
      letters.join('<br>') || 'none',
    );
  });
  return [
    '# A busy day',
    '',
    'On Monday 4 March 2030 two people make 210 edits of three milestones between nine and six in Berlin: days, names,',
    'reached and open again. This is every letter that came of it until Wednesday evening, and for whom. `npm test`',
    'lives that day again and fails when this page says something else.',
    '',
    row('Who', 'How they are kept in touch', 'Letters', 'What came when, in their zone'),
    '|---|---|---|---|',
    ...people,
    '',
  ].join('\n');
}

test('on a busy day everybody gets a few letters, as they agreed', async () => {
  const fresh = await freshDatabase();
  try {
    const { edits, came } = await liveBusyDay(fresh, agreements, 210);
    expect(edits).toBe(210);
    const of = (who: CastMember) => came.filter((letter) => letter.who === who);
    expect(of(tom), 'no letters about milestones').toEqual([]);
    for (const [{ name }] of agreements) {
      const most = came.filter((letter) => letter.who.name === name).length;
      expect(most, name).toBeLessThan(6);
    }
    await expect(tableOf(came)).toMatchFileSnapshot(join(projectRoot, 'tests/mail/busy-day.md'));
  } finally {
    await fresh.drop();
  }
}, 120_000);
