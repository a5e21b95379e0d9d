/** Which calendar a plan is told in: the sides say when they work, and their days off are nobody's delay. */
import { bothOnWeekdays, sideCalendar } from './calendars.ts';
import type { Plan, Side, WorkCalendar } from './plan.ts';
import type { SideCalendar } from './schedule/calendar.ts';
import type { SideCalendars } from './schedule/of-plan.ts';

type WithCalendars = Pick<Plan, 'calendars'>;

export const calendarOfSide = ({ calendars }: WithCalendars, side: Side): SideCalendar =>
  madeOf(calendars[side]);

/** Lateness is told in the days of the buyer, whose day "today" is as well. */
export const latenessCalendar = (plan: WithCalendars): SideCalendar => calendarOfSide(plan, 'buyer');

/** As each side says in the plan. */
export const calendarsOf = (plan: WithCalendars): SideCalendars => ({
  seller: calendarOfSide(plan, 'seller'),
  buyer: calendarOfSide(plan, 'buyer'),
});

/** Every row asks, and a plan's calendars stay the same values from one change to the next. */
const made = new WeakMap<WorkCalendar, SideCalendar>();

function madeOf(calendar: WorkCalendar): SideCalendar {
  const known = made.get(calendar);
  if (known) return known;
  const own = sideCalendar(calendar);
  if (!own.ok) throw new Error(own.error.sentence);
  made.set(calendar, own.value);
  return own.value;
}

/** Where nobody has said when they work: Monday to Friday. */
export const usualCalendars: SideCalendars = calendarsOf({ calendars: bothOnWeekdays });
