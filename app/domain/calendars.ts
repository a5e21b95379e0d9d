/**
 * When each side works, as it says itself: its week, and where it keeps public holidays. The holidays are worked out
 * when that is said and are plain days of the plan from then on, so that its schedule needs nothing from outside.
 */
import type { AnswersWithin } from './answers-within.ts';
import type { Weekday } from './day.ts';
import { type Plan, type Side, sideName, type WorkCalendar } from './plan.ts';
import type { Refusal, Result } from './result.ts';
import { calendarOf, type SideCalendar } from './schedule/calendar.ts';

export const weekdaysOnly: WorkCalendar = { week: [1, 2, 3, 4, 5], country: null, region: null, daysOff: [] };
export const bothOnWeekdays: Plan['calendars'] = { seller: weekdaysOnly, buyer: weekdaysOnly };

/** The plan's field that holds the calendar of a side, by name. */
export const calendarField = (side: Side): string => `calendar.${side}`;

export const sideCalendar = ({ week, daysOff }: WorkCalendar): Result<SideCalendar, Refusal> =>
  calendarOf(week, daysOff);

export interface CalendarEdit {
  week: Weekday[];
  country: string | null;
  region: string | null;
  /** Left out: as it was. */
  answers?: AnswersWithin | null;
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "Mon to Fri", "Sun, Mon and Tue" */
export function weekInWords({ week }: Pick<CalendarEdit, 'week'>): string {
  const days = week.map((day) => names[day - 1] ?? '');
  const [first, last] = [week[0], week.at(-1)];
  const isRow = first !== undefined && last !== undefined && last - first === week.length - 1;
  if (isRow && week.length > 2) return `${days[0]} to ${days.at(-1)}`;
  return days.length < 2 ? days.join('') : `${days.slice(0, -1).join(', ')} and ${days.at(-1)}`;
}

/** "Mon to Fri, holidays of DE-BY" */
export function calendarInWords({ week, country, region }: CalendarEdit): string {
  const place = [country, region].filter(Boolean).join('-');
  return `${weekInWords({ week })}, ${place ? `holidays of ${place}` : 'no holidays'}`;
}

/** What a side says of its days and of how soon it answers, as one value. */
export const saidInWords = (said: CalendarEdit): string =>
  `${calendarInWords(said)}${said.answers ? `, answers within ${said.answers}` : ''}`;

/** "Northwind answers within 24 hours." */
export function promiseSentence(plan: Plan, side: Side): string | null {
  const { answers } = plan.calendars[side];
  return answers ? `${sideName(plan, side)} answers within ${answers}.` : null;
}
