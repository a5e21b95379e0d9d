import { expect, test } from 'vitest';
import { momentumOf } from '#app/domain/momentum.ts';
import { ledgerSentence, momentumSentence } from '#app/domain/pace-words.ts';
import { aDraft, aPlan, aStep, on } from '#tests/support/plan-builder.ts';

const done = (id: string, day: string, due = day) =>
  aStep(id, { dueDay: on(due), status: 'done', endedOn: on(day) });

test('steps are counted in the week they were finished and in the week they were due', () => {
  const plan = aPlan({
    steps: [
      done('early', '2026-11-13', '2026-11-18'),
      done('sunday', '2026-11-22'),
      done('monday', '2026-11-23'),
      aStep('open', { dueDay: on('2026-11-27') }),
      aStep('next', { dueDay: on('2026-12-01') }),
    ],
  });
  expect(momentumOf(plan, on('2026-11-27'))).toEqual([
    { from: '2026-11-09', finished: 1, due: 0 },
    { from: '2026-11-16', finished: 1, due: 2 },
    { from: '2026-11-23', finished: 1, due: 2 },
  ]);
});

test('what is private, not agreed or skipped is in no week', () => {
  const dueDay = on('2026-11-27');
  const plan = aPlan({
    steps: [
      aStep('private', { layer: 'seller', dueDay }),
      aStep('asked', { agreement: 'proposed', dueDay }),
      aStep('skipped', { status: 'skipped', endedOn: dueDay, dueDay }),
    ],
  });
  expect(momentumOf(plan, dueDay)).toEqual([{ from: '2026-11-23', finished: 0, due: 0 }]);
  expect(momentumOf(aDraft({ steps: [done('a', '2026-11-27')] }), dueDay)).toEqual([]);
});

test('a long plan shows its last weeks', () => {
  const weeks = momentumOf(aPlan({ steps: [done('a', '2026-01-05')] }), on('2026-11-27'));
  expect(weeks.map((w) => w.from).slice(0, 2)).toEqual(['2026-10-05', '2026-10-12']);
  expect(weeks).toHaveLength(8);
});

test('it is said in sentences that count right', () => {
  const from = on('2026-11-23');
  expect(momentumSentence([{ from, finished: 1, due: 0 }])).toBe(
    'This week 1 step was finished, and 0 were due.',
  );
  expect(momentumSentence([3, 0, 2, 1, 1].map((due) => ({ from, finished: due * 2, due })))).toBe(
    'In the last 4 weeks 8 steps were finished, and 4 were due.',
  );
  const none = { made: 0, kept: 0, moved: 0, missed: 0, letGo: 0, open: 0 };
  expect(ledgerSentence('Acme', none)).toBe('Acme has not said yes to a day yet.');
  expect(ledgerSentence('You', none)).toBe('You have not said yes to a day yet.');
  expect(ledgerSentence('Acme', { made: 8, kept: 4, moved: 1, missed: 1, letGo: 1, open: 1 })).toBe(
    'Acme said yes to 8 days: 4 kept, 1 moved ahead of time, 1 not in time, 1 no longer needed, 1 still to come.',
  );
});
