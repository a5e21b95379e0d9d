import { describe, expect, test } from 'vitest';
import { handsOf, isBlocked, isFinished, isReady, turnsOf } from '#app/domain/turn.ts';
import { dana, grace, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  on,
  ownedBy,
  placeholder,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';

describe('what waits', () => {
  const plan = aPlan({
    steps: [
      aStep('later', { dueDay: on('2026-12-18'), owners: ownedBy(maya, dana) }),
      aStep('asked', { dueDay: on('2026-12-04'), agreement: 'proposed' }),
      aStep('blocked', { dueDay: on('2026-12-01') }),
      aStep('done', { status: 'done' }),
      aStep('someday'),
      aStep('outline', { agreement: 'outline' }),
      aStep('private', { layer: 'seller', owners: ownedBy(maya) }),
    ],
    offers: [anOffer('asked')],
    dependencies: [waits('blocked', 'later'), waits('someday', 'done')],
  });

  test('is an answer from who was asked, or work of each side on an agreed step nothing holds up', () => {
    expect(turnsOf(plan).map((t) => [t.kind, t.side, t.step?.id])).toEqual([
      ['answer', 'buyer', 'asked'],
      ['work', 'seller', 'later'],
      ['work', 'buyer', 'later'],
      ['work', 'buyer', 'someday'],
    ]);
  });

  test('names who is meant, and where nobody is, who leads that side', () => {
    expect(turnsOf(plan)[0]?.people.map((p) => p.id)).toEqual(['dana']);
    expect(handsOf(plan, [placeholder('buyer', 'legal')], 'buyer').map((p) => p.id)).toEqual(['dana']);
    expect(handsOf(plan, ownedBy(grace), 'buyer').map((p) => p.id)).toEqual(['grace']);
  });

  test('is nothing when neither exists, nor in a draft', () => {
    expect(turnsOf(aPlan({ steps: [aStep('s', { agreement: 'outline' })] }))).toEqual([]);
    expect(turnsOf(aDraft({ steps: [aStep('s')] }))).toEqual([]);
  });
});

test('a step is held up by what it follows while that is open, and not by what is hidden from the reader', () => {
  const plan = aPlan({
    steps: [aStep('a'), aStep('b'), aStep('c')],
    dependencies: [waits('b', 'a'), waits('c', 'hidden')],
  });
  expect(['a', 'b', 'c'].map((id) => isBlocked(plan, stepIn(plan, id)))).toEqual([false, true, false]);
  expect(isReady(plan, stepIn(plan, 'c'))).toBe(true);
});

test('a plan is finished when every milestone is reached', () => {
  const reachedOn = on('2026-11-20');
  expect(isFinished(aPlan({ milestones: [aMilestone('fit', { reachedOn }), aMilestone('case')] }))).toBe(
    false,
  );
  expect(isFinished(aPlan({ milestones: [aMilestone('fit', { reachedOn })] }))).toBe(true);
  expect(isFinished(aPlan({ milestones: [] }))).toBe(false);
});
