/** How somebody is kept in touch, as a sentence both sides read. */
import { type Day, shortDay, type Weekday } from './day.ts';
import type { Channel, Hours, KeepInTouch } from './keep-in-touch.ts';

export const dayNames: Record<Weekday, string> = {
  ...{ 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday' },
  ...{ 5: 'Friday', 6: 'Saturday', 7: 'Sunday' },
};

/**
 * `stopped`: they want none, whatever they said before.
 * "one letter a day, weekdays 9–17, about milestones and their turn; approvals may come at once"
 */
export function inTouchWords(
  how: KeepInTouch,
  today: Day,
  whom: 'you' | 'them',
  { stopped = false } = {},
): string {
  if (stopped) return 'no letters';
  return [
    `${rhythmWords(how)}, ${aboutWords(how, whom)}${how.manner === 'brief' ? ', kept brief' : ''}`,
    interruptWords(how),
    how.quiet && `nothing from ${clock(how.quiet.from)} to ${clock(how.quiet.to)}`,
    channelWords[how.channel],
    isAway(how, today) && awayWords(how),
  ]
    .filter(Boolean)
    .join('; ');
}

const isAway = ({ awayUntil }: KeepInTouch, today: Day): boolean => awayUntil !== null && awayUntil > today;

const awayWords = ({ awayUntil, standIn }: KeepInTouch): string =>
  awayUntil === null
    ? ''
    : `away until ${shortDay(awayUntil)}${standIn && `, and meanwhile ${standIn} is there`}`;

function rhythmWords({ rhythm, weekday, days, hours }: KeepInTouch): string {
  if (rhythm === 'weekly') return `one letter a week, ${dayNames[weekday]}s at ${hours.from}`;
  if (rhythm === 'daily') return `one letter a day, ${daysWords(days)} at ${hours.from}`;
  return `letters as things happen, ${daysWords(days)} ${hoursWords(hours)}`;
}

function daysWords(days: readonly Weekday[]): string {
  const all = [...days].sort((a, b) => a - b);
  if (all.length === 7) return 'every day';
  if (all.join() === '1,2,3,4,5') return 'weekdays';
  return all.map((day) => dayNames[day].slice(0, 3)).join(', ');
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const hoursWords = ({ from, to }: Hours): string => `${from}–${to}`;

function aboutWords({ about, milestones }: KeepInTouch, whom: string): string {
  if (about === 'everything') return milestones ? 'about everything' : 'about everything but milestones';
  const what = about === 'turn' ? `what waits for ${whom}` : 'approvals';
  return `about ${milestones ? `milestones and ${what}` : `${what} only`}`;
}

function interruptWords({ interrupt: { approvals, questions } }: KeepInTouch): string {
  if (approvals && questions) return 'approvals and questions may come at once';
  if (approvals) return 'approvals may come at once';
  return questions ? 'questions may come at once' : '';
}

const channelWords: Record<Channel, string> = {
  mail: '',
  call: 'otherwise rather a call',
  text: 'otherwise rather a text message',
  inPerson: 'otherwise rather in person',
};
