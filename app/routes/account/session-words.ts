import { dayOf, shortDay } from '#app/domain/day.ts';

const MINUTE = 60_000;

/** When a browser was last used, as roughly as it is known: it is written down once in five minutes. */
export function usedWords(used: string, now: string, zone: string): string {
  const minutes = (Date.parse(now) - Date.parse(used)) / MINUTE;
  if (minutes < 10) return 'used just now';
  if (minutes < 60) return 'used within the hour';
  const [then, today] = [dayOf(used, zone), dayOf(now, zone)];
  return then === today ? 'used earlier today' : `last used ${shortDay(then, today)}`;
}

/** "since Tue 3 Nov" */
export function sinceWords(since: string, now: string, zone: string): string {
  const [then, today] = [dayOf(since, zone), dayOf(now, zone)];
  return then === today ? 'since today' : `since ${shortDay(then, today)}`;
}
