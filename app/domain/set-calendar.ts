/** A side says when it works: its week, and where it keeps public holidays. */
import { type CalendarEdit, calendarField, saidInWords, sideCalendar } from './calendars.ts';
import { absent, changes, conflictOn, type Decider, refuse } from './command.ts';
import { otherSide, type Plan, sideName, type WorkCalendar } from './plan.ts';
import { bothTogether, calendarOf, type HolidaysOf } from './schedule/calendar.ts';

/** A side says when it works, and nobody says it for them. */
export const setCalendar: Decider<CalendarEdit> = (plan, args, { actor, base, holidaysOf }) => {
  const { side } = actor;
  const from = plan.calendars[side];
  const week = [...new Set(args.week)].sort();
  const answers = (args.answers === undefined ? from.answers : args.answers) ?? null;
  const asked = { ...args, week, answers };
  const conflict = conflictOn(plan, base, calendarField(side), saidInWords(asked), saidInWords(from));
  if (conflict) return conflict;
  if (answers !== (from.answers ?? null) && !actor.pointPerson)
    return refuse('notYours', `Who leads this at ${sideName(plan, side)} says how soon you answer.`);
  const own = calendarOf(week, []);
  if (!own.ok) return refuse('week', 'Tick at least one day of the week.');
  const other = sideCalendar(plan.calendars[otherSide(side)]);
  const together = other.ok ? bothTogether(own.value, other.value) : other;
  if (!together.ok)
    return refuse(
      'week',
      `${together.error.sentence} What you do together needs one. The old week was kept.`,
    );
  // Only the server knows the holidays: until it has answered, nothing changes.
  if (!holidaysOf) return changes();
  const place = placeKnown(plan, asked, from, holidaysOf);
  if (!place) return absent;
  const to: WorkCalendar = { week, ...place, ...(answers && { answers }) };
  return isSame(from, to) ? changes() : changes({ kind: 'calendarChanged', side, from, to });
};

/** The region belongs to the country that stood beside it: another country begins without one. */
function placeKnown(
  { startDay }: Plan,
  { country, region }: CalendarEdit,
  from: WorkCalendar,
  holidaysOf: HolidaysOf,
): Omit<WorkCalendar, 'week' | 'answers'> | null {
  if (country === null) return { country, region: null, daysOff: [] };
  const daysOff = holidaysOf(country, region, startDay);
  if (daysOff) return { country, region, daysOff };
  const anywhere = country === from.country ? null : holidaysOf(country, null, startDay);
  return anywhere && { country, region: null, daysOff: anywhere };
}

const isSame = (one: WorkCalendar, other: WorkCalendar): boolean =>
  (one.answers ?? null) === (other.answers ?? null) &&
  one.country === other.country &&
  one.region === other.region &&
  one.week.join() === other.week.join() &&
  one.daysOff.join() === other.daysOff.join();
