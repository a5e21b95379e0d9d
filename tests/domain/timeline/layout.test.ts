import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, requireDay } from '#app/domain/day.ts';
import { toDayNumber } from '#app/domain/day-number.ts';
import { allInOrder } from '#app/domain/order.ts';
import type { Plan, Side, Step } from '#app/domain/plan.ts';
import { usualCalendars } from '#app/domain/plan-calendar.ts';
import { type Scale, scaleFor, scales, xOf } from '#app/domain/timeline/frame.ts';
import {
  type BarRow,
  type GroupRow,
  type Layout,
  layOutTimeline,
  rowHeight,
} from '#app/domain/timeline/layout.ts';
import { wide } from '#app/domain/timeline/letters.ts';
import { type Timeline, timelineOf } from '#app/domain/timeline/timeline.ts';
import { anyCalendar } from '#tests/domain/schedule/arbitrary.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import { aMilestone, aPlan, aStep, on, ownedBy, today, waits } from '#tests/support/plan-builder.ts';

const near = fc.integer({ min: -200, max: 400 }).map((days) => addDays(today, days));
const anyStep = fc.record({
  milestone: fc.nat(2),
  dueDay: fc.option(near, { freq: 4 }),
  duration: fc.integer({ min: 1, max: 30 }),
  state: fc.constantFrom('todo', 'todo', 'todo', 'done', 'skipped', 'stuck'),
  agreement: fc.constantFrom('agreed', 'agreed', 'proposed', 'outline', 'declined'),
  layer: fc.constantFrom('shared', 'shared', 'shared', 'seller'),
  owners: fc.constantFrom<CastMember[]>([], [maya], [dana], [maya, dana]),
  after: fc.array(fc.nat(30), { maxLength: 3 }),
});

const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    drafts: fc.array(anyStep, { maxLength: 30 }),
    liveDay: fc.option(near),
    gone: fc.boolean(),
  })
  .map(({ drafts, liveDay, gone }) => {
    const ended = (state: string) => state === 'done' || state === 'skipped';
    const steps = drafts.map((draft, at): Step => {
      const { milestone, dueDay, duration, state, agreement, layer, owners } = draft;
      return aStep(`s${at}`, {
        // Only what is private can lose its milestone.
        milestoneId: `m${gone && layer === 'shared' ? milestone % 2 : milestone}`,
        dueDay,
        duration,
        agreement: layer === 'seller' ? 'outline' : (agreement as Step['agreement']),
        layer: layer as Step['layer'],
        status: state as Step['status'],
        endedOn: ended(state) ? addDays(today, -(at % 20)) : null,
        owners: ownedBy(...owners),
      });
    });
    const dependencies = drafts.flatMap(({ after, layer }, at) =>
      at === 0
        ? []
        : [...new Set(after.map((n) => n % at))]
            .filter((n) => drafts[n]?.layer === 'shared' || layer === 'seller')
            .map((n) => waits(`s${at}`, `s${n}`, layer as Step['layer'])),
    );
    const milestones = ['m0', 'm1', 'm2'].map((id) => aMilestone(id)).slice(0, gone ? 2 : 3);
    const plan = aPlan({ milestones, steps, dependencies });
    return { ...plan, goal: { ...plan.goal, liveDay } };
  });

const anyDrawn = fc
  .record({
    plan: anyPlan,
    scale: fc.constantFrom<Scale>(...scales),
    side: fc.constantFrom<Side>('seller', 'buyer'),
    calendars: fc.record({ seller: anyCalendar, buyer: anyCalendar }),
  })
  .map(({ plan, scale, side, calendars }) => {
    // As a reader of this side is given it.
    const seen = {
      ...plan,
      steps: plan.steps.filter(({ layer }) => layer === 'shared' || layer === side),
      dependencies: plan.dependencies.filter(({ layer }) => layer === 'shared' || layer === side),
    };
    const timeline = timelineOf(seen, calendars, today, side);
    return { plan: seen, timeline, layout: layOutTimeline(timeline, scale) };
  });

const holds = (check: (drawn: { plan: Plan; timeline: Timeline; layout: Layout }) => void) =>
  fc.assert(fc.property(anyDrawn, check), { numRuns: 150 });

const barRows = ({ rows }: Layout): BarRow[] => rows.flatMap((row) => (row.kind === 'bar' ? [row] : []));
/** Those that stand on days. */
const bars = (layout: Layout) =>
  barRows(layout).flatMap(({ drawn, ...row }) => (drawn ? [{ ...row, ...drawn }] : []));
const groupRows = ({ rows }: Layout): GroupRow[] =>
  rows.flatMap((row) => (row.kind === 'group' ? [row] : []));

describe('where a timeline is drawn', () => {
  test('every step that counts has one bar, in the order of the plan, one row below the other', () => {
    holds(({ plan, layout }) => {
      const counted = allInOrder(plan).filter(({ agreement }) => agreement !== 'declined');
      expect(barRows(layout).map(({ bar }) => bar.step.id)).toEqual(counted.map(({ id }) => id));
      layout.rows.forEach(({ y }, at) => {
        expect(y).toBe(layout.head + (at + 0.5) * rowHeight);
      });
    });
  });

  test('what has a day, or had one, is drawn on it; what has none is on no day, and stretches nothing', () => {
    holds(({ timeline, layout }) => {
      for (const { bar, drawn } of barRows(layout))
        expect(drawn === null).toBe(bar.step.dueDay === null && bar.isGuess);
      const withoutGuesses = {
        ...timeline,
        groups: timeline.groups.map((g) => ({ ...g, bars: g.bars.filter(({ isGuess }) => !isGuess) })),
      };
      expect(layOutTimeline(withoutGuesses, layout.frame.scale).frame).toEqual(layout.frame);
    });
  });

  test('an earlier day is never right of a later one, and a bar is as long as its days', () => {
    holds(({ layout }) => {
      for (const { bar, x, width } of bars(layout)) {
        const days = toDayNumber(bar.end) - toDayNumber(bar.start) + 1;
        expect(days).toBeGreaterThan(0);
        expect(x + width).toBeCloseTo(xOf(layout.frame, toDayNumber(bar.end) + 1), 6);
        expect(width).toBeCloseTo(Math.max(14, days * layout.frame.perDay), 6);
      }
    });
  });

  test('nothing lies outside of the frame', () => {
    holds(({ layout }) => {
      const inside = (x: number) => {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(layout.width);
      };
      const within = (y: number) => {
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(layout.height);
      };
      for (const row of layout.rows) {
        within(row.y - rowHeight / 2);
        within(row.y + rowHeight / 2);
        if (row.pace) inside(row.pace.labelX + wide(row.pace.label));
      }
      for (const { x, width } of bars(layout)) [x, x + width].forEach(inside);
      for (const { x } of groupRows(layout)) if (x !== null) [x - 7, x + 7].forEach(inside);
      for (const { points } of layout.arrows)
        for (const [x, y] of points) {
          inside(x);
          within(y);
        }
      for (const { x, from, label } of layout.flags) [x, from, from + wide(label)].forEach(inside);
      for (const { x, label } of layout.ticks) [x, x + wide(label)].forEach(inside);
      for (const { x, width } of Object.values(layout.daysOff).flat()) [x, x + width - 0.001].forEach(inside);
    });
  });

  test('no label lies on another, nor on the mark beside it', () => {
    holds(({ layout }) => {
      for (const { x, width, pace } of bars(layout))
        if (pace) {
          expect(pace.x).toBeGreaterThan(x + width);
          expect(pace.labelX).toBeGreaterThan(pace.x);
        }
      for (const { x, pace } of groupRows(layout))
        if (pace && x !== null) expect(pace.labelX).toBeGreaterThan(x + 7);
      const { flags, ticks } = layout;
      for (const one of flags)
        for (const other of flags)
          if (one !== other && one.lane === other.lane)
            expect(one.from + wide(one.label) < other.from || other.from + wide(other.label) < one.from).toBe(
              true,
            );
      ticks.slice(1).forEach(({ x }, at) => {
        const before = ticks[at]!;
        expect(before.x + wide(before.label)).toBeLessThan(x);
      });
    });
  });

  test('an arrow leaves the end of the one waited for, meets the start of the one that waits, and turns at right angles', () => {
    holds(({ plan, layout }) => {
      const rows = new Map(bars(layout).map((row) => [row.bar.step.id, row]));
      const drawn = plan.dependencies.filter(({ stepId, afterId }) => rows.has(stepId) && rows.has(afterId));
      expect(layout.arrows).toHaveLength(drawn.length);
      for (const { from, to, points } of layout.arrows) {
        const [one, other] = [rows.get(from)!, rows.get(to)!];
        expect(points[0]).toEqual([one.x + one.width, one.y]);
        expect(points.at(-1)).toEqual([other.x, other.y]);
        expect(points.at(-2)![1]).toBe(other.y);
        expect(points.at(-2)![0]).toBeLessThan(other.x);
        points.slice(1).forEach(([x, y], at) => {
          const [px, py] = points[at]!;
          expect(Number(x !== px) + Number(y !== py)).toBeLessThanOrEqual(1);
        });
      }
    });
  });

  test('days off are those of the calendars and nobody else’s', () => {
    holds(({ timeline: { calendars }, layout: { frame, daysOff } }) => {
      const off = (x: number, stretches: { x: number; width: number }[]) =>
        stretches.some((stretch) => stretch.x <= x && x < stretch.x + stretch.width);
      if (frame.perDay < 1.5) return;
      for (let number = frame.from; number < frame.to; number++) {
        const day = addDays(today, number - toDayNumber(today));
        const noon = xOf(frame, number + 0.5);
        const [sells, buys] = [calendars.seller.isWorkingDay(day), calendars.buyer.isWorkingDay(day)];
        expect([off(noon, daysOff.both), off(noon, daysOff.seller), off(noon, daysOff.buyer)]).toEqual([
          !sells && !buys,
          !sells && buys,
          sells && !buys,
        ]);
      }
    });
  });

  test('the scale of its own is the one in which all of it is seen, as large as may be', () => {
    const until = (day: string) =>
      timelineOf(aPlan({ goal: { ...aPlan().goal, liveDay: on(day) } }), usualCalendars, today, 'buyer');
    expect(scaleFor(until('2026-12-18'))).toBe('weeks');
    expect(scaleFor(until('2027-03-12'))).toBe('months');
    expect(layOutTimeline(until('2027-03-12'), 'months').width).toBeLessThan(960);
  });

  test('a day typed a century off is still drawn, in a frame a browser can open', () => {
    const far = aPlan({
      steps: [aStep('far', { dueDay: requireDay('2200-12-31') }), aStep('near', { dueDay: today })],
    });
    for (const scale of scales) {
      const layout = layOutTimeline(timelineOf(far, usualCalendars, today, 'buyer'), scale);
      expect(layout.width).toBeLessThanOrEqual(25_000);
      expect(layout.ticks.length).toBeGreaterThan(1);
    }
  });
});
