import { describe, expect, test } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import { weekInWords } from '#app/domain/calendars.ts';
import type { HolidaysOf } from '#app/domain/schedule/calendar.ts';
import { undoCommand } from '#app/domain/undo/undo-command.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aPlan, as, ask, on, only } from '#tests/support/plan-builder.ts';

const christmas = [on('2026-12-25')];
const holidaysOf: HolidaysOf = (country, region) => {
  if (country === 'DE') return region === null ? christmas : region === 'BY' ? [on('2027-01-06')] : null;
  return country === 'FR' && region === null ? [] : null;
};
const plan = aPlan();
const set = (who: typeof dana, week: number[], country: string | null = null, region: string | null = null) =>
  ask(plan, who, 'setCalendar', { week: week as (1 | 2)[], country, region }, { holidaysOf });

describe('when a side works', () => {
  test('is said by that side, with the holidays it keeps as plain days', () => {
    expect(only(set(dana, [4, 2, 2, 1], 'DE', 'BY'), 'calendarChanged')).toMatchObject({
      side: 'buyer',
      to: { week: [1, 2, 4], country: 'DE', region: 'BY', daysOff: ['2027-01-06'] },
    });
    const { calendars } = set(maya, [1, 2, 3], 'DE').plan;
    expect(calendars.seller).toMatchObject({ week: [1, 2, 3], daysOff: christmas });
    expect(calendars.buyer).toBe(plan.calendars.buyer);
  });

  test('is not the same twice', () => {
    expect(set(dana, [5, 4, 3, 2, 1]).changes).toEqual([]);
  });

  test('has a working day, and one that the other side works on too', () => {
    expect(set(dana, []).sentence).toBe('Tick at least one day of the week.');
    expect(set(dana, [6, 7])).toMatchObject({ code: 'week', changes: [] });
  });

  test('knows no country but those with holidays, and no region of another', () => {
    expect(set(dana, [1], 'ZZ').code).toBe('absent');
    expect(set(dana, [1], 'FR', 'BY').plan.calendars.buyer).toMatchObject({ country: 'FR', region: null });
    const german = set(dana, [1], 'DE').plan;
    const args = { week: [1 as const], country: 'DE', region: 'XX' };
    expect(ask(german, dana, 'setCalendar', args, { holidaysOf }).code).toBe('absent');
  });

  test('waits for the server, which alone knows the holidays', () => {
    expect(ask(plan, dana, 'setCalendar', { week: [1], country: 'DE', region: null }).changes).toEqual([]);
  });

  test('meets what a colleague said meanwhile', () => {
    const args = { week: [1 as const], country: null, region: null };
    const over = { holidaysOf, base: { 'calendar.buyer': 0 } };
    const said = ask(set(dana, [1, 2]).plan, dana, 'setCalendar', args, over);
    expect(said.decision).toMatchObject({
      kind: 'conflict',
      yours: 'Mon, no holidays',
      current: 'Mon and Tue, no holidays',
    });
  });

  test('is taken back, unless both sides would then have no day in common', () => {
    const one = set(dana, [3, 4, 5]);
    const recorded = one.changes.map((change) => ({ change, n: 1, layer: 'shared' as const }));
    const now = one.changes.reduce((p, change) => applyChange(p, change, 1), plan);
    const undo = (from: typeof plan) =>
      undoCommand(from, recorded, as(dana, from).actor, (p, change) => applyChange(p, change, 2));
    expect(undo(now)).toMatchObject({ changes: [{ to: plan.calendars.buyer }] });
    const weekend = {
      ...now,
      calendars: { ...now.calendars, seller: { ...plan.calendars.seller, week: [6 as const] } },
    };
    expect(undo(weekend)).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('in common') });
  });
});

test('a week is said as briefly as it can be', () => {
  expect(weekInWords({ week: [1, 2, 3, 4, 5] })).toBe('Mon to Fri');
  expect(weekInWords({ week: [1, 2, 4] })).toBe('Mon, Tue and Thu');
  expect(weekInWords({ week: [7] })).toBe('Sun');
});
