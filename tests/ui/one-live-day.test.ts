import { describe, expect, it } from 'vitest';
import { planLineOf } from '#app/components/plan-line-now.tsx';
import { summaryOf } from '#app/components/summary-words.ts';
import { aMilestone, aPlan, aStep, on, today } from '#tests/support/plan-builder.ts';

const goal = { ...aPlan().goal, liveDay: on('2026-12-11') };
const milestones = [aMilestone('fit'), aMilestone('rollout', { name: 'Live' })];
const endingOn = (day: string) =>
  aPlan({
    goal,
    milestones,
    steps: [
      aStep('demo', { dueDay: on('2026-12-04') }),
      aStep('go', { milestoneId: 'rollout', dueDay: on(day) }),
    ],
  });
const over = endingOn('2027-01-13');

describe('steps that were moved behind the live day', () => {
  it('leave the line one live day, and one mark where they end', () => {
    const { items, pace, ariaLabel } = planLineOf(over, today);
    expect(items.map(({ name, shortDay }) => [name, shortDay])).toEqual([
      ['fit', '4 Dec'],
      ['Steps end', '13 Jan'],
      ['Live day', '11 Dec'],
    ]);
    expect(pace).toBeUndefined();
    expect(ariaLabel).toContain('Steps end, Wed 13 Jan');
  });

  it('are said to be behind it on the summary', () => {
    const rows = summaryOf(over, today).milestones.map(({ name, when }) => [name, when]);
    expect(rows).toEqual([
      ['fit', 'Fri 4 Dec'],
      ['Live', 'Wed 13 Jan 2027, after the live day'],
    ]);
  });

  it('leave a plan that ends on its live day as it is', () => {
    expect(planLineOf(endingOn('2026-12-11'), today).items.map(({ name }) => name)).toEqual(['fit', 'Live']);
    expect(summaryOf(endingOn('2026-12-11'), today).milestones.at(-1)?.when).toBe('Fri 11 Dec');
  });
});
