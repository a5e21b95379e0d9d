import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmedDay } from '#app/domain/confirm-step.ts';
import { addDays, compareDays, type Day } from '#app/domain/day.ts';
import { letterActs } from '#app/domain/letter-act.ts';
import type { Line } from '#app/domain/mail-line.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { calendarOfSide, latenessCalendar } from '#app/domain/plan-calendar.ts';
import { firstReminder } from '#app/domain/reminder.ts';
import { type AskedStillRight, silenceUntilFaded, stillRightDue } from '#app/domain/still-right.ts';
import { whyUntrue } from '#app/domain/still-so.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, ask, on, only, ownedBy, stepIn, today } from '#tests/support/plan-builder.ts';

const start = on('2026-11-09');
const form = aStep('form', { dueDay: on('2027-03-12') });
const planWith = (over: Partial<Step> = {}, more: Partial<Plan> = {}): Plan =>
  aPlan({ steps: [{ ...form, ...over }], ...more });

/** Every working day until then: who is asked of what, each letter going on the day itself. */
function live(plan: Plan, to: Day, asked: AskedStillRight[] = []): [Day, Line][] {
  const known = [...asked];
  const sent: [Day, Line][] = [];
  for (let day = start; compareDays(day, to) <= 0; day = addDays(day, 1)) {
    if (!latenessCalendar(plan).isWorkingDay(day)) continue;
    for (const line of stillRightDue(plan, day, () => start, known)) {
      known.push({ personId: line.personId, stepId: line.refs.stepId ?? '', on: day, waits: false });
      sent.push([day, line]);
    }
  }
  return sent;
}
const days = (sent: [Day, Line][]) => sent.map(([day]) => day);

describe('a day that nobody speaks of', () => {
  test('is asked about after three working weeks, of its owner alone, and again two weeks later', () => {
    const sent = live(planWith(), on('2027-01-08'));
    expect(days(sent)).toEqual([on('2026-11-30'), on('2026-12-14'), on('2026-12-28')]);
    expect(new Set(sent.map(([, { personId }]) => personId))).toEqual(new Set([dana.personId]));
    expect(sent[0]?.[1]).toMatchObject({ layer: 'shared', waits: true, refs: { day: '2027-03-12' } });
  });

  test('is asked about sooner where its day is near, and not beside its reminder', () => {
    expect(days(live(planWith({ dueDay: on('2026-12-07') }), on('2026-12-31')))).toEqual([on('2026-11-23')]);
    expect(live(planWith({ dueDay: on('2026-11-16') }), on('2026-12-31'))).toEqual([]);
  });

  test('rests from the day somebody says that it is right', () => {
    const said = { confirmedOn: on('2026-11-27'), versions: { dueDay: 2, confirmedOn: 3 } };
    expect(days(live(planWith(said), on('2026-12-21')))).toEqual([on('2026-12-18')]);
    // Of the day it had before, that says nothing.
    const moved = { ...said, versions: { dueDay: 4, confirmedOn: 3 } };
    expect(days(live(planWith(moved), on('2026-12-11')))).toEqual([on('2026-11-30')]);
    expect([confirmedDay({ ...form, ...said }), confirmedDay({ ...form, ...moved })]).toEqual([
      on('2026-11-27'),
      null,
    ]);
  });

  const other = { owners: ownedBy(maya) };
  test.each<[string, Partial<Step>, Partial<Plan>]>([
    ['done', { status: 'done' }, {}],
    ['stuck', { status: 'stuck' }, {}],
    ['only offered', { agreement: 'proposed' }, {}],
    ['without a day', { dueDay: null }, {}],
    ['private', { layer: 'buyer' }, {}],
    ['an approval', { type: 'approval' }, {}],
    ['asked about by the other side', {}, { offers: [anOffer('form', { terms: { field: 'done' } })] }],
    ['in a draft', other, { layer: 'seller' }],
    ['in a sample', {}, { sample: true }],
  ])('never when it is %s', (_what, step, plan) => {
    expect(live(planWith(step, plan), on('2027-03-31'))).toEqual([]);
  });

  test('three at a time, the nearest first, and three more a week later', () => {
    const steps = ['e', 'd', 'c', 'b', 'a'].map((id, at) =>
      aStep(id, { dueDay: addDays(on('2027-03-12'), -at) }),
    );
    const sent = live(aPlan({ steps }), on('2026-12-07'));
    expect(sent.map(([day, { refs }]) => `${day} ${refs.stepId}`)).toEqual([
      ...['2026-11-30 a', '2026-11-30 b', '2026-11-30 c'],
      ...['2026-12-07 d', '2026-12-07 e'],
    ]);
    const waiting = ['a', 'b', 'c'].map((stepId) => ({
      ...{ personId: dana.personId, stepId, on: start, waits: true },
    }));
    expect(live(aPlan({ steps }), on('2027-02-26'), waiting), 'while three wait').toEqual([]);
  });

  test('whatever the days: a promise to come, not before a week of silence, never on its reminder', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(60), fc.integer({ min: 1, max: 30 }), (until, silent, duration) => {
        const now = on('2026-12-15');
        const said = addDays(now, -silent);
        const plan = planWith({ dueDay: addDays(now, until), duration });
        const [step] = plan.steps;
        const calendar = calendarOfSide(plan, 'buyer');
        const asked = stillRightDue(plan, now, () => said, []);
        const silence = workingDaysBetween(said, now, calendar);
        if (!step?.dueDay) return;
        if (asked.length > 0) {
          expect(until).toBeGreaterThan(0);
          expect(silence).toBeGreaterThanOrEqual(5);
          expect(compareDays(now, firstReminder(plan, step, 'buyer', now) ?? now)).toBeLessThan(0);
        } else if (until > 20) expect(silence).toBeLessThan(15);
        const more = silenceUntilFaded(said, addDays(step.dueDay, 7), calendar);
        expect(more).toBeGreaterThanOrEqual(silenceUntilFaded(said, step.dueDay, calendar));
      }),
    );
  });
});

describe('between its line and its letter', () => {
  const [, line] = live(planWith(), on('2026-11-30'))[0] ?? [];
  const untrue = (plan: Plan, personId = dana.personId) =>
    line && whyUntrue(plan, { ...line, id: 'line', at: new Date(0) }, { personId, today: on('2026-12-02') });

  test('it is told while it stands', () => expect(untrue(planWith())).toBeNull());
  test.each<[string, Partial<Step>, RegExp]>([
    ['it has another day', { dueDay: on('2027-03-15') }, /another day/],
    ['somebody has said so', { confirmedOn: on('2026-12-01') }, /have said so/],
    ['it is done', { status: 'done' }, /confirmed any more/],
    ['it is stuck', { status: 'stuck' }, /confirmed any more/],
    ['it is another’s', { owners: ownedBy(maya) }, /somebody else/],
  ])('not when %s', (_what, over, why) => expect(untrue(planWith(over))).toMatch(why));
});

describe('still right', () => {
  const args = { stepId: 'form', dueDay: on('2027-03-12') };
  test('is said by the owner’s side of the day they read, once a day', () => {
    const said = ask(planWith(), dana, 'confirmStep', args);
    expect(only(said, 'stepChanged')).toMatchObject({ field: 'confirmedOn', from: null, to: today });
    expect(confirmedDay(stepIn(said.plan, 'form'))).toBe(today);
    expect(ask(said.plan, dana, 'confirmStep', args).changes).toEqual([]);
  });
  test('is refused of another day than the one it has, by the other side, and of what is not to come', () => {
    expect(ask(planWith({ dueDay: on('2027-03-15') }), dana, 'confirmStep', args).code).toBe('otherDay');
    expect(ask(planWith(), maya, 'confirmStep', args).code).toBe('notYours');
    expect(ask(planWith({ status: 'done' }), dana, 'confirmStep', args).code).toBe('notOpen');
  });
  test('is one of what a letter can do', () => expect(letterActs).toContain('stillRight'));
});
