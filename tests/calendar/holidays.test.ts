import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Holidays, loadHolidays } from '#app/calendar/holidays.server.ts';
import { inMachineZone, machineZones } from '#tests/domain/days.ts';
import { on } from '#tests/support/plan-builder.ts';

let holidays: Holidays;
beforeAll(async () => {
  holidays = await loadHolidays();
});

describe.each(machineZones)('public holidays, on a machine in %s', (zone) => {
  const machine = inMachineZone(zone);
  beforeEach(machine.before);
  afterEach(machine.after);
  const of = (country: string, region: string | null = null) =>
    holidays.of(country, region, on('2026-11-02')) ?? [];
  const in2026 = (country: string, month: string) =>
    of(country).filter((day) => day.startsWith(`2026-${month}`));

  test('are those of the region too, for the year before the plan to the fourth after it', () => {
    expect(of('DE', 'BY')).toContain('2026-01-06');
    expect(of('DE', 'BE')).not.toContain('2026-01-06');
    const years = of('DE').map((day) => day.slice(0, 4));
    expect([years[0], years.at(-1)]).toEqual(['2025', '2030']);
  });

  test('are taken on the working day that stands in for a weekend', () => {
    expect(of('GB')).toEqual(expect.arrayContaining(['2027-12-27', '2027-12-28']));
  });

  test('that begin at dusk are the day after, and those that last are each of their days', () => {
    expect(in2026('IL', '09')).toContain('2026-09-12');
    expect(in2026('IL', '09')).not.toContain('2026-09-11');
    expect(in2026('TR', '03')).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
    expect(in2026('TR', '05').filter((day) => day > '2026-05-25')).toEqual([
      ...['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30'],
    ]);
  });
});

test('a country or region nobody knows has none, and says so', () => {
  expect(holidays.of('ZZ', null, on('2026-11-02'))).toBeNull();
  expect(holidays.of('DE', 'ZZ', on('2026-11-02'))).toBeNull();
  expect(holidays.named('ZZ', null, [2026]).size).toBe(0);
  expect(holidays.regions('ZZ')).toEqual([]);
  expect(holidays.countries().find(({ code }) => code === 'DE')?.name).toBe('Germany');
});

test('countries have the names they have in English today, in their order', () => {
  const names = new Map(holidays.countries().map(({ code, name }) => [code, name]));
  for (const [code, name] of Object.entries({
    ...{ IT: 'Italy', MA: 'Morocco', MK: 'North Macedonia', SZ: 'Eswatini', DE: 'Germany', ES: 'Spain' },
    ...{ CH: 'Switzerland', BR: 'Brazil', PL: 'Poland', NL: 'Netherlands', AX: 'Åland Islands' },
  }))
    expect(names.get(code), code).toBe(name);
  const listed = holidays.countries().map(({ name }) => name);
  expect(listed).toEqual([...listed].sort((a, b) => a.localeCompare(b, 'en')));
});
