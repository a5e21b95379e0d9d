import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange } from '#app/domain/apply-change.ts';
import { addDays, compareDays, dayOf, requireDay } from '#app/domain/day.ts';
import { dayTurned } from '#app/domain/day-turned.ts';
import { nextLook, startOfDay } from '#app/domain/next-look.ts';
import type { Plan } from '#app/domain/plan.ts';
import { anyDay } from '#tests/domain/days.ts';
import { dana, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  on,
  ownedBy,
  waits,
} from '#tests/support/plan-builder.ts';

describe('a day begins', () => {
  test.each([
    ['Europe/Berlin', '2026-11-27', '2026-11-26T23:00:00.000Z'],
    ['America/Los_Angeles', '2030-03-10', '2030-03-10T08:00:00.000Z'],
    ['America/Los_Angeles', '2030-03-11', '2030-03-11T07:00:00.000Z'],
    ['Pacific/Auckland', '2030-04-07', '2030-04-06T11:00:00.000Z'],
    ['Pacific/Auckland', '2030-04-08', '2030-04-07T12:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-27', '2026-11-26T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-27', '2026-11-26T10:00:00.000Z'],
    ['Pacific/Niue', '2026-11-27', '2026-11-27T11:00:00.000Z'],
    // The hour from midnight was left out there on that day.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    // Samoa left out 30 December 2011.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('%s %s at %s', (zone, day, instant) => {
    expect(startOfDay(requireDay(day), zone).toISOString()).toBe(instant);
  });

  test.each(['America/Los_Angeles', 'Pacific/Auckland', 'America/St_Johns', 'UTC'])(
    'in %s it is another day a moment before',
    (zone) => {
      fc.assert(
        fc.property(anyDay, (day) => {
          const start = startOfDay(day, zone);
          expect(dayOf(start, zone)).toBe(day);
          expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
        }),
        { numRuns: 300 },
      );
    },
  );
});

const plans = (zone: string): Plan[] => {
  const [friday, monday] = [on('2030-03-08'), on('2030-03-11')];
  const goal = { ...aPlan().goal, liveDay: on('2030-03-15') };
  return [
    aPlan({ zone, goal, steps: [aStep('form', { dueDay: friday })] }),
    aPlan({
      zone,
      goal,
      steps: [aStep('form', { dueDay: friday }), aStep('sign', { dueDay: monday, owners: ownedBy(maya) })],
      dependencies: [waits('sign', 'form')],
    }),
    aPlan({
      zone,
      goal,
      steps: [aStep('form', { agreement: 'proposed', owners: ownedBy(dana) })],
      offers: [{ ...anOffer('form'), on: on('2030-03-01') }],
    }),
  ];
};

describe('the next look at a plan', () => {
  test.each(['America/Los_Angeles', 'Pacific/Auckland'])(
    'in %s comes before anything is so by time alone, and nothing is until then',
    (zone) => {
      const kinds = new Set<string>();
      for (const start of plans(zone)) {
        let plan = start;
        let now = startOfDay(on('2030-03-04'), zone);
        for (const end = startOfDay(on('2030-04-12'), zone); now < end; ) {
          const found = dayTurned(plan, dayOf(now, zone));
          for (const change of found) {
            kinds.add(change.kind);
            plan = applyChange(plan, change, 1);
          }
          expect(dayTurned(plan, dayOf(now, zone)), 'a second look finds nothing').toEqual([]);
          const next = nextLook(plan, now);
          if (!next) throw new Error('A running plan is looked at again');
          for (let at = now.getTime() + 1; at < next.getTime(); at += 7_200_000)
            expect(dayTurned(plan, dayOf(new Date(at), zone))).toEqual([]);
          expect(compareDays(dayOf(next, zone), dayOf(now, zone))).toBeGreaterThan(0);
          now = next;
        }
      }
      expect(kinds).toEqual(new Set(['healthChanged', 'milestonePaced']));
    },
  );

  test('passes over the weekend and the buyer’s holidays', () => {
    const plan = aPlan({ zone: 'UTC', steps: [aStep('form')] });
    expect(nextLook(plan, '2026-11-27T09:00:00Z')?.toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });

  test('never comes for a draft, nor for a plan that is at its end', () => {
    const reachedOn = on('2026-11-20');
    expect(nextLook(aDraft(), '2026-11-27T09:00:00Z')).toBeNull();
    const end = aPlan({ milestones: [aMilestone('fit', { reachedOn })] });
    expect(nextLook(end, '2026-11-27T09:00:00Z')).toBeNull();
  });
});
