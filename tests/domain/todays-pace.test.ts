import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import type { Plan, Side, Step } from '#app/domain/plan.ts';
import { standingOf } from '#app/domain/standing.ts';
import { paceOfMilestone, paceOfStep, todaysPace } from '#app/domain/todays-pace.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  aPlan,
  aStep,
  on,
  ownedBy,
  stepIn,
  today,
  waits,
} from '#tests/support/plan-builder.ts';

const goal = { ...aPlan().goal, liveDay: on('2026-12-04') };
/** The form was due yesterday; behind it the answers need `duration` days, and the live day is a week away. */
const planWith = (duration: number, over: Partial<Plan> = {}, form: Partial<Step> = {}): Plan =>
  aPlan({
    goal,
    steps: [
      aStep('form', { title: 'Security form', dueDay: on('2026-11-26'), ...form }),
      aStep('answers', { dueDay: goal.liveDay, duration, owners: ownedBy(maya) }),
      aStep('contract', { milestoneId: 'case', dueDay: on('2026-12-03') }),
    ],
    dependencies: [waits('answers', 'form')],
    ...over,
  });

describe("today's pace", () => {
  it('leads past the live day by what a late step pushes behind it', () => {
    expect(todaysPace(planWith(8), today)?.live).toEqual({ day: '2026-12-09', lateBy: 3 });
  });

  it('stands beside an agreed day only when it is a working day or more later', () => {
    const plan = planWith(8);
    const paces = (of: Plan) => of.steps.map((step) => paceOfStep(of, step, today));
    expect(paces(plan)).toEqual(['2026-11-27', '2026-12-09', null]);
    expect(plan.milestones.map((m) => paceOfMilestone(plan, m, today))).toEqual(['2026-12-09', null]);
    const proposed = planWith(8);
    const asked = proposed.steps.map((s): Step => ({ ...s, agreement: 'proposed' }));
    expect(paces({ ...proposed, steps: asked })).toEqual([null, null, null]);
    // A day nobody works is as good as the working day before it, for the day itself and for today.
    expect(paces(planWith(1, {}, { dueDay: on('2026-11-28') }))[0]).toBeNull();
    const closed = { seller: weekdaysOnly, buyer: { ...weekdaysOnly, daysOff: [today] } };
    expect(paces(planWith(1, { calendars: closed }))[0]).toBeNull();
    expect(paceOfStep(plan, stepIn(plan, 'form'), on('2026-11-28'))).toBeNull();
    expect(paceOfStep(plan, stepIn(plan, 'form'), on('2026-11-30'))).toBe('2026-11-30');
  });

  it('says nothing of a milestone that is reached, nor of one whose day nobody has agreed', () => {
    const reached = planWith(8, { milestones: [aMilestone('fit', { reachedOn: on('2026-12-30') })] });
    expect(reached.milestones.map((m) => paceOfMilestone(reached, m, today))).toEqual([null]);
    const steps = planWith(8).steps.map((s): Step => ({ ...s, agreement: 'outline' }));
    const outline = planWith(8, { steps });
    expect(outline.milestones.map((m) => paceOfMilestone(outline, m, today))).toEqual([null, null]);
  });

  it('is not later for a step that is only asked for, or in outline', () => {
    const far = aStep('pilot', { dueDay: on('2026-12-24'), owners: ownedBy(dana) });
    const promised = aStep('demo', { dueDay: on('2026-12-03'), owners: ownedBy(maya) });
    const paceWith = (agreement: Step['agreement']) => {
      const plan = aPlan({ steps: [promised, { ...far, agreement }] });
      return plan.milestones.map((m) => paceOfMilestone(plan, m, today));
    };
    expect(paceWith('proposed')).toEqual([null, null]);
    expect(paceWith('outline')).toEqual([null, null]);
  });

  it('is nobody’s in a draft, and each step’s alone where what waits for what goes in a circle', () => {
    expect(todaysPace(aDraft({ goal, steps: planWith(8).steps }), today)).toBeNull();
    const circle = planWith(8, { dependencies: [waits('answers', 'form'), waits('form', 'answers')] });
    expect(todaysPace(circle, today)?.live.lateBy).toBe(0);
  });
});

describe('private steps', () => {
  const anyPrivate = fc.record({
    side: fc.constantFrom<Side>('seller', 'buyer'),
    duration: fc.integer({ min: 1, max: 90 }),
    status: fc.constantFrom<Step['status']>('todo', 'stuck', 'done'),
    dueDay: fc.constantFrom(null, on('2026-11-20'), on('2027-06-01')),
    behind: fc.constantFrom(null, 'form', 'answers'),
  });

  it('move no figure of the pace, whichever side they are on and whatever they wait for', () => {
    const figures = (plan: Plan) => {
      const pace = todaysPace(plan, today);
      const shared = plan.steps.filter((s) => s.layer === 'shared');
      return {
        live: pace?.live,
        cause: pace?.cause?.id,
        standing: standingOf(plan, today),
        milestones: [...(pace?.milestones ?? [])],
        steps: shared.map(({ id }) => [pace?.steps.get(id), pace?.slack.get(id)]),
        known: [...(pace?.steps.keys() ?? [])],
      };
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(anyPrivate, { maxLength: 6 }), (days, own) => {
        const shared = planWith(days);
        const hidden = own.map(({ side, behind, ...over }, at) => ({
          step: aStep(`own-${at}`, {
            ...over,
            layer: side,
            owners: ownedBy(side === 'buyer' ? dana : maya),
            endedOn: over.status === 'done' ? today : null,
          }),
          wait: behind ? [waits(`own-${at}`, behind, side)] : [],
        }));
        const whole: Plan = {
          ...shared,
          steps: [...hidden.map(({ step }) => step), ...shared.steps],
          dependencies: [...shared.dependencies, ...hidden.flatMap(({ wait }) => wait)],
        };
        expect(figures(whole)).toEqual(figures(shared));
      }),
      { numRuns: 200, seed: 6 },
    );
  });
});
