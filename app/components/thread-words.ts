/** What was written, as a thread shows it: when, to whom, and which of its words are names or addresses. */
import type { Comment } from '#app/domain/attachment.ts';
import { compareDays, type Day, dayOf, formatTime, shortDay } from '#app/domain/day.ts';
import { findPerson, type Plan, type Side, type Stakeholder, sideName } from '#app/domain/plan.ts';
import { calendarOfSide } from '#app/domain/plan-calendar.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { isWebAddress } from '#app/domain/step-parts.ts';
import { isOpenRequest, promisedWords } from '#app/domain/thread.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import type { PlanReader } from './plan-reader.ts';

/** "Tue 24 Nov, 10:12", "Today, 08:55". The same on the server and in a browser anywhere. */
export function writtenAt(at: string, zone: string, today: Day): string {
  const time = formatTime(at, zone, today);
  return dayOf(at, zone) === today ? `Today${time.slice(time.lastIndexOf(','))}` : time;
}

/** The short name one may be called by; the whole one where two share it. */
export function callName(plan: Plan, person: Stakeholder): string {
  const first = firstName(person.name);
  return plan.people.some((p) => p.id !== person.id && firstName(p.name) === first) ? person.name : first;
}

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'name'; text: string; side: Side; you: boolean }
  | { kind: 'link'; text: string; url: string };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const address = String.raw`https?:\/\/[^\s<>"]+`;

/** The words of a comment in pieces, and whom it names without saying so in its words. */
export function piecesOf(
  plan: Plan,
  { text, mentions }: Pick<Comment, 'text' | 'mentions'>,
  reader: string | null,
): { pieces: Piece[]; unsaid: Stakeholder[] } {
  const people = mentions.flatMap((id) => findPerson(plan, id) ?? []);
  const byName = new Map<string, Stakeholder>();
  for (const person of people) {
    byName.set(`@${firstName(person.name)}`, person);
    byName.set(`@${person.name}`, person);
  }
  const said = new Set<string>();
  // The longest first: "@Rui Santos" before "@Rui".
  const names = [...byName.keys()]
    .sort((a, b) => b.length - a.length)
    .map((n) => `${escaped(n)}(?![\\p{L}\\p{N}])`);
  const pieces: Piece[] = [];
  const put = (plain: string) => {
    if (plain) pieces.push({ kind: 'text', text: plain });
  };
  let from = 0;
  for (const found of text.matchAll(new RegExp([address, ...names].join('|'), 'gu'))) {
    const person = byName.get(found[0]);
    // The full stop after an address ends the sentence.
    const shown = person ? found[0] : found[0].replace(/[.,;:!?'’)\]]+$/u, '');
    if (!person && !isWebAddress(shown)) continue;
    put(text.slice(from, found.index));
    from = found.index + shown.length;
    if (person) {
      said.add(person.id);
      pieces.push({ kind: 'name', text: shown.slice(1), side: person.side, you: person.id === reader });
    } else pieces.push({ kind: 'link', text: shown, url: shown });
  }
  put(text.slice(from));
  return { pieces, unsaid: people.filter((p) => !said.has(p.id)) };
}

export interface RequestWords {
  state: 'open' | 'late' | 'answered';
  words: string;
}

/** "Maya to answer by Thu 3 Dec", "Answered Thu 3 Dec". */
export function requestWords(
  plan: Plan,
  comment: Comment,
  reader: Pick<PlanReader, 'stakeholderId' | 'side' | 'pointPerson'>,
  today: Day,
): RequestWords | null {
  const { request, answeredOn } = comment;
  if (!request) return null;
  const promised = promisedWords(plan, comment, today);
  if (!isOpenRequest(comment)) {
    const answered = answeredOn ? `Answered ${shortDay(answeredOn, today)}` : 'Answered';
    return { state: 'answered', words: promised ? `${answered}, ${promised}` : answered };
  }
  const asked = findPerson(plan, request.of);
  const day = shortDay(request.by, today);
  const isReader = asked?.id === reader.stakeholderId;
  const late = asked && request.promised ? lateBy(plan, asked.side, request.promised, today) : 0;
  if (asked && late > 0) {
    // Who is late is named to nobody but themselves and who leads it at their side.
    const named = reader.pointPerson && reader.side === asked.side;
    const whose = isReader ? 'Your' : `${named ? asked.name : sideName(plan, asked.side)}’s`;
    return {
      state: 'late',
      words: `${whose} answer, ${promised}, is late by ${late} working ${late === 1 ? 'day' : 'days'}`,
    };
  }
  const isPast = compareDays(request.by, today) < 0;
  const who = isReader ? 'You' : asked ? firstName(asked.name) : 'Somebody who has left';
  const words = isPast ? `${who} to answer, needed by ${day}` : `${who} to answer by ${day}`;
  return { state: isPast ? 'late' : 'open', words: promised ? `${words}, ${promised}` : words };
}

const lateBy = (plan: Plan, side: Side, promised: string, today: Day): number =>
  workingDaysBetween(dayOf(promised, plan.zone), today, calendarOfSide(plan, side));
