import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, requireDay, type Weekday } from '#app/domain/day.ts';
import { type KeepInTouch, mayInterrupt, neverTold, usualInTouch } from '#app/domain/keep-in-touch.ts';
import { type Line, lineKinds } from '#app/domain/mail-line.ts';
import { whenToTell } from '#app/domain/when-to-tell.ts';

type What = Pick<Line, 'kind' | 'refs'>;

const QUARTER_MS = 15 * 60_000;
const usual = usualInTouch({ decides: false });
const zone = 'Europe/Berlin';

/** As a person reads the clock, by another way than the code under test. */
function clock(moment: Date, zone: string): { day: string; weekday: Weekday; hour: number } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, hourCycle: 'h23', weekday: 'short' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: (names.indexOf(parts.weekday ?? '') + 1) as Weekday,
    hour: Number(parts.hour),
  };
}

const within = (hour: number, from: number, to: number) =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to;

function agreed(what: What, how: KeepInTouch, moment: Date, planZone: string): boolean {
  const { day, weekday, hour } = clock(moment, how.zone ?? planZone);
  if (how.awayUntil !== null && day < how.awayUntil) return false;
  if (mayInterrupt(what, how)) return how.quiet === null || !within(hour, how.quiet.from, how.quiet.to);
  const days = how.rhythm === 'weekly' ? [how.weekday] : how.days;
  return days.includes(weekday) && within(hour, how.hours.from, how.hours.to);
}

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, { minLength: 1 });
const hour = fc.integer({ min: 0, max: 23 });
const hours = fc.tuple(hour, hour).filter(([from, to]) => from !== to);
const ways: fc.Arbitrary<KeepInTouch> = fc.record({
  about: fc.constantFrom('turn', 'everything', 'approvals'),
  milestones: fc.boolean(),
  rhythm: fc.constantFrom('atOnce', 'daily', 'weekly'),
  weekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>,
  interrupt: fc.record({ approvals: fc.boolean(), questions: fc.boolean() }),
  days: weekdays,
  hours: hours.map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
  quiet: fc.option(hours.map(([from, to]) => ({ from, to }))),
  zone: fc.option(fc.constantFrom('America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC')),
  awayUntil: fc.option(
    fc.constantFrom<Day>(requireDay('2026-03-25'), requireDay('2026-04-02'), requireDay('2026-11-05')),
  ),
  standIn: fc.constant(''),
  channel: fc.constant('mail'),
  standInId: fc.constant(null),
  manner: fc.constantFrom('personal', 'brief'),
});
/** Around the days on which clocks change, one way and the other. */
const moments = fc
  .tuple(fc.constantFrom('2026-03-26', '2026-10-22', '2026-06-10', '2026-04-02'), fc.nat(6 * 24 * 60))
  .map(([day, minute]) => new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000));
const kinds: fc.Arbitrary<What> = fc.record({
  kind: fc.constantFrom(...lineKinds),
  refs: fc.constantFrom<What['refs']>({}, { of: 'approval' }),
});

describe('when somebody is told', () => {
  test('nothing comes at a time they did not agree to, and never what they do not want', () => {
    fc.assert(
      fc.property(kinds, ways, moments, fc.nat(5 * 24 * 60), (what, how, since, more) => {
        const now = new Date(since.getTime() + more * 60_000);
        const verdict = whenToTell(what, how, { since, now, zone });
        expect(verdict.kind === 'never').toBe(neverTold(what, how) !== null);
        if (verdict.kind === 'now') expect(agreed(what, how, now, zone)).toBe(true);
        if (verdict.kind !== 'later') return;
        expect(verdict.at.getTime()).toBeGreaterThan(now.getTime());
        expect(agreed(what, how, verdict.at, zone)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('what waits for no hour of its own waits no longer than it must', () => {
    fc.assert(
      fc.property(kinds, ways, moments, (what, how, since) => {
        fc.pre(mayInterrupt(what, how) || how.rhythm === 'atOnce');
        const verdict = whenToTell(what, how, { since, now: since, zone });
        if (verdict.kind === 'never') return;
        const at = verdict.kind === 'now' ? since : verdict.at;
        // Every quarter of an hour on the way there was none they agreed to.
        const first = Math.ceil(since.getTime() / QUARTER_MS) * QUARTER_MS;
        for (let t = first; t < at.getTime() && t < first + 9 * 86_400_000; t += QUARTER_MS)
          expect(agreed(what, how, new Date(t), zone)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('a letter a day is one letter a day: what came between two of its hours comes at the second', () => {
    fc.assert(
      fc.property(ways, moments, fc.array(fc.nat(4 * 24 * 60), { minLength: 1 }), (way, begin, minutes) => {
        const how: KeepInTouch = { ...way, rhythm: 'daily', about: 'turn' };
        const days = minutes.map((minute) => {
          const since = new Date(begin.getTime() + minute * 60_000);
          const verdict = whenToTell({ kind: 'yourTurn', refs: {} }, how, { since, now: since, zone });
          return verdict.kind === 'later' ? verdict.at : since;
        });
        const byDay = new Map<string, Set<number>>();
        for (const at of days) {
          const { day } = clock(at, how.zone ?? zone);
          byDay.set(day, (byDay.get(day) ?? new Set()).add(at.getTime()));
        }
        for (const times of byDay.values()) expect(times.size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  const at = (text: string) => new Date(text);
  test('an hour that the clocks have twice is the first of the two, in every zone', () => {
    for (const [zone, since, first] of [
      ['Pacific/Auckland', '2026-04-03T14:00:00Z', '2026-04-04T13:00:00Z'],
      ['Europe/Berlin', '2026-10-24T08:00:00Z', '2026-10-25T00:00:00Z'],
      ['America/Los_Angeles', '2026-10-31T20:00:00Z', '2026-11-01T08:00:00Z'],
    ] as const) {
      const hour = zone === 'America/Los_Angeles' ? 1 : 2;
      const quiet = { from: hour + 1, to: hour };
      const how: KeepInTouch = { ...usual, zone, quiet, interrupt: { approvals: true, questions: true } };
      const told = whenToTell({ kind: 'approvalAsked', refs: {} }, how, {
        since: at(since),
        now: at(since),
        zone,
      });
      expect(told).toEqual({ kind: 'later', at: at(first) });
    }
  });
  test('a step that becomes theirs on a Friday afternoon is told on Monday at nine', () => {
    const since = at('2026-11-20T15:20:00Z');
    expect(whenToTell({ kind: 'yourTurn', refs: {} }, usual, { since, now: since, zone })).toEqual({
      kind: 'later',
      at: at('2026-11-23T08:00:00Z'),
    });
  });
  test('an approval and a milestone come on that Friday; at night they wait for the morning', () => {
    const since = at('2026-11-20T15:20:00Z');
    for (const kind of ['approvalAsked', 'milestoneReached'] as const) {
      expect(whenToTell({ kind, refs: {} }, usual, { since, now: since, zone })).toEqual({ kind: 'now' });
      const night = at('2026-11-20T22:00:00Z');
      expect(whenToTell({ kind, refs: {} }, usual, { since: night, now: night, zone })).toEqual({
        kind: 'later',
        at: at('2026-11-21T06:00:00Z'),
      });
    }
  });
  test('a letter its hour has passed for, as after an outage, still comes that day, and not at night', () => {
    const since = at('2026-11-22T15:20:00Z');
    const late = (now: string) =>
      whenToTell({ kind: 'yourTurn', refs: {} }, usual, { since, now: at(now), zone });
    expect(late('2026-11-23T13:00:00Z')).toEqual({ kind: 'now' });
    expect(late('2026-11-23T17:00:00Z')).toEqual({ kind: 'later', at: at('2026-11-24T08:00:00Z') });
  });
  test('who decides hears of milestones and approvals alone', () => {
    const how = usualInTouch({ decides: true });
    const told = lineKinds.filter((kind) => neverTold({ kind, refs: {} }, how) === null);
    expect(told.every((kind) => /^(milestone|approval|health)/.test(kind))).toBe(true);
    expect(told).toContain('approvalAsked');
    expect(neverTold({ kind: 'proposed', refs: {} }, how)).not.toBeNull();
    expect(neverTold({ kind: 'proposed', refs: { of: 'approval' } }, how)).toBeNull();
  });
});
