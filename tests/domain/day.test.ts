import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addDays,
  bareDay,
  compareDays,
  type Day,
  dayOf,
  daysBetween,
  formatTime,
  isDay,
  isZone,
  longDay,
  parseDay,
  requireDay,
  shortDay,
  weekday,
} from '#app/domain/day.ts';
import { anyDay, inMachineZone, machineZones } from '#tests/domain/days.ts';

const day = requireDay;

describe('a calendar day', () => {
  it('is read only when it is a real day in the known years', () => {
    expect(parseDay('2027-03-12')).toBe('2027-03-12');
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    expect(parseDay('2000-02-29')).toBe('2000-02-29');
    for (const wrong of [
      '2027-02-29',
      '2100-02-29',
      '2027-04-31',
      '2027-13-01',
      '2027-00-10',
      '2027-01-00',
      '1999-12-31',
      '2201-01-01',
      '2027-3-12',
      '12/03/2027',
      ' 2027-03-12',
      '2027-03-12\n',
      '2027-03-12T00:00:00Z',
      '',
    ]) {
      expect(parseDay(wrong), wrong).toBeNull();
    }
  });

  it('is recognised among values of any type', () => {
    expect(isDay('2027-03-12')).toBe(true);
    for (const value of [null, undefined, 20270312, new Date(0), '2027-03-32'])
      expect(isDay(value)).toBe(false);
  });

  it('throws where code promised a day and did not give one', () => {
    expect(() => requireDay('tomorrow')).toThrow(RangeError);
    expect(() => addDays(day('2200-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('2027-03-12'), 0.5)).toThrow(RangeError);
  });

  it('crosses months, leap days and years', () => {
    expect(addDays(day('2027-12-31'), 1)).toBe('2028-01-01');
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2027-03-01'), -1)).toBe('2027-02-28');
    expect(daysBetween(day('2026-11-24'), day('2027-03-12'))).toBe(108);
  });

  it('agrees with the calendar of the language itself on every property', () => {
    const inUtc = (text: Day) => new Date(`${text}T00:00:00Z`);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (start, count) => {
        const expected = new Date(inUtc(start).getTime() + count * 86_400_000).toISOString().slice(0, 10);
        fc.pre(parseDay(expected) !== null);
        const end = addDays(start, count);
        expect(end).toBe(expected);
        expect(daysBetween(start, end)).toBe(count);
        expect(weekday(end) % 7).toBe(inUtc(end).getUTCDay());
        expect(Math.sign(compareDays(start, end))).toBe(Math.sign(0 - count));
      }),
    );
  });

  it('is written with its weekday, and with the year only when that is another one', () => {
    expect(shortDay(day('2027-03-12'))).toBe('Fri 12 Mar');
    expect(shortDay(day('2027-03-12'), day('2027-01-04'))).toBe('Fri 12 Mar');
    expect(shortDay(day('2027-03-12'), day('2026-11-24'))).toBe('Fri 12 Mar 2027');
    expect(bareDay(day('2027-03-02'))).toBe('2 Mar');
    expect(bareDay(day('2027-03-02'), day('2026-12-31'))).toBe('2 Mar 2027');
    expect(longDay(day('2027-03-12'))).toBe('Friday 12 March 2027');
  });
});

describe('a zone', () => {
  it('is known by its name, never by an offset', () => {
    for (const zone of [
      'Europe/Berlin',
      'America/Los_Angeles',
      'America/Argentina/Buenos_Aires',
      'UTC',
      'Etc/GMT+5',
    ]) {
      expect(isZone(zone), zone).toBe(true);
    }
    for (const wrong of [
      '',
      'Mars/Olympus',
      '+01:00',
      'Europe',
      'Europe/Berlin ',
      null,
      3,
      'x'.repeat(200),
    ]) {
      expect(isZone(wrong), String(wrong)).toBe(false);
    }
  });
});

describe.each(machineZones)('on a machine in %s', (machineZone) => {
  const restore = inMachineZone(machineZone);
  afterEach(restore.after);

  it('an instant has the day of the asked zone', () => {
    restore.before();
    const instant = '2026-11-24T10:05:00Z';
    expect(dayOf(instant, 'Europe/Berlin')).toBe('2026-11-24');
    expect(dayOf(instant, 'America/Los_Angeles')).toBe('2026-11-24');
    expect(dayOf(instant, 'Pacific/Auckland')).toBe('2026-11-24');
    expect(dayOf('2026-11-24T11:30:00Z', 'Pacific/Auckland')).toBe('2026-11-25');
    expect(dayOf('2026-11-24T07:59:59Z', 'America/Los_Angeles')).toBe('2026-11-23');
    expect(dayOf(new Date('2026-12-31T23:30:00Z'), 'Europe/Berlin')).toBe('2027-01-01');
  });

  it('an instant is told in the asked zone, in summer and in winter', () => {
    restore.before();
    expect(formatTime('2026-11-24T10:05:00Z', 'Europe/Berlin')).toBe('Tue 24 Nov, 11:05');
    expect(formatTime('2026-07-24T22:05:00Z', 'Europe/Berlin')).toBe('Sat 25 Jul, 00:05');
    expect(formatTime('2026-11-24T10:05:00Z', 'Europe/Berlin', day('2027-01-04'))).toBe(
      'Tue 24 Nov 2026, 11:05',
    );
  });

  it('an instant may come as the database writes it', () => {
    restore.before();
    expect(formatTime('2026-11-24 10:05:00.123456+00', 'Europe/Berlin')).toBe('Tue 24 Nov, 11:05');
    expect(formatTime('2026-11-24T10:05:00+0530', 'UTC')).toBe('Tue 24 Nov, 04:35');
  });

  it('a text without an offset is refused, because it would mean another instant on another machine', () => {
    restore.before();
    for (const text of ['2026-11-24T10:05:00', '2026-11-24', 'now'])
      expect(() => dayOf(text, 'UTC')).toThrow(RangeError);
    expect(() => dayOf('2026-99-24T10:05:00Z', 'UTC')).toThrow(RangeError);
  });

  it('days keep their arithmetic over every change of the clocks', () => {
    restore.before();
    let current = day('2026-01-01');
    for (let count = 1; count <= 730; count++) {
      const next = addDays(current, 1);
      expect(weekday(next)).toBe((weekday(current) % 7) + 1);
      expect(daysBetween(day('2026-01-01'), next)).toBe(count);
      current = next;
    }
    expect(current).toBe('2028-01-01');
    expect(shortDay(day('2026-03-29'))).toBe('Sun 29 Mar');
  });
});
