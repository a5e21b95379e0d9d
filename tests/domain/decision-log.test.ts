import { describe, expect, test } from 'vitest';
import { csvOf } from '#app/domain/csv.ts';
import { minuteSentence, minutesOf } from '#app/domain/decision-log.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { dana, lena } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy } from '#tests/support/plan-builder.ts';

const decided = ask(
  aPlan({ steps: [aStep('budget', { type: 'approval', title: 'Security review', owners: ownedBy(lena) })] }),
  lena,
  'decideApproval',
  {
    ...{ id: 'said', stepId: 'budget', outcome: 'approvedWithConditions', note: 'Between us', missing: '' },
    conditions: ['Data stays here', 'Tested twice'].map((title) => ({
      ...{ id: title, title, side: 'buyer', role: null, stakeholderId: 'rui', dueDay: on('2027-01-15') },
    })),
  },
).plan;

describe('the decision log', () => {
  test('reads like minutes', () => {
    const [minute] = minutesOf(decided);
    expect(minute && minuteSentence({ ...minute, digest: '3f9a1c2b77' })).toBe(
      'On 27 November 2026 Lena Hoff (Acme Freight, decides) approved “Security review” with two conditions: “Data stays here” and “Tested twice”, signed in by mail, digest 3f9a1c2b.',
    );
  });

  test('says why somebody said no, and names a company once', () => {
    const plan = aPlan({ steps: [aStep('budget', { type: 'approval', owners: ownedBy(dana) })] });
    const no = { id: 'no', stepId: 'budget', outcome: 'rejected', note: '' } as const;
    const after = ask(plan, dana, 'decideApproval', {
      ...no,
      conditions: [],
      missing: 'Over our limit',
    }).plan;
    const [minute] = minutesOf(after);
    expect(minute && minuteSentence(minute)).toContain(
      'Dana Ortiz (leads this at Acme Freight) said no to “budget”: “Over our limit”',
    );
  });

  test('says what somebody was when they decided, whatever they are by now', () => {
    const lenas = minutesOf(decided)[0]?.as;
    const since = ask(decided, dana, 'changeRole', { stakeholderId: 'lena', role: 'user' });
    expect(since.code).toBeNull();
    expect(minutesOf(since.plan)[0]?.as).toBe(lenas);
  });

  test('keeps a note from whoever may not read it', () => {
    expect(minutesOf(decided)[0]?.note).toEqual({ text: 'Between us', layer: 'buyer' });
    expect(minutesOf(sharedView(decided))[0]?.note).toBeNull();
  });
});

describe('comma-separated values', () => {
  test('keep commas, quotes and lines in their cell', () => {
    expect(csvOf([['a,b', 'say "yes"', 'two\nlines', 'plain']])).toBe(
      '"a,b","say ""yes""","two\nlines",plain\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('take nothing for a formula: %j', (cell) => {
    expect(csvOf([[cell]]).replace(/^"/, '')).toMatch(/^'/);
  });
});
