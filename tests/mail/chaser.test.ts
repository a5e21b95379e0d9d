import { describe, expect, test } from 'vitest';
import { nextChaser } from '#app/mail/chaser.ts';

const zone = 'Europe/Berlin';
const due = (time: 1 | 2 | 3, firstSentAt: string) =>
  nextChaser({ time, firstSentAt: new Date(firstSentAt) }, zone)?.sendAfter.toISOString();

describe('a chaser', () => {
  test('comes two, then five working days after the invitation, at its time of day', () => {
    expect(due(1, '2026-11-24T10:20:00Z')).toBe('2026-11-26T10:20:00.000Z');
    expect(due(2, '2026-11-24T10:20:00Z')).toBe('2026-12-01T10:20:00.000Z');
  });

  test('never comes a third time', () => {
    expect(due(3, '2026-11-24T10:20:00Z')).toBeUndefined();
  });

  test('never comes on a weekend or at night', () => {
    expect(due(1, '2026-11-27T22:40:00Z'), 'Friday night').toBe('2026-12-01T16:00:00.000Z');
    expect(due(1, '2026-11-28T05:00:00Z'), 'Saturday dawn').toBe('2026-12-01T08:00:00.000Z');
  });

  test('keeps the clock of the buyer when summer time ends in between', () => {
    expect(due(1, '2026-10-23T08:00:00Z'), 'ten in the morning').toBe('2026-10-27T09:00:00.000Z');
  });
});
