import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addDays, requireDay } from '#app/domain/day.ts';
import { lastDay, layOut, shortSentence } from '#app/domain/lay-out.ts';
import { checkTemplate, type Template, type TemplateStep, templateSteps } from '#app/domain/template.ts';
import { builtInTemplates } from '#app/domain/templates/built-in.ts';
import { shortPlan } from '#app/domain/templates/short-plan.ts';
import {
  addWorkingDays,
  onOrAfter,
  onOrBefore,
  weekdays,
  workingDaysBetween,
} from '#app/domain/working-days.ts';
import { anyDay, inMachineZone, machineZones } from '#tests/domain/days.ts';

const day = requireDay;

/** A sound template of any shape: each step waits for some before it and has some days to spare. */
const anyTemplate: fc.Arbitrary<Template> = fc
  .array(
    fc.record({
      duration: fc.integer({ min: 1, max: 6 }),
      spare: fc.integer({ min: 0, max: 3 }),
      waits: fc.array(fc.nat(20), { maxLength: 3 }),
      overlaps: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drafts) => {
    const due: number[] = [];
    const afters: number[][] = [];
    drafts.forEach(({ duration, spare, waits }, index) => {
      // The last one waits for all, so that it ends last.
      const after =
        index === drafts.length - 1
          ? drafts.slice(0, -1).map((_, before) => before)
          : [...new Set(index === 0 ? [] : waits.map((wait) => wait % index))];
      afters.push(after);
      due.push(Math.max(0, ...after.map((before) => due[before]!)) + duration + spare);
    });
    const end = due.at(-1)!;
    const steps = drafts.map(({ duration, overlaps }, index): TemplateStep => {
      const after = afters[index]!.map((before) => before + 1);
      return {
        key: index + 1,
        title: `Step ${index + 1}`,
        type: 'task',
        owners: [{ side: 'buyer', role: 'champion' }],
        mode: 'single',
        offset: end - due[index]!,
        duration,
        after,
        alongside: overlaps ? after[0] : undefined,
        ask: 'Do it.',
        doneWhen: 'It is done.',
      };
    });
    const lead = Math.max(...steps.map((step) => step.offset + step.duration));
    return { id: 'any', name: 'Any', description: 'Any.', lead, milestones: [{ name: 'All', steps }] };
  });

const templates = fc.oneof(fc.constantFrom(...builtInTemplates), anyTemplate);
const situations = fc.record({
  template: templates,
  liveDay: anyDay,
  ahead: fc.integer({ min: -20, max: 150 }),
});

/** The longest chain of waiting steps, in working days: what the work takes when nothing is left to spare. */
function longestChain(template: Template): number {
  const steps = templateSteps(template);
  const chainTo = (key: number): number => {
    const step = steps.find((other) => other.key === key)!;
    return step.duration + Math.max(0, ...step.after.map(chainTo));
  };
  return Math.max(...steps.map(({ key }) => chainTo(key)));
}

describe.each(machineZones)('laying out a template, on a machine in %s', (zone) => {
  const restore = inMachineZone(zone);
  afterEach(restore.after);

  it('counts back from the live day in working days', () => {
    restore.before();
    const layout = layOut(shortPlan, day('2027-03-12'), day('2026-11-24'), weekdays);
    expect(layout).toEqual({
      steps: [
        { key: 1, startDay: '2027-02-16', dueDay: '2027-02-16' },
        { key: 2, startDay: '2027-02-19', dueDay: '2027-02-19' },
        { key: 3, startDay: '2027-02-22', dueDay: '2027-03-02' },
        { key: 4, startDay: '2027-03-03', dueDay: '2027-03-05' },
        { key: 5, startDay: '2027-03-08', dueDay: '2027-03-10' },
        { key: 6, startDay: '2027-03-11', dueDay: '2027-03-12' },
      ],
      short: 0,
      late: [],
      parallel: [],
      wonBack: 0,
    });
    expect(shortSentence(layout, shortPlan)).toBeNull();
  });
});

describe('laying out a template', () => {
  it('is due on Friday when the live day is a Sunday', () => {
    const today = day('2026-11-24');
    const onSunday = layOut(shortPlan, day('2027-03-14'), today, weekdays);
    expect(onSunday).toEqual(layOut(shortPlan, day('2027-03-12'), today, weekdays));
    expect(lastDay(onSunday)).toBe('2027-03-12');
  });

  it('spends the spare days before it calls the time too short', () => {
    // 17 days of work in a row, and exactly 17 working days.
    const tight = layOut(shortPlan, day('2027-03-12'), day('2027-02-18'), weekdays);
    expect(tight.short).toBe(0);
    expect(tight.steps[0]).toEqual({ key: 1, startDay: '2027-02-18', dueDay: '2027-02-18' });
    expect(lastDay(tight)).toBe('2027-03-12');
    expect(layOut(shortPlan, day('2027-03-12'), day('2027-02-19'), weekdays).short).toBe(1);
  });

  it('names the steps that could run in parallel and what that wins back', () => {
    const enough = layOut(shortPlan, day('2027-03-12'), day('2027-02-23'), weekdays);
    expect(shortSentence(enough, shortPlan)).toBe(
      'Short by 3 working days: these two could run in parallel, and then it fits: ' +
        '“Try-out against the exit criteria” and “The case on one page: problem, cost today, measures, ask”.',
    );
    const tooLate = layOut(shortPlan, day('2027-03-12'), day('2027-03-03'), weekdays);
    expect(tooLate.late).toEqual([3, 4, 5, 6]);
    expect(shortSentence(tooLate, shortPlan)).toBe(
      'Short by 9 working days: these three could run in parallel, which wins back 4: ' +
        '“Tailored demo for the people who will use it”, ' +
        '“Try-out against the exit criteria” and “The case on one page: problem, cost today, measures, ask”.',
    );
  });

  it('says when the work would end if nothing can run in parallel', () => {
    const [only] = shortPlan.milestones;
    const single = {
      ...shortPlan,
      lead: 3,
      milestones: [{ ...only!, steps: [{ ...only!.steps[0]!, offset: 0, duration: 3 }] }],
    };
    expect(checkTemplate(single)).toEqual([]);
    const layout = layOut(single, day('2027-03-12'), day('2027-03-12'), weekdays);
    expect(shortSentence(layout, single)).toBe(
      'Short by 2 working days: the last step would end on Tue 16 Mar.',
    );
    const oneShort = layOut(single, day('2027-03-12'), day('2027-03-11'), weekdays);
    expect(shortSentence(oneShort, single)).toBe(
      'Short by 1 working day: the last step would end on Mon 15 Mar.',
    );
  });

  it('never lays a step into the past or onto a weekend, and keeps the order', () => {
    fc.assert(
      fc.property(situations, ({ template, liveDay, ahead }) => {
        const today = addDays(liveDay, 0 - ahead);
        const { steps } = layOut(template, liveDay, today, weekdays);
        const laid = new Map(steps.map((step) => [step.key, step]));
        for (const step of templateSteps(template)) {
          const { startDay, dueDay } = laid.get(step.key)!;
          expect(startDay >= today).toBe(true);
          expect(weekdays.isWorkingDay(startDay) && weekdays.isWorkingDay(dueDay)).toBe(true);
          expect(workingDaysBetween(startDay, dueDay, weekdays)).toBe(step.duration - 1);
          for (const key of step.after) expect(laid.get(key)!.dueDay < startDay).toBe(true);
        }
      }),
    );
  });

  it('is short by exactly what the longest chain of steps needs beyond the time there is', () => {
    fc.assert(
      fc.property(situations, ({ template, liveDay, ahead }) => {
        const today = addDays(liveDay, 0 - ahead);
        const layout = layOut(template, liveDay, today, weekdays);
        const end = onOrBefore(liveDay, weekdays);
        const available = workingDaysBetween(onOrAfter(today, weekdays), end, weekdays) + 1;
        expect(layout.short).toBe(Math.max(0, longestChain(template) - available));
        expect(Math.max(0, workingDaysBetween(end, lastDay(layout), weekdays))).toBe(layout.short);
        expect(layout.late.length > 0).toBe(layout.short > 0);
        expect(layout.wonBack).toBeLessThanOrEqual(layout.short);
        expect(layout.wonBack > 0).toBe(layout.parallel.length > 0);
        expect(layout.parallel.every((keys) => keys.length > 1)).toBe(true);
      }),
    );
  });

  it('keeps the days of the template for every step that is not pressed', () => {
    fc.assert(
      fc.property(templates, anyDay, fc.nat(100), (template, liveDay, more) => {
        const end = onOrBefore(liveDay, weekdays);
        const today = addWorkingDays(end, 1 - template.lead - more, weekdays);
        const { steps, short } = layOut(template, liveDay, today, weekdays);
        expect(short).toBe(0);
        const offsets = steps.map(({ dueDay }) => workingDaysBetween(dueDay, end, weekdays));
        expect(offsets).toEqual(templateSteps(template).map((step) => step.offset));
      }),
    );
  });
});
