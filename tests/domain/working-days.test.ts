import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, compareDays, type Day, requireDay, weekday } from '#app/domain/day.ts';
import {
  addWorkingDays,
  onOrAfter,
  onOrBefore,
  type WorkingCalendar,
  weekdays,
  workingDaysBetween,
} from '#app/domain/working-days.ts';
import { anyDay } from '#tests/domain/days.ts';

const day = requireDay;
const anyCount = fc.integer({ min: -400, max: 400 });

// The same week as `weekdays`, but another value, so that it takes the day-by-day way.
const plainWeek: WorkingCalendar = { isWorkingDay: (d) => weekday(d) <= 5 };
// Sunday to Thursday with a free first of the month.
const otherWeek: WorkingCalendar = {
  isWorkingDay: (d) => weekday(d) !== 5 && weekday(d) !== 6 && !d.endsWith('-01'),
};
const calendars = fc.constantFrom(weekdays, plainWeek, otherWeek);

function walk(start: Day, n: number, calendar: WorkingCalendar): Day {
  let current = start;
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, Math.sign(n));
    if (calendar.isWorkingDay(current)) left--;
  }
  return current;
}

describe('working days', () => {
  it('step over the weekend both ways', () => {
    expect(addWorkingDays(day('2027-03-12'), 1, weekdays)).toBe('2027-03-15');
    expect(addWorkingDays(day('2027-03-15'), -1, weekdays)).toBe('2027-03-12');
    expect(addWorkingDays(day('2027-03-12'), -5, weekdays)).toBe('2027-03-05');
    expect(addWorkingDays(day('2027-03-13'), 1, weekdays)).toBe('2027-03-15');
    expect(addWorkingDays(day('2027-03-14'), -1, weekdays)).toBe('2027-03-12');
    expect(addWorkingDays(day('2027-03-13'), 0, weekdays)).toBe('2027-03-13');
  });

  it('count a Friday due day as not late on Sunday and one day late on Monday', () => {
    expect(workingDaysBetween(day('2027-03-12'), day('2027-03-14'), weekdays)).toBe(0);
    expect(workingDaysBetween(day('2027-03-12'), day('2027-03-15'), weekdays)).toBe(1);
    expect(workingDaysBetween(day('2027-03-15'), day('2027-03-12'), weekdays)).toBe(-1);
  });

  it('are the n-th such day of the calendar, in one jump or day by day', () => {
    fc.assert(
      fc.property(anyDay, anyCount, calendars, (start, n, calendar) => {
        expect(addWorkingDays(start, n, calendar)).toBe(walk(start, n, calendar));
      }),
    );
  });

  it('between two days are counted alike in one step and day by day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (from, gap) => {
        const to = addDays(from, gap);
        const [first, last] = compareDays(from, to) <= 0 ? [from, to] : [to, from];
        let count = 0;
        for (let d = addDays(first, 1); compareDays(d, last) <= 0; d = addDays(d, 1)) {
          if (plainWeek.isWorkingDay(d)) count++;
        }
        const signed = gap < 0 ? 0 - count : count;
        expect(workingDaysBetween(from, to, weekdays)).toBe(signed);
        expect(workingDaysBetween(from, to, plainWeek)).toBe(signed);
      }),
    );
  });

  it('add up over any day between, and undo adding', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyCount,
        fc.integer({ min: -300, max: 300 }),
        calendars,
        (start, n, gap, calendar) => {
          const between = (a: Day, b: Day) => workingDaysBetween(a, b, calendar);
          const end = addDays(start, n);
          const middle = addDays(start, gap);
          expect(between(start, middle) + between(middle, end)).toBe(between(start, end));
          const working = onOrAfter(start, calendar);
          expect(between(working, addWorkingDays(working, n, calendar))).toBe(n);
        },
      ),
    );
  });

  it('are found nearest to any day', () => {
    expect(onOrBefore(day('2027-03-14'), weekdays)).toBe('2027-03-12');
    expect(onOrAfter(day('2027-03-13'), weekdays)).toBe('2027-03-15');
    fc.assert(
      fc.property(anyDay, calendars, (any, calendar) => {
        const [before, after] = [onOrBefore(any, calendar), onOrAfter(any, calendar)];
        expect(calendar.isWorkingDay(before) && calendar.isWorkingDay(after)).toBe(true);
        expect(before <= any && any <= after).toBe(true);
        if (calendar.isWorkingDay(any)) expect([before, after]).toEqual([any, any]);
        else expect(workingDaysBetween(before, after, calendar)).toBe(1);
      }),
    );
  });

  it('end in an error, not in a loop, when a calendar has none', () => {
    const never: WorkingCalendar = { isWorkingDay: () => false };
    expect(() => onOrAfter(day('2190-01-01'), never)).toThrow(RangeError);
    expect(() => addWorkingDays(day('2190-01-01'), 1, never)).toThrow(RangeError);
    expect(() => addWorkingDays(day('2027-01-01'), 1.5, weekdays)).toThrow(RangeError);
  });
});
