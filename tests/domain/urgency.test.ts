import { describe, expect, it } from 'vitest';
import type { Plan, Step } from '#app/domain/plan.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { slackSentence, turnsByUrgency } from '#app/domain/urgency.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import { grace, maya, rui } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy, stepIn, today, waits } from '#tests/support/plan-builder.ts';

const goal = { ...aPlan().goal, liveDay: on('2026-12-11') };
/** Ten working days are left: the report's steps fill all but `spare` of them, the form hangs on nothing. */
const planWith = (spare: number, over: Partial<Plan> = {}): Plan =>
  aPlan({
    goal,
    steps: [
      aStep('form', { dueDay: on('2026-11-30'), owners: ownedBy(grace) }),
      aStep('report', { dueDay: on('2026-12-02'), owners: ownedBy(rui) }),
      aStep('rollout', { duration: 7 - spare, owners: ownedBy(maya) }),
    ],
    dependencies: [waits('rollout', 'report')],
    ...over,
  });
const order = (plan: Plan) => turnsByUrgency(plan, today).map((t) => t.step?.id);
const words = (plan: Plan, id: string) => slackSentence(plan, stepIn(plan, id), today);

describe('whose turn', () => {
  it('is first where there is least slack, though another day is earlier', () => {
    expect(turnsOf(planWith(0)).map((t) => t.step?.id)).toEqual(['form', 'report']);
    expect(order(planWith(0))).toEqual(['report', 'form']);
    expect(waitingSentence(planWith(0), '', today)?.sentence).toBe('Waiting for Rui and Grace');
  });

  it('is with the earlier day where slack is the same or plenty, and without a day last', () => {
    const steps = [
      aStep('someday'),
      aStep('late', { dueDay: on('2026-12-11') }),
      aStep('early', { dueDay: on('2026-12-03') }),
    ];
    const plan = aPlan({ goal: { ...goal, liveDay: on('2027-03-12') }, steps });
    expect(order(plan)).toEqual(['early', 'late', 'someday']);
    // Ten working days or sixty: neither is pressed.
    const long = { ...plan, steps: steps.map((s) => (s.id === 'late' ? { ...s, duration: 30 } : s)) };
    expect(order(long)).toEqual(['early', 'late', 'someday']);
  });

  it('is with what is about no step by its day alone, behind what is pressed', () => {
    const asked = ask(planWith(3), maya, 'writeComment', {
      id: 'question',
      stepId: null,
      text: 'Who signs?',
      onlyOurs: false,
      mentions: [],
      request: { of: 'grace', by: on('2026-11-27') },
      answers: null,
    }).plan;
    expect(turnsOf(asked)[0]?.request?.id).toBe('question');
    expect(order(asked)).toEqual(['report', undefined, 'form']);
  });

  it('goes by the day alone where what waits for what goes in a circle', () => {
    const circle = planWith(0, {
      dependencies: [waits('rollout', 'report'), waits('rollout', 'rollout')],
    });
    expect(order(circle)).toEqual(['form', 'report']);
  });
});

describe('what a step may slip', () => {
  it('is told in working days before the live day moves', () => {
    expect(words(planWith(3), 'report')).toBe('It may slip 3 working days before the live day moves.');
    expect(words(planWith(1), 'report')).toBe('It may slip 1 working day before the live day moves.');
    expect(words(planWith(0), 'report')).toBe('If it slips, the live day moves.');
  });

  it('is what is left of it once its own day has passed', () => {
    const late = planWith(3);
    const steps = late.steps.map((s): Step => (s.id === 'form' ? { ...s, dueDay: on('2026-11-24') } : s));
    expect(words({ ...late, steps }, 'form')).toBe(
      'It may slip 10 more working days before the live day moves.',
    );
  });

  it('is against today’s pace once the live day is out of reach', () => {
    const plan = planWith(-4);
    expect(words(plan, 'report')).toBe('If it slips, the live day moves.');
    expect(words(plan, 'form')).toBe('It may slip 13 working days before today’s pace gets later.');
  });

  it('is not told of a step without a day, which cannot slip from it', () => {
    const plan = planWith(3);
    const steps = plan.steps.map((s): Step => (s.id === 'form' ? { ...s, dueDay: null } : s));
    expect(words(plan, 'form')).not.toBeNull();
    expect(words({ ...plan, steps }, 'form')).toBeNull();
  });

  it('is not told of what nobody agreed, what is over, what is private, and without a live day', () => {
    const plan = planWith(3, {
      steps: [
        aStep('outline', { agreement: 'outline' }),
        aStep('done', { status: 'done', endedOn: today }),
        aStep('ours', { layer: 'seller', owners: ownedBy(maya) }),
      ],
    });
    expect(plan.steps.map(({ id }) => words(plan, id))).toEqual([null, null, null]);
    const open = aPlan({ goal: { ...goal, liveDay: null }, steps: [aStep('form')] });
    expect(words(open, 'form')).toBeNull();
  });
});
