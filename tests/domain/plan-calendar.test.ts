import { describe, expect, test } from 'vitest';
import { dayWarning } from '#app/components/day-warning.ts';
import { isNear } from '#app/domain/agreement.ts';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import type { Day } from '#app/domain/day.ts';
import type { Plan, WorkCalendar } from '#app/domain/plan.ts';
import { chipOf, daysLate, isLate, lookOf } from '#app/domain/plan-words.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, on, ownedBy, stepIn } from '#tests/support/plan-builder.ts';

const [wednesday, thursday, friday] = ['2026-11-25', '2026-11-26', '2026-11-27'].map(on) as [Day, Day, Day];
const closed = (...daysOff: Day[]): WorkCalendar => ({ ...weekdaysOnly, daysOff });
const steps = [
  aStep('form', { dueDay: wednesday, owners: ownedBy(dana) }),
  aStep('answers', { dueDay: wednesday, owners: ownedBy(maya) }),
];
const planWith = (calendars: Partial<Plan['calendars']>): Plan =>
  aPlan({ steps, calendars: { seller: weekdaysOnly, buyer: weekdaysOnly, ...calendars } });

describe('lateness in the days of the plan', () => {
  test.each(['form', 'answers'])("a holiday of Acme's is nobody's delay: %s", (id) => {
    const plan = planWith({ buyer: closed(thursday) });
    const step = stepIn(plan, id);
    expect(isLate(planWith({}), step, thursday)).toBe(true);
    expect(isLate(plan, step, thursday)).toBe(false);
    expect(lookOf(plan, step, thursday)).toBe('open');
    expect(chipOf(plan, step, friday)?.label).toBe('1 day late');
    expect(chipOf(planWith({}), step, friday)?.label).toBe('2 days late');
  });

  test('is not told in the days of the seller', () => {
    const plan = planWith({ seller: closed(thursday) });
    expect(daysLate(plan, wednesday, thursday)).toBe(1);
  });

  test("follows the buyer's week", () => {
    const sunday = on('2026-11-29');
    const plan = planWith({ buyer: { ...weekdaysOnly, week: [1, 2, 3, 4, 7] } });
    expect([friday, sunday].map((day) => daysLate(plan, thursday, day))).toEqual([0, 1]);
  });

  test('reaches as far ahead as the days off make it', () => {
    const far = aStep('far', { milestoneId: 'case', dueDay: on('2026-12-23') });
    const today = on('2026-11-24');
    expect(isNear(planWith({}), far, today)).toBe(false);
    expect(isNear(planWith({ buyer: closed(thursday) }), far, today)).toBe(true);
  });

  test('changes at once when the buyer says when they work', () => {
    const before = planWith({});
    const args = { week: [1 as const, 2 as const, 3 as const, 5 as const], country: null, region: null };
    const after = ask(before, dana, 'setCalendar', args, { holidaysOf: () => [] }).plan;
    expect(daysLate(before, wednesday, thursday)).toBe(1);
    expect(daysLate(after, wednesday, thursday)).toBe(0);
  });
});

describe('a day that somebody has off', () => {
  test('is said of whoever does the step, and of the buyer for the live day', () => {
    const plan = planWith({ buyer: closed(thursday) });
    const words = (id: string) => dayWarning(plan, stepIn(plan, id), thursday);
    expect(words('form')).toBe('Thu 26 Nov is a day off at Acme Freight.');
    expect(words('answers')).toBeNull();
    expect(dayWarning(plan, null, thursday)).toBe('Thu 26 Nov is a day off at Acme Freight.');
  });

  test('is no warning where that side works on it, Sunday or not', () => {
    const plan = planWith({ buyer: { ...weekdaysOnly, week: [1, 2, 3, 4, 7] } });
    expect(dayWarning(plan, stepIn(plan, 'form'), on('2026-11-29'))).toBeNull();
    expect(dayWarning(plan, stepIn(plan, 'form'), friday)).toBe('Fri 27 Nov is a day off at Acme Freight.');
  });
});
