import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, compareDays, type Day } from '#app/domain/day.ts';
import type { Line } from '#app/domain/mail-line.ts';
import type { Plan } from '#app/domain/plan.ts';
import { latenessCalendar } from '#app/domain/plan-calendar.ts';
import { isReminderTime, reminderLead, remindersDue, type ToldOfStep } from '#app/domain/reminder.ts';
import { whyUntrue } from '#app/domain/still-so.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, on, ownedBy, waits } from '#tests/support/plan-builder.ts';

const form = aStep('form', { dueDay: on('2026-12-10') });
const planWith = (over: Partial<typeof form> = {}, more: Partial<Plan> = {}): Plan =>
  aPlan({ steps: [{ ...form, ...over }], ...more });

const toldBy = (line: Line, day: Day): ToldOfStep => {
  const { stepId, time, day: of } = line.refs;
  if (!stepId || !isReminderTime(time)) throw new Error('A reminder names its step and time');
  return { personId: line.personId, stepId, on: day, reminder: { time, day: of as Day } };
};

/** Each working day of the buyer's in turn, as the plan is looked at; what was reminded, by day. */
function live(plan: Plan, from: Day, to: Day, told: ToldOfStep[] = []): [Day, Line][] {
  const known = [...told];
  const sent: [Day, Line][] = [];
  for (let day = from; compareDays(day, to) <= 0; day = addDays(day, 1)) {
    if (!latenessCalendar(plan).isWorkingDay(day)) continue;
    for (const line of remindersDue(plan, 'shared', day, known)) {
      known.push(toldBy(line, day));
      sent.push([day, line]);
    }
  }
  return sent;
}
const told = (plan: Plan, before: ToldOfStep[] = []) =>
  live(plan, on('2026-11-09'), on('2027-02-26'), before).map(([day, { refs }]) => `${refs.time} ${day}`);

describe('how long before its day', () => {
  test.each([
    [1, 9, 1],
    [4, 9, 1],
    [5, 9, 2],
    [20, 9, 5],
    [60, 9, 5],
    [1, 1, 2],
    [1, null, 1],
  ])('%i working days long, %s to spare: %i before', (duration, slack, lead) => {
    expect(reminderLead({ duration }, slack)).toBe(lead);
  });

  test('the longer it takes the earlier, and never later for having less to spare', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(30), fc.nat(60), (length, more, slack) => {
        const lead = reminderLead({ duration: 1 + length }, slack);
        expect(reminderLead({ duration: 1 + length + more }, slack)).toBeGreaterThanOrEqual(lead);
        expect(reminderLead({ duration: 1 + length }, slack + more)).toBeLessThanOrEqual(lead);
        expect(lead).toBeGreaterThan(0);
        expect(lead).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('a step that can be done', () => {
  test('is spoken of once before its day and once after, and then no more', () => {
    expect(told(planWith())).toEqual(['before 2026-12-09', 'after 2026-12-11']);
  });

  test('never in a day’s reach of a letter that said it is theirs', () => {
    const turn = (day: string): ToldOfStep => ({
      ...{ personId: dana.personId, stepId: 'form', on: on(day), reminder: null },
    });
    expect(told(planWith(), [turn('2026-12-08')])).toEqual(['before 2026-12-10', 'after 2026-12-14']);
    expect(told(planWith(), [turn('2026-12-10')])).toEqual(['after 2026-12-14']);
  });

  test('after an outage, what has passed is told as past, once', () => {
    expect(
      live(planWith(), on('2026-12-17'), on('2027-02-01')).map(([day, l]) => [day, l.refs.time]),
    ).toEqual([['2026-12-17', 'after']]);
  });

  test('with another day begins anew', () => {
    const first = live(planWith(), on('2026-11-09'), on('2026-12-09'));
    const known = first.map(([day, line]) => toldBy(line, day));
    expect(told(planWith({ dueDay: on('2026-12-18') }), known)).toContain('before 2026-12-17');
  });

  test('is not spoken of while it waits for something, is a question, or has ended', () => {
    const other = aStep('other', { owners: ownedBy(tom) });
    for (const plan of [
      planWith({}, { steps: [form, other], dependencies: [waits('form', 'other')] }),
      planWith({ agreement: 'proposed' }, { offers: [anOffer('form')] }),
      planWith({ agreement: 'outline' }),
      planWith({ status: 'done' }),
      planWith({ status: 'skipped' }),
      planWith({ dueDay: null }),
      planWith({ owners: [] }),
      planWith({}, { sample: true }),
    ])
      expect(told(plan).filter((line) => line.includes('form') || plan.steps.length === 1)).toEqual([]);
  });

  test('whoever has not come in is not written to', () => {
    const people = aPlan().people.map((p) => (p.personId === dana.personId ? { ...p, enteredOn: null } : p));
    expect(told(planWith({}, { people }))).toEqual([]);
  });

  test('of one side alone, only its own people are reminded, and in that layer only', () => {
    const plan = planWith({ layer: 'buyer', owners: ownedBy(dana, maya) });
    const day = on('2026-12-09');
    expect(remindersDue(plan, 'buyer', day, []).map(({ personId, layer }) => [personId, layer])).toEqual([
      [dana.personId, 'buyer'],
    ]);
    expect(remindersDue(plan, 'shared', day, [])).toEqual([]);
    expect(remindersDue(plan, 'seller', day, [])).toEqual([]);
  });

  test('however long, whenever it falls due, and however often it is looked at', () => {
    const lengths = fc.integer({ min: 1, max: 40 });
    const days = fc.nat(60).map((n) => addDays(on('2026-11-30'), n));
    fc.assert(
      fc.property(lengths, days, fc.boolean(), (duration, dueDay, isLenas) => {
        const owners = ownedBy(isLenas ? lena : dana);
        const plan = planWith({ duration, dueDay, owners });
        const calendar = latenessCalendar(plan);
        const sent = live(plan, on('2026-11-02'), on('2027-04-01'));
        expect(sent.map(([, { refs }]) => refs.time)).toEqual(['before', 'after']);
        const [before, after] = sent.map(([day]) => day);
        if (!before || !after) throw new Error('There are two');
        expect(compareDays(before, dueDay)).toBeLessThanOrEqual(0);
        expect(workingDaysBetween(before, dueDay, calendar)).toBeLessThanOrEqual(5);
        expect(workingDaysBetween(dueDay, after, calendar)).toBeGreaterThan(0);
        expect(workingDaysBetween(before, after, calendar)).toBeGreaterThanOrEqual(2);
        // As it was written down, it is so on its day.
        for (const [today, line] of sent)
          expect(
            whyUntrue(plan, { ...line, id: '', at: new Date() }, { personId: line.personId, today }),
          ).toBe(null);
      }),
      { numRuns: 200 },
    );
  });
});

test('what is so no more when the letter is written is not told', () => {
  const line: Line = {
    ...{ personId: dana.personId, kind: 'reminder', layer: 'shared' },
    refs: { stepId: 'form', time: 'before', day: '2026-12-10' },
  };
  const why = (plan: Plan, day = '2026-12-09', personId = dana.personId) =>
    whyUntrue(plan, { ...line, id: '', at: new Date() }, { personId, today: on(day) });
  expect(why(planWith())).toBeNull();
  expect(why(planWith(), '2026-12-11')).toBe('Its day has passed');
  expect(why(planWith({ dueDay: on('2026-12-11') }))).toBe('It has another day');
  expect(why(planWith({ status: 'done' }))).toBe('The step does not wait for anybody now');
  expect(why(planWith({ owners: ownedBy(lena) }))).toBe('The step is somebody else’s now');
});
