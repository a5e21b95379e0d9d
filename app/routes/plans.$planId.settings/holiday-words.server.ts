/** What the days off of a plan are called, and where public holidays are known of, for the page that sets them. */
import { loadHolidays, type Place } from '#app/calendar/holidays.server.ts';
import { type Day, yearOf } from '#app/domain/day.ts';
import type { Plan, Side, WorkCalendar } from '#app/domain/plan.ts';

export interface HolidayWords {
  countries: Place[];
  /** Of the country of whoever reads. */
  regions: Place[];
  /** "Germany, Bayern" */
  places: Record<Side, string | null>;
  /** By day, of this year and the next. */
  names: Record<Side, Record<string, string>>;
}

export async function holidayWords(plan: Plan, side: Side, today: Day): Promise<HolidayWords> {
  const holidays = await loadHolidays();
  const years = [yearOf(today), yearOf(today) + 1];
  const placeOf = ({ country, region }: WorkCalendar): string | null => {
    if (country === null) return null;
    const nameIn = (places: Place[], code: string | null) => places.find((each) => each.code === code)?.name;
    const names = [nameIn(holidays.countries(), country), nameIn(holidays.regions(country), region)];
    return names.filter(Boolean).join(', ');
  };
  const namesOf = ({ country, region }: WorkCalendar) =>
    country === null ? {} : Object.fromEntries(holidays.named(country, region, years));
  const { seller, buyer } = plan.calendars;
  const { country } = plan.calendars[side];
  return {
    countries: holidays.countries(),
    regions: country === null ? [] : holidays.regions(country),
    places: { seller: placeOf(seller), buyer: placeOf(buyer) },
    names: { seller: namesOf(seller), buyer: namesOf(buyer) },
  };
}
