import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, requireDay } from '#app/domain/day.ts';
import { bothTogether, calendarOf } from '#app/domain/schedule/calendar.ts';
import {
  addWorkingDays,
  onOrAfter,
  onOrBefore,
  type WorkingCalendar,
  workingDaysBetween,
} from '#app/domain/working-days.ts';
import { anyCalendar, calendarFor, midDay, runs } from './arbitrary.ts';

const day = requireDay;
const anyNear = fc.integer({ min: -200, max: 300 }).map((days) => addDays(midDay, days));
/** The same days without their numbers, so that they are walked one by one. */
const walked = ({ isWorkingDay }: WorkingCalendar): WorkingCalendar => ({ isWorkingDay });

describe('the calendar of a side', () => {
  it('knows its holidays', () => {
    const acme = calendarFor([1, 2, 3, 4, 5], [day('2026-12-25'), day('2026-12-26'), day('2027-01-01')]);
    expect(addWorkingDays(day('2026-12-24'), 1, acme)).toBe('2026-12-28');
    expect(addWorkingDays(day('2027-01-04'), -1, acme)).toBe('2026-12-31');
    expect(workingDaysBetween(day('2026-12-24'), day('2027-01-04'), acme)).toBe(5);
    expect(onOrAfter(day('2026-12-25'), acme)).toBe('2026-12-28');
    expect(onOrBefore(day('2027-01-01'), acme)).toBe('2026-12-31');
  });

  it('may begin its week on a Sunday', () => {
    const gulf = calendarFor([7, 1, 2, 3, 4]);
    expect(addWorkingDays(day('2026-12-03'), 1, gulf)).toBe('2026-12-06');
    expect(workingDaysBetween(day('2026-12-03'), day('2026-12-06'), gulf)).toBe(1);
  });

  it('counts by number just as it counts day by day, far from its holidays too', () => {
    fc.assert(
      fc.property(anyCalendar, anyNear, anyNear, fc.integer({ min: -60, max: 60 }), (calendar, a, b, n) => {
        const slow = walked(calendar);
        expect(workingDaysBetween(a, b, calendar)).toBe(workingDaysBetween(a, b, slow));
        expect(addWorkingDays(a, n, calendar)).toBe(addWorkingDays(a, n, slow));
        const far = addDays(a, 20_000);
        expect(addWorkingDays(far, n, calendar)).toBe(addWorkingDays(far, n, slow));
      }),
      runs,
    );
  });

  it('of two sides together has the days on which both work, or says that there is none', () => {
    fc.assert(
      fc.property(anyCalendar, anyCalendar, anyNear, (one, other, any) => {
        const both = bothTogether(one, other);
        if (both.ok)
          expect(both.value.isWorkingDay(any)).toBe(one.isWorkingDay(any) && other.isWorkingDay(any));
        else {
          expect(both.error.sentence).toBe('There is no day of the week on which both sides work.');
          expect(one.isWorkingDay(any) && other.isWorkingDay(any)).toBe(false);
        }
      }),
      runs,
    );
  });

  it('is refused without any working day', () => {
    expect(calendarOf([], [])).toEqual({
      ok: false,
      error: { code: 'noWorkingDay', sentence: 'A working week needs at least one working day.' },
    });
  });

  it('ends its search behind the holidays when every day of two years is one', () => {
    const off = Array.from({ length: 730 }, (_, n) => addDays(midDay, n));
    const closed = calendarFor([1, 2, 3, 4, 5], off);
    expect(addWorkingDays(midDay, 1, closed)).toBe(onOrAfter(addDays(midDay, 730), closed));
    expect(workingDaysBetween(midDay, off.at(-1)!, closed)).toBe(0);
    expect(() => addWorkingDays(day('2200-12-31'), 1, closed)).toThrow(RangeError);
  });
});
