import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireDay } from '#app/domain/day.ts';
import type { ScheduleInput } from '#app/domain/schedule/input.ts';
import { project } from '#app/domain/schedule/project.ts';
import { slackOf } from '#app/domain/schedule/slack.ts';
import { anyInput, calendarFor, network, runs } from './arbitrary.ts';
import { referenceDrivers, referenceEnds, referenceSlack, referenceSlackToLive } from './reference.ts';
import { aStep, behind, inputOf } from './sketch.ts';

const day = requireDay;
const slack = (input: ScheduleInput) => {
  const made = network(input);
  return slackOf(made, project(made));
};
const isOpen = ({ endedOn }: { endedOn: unknown }) => endedOn === null;

describe('slack', () => {
  // Two ways to the end: five days over `long`, three over `short`.
  const twoWays = [
    aStep('first'),
    aStep('long', { duration: 3, after: behind('first') }),
    aStep('short', { after: behind('first') }),
    aStep('last', { after: [...behind('long'), ...behind('short')] }),
  ];

  it('is what the shorter way has to spare, and the longer way is the critical path', () => {
    const { steps, criticalPath } = slack(inputOf(twoWays));
    expect([...steps].map(([id, { slack }]) => [id, slack])).toEqual([
      ['first', 0],
      ['long', 0],
      ['short', 2],
      ['last', 0],
    ]);
    expect(steps.get('first')?.slackToLive).toBeNull();
    expect(criticalPath).toEqual(['first', 'long', 'last']);
  });

  it('counts up to the live day while everything fits, and is short of it when it does not', () => {
    const fits = slack(inputOf(twoWays, { liveDay: day('2026-12-07') }));
    expect(fits.steps.get('last')).toEqual({ slack: 1 + 1, slackToLive: 2 });
    expect(fits.criticalPath).toEqual(['first', 'long', 'last']);
    const late = slack(inputOf(twoWays, { liveDay: day('2026-12-01') }));
    expect(late.steps.get('last')).toEqual({ slack: 0, slackToLive: -2 });
    expect(late.steps.get('short')).toEqual({ slack: 2, slackToLive: 0 });
  });

  it('ends at a step that is promised for a day of its own, and goes through skipped ones', () => {
    const { criticalPath } = slack(
      inputOf([
        aStep('early', { dueDay: day('2026-12-01') }),
        aStep('promised', { dueDay: day('2026-12-08'), after: behind('early') }),
        aStep('skipped', { endedOn: day('2026-11-20'), isSkipped: true, after: behind('promised') }),
        aStep('last', { after: behind('skipped') }),
      ]),
    );
    expect(criticalPath).toEqual(['promised', 'last']);
  });

  it('names all that the next one could not begin before, a weekend apart, and through a skipped step too', () => {
    const threeBefore = ['saturday', 'friday', 'thursday'].flatMap((id) => behind(id));
    const steps = [
      aStep('saturday', { dueDay: day('2026-12-05') }),
      aStep('friday', { duration: 6 }),
      aStep('thursday', { duration: 5 }),
    ];
    const direct = slack(inputOf([...steps, aStep('monday', { after: threeBefore })]));
    expect(direct.criticalPath).toEqual(['saturday', 'friday', 'monday']);
    const between = aStep('between', { endedOn: day('2026-11-20'), isSkipped: true, after: threeBefore });
    const through = slack(inputOf([...steps, between, aStep('monday', { after: behind('between') })]));
    expect(through.criticalPath).toEqual(direct.criticalPath);
  });

  it('is more where the next side would not have worked anyway', () => {
    const noFriday = calendarFor([1, 2, 3, 4]);
    const { steps, criticalPath } = slack(
      inputOf([
        aStep('a', { dueDay: day('2026-12-03') }),
        aStep('b', { calendar: noFriday, after: behind('a') }),
      ]),
    );
    expect(steps.get('a')?.slack).toBe(1);
    expect(criticalPath).toEqual(['a', 'b']);
  });

  it('is what trying finds: the step a day later, and another, until the live day moves', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { steps } = slack(input);
        const open = input.steps.filter(isOpen);
        expect(Object.fromEntries([...steps].map(([id, own]) => [id, own.slack]))).toEqual(
          Object.fromEntries(open.map((step) => [step.id, referenceSlack(input, step)])),
        );
        for (const own of steps.values()) expect(own.slack).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  }, 120_000);

  it('to the live day itself is what trying finds too, behind it as well as before', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { steps } = slack(input);
        for (const step of input.steps.filter(isOpen))
          expect(steps.get(step.id)?.slackToLive).toBe(referenceSlackToLive(input, step));
      }),
      runs,
    );
  }, 120_000);
});

describe('the critical path', () => {
  it('begins at the last ends and goes back over what drives them, in an order of work', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { criticalPath } = slack(input);
        const ends = referenceEnds(input);
        const open = input.steps.filter(isOpen);
        const last = open.map(({ id }) => ends.get(id)!).sort();
        const expected = new Set(open.map(({ id }) => id).filter((id) => ends.get(id) === last.at(-1)));
        // A set grows while it is walked.
        for (const id of expected)
          for (const driver of referenceDrivers(input, ends, open.find((step) => step.id === id)!))
            if (open.some((step) => step.id === driver)) expected.add(driver);
        expect(new Set(criticalPath)).toEqual(expected);
        expect(criticalPath).toHaveLength(expected.size);
        for (const step of open)
          for (const { id } of step.after)
            if (expected.has(id) && expected.has(step.id))
              expect(criticalPath.indexOf(id)).toBeLessThan(criticalPath.indexOf(step.id));
      }),
      runs,
    );
  });

  it('is every step without slack, where all work on the same days and nothing fits with room to spare', () => {
    fc.assert(
      fc.property(anyInput({ oneCalendar: true }), (drawn) => {
        const workable = (step: ScheduleInput['steps'][number]) => ({
          ...step,
          dueDay: step.dueDay && step.calendar.isWorkingDay(step.dueDay) ? step.dueDay : null,
        });
        const input = { ...drawn, liveDay: null, steps: drawn.steps.map(workable) };
        if (input.steps.every((step) => !isOpen(step))) return;
        const { steps, criticalPath } = slack(input);
        expect([...criticalPath].sort()).toEqual(
          [...steps].flatMap(([id, own]) => (own.slack === 0 ? [id] : [])).sort(),
        );
      }),
      runs,
    );
  });
});
