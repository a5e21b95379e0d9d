import { describe, expect, test } from 'vitest';
import { offerEffect } from '#app/components/offer-effect.ts';
import type { Plan } from '#app/domain/plan.ts';
import { maya } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, as, on, today, waits } from '#tests/support/plan-builder.ts';

/** Dana's form on 2 December, behind it ten days of hers, and live on 18 December. */
const planWith = (value: string, duration: number): Plan =>
  aPlan({
    goal: { ...aPlan().goal, liveDay: on('2026-12-18') },
    steps: [
      aStep('form', { dueDay: on('2026-12-02') }),
      aStep('pilot', { dueDay: on('2026-12-16'), duration }),
    ],
    dependencies: [waits('pilot', 'form')],
    offers: [anOffer('form', { terms: { field: 'dueDay', value: on(value) } })],
  });
const effect = (plan: Plan) => offerEffect(plan, plan.offers[0]!, as(maya, plan).actor, today);

describe('what a yes to another day means', () => {
  test('the live day stays where today’s pace keeps it', () => {
    expect(effect(planWith('2026-12-03', 2))).toBe('Live day stays 18 Dec.');
  });

  test('where the pace moves behind it, both days are said', () => {
    expect(effect(planWith('2026-12-09', 10))).toBe(
      'On today’s pace it is then live on 23 Dec; the live day is 18 Dec.',
    );
    expect(effect(planWith('2026-12-09', 20))).toMatch(
      /^Today’s pace goes from .* to .*; the live day is 18 Dec\.$/,
    );
  });

  test('where it was behind it already, it stays there, or holds again', () => {
    expect(effect(planWith('2026-12-02', 20))).toMatch(/^Today’s pace stays .*; the live day is 18 Dec\.$/);
    const late = planWith('2026-12-01', 13);
    expect(effect(late)).toBe('Live on 18 Dec holds again.');
  });

  test('a day after the live day says so', () => {
    expect(effect(planWith('2026-12-21', 2))).toBe('That is after the live day, 18 Dec.');
  });
});
