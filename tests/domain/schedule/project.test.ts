import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, requireDay } from '#app/domain/day.ts';
import type { ScheduleInput, ScheduleStep } from '#app/domain/schedule/input.ts';
import { project } from '#app/domain/schedule/project.ts';
import { anyInput, calendarFor, midDay, network, runs } from './arbitrary.ts';
import { countBetween, referenceDrivers, referenceEnds, referenceLive } from './reference.ts';
import { aStep, behind, inputOf } from './sketch.ts';

const day = requireDay;

const projected = (steps: ScheduleStep[], over: Partial<ScheduleInput> = {}) =>
  project(network(inputOf(steps, over)));

describe('on today’s pace', () => {
  it('a step keeps its day until facts say otherwise', () => {
    const { steps } = projected([aStep('a', { dueDay: day('2026-12-04'), duration: 10 })]);
    expect(steps.get('a')).toEqual({
      start: '2026-11-23',
      end: '2026-12-04',
      late: 0,
      driver: { by: 'dueDay' },
    });
  });

  it('a step whose day has passed ends today, or on the next working day', () => {
    const late = aStep('a', { dueDay: day('2026-11-25') });
    expect(projected([late]).steps.get('a')).toEqual({
      start: '2026-11-27',
      end: '2026-11-27',
      late: 2,
      driver: { by: 'today' },
    });
    expect(projected([late], { today: day('2026-11-28') }).steps.get('a')?.end).toBe('2026-11-30');
  });

  it('a step without a day starts today at the earliest', () => {
    expect(projected([aStep('a', { duration: 3 })]).steps.get('a')).toEqual({
      start: '2026-11-27',
      end: '2026-12-01',
      late: 0,
      driver: { by: 'today' },
    });
  });

  it('a step takes its own working days behind the step before it, and the days between', () => {
    const { steps } = projected([
      aStep('a', { dueDay: day('2026-12-03') }),
      aStep('b', { duration: 2, dueDay: day('2026-12-04'), after: behind('a') }),
      aStep('c', { after: behind('b', 3) }),
    ]);
    expect(steps.get('b')).toEqual({
      start: '2026-12-04',
      end: '2026-12-07',
      late: 1,
      driver: { by: 'step', id: 'a' },
    });
    expect(steps.get('c')?.end).toBe('2026-12-11');
  });

  it('two steps that overlap wholly begin together', () => {
    const { steps } = projected([
      aStep('a', { duration: 4 }),
      aStep('b', { duration: 2, after: behind('a', -4) }),
    ]);
    expect(steps.get('a')).toMatchObject({ start: '2026-11-27', end: '2026-12-02' });
    expect(steps.get('b')).toMatchObject({ start: '2026-11-27', end: '2026-11-30' });
  });

  it('each step is reckoned in the days of the side that does it', () => {
    const sundayToThursday = calendarFor([7, 1, 2, 3, 4], [day('2026-12-02')]);
    const { steps } = projected([
      aStep('a', { dueDay: day('2026-11-27') }),
      aStep('b', { duration: 4, calendar: sundayToThursday, after: behind('a') }),
      aStep('c', { duration: 2, after: behind('b') }),
    ]);
    expect(steps.get('b')).toMatchObject({ start: '2026-11-29', end: '2026-12-03' });
    expect(steps.get('c')).toMatchObject({ start: '2026-12-04', end: '2026-12-07' });
  });

  it('what was done counts on its day, early or late', () => {
    const { steps } = projected([
      aStep('a', { dueDay: day('2026-11-20'), endedOn: day('2026-11-26') }),
      aStep('b', { duration: 3, dueDay: day('2026-11-27'), after: behind('a') }),
    ]);
    expect(steps.get('a')).toMatchObject({ end: '2026-11-26', late: 4, driver: { by: 'fact' } });
    expect(steps.get('b')).toMatchObject({ end: '2026-12-01', late: 2, driver: { by: 'step', id: 'a' } });
  });

  it('a skipped step takes no time: who waited for it waits for what it waited for', () => {
    const skipped = { endedOn: midDay, isSkipped: true };
    const { steps, live } = projected([
      aStep('a', { dueDay: day('2026-12-04') }),
      aStep('b', { ...skipped, duration: 20, after: behind('a', 5) }),
      aStep('c', { duration: 2, after: behind('b') }),
      aStep('d', { ...skipped }),
      aStep('e', { duration: 5, dueDay: day('2026-11-30'), after: behind('d') }),
    ]);
    expect(steps.get('b')).toMatchObject({ start: midDay, end: midDay });
    expect(steps.get('c')).toMatchObject({ end: '2026-12-08', driver: { by: 'step', id: 'a' } });
    expect(steps.get('e')).toMatchObject({ end: '2026-11-30', driver: { by: 'dueDay' } });
    expect(live).toEqual({ day: '2026-12-08', lateBy: 0 });
  });

  it('the live day stands while the last step fits, and is late by working days when it does not', () => {
    const step = aStep('a', { dueDay: day('2026-12-14') });
    const live = (liveDay: string) => projected([step], { liveDay: day(liveDay) }).live;
    expect(live('2026-12-18')).toEqual({ day: '2026-12-18', lateBy: 0 });
    expect(live('2026-12-11')).toEqual({ day: '2026-12-14', lateBy: 1 });
    expect(live('2026-12-13')).toEqual({ day: '2026-12-14', lateBy: 1 });
    expect(projected([step]).live).toEqual({ day: '2026-12-14', lateBy: 0 });
    expect(projected([]).live).toEqual({ day: null, lateBy: 0 });
  });

  it('a forecast beyond the known years stops at their last day', () => {
    const long = Array.from({ length: 100 }, (_, n) =>
      aStep(`s${n}`, { duration: 999, after: n === 0 ? [] : behind(`s${n - 1}`) }),
    );
    expect(projected(long).live.day).toBe('2200-12-31');
  });
});

describe('a projection of any plan', () => {
  it('is what walking the days one by one gives', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { steps, live } = project(network(input));
        const ends = referenceEnds(input);
        expect(Object.fromEntries([...steps].map(([id, { end }]) => [id, end]))).toEqual(
          Object.fromEntries(input.steps.map(({ id }) => [id, ends.get(id)])),
        );
        const day = referenceLive(input, ends);
        expect(live.day).toBe(day);
        const { liveDay, calendar } = input;
        expect(live.lateBy).toBe(day && liveDay ? Math.max(0, countBetween(liveDay, day, calendar)) : 0);
      }),
      runs,
    );
  });

  it('says of each step how long it takes, how late it is, and what makes it so', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { steps } = project(network(input));
        const ends = referenceEnds(input);
        for (const step of input.steps) {
          const { start, end, late, driver } = steps.get(step.id)!;
          const { calendar, dueDay, duration } = step;
          expect(late).toBe(dueDay ? Math.max(0, countBetween(dueDay, end, calendar)) : 0);
          if (step.isSkipped) expect(start).toBe(end);
          else {
            expect(calendar.isWorkingDay(start)).toBe(true);
            expect(countBetween(addDays(start, -1), end, calendar)).toBe(duration);
          }
          if (driver.by === 'fact') expect(end).toBe(step.endedOn);
          if (driver.by === 'dueDay') expect(end).toBe(dueDay);
          if (driver.by === 'step') expect(referenceDrivers(input, ends, step)).toContain(driver.id);
          if (driver.by === 'today')
            expect(countBetween(addDays(input.today, -1), end, calendar)).toBe(dueDay ? 1 : duration);
        }
      }),
      runs,
    );
  });

  it('never comes nearer by a day that is later, a step that is longer, or a longer wait', () => {
    const changes = fc.constantFrom('dueDay', 'duration', 'lag', 'today', 'endedOn');
    fc.assert(
      fc.property(anyInput(), fc.nat(11), fc.integer({ min: 1, max: 9 }), changes, (input, at, by, what) => {
        const index = at % input.steps.length;
        const longer = (step: ScheduleStep): ScheduleStep => ({
          ...step,
          dueDay: what === 'dueDay' && step.dueDay ? addDays(step.dueDay, by) : step.dueDay,
          endedOn: what === 'endedOn' && step.endedOn ? addDays(step.endedOn, by) : step.endedOn,
          duration: what === 'duration' ? step.duration + by : step.duration,
          after: what === 'lag' ? step.after.map(({ id, lag }) => ({ id, lag: lag + by })) : step.after,
        });
        const steps = input.steps.map((step, each) => (each === index ? longer(step) : step));
        const today = what === 'today' ? addDays(input.today, by) : input.today;
        const before = project(network(input));
        const changed = project(network({ ...input, steps, today }));
        for (const { id } of input.steps)
          expect(changed.steps.get(id)!.end >= before.steps.get(id)!.end).toBe(true);
        expect((changed.live.day ?? '') >= (before.live.day ?? '')).toBe(true);
        expect(changed.live.lateBy).toBeGreaterThanOrEqual(before.live.lateBy);
      }),
      runs,
    );
  });
});
