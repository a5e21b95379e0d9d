import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, requireDay } from '#app/domain/day.ts';
import { layBackwards } from '#app/domain/schedule/backward.ts';
import type { ScheduleInput } from '#app/domain/schedule/input.ts';
import { onOrBefore } from '#app/domain/working-days.ts';
import { anyInput, midDay, network, runs } from './arbitrary.ts';
import { countBetween, referenceEnds } from './reference.ts';
import { aStep, behind, inputOf } from './sketch.ts';

const day = requireDay;
const laid = (input: ScheduleInput, liveDay: string) => layBackwards(network(input), day(liveDay));

/** The same work with nothing promised, so that each step ends as early as it can. */
const soonest = (input: ScheduleInput): ScheduleInput => ({
  ...input,
  steps: input.steps.map((step) => ({ ...step, dueDay: null })),
});
const anyLayout = anyInput().chain((input) =>
  fc.integer({ min: -10, max: 50 }).map((ahead) => ({ input, liveDay: addDays(midDay, ahead) })),
);

describe('a plan laid backwards from the live day', () => {
  const inARow = [
    aStep('demo', { dueDay: day('2026-11-30') }),
    aStep('try', { duration: 4, after: behind('demo') }),
    aStep('write', { duration: 3, after: behind('try') }),
    aStep('approve', { duration: 2, after: [{ id: 'write', lag: 0 }] }),
    aStep('sign', { duration: 1, after: [{ id: 'approve', lag: 0, mustWait: true }] }),
  ];

  it('puts each step as late as it can be, whatever day it had', () => {
    const { steps, short } = laid(inputOf(inARow), '2026-12-18');
    expect(Object.fromEntries(steps)).toEqual({
      demo: { start: '2026-12-04', due: '2026-12-04' },
      try: { start: '2026-12-07', due: '2026-12-10' },
      write: { start: '2026-12-11', due: '2026-12-15' },
      approve: { start: '2026-12-16', due: '2026-12-17' },
      sign: { start: '2026-12-18', due: '2026-12-18' },
    });
    expect(short).toBe(0);
  });

  it('says how much is missing, and the fewest steps that would win it back side by side', () => {
    expect(laid(inputOf(inARow), '2026-12-09')).toMatchObject({
      short: 2,
      late: ['approve', 'sign'],
      parallel: [['write', 'approve']],
      wonBack: 2,
    });
  });

  it('never has a step begin beside one it must wait for, or before days that have to pass', () => {
    const { parallel, wonBack, short } = laid(
      inputOf([
        aStep('approve', { duration: 5 }),
        aStep('sign', { duration: 5, after: [{ id: 'approve', lag: 0, mustWait: true }] }),
        aStep('deliver', { duration: 5, after: behind('sign', 3) }),
      ]),
      '2026-12-09',
    );
    expect({ parallel, wonBack, short }).toEqual({ parallel: [], wonBack: 0, short: 9 });
  });

  it('leaves what has ended alone, and the rest behind it', () => {
    const { steps } = laid(
      inputOf([
        aStep('done', { endedOn: day('2026-11-26') }),
        aStep('open', { duration: 2, after: behind('done') }),
      ]),
      '2026-12-04',
    );
    expect(Object.fromEntries(steps)).toEqual({ open: { start: '2026-12-03', due: '2026-12-04' } });
  });

  it('is short by just what the work needs beyond the time there is', () => {
    fc.assert(
      fc.property(anyLayout, ({ input, liveDay }) => {
        const { short, late, wonBack, parallel } = layBackwards(network(input), liveDay);
        const ends = referenceEnds(soonest(input));
        const open = input.steps.filter(({ endedOn }) => endedOn === null);
        const over = open.map(({ id }) => Math.max(0, countBetween(liveDay, ends.get(id)!, input.calendar)));
        expect(short).toBe(Math.max(0, ...over));
        expect(late.length > 0).toBe(short > 0);
        expect(wonBack).toBeGreaterThanOrEqual(0);
        expect(wonBack).toBeLessThanOrEqual(short);
        expect(parallel.length > 0).toBe(wonBack > 0);
        for (const group of parallel) expect(group.length).toBeGreaterThan(1);
      }),
      runs,
    );
  });

  it('keeps every wait, lays nothing into the past, and could lay no step a day later without being late', () => {
    fc.assert(
      fc.property(anyLayout, ({ input, liveDay }) => {
        const layout = layBackwards(network(input), liveDay);
        const open = input.steps.filter(({ endedOn }) => endedOn === null);
        // Promised the days it was given, the plan holds: nothing pushes anything.
        const due = (id: string) => layout.steps.get(id)!.due;
        const promised = (over: Record<string, string> = {}): ScheduleInput => ({
          ...input,
          steps: input.steps.map((s) => ({
            ...s,
            dueDay: day(over[s.id] ?? layout.steps.get(s.id)?.due ?? '2020-01-01'),
          })),
        });
        const ends = referenceEnds(promised());
        for (const { id, calendar, duration } of open) {
          const { start } = layout.steps.get(id)!;
          expect(ends.get(id)).toBe(due(id));
          expect(start >= input.today && calendar.isWorkingDay(start) && calendar.isWorkingDay(due(id))).toBe(
            true,
          );
          expect(countBetween(addDays(start, -1), due(id), calendar)).toBe(duration);
        }
        // Behind the live day nothing could be later; a day off there counts for nothing, and is behind it all the same.
        if (open.some(({ id }) => due(id) > liveDay)) return;
        for (const step of open) {
          const next = onOrBefore(liveDay, step.calendar) > due(step.id) ? addDays(due(step.id), 1) : null;
          let later = next;
          while (later && !step.calendar.isWorkingDay(later)) later = addDays(later, 1);
          if (!later) continue;
          const pushed = referenceEnds(promised({ [step.id]: later }));
          expect(open.some(({ id }) => id !== step.id && pushed.get(id)! > due(id))).toBe(true);
        }
      }),
      runs,
    );
  });
});
