import { describe, expect, test } from 'vitest';
import { calendarEffect } from '#app/components/calendar-effect.ts';
import type { Plan, Side, WorkCalendar } from '#app/domain/plan.ts';
import { aPlan, aStep, on, today, waits } from '#tests/support/plan-builder.ts';

/** Dana's form today, behind it 14 days of hers, and live on Friday 18 December. */
const plan = aPlan({
  goal: { ...aPlan().goal, liveDay: on('2026-12-18') },
  steps: [aStep('form', { dueDay: today }), aStep('pilot', { dueDay: on('2026-12-17'), duration: 14 })],
  dependencies: [waits('pilot', 'form')],
});
const withWeek = (of: Plan, side: Side, week: WorkCalendar['week']): Plan => ({
  ...of,
  calendars: { ...of.calendars, [side]: { ...of.calendars[side], week } },
});

describe('what other working days do to the live day', () => {
  test('where the steps run past it, and the day itself is off', () => {
    expect(calendarEffect(plan, withWeek(plan, 'buyer', [1, 2, 3, 4]), 'buyer', today)).toMatch(
      /^On today’s pace the steps then run until .*, \d working days? after the live day, Fri 18 Dec\. The live day itself, Fri 18 Dec, is then a day off at Acme Freight\.$/,
    );
  });

  test('the other way round it holds again', () => {
    const short = withWeek(plan, 'buyer', [1, 2, 3, 4]);
    expect(calendarEffect(short, plan, 'buyer', today)).toBe('Live on Fri 18 Dec then holds again.');
  });

  test('nothing, where nothing moves: for the other side, and without a live day', () => {
    expect(calendarEffect(plan, withWeek(plan, 'seller', [1, 2, 3, 4]), 'seller', today)).toBeNull();
    const open = { ...plan, goal: { ...plan.goal, liveDay: null } };
    expect(calendarEffect(open, withWeek(open, 'buyer', [1, 2]), 'buyer', today)).toBeNull();
  });
});
