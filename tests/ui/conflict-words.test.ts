import { describe, expect, test } from 'vitest';
import { ago, conflictWords } from '#app/components/conflict-words.ts';
import { textDifference } from '#app/domain/text-difference.ts';
import { aPlan } from '#tests/support/plan-builder.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const at = '2026-12-01T11:58:00Z';
const words = (field: string, yours: unknown, current: unknown, by: string | null = 'Dana Ortiz') =>
  conflictWords(aPlan({}), { field, yours, current, by, at }, now);

describe('what two people wrote in one place', () => {
  test('is told in a sentence where it is short: both values, who and when', () => {
    expect(words('dueDay', '2026-12-14', '2026-12-12').sentence).toBe(
      'You: Mon 14 Dec. Dana, 2 minutes ago: Sat 12 Dec.',
    );
    expect(words('status', 'done', 'skipped').sentence).toBe('You: done. Dana, 2 minutes ago: skipped.');
    expect(words('dueDay', null, '2026-12-12', null).sentence).toBe(
      'You: nothing. Somebody else, 2 minutes ago: Sat 12 Dec.',
    );
  });

  test('stands side by side where it is a text, with what only one of them has', () => {
    const { sentence, texts } = words('ask', 'Bring three months.', 'Bring one month.');
    expect(sentence).toBeNull();
    const marked = (parts: { text: string; only: boolean }[] = []) => parts.filter(({ only }) => only);
    expect(marked(texts?.yours).map(({ text }) => text)).toEqual(['three months.']);
    expect(marked(texts?.theirs).map(({ text }) => text)).toEqual(['one month.']);
  });

  test('of a yes says what has changed since it was read', () => {
    const { sentence, leave, goOn } = words('s.ask', 'Form sent', 'All 214 questions');
    expect(sentence).toBe(
      '“Form sent”: Dana has changed what is asked since you read it, to “All 214 questions”. Nothing is agreed yet.',
    );
    expect([leave, goOn]).toEqual(['Leave it open', 'Say yes to that']);
  });
});

describe('what the pages of a plan leave to it', () => {
  const met = (field: string, yours: string, current: string, by: string) =>
    conflictWords(aPlan({}), { field, yours, current, by, at: null }, now);

  test('a goal put in one’s own words', () => {
    expect(met('objective', 'Close in two days', 'Close in one day', 'Lena Hoff').sentence).toBe(
      'You: “Close in two days”. Lena: “Close in one day”.',
    );
  });

  test('a step that is done when two say different things', () => {
    const words = met('doneWhen', 'Tom has one person to ask.', 'Tom can open it.', 'Maya Klein');
    const text = (parts: { text: string }[] = []) => parts.map((part) => part.text).join('');
    expect(text(words.texts?.yours)).toBe('Tom has one person to ask.');
    expect(text(words.texts?.theirs)).toBe('Tom can open it.');
    expect([words.who, words.leave, words.goOn]).toEqual(['Maya', 'Keep Maya’s', 'Use mine']);
  });

  test('a yes to what reads otherwise by now', () => {
    const words = met('Form sent.ask', 'Form sent', 'All 214 questions', 'Maya Brandt');
    expect(words.sentence).toBe(
      '“Form sent”: Maya has changed what is asked since you read it, to “All 214 questions”. Nothing is agreed yet.',
    );
    expect([words.leave, words.goOn]).toEqual(['Leave it open', 'Say yes to that']);
  });
});

test('the parts of a marked text are the text', () => {
  const { one, other } = textDifference('a b  c\nd', 'a x c');
  expect(one.map(({ text }) => text).join('')).toBe('a b  c\nd');
  expect(other.map(({ text }) => text).join('')).toBe('a x c');
});

test('how long ago something was is said in the largest unit that fits', () => {
  const since = (minutes: number) => ago(new Date(now - minutes * 60_000).toISOString(), now);
  expect([0.5, 1, 59, 61, 60 * 25, 60 * 50].map(since)).toEqual([
    'just now',
    '1 minute ago',
    '59 minutes ago',
    '1 hour ago',
    '1 day ago',
    '2 days ago',
  ]);
});
