import { expect, test } from 'vitest';
import { allInOrder, looseSteps, placeBehind, placeOf, stepsOf, withStepAt } from '#app/domain/order.ts';
import type { Plan } from '#app/domain/plan.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { maya } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, ownedBy } from '#tests/support/plan-builder.ts';

const ours = (id: string, anchorId: string | null) =>
  aStep(id, { layer: 'seller', anchorId, owners: ownedBy(maya) });
const plan = aPlan({
  steps: [ours('first of all', null), aStep('a'), aStep('b'), ours('behind a', 'a'), ours('and then', 'a')],
});
const titles = (p: Plan) => stepsOf(p, 'fit').map((s) => s.id);
const move = (p: Plan, stepId: string, afterId: string | null) =>
  ask(p, maya, 'moveStep', { stepId, milestoneId: 'fit', afterId }).plan;

test('a private step hangs behind a shared one', () => {
  expect(titles(plan)).toEqual(['first of all', 'a', 'behind a', 'and then', 'b']);
  expect(titles(sharedView(plan))).toEqual(['a', 'b']);
});

test('private steps go where their anchor goes, and come last when it has gone', () => {
  expect(titles(move(plan, 'a', 'b'))).toEqual(['first of all', 'b', 'a', 'behind a', 'and then']);
  const without = { ...plan, steps: plan.steps.filter((s) => s.id !== 'a') };
  expect(titles(without)).toEqual(['first of all', 'b', 'behind a', 'and then']);
});

test('the place of a shared step never names a private one', () => {
  const place = placeBehind(plan, 'shared', 'fit', 'and then');
  expect(place).toEqual({ milestoneId: 'fit', afterId: 'a', anchorId: null });
  expect(placeBehind(plan, 'shared', 'fit', 'first of all').afterId).toBeNull();
});

test('every step can be moved behind every other of its kind, and to the front', () => {
  for (const [id, afterId, order] of [
    ['b', null, ['first of all', 'b', 'a', 'behind a', 'and then']],
    ['and then', 'a', ['first of all', 'a', 'and then', 'behind a', 'b']],
    ['and then', 'b', ['first of all', 'a', 'behind a', 'b', 'and then']],
    ['and then', null, ['and then', 'first of all', 'a', 'behind a', 'b']],
    ['first of all', 'behind a', ['a', 'behind a', 'first of all', 'and then', 'b']],
  ] as const)
    expect(titles(move(plan, id, afterId)), `${id} behind ${afterId}`).toEqual(order);
});

test('a move to where it stands is no change', () => {
  expect(
    ask(plan, maya, 'moveStep', { stepId: 'b', milestoneId: 'fit', afterId: 'and then' }).changes,
  ).toEqual([]);
  expect(ask(plan, maya, 'moveStep', { stepId: 'b', milestoneId: 'fit', afterId: 'b' }).changes).toEqual([]);
});

test('a place names the step before it of its own layer and anchor', () => {
  for (const step of plan.steps) {
    const moved = { ...plan, steps: withStepAt(plan.steps, step, placeOf(plan, step)) };
    expect(titles(moved)).toEqual(titles(plan));
  }
});

test('behind a step that has moved to another milestone is first in one’s own', () => {
  const far = aStep('far', { milestoneId: 'case' });
  const steps = withStepAt([aStep('a'), aStep('b'), far], aStep('new'), {
    milestoneId: 'fit',
    afterId: 'far',
    anchorId: null,
  });
  expect(steps.filter((s) => s.milestoneId === 'fit').map((s) => s.id)).toEqual(['new', 'a', 'b']);
});

test('private steps of a removed milestone are loose, and are still in the list', () => {
  const loose = aPlan({ steps: [aStep('a'), { ...ours('mine', null), milestoneId: 'gone' }] });
  expect(looseSteps(loose).map((s) => s.id)).toEqual(['mine']);
  expect(allInOrder(loose).map((s) => s.id)).toEqual(['a', 'mine']);
});
