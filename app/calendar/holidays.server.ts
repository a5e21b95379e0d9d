/**
 * Public holidays by country and region, from the data of `date-holidays` (CC-BY-3.0). Read on first use: it is large,
 * and most plans never ask.
 */
import { addDays, type Day, parseDay, yearOf } from '#app/domain/day.ts';
import type { HolidaysOf } from '#app/domain/schedule/calendar.ts';

export interface Holidays {
  of: HolidaysOf;
  /** Each with what it is called. */
  named(country: string, region: string | null, years: readonly number[]): Map<Day, string>;
  countries(): Place[];
  regions(country: string): Place[];
}
export interface Place {
  code: string;
  name: string;
}

let loading: Promise<Holidays> | null = null;
export const loadHolidays = (): Promise<Holidays> => {
  loading ??= read().catch((failure) => {
    // Asked again, it may well be there.
    loading = null;
    throw failure;
  });
  return loading;
};

/** A plan is about the near future; what was before it began may still be looked back on. */
const YEARS = { before: 1, after: 4 };

async function read(): Promise<Holidays> {
  const { default: Library } = await import('date-holidays');
  const all = new Library();
  const placesOf = (named: Record<string, string> | undefined): Place[] =>
    Object.entries(named ?? {})
      .map(([code, name]) => ({ code, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  // The library has some in their own language, or by a name of years ago.
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const countries = placesOf(
    Object.fromEntries(
      Object.entries(all.getCountries('en') ?? {}).map(([code, name]) => [code, english.of(code) ?? name]),
    ),
  );
  const regions = (country: string) =>
    countries.some(({ code }) => code === country) ? placesOf(all.getStates(country, 'en')) : [];
  const isKnown = (country: string, region: string | null) =>
    countries.some(({ code }) => code === country) &&
    (region === null || regions(country).some(({ code }) => code === region));

  function named(country: string, region: string | null, years: readonly number[]): Map<Day, string> {
    const place = region === null ? new Library(country) : new Library(country, region);
    const found = years
      .flatMap((year) => place.getHolidays(year, 'en'))
      .filter(({ type }) => type === 'public')
      .flatMap((holiday) => daysOf(holiday).map((day): [Day, string] => [day, holiday.name]));
    return new Map(found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  return {
    countries: () => countries,
    regions,
    named: (country, region, years) => (isKnown(country, region) ? named(country, region, years) : new Map()),
    of(country, region, around) {
      if (!isKnown(country, region)) return null;
      const first = yearOf(around) - YEARS.before;
      const years = Array.from({ length: YEARS.before + YEARS.after + 1 }, (_, at) => first + at);
      return [...named(country, region, years).keys()];
    },
  };
}

/**
 * The calendar days whose noon it covers: some last for days, and some begin at dusk the day before, which the library
 * writes as "2026-03-20 00:00:00 -0600".
 */
function daysOf({ date, start, end }: { date: string; start: Date; end: Date }): Day[] {
  const first = parseDay(date.slice(0, 10));
  if (!first) return [];
  const [, sign, hours, minutes] = /([+-])(\d\d)(\d\d)$/.exec(date) ?? [];
  const shift = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  const begins = Number(date.slice(11, 13)) * 60 + Number(date.slice(14, 16)) + shift;
  const ends = begins + (end.getTime() - start.getTime()) / 60_000;
  const days: Day[] = [];
  for (let at = 0; at * DAY + NOON < ends; at++) if (at * DAY + NOON >= begins) days.push(addDays(first, at));
  return days;
}

/** In minutes. */
const [DAY, NOON] = [24 * 60, 12 * 60];
