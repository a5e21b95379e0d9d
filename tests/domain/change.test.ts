import { expect, test } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import { type Change, entriesOf } from '#app/domain/change.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aDraft, aPlan, aStep, ask, on, ownedBy, waits } from '#tests/support/plan-builder.ts';

const entries = (plan: Parameters<typeof applyChange>[0], change: Change) =>
  entriesOf(plan, applyChange(plan, change, 9), change);

test('what is revealed comes whole, and leaves a bare mark in the log it was in', () => {
  const plan = aPlan({
    steps: [
      aStep('mine', { owners: ownedBy(maya) }),
      aStep('ours', { layer: 'seller', owners: ownedBy(maya) }),
    ],
    dependencies: [waits('ours', 'mine', 'seller')],
  });
  const [change] = ask(plan, maya, 'revealStep', { stepId: 'ours' }).changes;
  if (!change) throw new Error('Nothing was revealed');
  const [shared, left] = entries(plan, change);
  expect(shared).toMatchObject({
    layer: 'shared',
    body: { step: { id: 'ours', layer: 'shared' }, dependencies: [{ stepId: 'ours', layer: 'shared' }] },
  });
  expect(left).toEqual({ layer: 'seller', kind: 'stepLeft', body: { stepId: 'ours' } });
});

test('what is hidden leaves both sides a bare mark and nothing else', () => {
  const plan = aPlan({ steps: [aStep('mine', { owners: ownedBy(maya) })] });
  const [change] = ask(plan, maya, 'hideStep', { stepId: 'mine' }).changes;
  if (!change) throw new Error('Nothing was hidden');
  expect(entries(plan, change).filter((e) => e.layer === 'shared')).toEqual([
    { layer: 'shared', kind: 'stepLeft', body: { stepId: 'mine' } },
  ]);
});

test('sharing tells both sides what they may see, and the order of what is kept back only its own', () => {
  const draft = aDraft({
    steps: [aStep('shown'), aStep('kept', { title: 'Our discount', owners: ownedBy(maya), withheld: true })],
  });
  const [change] = ask(draft, maya, 'sharePlan', {}).changes;
  if (!change) throw new Error('Nothing was shared');
  const [shared, left] = entries(draft, change);
  expect(JSON.stringify(shared)).not.toMatch(/Our discount|kept|anchors/);
  expect(left).toEqual({ layer: 'seller', kind: 'planLeft', body: { anchors: { kept: 'shown' } } });
});

test('a change gives every field it wrote its number, and no other', () => {
  const plan = aPlan({ steps: [aStep('s', { versions: { title: 2, dueDay: 3 } })] });
  const [change] = ask(plan, dana, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') }).changes;
  if (!change) throw new Error('Nothing was moved');
  expect(applyChange(plan, change, 9).steps[0]?.versions).toEqual({ title: 2, dueDay: 9 });
});
