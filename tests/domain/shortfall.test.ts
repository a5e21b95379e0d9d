import { describe, expect, it } from 'vitest';
import type { Plan } from '#app/domain/plan.ts';
import { shortfallOf } from '#app/domain/shortfall.ts';
import { todaysPace } from '#app/domain/todays-pace.ts';
import { maya } from '#tests/support/cast.ts';
import { aDraft, aPlan, aStep, on, ownedBy, today, waits } from '#tests/support/plan-builder.ts';

const goal = { ...aPlan().goal, liveDay: on('2026-12-04') };
/** From today to the live day there are six working days; one behind another these need nine. */
const over: Partial<Plan> = {
  goal,
  steps: [
    aStep('demo', { duration: 4 }),
    aStep('data', { duration: 4, owners: ownedBy(maya) }),
    aStep('rollout', { duration: 1 }),
  ],
  dependencies: [waits('data', 'demo'), waits('rollout', 'data')],
};
const short = (plan: Plan) => {
  const found = shortfallOf(plan, today);
  return found && { ...found, parallel: found.parallel.map((steps) => steps.map(({ id }) => id)) };
};

describe('what a plan is short by', () => {
  it('is what the work needs beyond the time there is, with the steps that could begin together', () => {
    expect(short(aPlan(over))).toEqual({ short: 3, parallel: [['demo', 'data']], wonBack: 3 });
  });

  it('is told of a draft, before anybody is asked', () => {
    expect(short(aDraft(over))?.short).toBe(3);
  });

  it('is nothing where only the days are wrong and the work would fit', () => {
    const late = aPlan({ ...over, steps: [aStep('demo', { dueDay: on('2027-01-15') })], dependencies: [] });
    expect(short(late)).toBeNull();
    expect(short(aPlan({ ...over, goal: { ...goal, liveDay: null } }))).toBeNull();
  });

  it('is the figure of today’s pace, and follows the plan as that does', () => {
    const moved = aPlan({
      ...over,
      steps: over.steps!.map((s) => (s.id === 'demo' ? { ...s, dueDay: on('2026-12-10') } : s)),
    });
    const late = todaysPace(moved, today)?.live.lateBy;
    expect(late).toBeGreaterThan(3);
    // Laid anew and side by side, the steps would fit.
    expect(short(moved)).toEqual({ short: late, parallel: [['demo', 'data']], wonBack: late });
  });

  it.each(['meeting', 'approval'] as const)('suggests no %s beside the work it is about', (type) => {
    const steps = over.steps!.map((s) => (s.id === 'data' ? { ...s, type } : s));
    expect(short(aPlan({ ...over, steps }))).toEqual({ short: 3, parallel: [], wonBack: 0 });
  });

  it('suggests nothing beside an approval that has to come first', () => {
    const steps = [aStep('budget', { type: 'approval', duration: 6 }), aStep('order', { duration: 3 })];
    const plan = aPlan({ ...over, steps, dependencies: [waits('order', 'budget')] });
    expect(short(plan)).toEqual({ short: 3, parallel: [], wonBack: 0 });
  });

  it('is the same with private steps of either side, and names none of them', () => {
    const own = [
      aStep('ours', { layer: 'seller', duration: 60, owners: ownedBy(maya) }),
      aStep('hers', { layer: 'buyer', duration: 60 }),
    ];
    const plan = aPlan(over);
    const whole = {
      ...plan,
      steps: [...own, ...plan.steps],
      dependencies: [...plan.dependencies, waits('ours', 'demo', 'seller'), waits('hers', 'data', 'buyer')],
    };
    expect(short(whole)).toEqual(short(plan));
  });
});
