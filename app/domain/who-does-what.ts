/**
 * "Grace sends redlines by 12 Dec": who does what by when, as it is said in a meeting and typed in one line. What is not
 * understood stays in the words; nothing that was typed is lost.
 */
import { addDays, type Day, parseDay, type Weekday, weekday, yearOf } from './day.ts';
import { firstName } from './plan-words.ts';

interface Person {
  id: string;
  name: string;
}

export interface WhoDoesWhat {
  /** Ids of those who were named, in the order they were. */
  who: string[];
  what: string;
  by: Day | null;
}

export function whoDoesWhat(line: string, people: readonly Person[], today: Day): WhoDoesWhat {
  const text = line.trim().replace(/\s+/gu, ' ').replace(/\.$/, '');
  const { rest: said, by } = dayAtEnd(text, today);
  const { rest: what, who } = namesAtStart(said, people);
  return { who, what: capital(what), by };
}

const capital = (text: string): string => {
  const [first = ''] = text;
  const upper = first.toUpperCase();
  // Letters that have no other half stay as they were typed.
  return (upper.toLowerCase() === first ? upper : first) + text.slice(first.length);
};

/** "Grace and Rui send it": names at the beginning, as long as each is one person's and something is left to do. */
function namesAtStart(text: string, people: readonly Person[]): { rest: string; who: string[] } {
  const none = { rest: text, who: [] };
  const who: string[] = [];
  let rest = text;
  for (;;) {
    const found = nameAtStart(rest, people);
    if (!found) return none;
    if (!who.includes(found.id)) who.push(found.id);
    const [, joint, after] = /^(, and |, | and | & )(.+)$/u.exec(found.rest) ?? [];
    if (joint && after && nameAtStart(after, people)) {
      rest = after;
      continue;
    }
    const what = found.rest.replace(/^(:| to\b| will\b|,)\s*/iu, ' ').trim();
    return what === '' ? none : { rest: what, who };
  }
}

function nameAtStart(text: string, people: readonly Person[]): { id: string; rest: string } | null {
  const begins = (name: string) =>
    name !== '' &&
    text.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
    !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
  const whole = people.filter(({ name }) => begins(name));
  const found = whole.length > 0 ? whole : people.filter(({ name }) => begins(firstName(name)));
  const [person, another] = found;
  // Two of that name: who is meant is for the writer to say.
  if (!person || another) return null;
  const length = whole.length > 0 ? person.name.length : firstName(person.name).length;
  return { id: person.id, rest: text.slice(length) };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const monthNames =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const weekdayNames =
  '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)';

const atEnd = (pattern: string) =>
  new RegExp(`(?:^|[\\s,])(?:by|until|on|before) (?:the )?${pattern}$`, 'iu');
const isoDay = atEnd('(?<iso>\\d{4}-\\d{2}-\\d{2})');
const dated = atEnd(
  `(?:${weekdayNames},? )?(?<date>\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?(?<month>${monthNames})\\.?(?:,? (?<year>\\d{4}))?`,
);
const named = atEnd(`(?:next |this )?(?<day>${weekdayNames}|today|tomorrow)`);

function dayAtEnd(text: string, today: Day): { rest: string; by: Day | null } {
  for (const [pattern, read] of [
    [isoDay, ({ iso = '' }: Groups) => parseDay(iso)],
    [dated, (groups: Groups) => onDate(groups, today)],
    [named, ({ day = '' }: Groups) => onNamed(day.toLowerCase(), today)],
  ] as const) {
    const match = pattern.exec(text);
    const by = match && read(match.groups ?? {});
    if (match && by) return { rest: text.slice(0, match.index).trim().replace(/,$/, ''), by };
  }
  return { rest: text, by: null };
}
type Groups = Record<string, string | undefined>;

/** Without a year: the next such day. */
function onDate({ date = '', month = '', year }: Groups, today: Day): Day | null {
  const at = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const two = (n: number) => String(n).padStart(2, '0');
  const inYear = (y: number) => parseDay(`${y}-${two(at)}-${two(Number(date))}`);
  if (year) return inYear(Number(year));
  const first = yearOf(today);
  // Eight years hold a 29 February wherever one begins.
  for (let y = first; y <= first + 8; y += 1) {
    const day = inYear(y);
    if (day && day >= today) return day;
  }
  return null;
}

function onNamed(day: string, today: Day): Day | null {
  if (day === 'today') return today;
  if (day === 'tomorrow') return addDays(today, 1);
  const wanted = (weekdays.indexOf(day.slice(0, 3)) + 1) as Weekday;
  const ahead = (wanted - weekday(today) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}
