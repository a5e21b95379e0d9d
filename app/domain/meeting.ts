/**
 * A meeting is a step that happens at a time. Its day is the day of the step, and nothing else: what is agreed about
 * the one is agreed about the other. Here is the clock time on that day, as it reads on the wall where it was set.
 */
import { addDays, clockTime, type Day, dayOf, isZone, shortDay } from './day.ts';
import { toDayNumber } from './day-number.ts';
import { type MeetingTime, zoneInWords } from './meeting-time.ts';
import type { Step } from './plan.ts';

export const shortestMeeting = 5;
export const longestMeeting = 24 * 60;
/** More than this and it is an event. */
export const mostAttendees = 50;

export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

export const isMeetingTime = ({ time, zone, minutes }: MeetingTime): boolean =>
  isTime(time) &&
  isZone(zone) &&
  Number.isInteger(minutes) &&
  minutes >= shortestMeeting &&
  minutes <= longestMeeting;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds as they would be if the clock on the wall were one of UTC. */
const onWall = (day: Day, time: string): number =>
  toDayNumber(day) * DAY_MS + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;

const offsetAt = (ms: number, zone: string): number => {
  const instant = new Date(ms);
  return onWall(dayOf(instant, zone), clockTime(instant, zone)) - Math.floor(ms / MINUTE_MS) * MINUTE_MS;
};

/**
 * The moment at which clocks in the zone show this. Where they show it twice, when summer time ends, the first; where
 * they never do, when it begins, as long after the change as was meant: 02:30 is then 03:30.
 */
export function instantOf(day: Day, time: string, zone: string): Date {
  const wall = onWall(day, time);
  const [before, after] = [offsetAt(wall - DAY_MS, zone), offsetAt(wall + DAY_MS, zone)];
  const shown = [wall - before, wall - after].filter((ms) => offsetAt(ms, zone) === wall - ms);
  return new Date(shown.length > 0 ? Math.min(...shown) : wall - before);
}

export interface Meeting extends MeetingTime {
  day: Day;
  start: Date;
  end: Date;
}

/** Null where it is no meeting, or has no day or no time yet. */
export function meetingOf({
  type,
  dueDay,
  meetingTime,
}: Pick<Step, 'type' | 'dueDay' | 'meetingTime'>): Meeting | null {
  return type === 'meeting' && dueDay && meetingTime ? meetingAt(dueDay, meetingTime) : null;
}

export function meetingAt(day: Day, at: MeetingTime): Meeting {
  const start = instantOf(day, at.time, at.zone);
  return { ...at, day, start, end: new Date(start.getTime() + at.minutes * MINUTE_MS) };
}

export interface MeetingWords {
  /** "Tue 24 Nov, 09:00–09:45 New York time": in the reader's own zone. */
  own: string;
  /** "15:00–15:45 Berlin time": where clocks show something else for those who set it, or at the buyer's. */
  elsewhere: string[];
}

/** How a meeting reads. Zones whose clocks agree at that moment are not told apart. */
export function meetingInWords(
  meeting: Pick<Meeting, 'start' | 'end'>,
  readerZone: string,
  zones: readonly string[],
  today?: Day,
): MeetingWords {
  const ownDay = dayOf(meeting.start, readerZone);
  const seen = new Set([clocksIn(meeting, readerZone)]);
  const elsewhere = zones.flatMap((zone) => {
    const clocks = clocksIn(meeting, zone);
    if (seen.has(clocks)) return [];
    seen.add(clocks);
    return [spanIn(meeting, zone, ownDay, today)];
  });
  return { own: spanIn(meeting, readerZone, null, today), elsewhere };
}

const clocksIn = ({ start }: Pick<Meeting, 'start'>, zone: string): string =>
  `${dayOf(start, zone)} ${clockTime(start, zone)}`;

function spanIn({ start, end }: Pick<Meeting, 'start' | 'end'>, zone: string, said: Day | null, today?: Day) {
  const [from, to] = [dayOf(start, zone), dayOf(end, zone)];
  const first = from === said ? '' : `${shortDay(from, today)}, `;
  // Until midnight is still that day.
  const isLater = to !== from && !(to === addDays(from, 1) && clockTime(end, zone) === '00:00');
  const last = isLater ? `${shortDay(to, today)}, ` : '';
  return `${first}${clockTime(start, zone)}–${last}${clockTime(end, zone)} ${zoneInWords(zone)}`;
}

/** `UTC` is where nobody has said or their device has not told; they are then taken to be where the plan is. */
export const zoneOfReader = (own: string, ofPlan: string): string => (own === 'UTC' ? ofPlan : own);
