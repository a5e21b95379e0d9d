import { describe, expect, test } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import type { Change } from '#app/domain/change.ts';
import { commandText } from '#app/domain/change-text.ts';
import { addDays, type Day } from '#app/domain/day.ts';
import { dayTurned } from '#app/domain/day-turned.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan } from '#app/domain/plan.ts';
import { timeNews } from '#app/domain/time-news.ts';
import { agreedPaces } from '#app/domain/told-pace.ts';
import { cast, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  stakeholderOf,
  waits,
} from '#tests/support/plan-builder.ts';

const people = [maya, tom, dana, grace].map((who) => stakeholderOf(who));
const outside = stakeholderOf(lena, { enteredOn: null });
const due = on('2026-12-02');
const plan = aPlan({
  people: [...people, outside],
  steps: [aStep('form', { dueDay: due }), aStep('sign', { dueDay: on('2026-12-18'), milestoneId: 'case' })],
});
const nameOf = (personId: string) => cast.find((who) => who.personId === personId)?.key;
const heard = (lines: Line[]): string[] =>
  lines.map((l) => `${nameOf(l.personId)}: ${l.kind}${l.waits ? ', waits' : ''}`).sort();
const everyone = ['dana', 'grace', 'maya', 'tom'];

/** The plan on each of these days, as it tells it by itself. */
function pass(start: Plan, days: Day[]): { plan: Plan; told: string[] } {
  let now = start;
  const told = days.flatMap((day) =>
    dayTurned(now, day).map((change) => {
      now = applyChange(now, change, 1);
      return `${day} ${plainPhrase(commandText(now, [change]) ?? [])}`;
    }),
  );
  return { plan: now, told };
}
const daysFrom = (first: Day, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n));

describe('what time alone brings', () => {
  const change: Change = {
    kind: 'healthChanged',
    from: 'onTrack',
    to: 'atRisk',
    reason: { kind: 'stepLate', stepId: 'form', days: 2 },
  };
  const paced: Change = {
    kind: 'milestonePaced',
    milestoneId: 'fit',
    was: due,
    from: null,
    to: { day: on('2026-12-04'), agreed: due, on: on('2026-12-04') },
  };

  test('is told to everybody who is in, on both sides', () => {
    expect(heard(timeNews(plan, [change, paced]))).toEqual(
      everyone.flatMap((who) => [`${who}: healthChanged`, `${who}: milestonePaced`]),
    );
  });

  test('is told to nobody of a draft or the sample, and the end of a plan has its own letter', () => {
    expect(timeNews(aDraft({ people }), [change])).toEqual([]);
    expect(timeNews({ ...plan, sample: true }, [change, paced])).toEqual([]);
    const reachedOn = on('2026-12-01');
    const end = { ...plan, milestones: plan.milestones.map((m) => ({ ...m, reachedOn })) };
    expect(timeNews(end, [{ ...change, to: 'onTrack' }])).toEqual([]);
  });

  test('reads in the history as the plan’s own doing', () => {
    expect(plainPhrase(commandText(plan, [change]) ?? [])).toBe(
      'became at risk because “form” is 2 days late',
    );
    expect(plainPhrase(commandText(plan, [paced]) ?? [])).toBe(
      'now expects “fit” on Fri 4 Dec, not Wed 2 Dec',
    );
  });
});

describe('a milestone’s pace', () => {
  test('is told by a working day or more, and then not before a calm week is over', () => {
    const { told } = pass(plan, daysFrom(on('2026-12-01'), 15));
    expect(told.filter((line) => line.includes('expects'))).toEqual([
      '2026-12-03 now expects “fit” on Thu 3 Dec, not Wed 2 Dec',
      '2026-12-10 now expects “fit” on Thu 10 Dec, not Thu 3 Dec',
    ]);
  });

  test('that went and came back within the calm week is no news, neither way', () => {
    const two = { ...plan, steps: [...plan.steps, aStep('other', { dueDay: due })] };
    const late = pass(two, daysFrom(on('2026-12-01'), 3)).plan;
    const held = [waits('other', 'form', 'shared', { lag: 8 })];
    const further = pass({ ...late, dependencies: held }, [on('2026-12-04')]);
    expect(agreedPaces(further.plan, on('2026-12-04'))[0]?.pace).toBe('2026-12-17');
    expect(further.told).toEqual([]);
    const endedOn = on('2026-12-03');
    const steps = late.steps.map((s) =>
      s.milestoneId === 'fit' ? { ...s, status: 'done' as const, endedOn } : s,
    );
    const back = pass({ ...further.plan, steps }, daysFrom(on('2026-12-04'), 14));
    expect(back.told).toEqual([]);
  });

  test('is not told of a step that is only asked for', () => {
    const asked = aStep('asked', { agreement: 'proposed', dueDay: on('2026-12-10') });
    expect(pass({ ...plan, steps: [...plan.steps, asked] }, daysFrom(on('2026-12-01'), 2)).told).toEqual([]);
  });

  test('is not told of a dashed day, which is nobody’s promise', () => {
    const dashed = { ...plan, steps: plan.steps.map((s) => ({ ...s, agreement: 'outline' as const })) };
    const { told } = pass(dashed, daysFrom(on('2026-12-01'), 15));
    expect(told.filter((line) => line.includes('expects'))).toEqual([]);
  });

  test('is as agreed again once another day is agreed, which has a letter of its own', () => {
    const late = pass(plan, daysFrom(on('2026-12-01'), 4)).plan;
    const moved = ask(
      late,
      dana,
      'rescheduleStep',
      { stepId: 'form', dueDay: on('2026-12-08') },
      { today: on('2026-12-04') },
    );
    expect(heard(followUps(late, moved.plan, moved.changes, dana.personId))).toContain(
      'maya: milestoneMoved',
    );
    expect(pass(moved.plan, daysFrom(on('2026-12-04'), 5)).told.filter((l) => l.includes('heading'))).toEqual(
      [],
    );
  });
});

describe('a milestone that is', () => {
  const done = (type: 'added' | 'removed' | 'renamed') => {
    if (type === 'added')
      return ask(plan, maya, 'addMilestone', { id: 'pilot', name: 'Pilot', afterId: 'fit' });
    if (type === 'renamed') return ask(plan, maya, 'renameMilestone', { milestoneId: 'fit', name: 'Trial' });
    const more = { ...plan, milestones: [...plan.milestones, aMilestone('pilot')] };
    return ask(more, maya, 'removeMilestone', { milestoneId: 'pilot' });
  };

  test.each([
    [
      'added' as const,
      ['dana: milestoneAdded, waits', 'grace: milestoneAdded, waits', 'tom: milestoneAdded, waits'],
    ],
    [
      'removed' as const,
      ['dana: milestoneRemoved, waits', 'grace: milestoneRemoved, waits', 'tom: milestoneRemoved, waits'],
    ],
    // Dana has a step in it.
    [
      'renamed' as const,
      ['dana: milestoneRenamed', 'grace: milestoneRenamed, waits', 'tom: milestoneRenamed, waits'],
    ],
  ])('%s is told with the next letter, and at once to whoever has a step in it', (type, expected) => {
    const outcome = done(type);
    expect(outcome.changes).toHaveLength(1);
    expect(heard(followUps(plan, outcome.plan, outcome.changes, maya.personId))).toEqual(expected);
  });

  test('changed in a draft is nobody’s news', () => {
    const draft = aDraft({ steps: [aStep('s', { owners: ownedBy(maya) })] });
    const named = ask(draft, maya, 'renameMilestone', { milestoneId: 'fit', name: 'Trial' });
    expect(followUps(draft, named.plan, named.changes, maya.personId)).toEqual([]);
  });
});
