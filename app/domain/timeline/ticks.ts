/** The calendar over the bars: the weeks or months, and the days that are off. */
import { bareDay, type Day } from '#app/domain/day.ts';
import { splitDay, toDayNumber } from '#app/domain/day-number.ts';
import { dayAt } from '#app/domain/schedule/network.ts';
import type { SideCalendars } from '#app/domain/schedule/of-plan.ts';
import { type Frame, xOf } from './frame.ts';
import { wide } from './letters.ts';

export interface Tick {
  x: number;
  label: string;
}

/** Labels stand beside their line and never reach the next one. */
export function ticksOf(frame: Frame): Tick[] {
  const days = frame.scale === 'weeks' ? mondays(frame) : firstsOfMonths(frame);
  const labels = days.map((day, at) => labelOf(frame, day, days[at - 1]));
  const roomy = Math.max(...labels.map(wide)) + 10;
  const apart = days.length > 1 ? xOf(frame, days[1]!) - xOf(frame, days[0]!) : frame.width;
  const every = niceStep(frame, Math.ceil(roomy / apart));
  return days.flatMap((day, at) => {
    if (at % every !== 0) return [];
    const label = labelOf(frame, day, days[at - every]);
    const x = xOf(frame, day);
    return x + 4 + wide(label) <= frame.width ? [{ x, label }] : [];
  });
}

const niceSteps = { weeks: [1, 2, 4, 8, 13, 26, 52], months: [1, 2, 3, 6, 12, 24, 60, 120, 240] };
const niceStep = ({ scale }: Frame, least: number): number =>
  niceSteps[scale].find((step) => step >= least) ?? least;

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** With the year where it is another one than that of the label before. */
function labelOf({ scale }: Frame, number: number, before: number | undefined): string {
  const day = dayAt(number);
  const { year, month } = splitDay(day);
  const isNewYear = before === undefined || splitDay(dayAt(before)).year !== year;
  const label = scale === 'weeks' ? bareDay(day) : (monthNames[month - 1] ?? '');
  return isNewYear ? `${label} ${year}` : label;
}

function mondays({ from, to }: Frame): number[] {
  return Array.from({ length: Math.ceil((to - from) / 7) }, (_, week) => from + week * 7);
}

function firstsOfMonths({ from, to }: Frame): number[] {
  const { year, month } = splitDay(dayAt(from));
  const firsts: number[] = [];
  for (let at = year * 12 + month - 1; ; at++) {
    const first = toDayNumber(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`);
    if (first >= to) return firsts;
    if (first >= from) firsts.push(first);
  }
}

export interface Stretch {
  x: number;
  width: number;
}

export interface DaysOff {
  /** Nobody works. */
  both: Stretch[];
  /** Only this side does not. */
  seller: Stretch[];
  buyer: Stretch[];
}

/** Narrower than this a weekend is no more than a shade over everything. */
const leastPerDay = 1.5;

export function daysOffIn(frame: Frame, { seller, buyer }: SideCalendars): DaysOff {
  const off: DaysOff = { both: [], seller: [], buyer: [] };
  if (frame.perDay < leastPerDay) return off;
  const works = (calendar: SideCalendars['seller'], day: Day) => calendar.isWorkingDay(day);
  for (let number = frame.from; number < frame.to; number++) {
    const day = dayAt(number);
    const [sells, buys] = [works(seller, day), works(buyer, day)];
    if (sells && buys) continue;
    const list = off[sells ? 'buyer' : buys ? 'seller' : 'both'];
    const last = list.at(-1);
    const x = xOf(frame, number);
    if (last && Math.abs(last.x + last.width - x) < 0.01) last.width += frame.perDay;
    else list.push({ x, width: frame.perDay });
  }
  return off;
}
