import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newCommandId, newThingId } from '#app/live/new-id.ts';

const many = <T>(make: () => T) => Array.from({ length: 2_000 }, make);

describe('an id made in a browser', () => {
  test('is a UUID of its version, for every random byte', () => {
    for (const id of many(newCommandId)) expect(z.uuidv7().safeParse(id).success, id).toBe(true);
    for (const id of many(newThingId)) expect(z.uuidv4().safeParse(id).success, id).toBe(true);
  });

  test('never comes twice', () => {
    expect(new Set([...many(newCommandId), ...many(newThingId)]).size).toBe(4_000);
  });

  test('of an intention sorts by when it was meant, and says the millisecond', () => {
    const at = Date.UTC(2026, 10, 22, 9, 30, 0, 123);
    expect(Number.parseInt(newCommandId(at).replace('-', '').slice(0, 12), 16)).toBe(at);
    expect(newCommandId(at) < newCommandId(at + 1)).toBe(true);
  });

  test('of a thing says nothing of when it was made', () => {
    const starts = new Set(many(newThingId).map((id) => id.slice(0, 8)));
    expect(starts.size).toBeGreaterThan(1_900);
  });
});
