import type { LiveDay } from './plan-letter.ts';

const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

export const inWords = (count: number) => words[count] ?? String(count);
export const ordinal = (position: number) => ordinals[position - 1] ?? `number ${position}`;
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${inWords(count)} ${count === 1 ? one : many}`;

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const possessive = (name: string) => (name.endsWith('s') ? `${name}'` : `${name}'s`);
export const firstNameOf = (personName: string) => personName.trim().split(/\s+/)[0] ?? personName;

/** "Maya, Tom and Dana" */
export const listed = (names: string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Joins the parts that are there: "Tom", "by Mon 30 Nov". */
export const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(', ');
export const by = (day: string) => (day ? `by ${day}` : '');

/** What an event means for the live day, for the end of a subject. Silent when the day is in doubt. */
export function liveClause({ inWords: day, was, holds }: LiveDay): string {
  if (was) return `, and live moves to ${day}`;
  return holds ? `, and live on ${day} holds` : '';
}
