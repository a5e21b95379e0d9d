import { describe, expect, test } from 'vitest';
import type { Plan, Side } from '#app/domain/plan.ts';
import { usualCalendars } from '#app/domain/plan-calendar.ts';
import { agendaOf } from '#app/domain/timeline/agenda.ts';
import { isTimelineShown } from '#app/domain/timeline/shown.ts';
import { type Bar, timelineOf } from '#app/domain/timeline/timeline.ts';
import { barLabel, groupLabel } from '#app/domain/timeline/timeline-words.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aMilestone, aPlan, aStep, on, ownedBy, today, waits } from '#tests/support/plan-builder.ts';

const drawn = (plan: Plan, side: Side = 'buyer') => timelineOf(plan, usualCalendars, today, side);
const barsOf = (plan: Plan, side: Side = 'buyer'): Record<string, Bar> =>
  Object.fromEntries(drawn(plan, side).groups.flatMap(({ bars }) => bars.map((bar) => [bar.step.id, bar])));
const one = { milestones: [aMilestone('fit')] };

describe('what a timeline says of a step', () => {
  test('its bar is the working days before its day, over a weekend too', () => {
    const { demo } = barsOf(
      aPlan({ ...one, steps: [aStep('demo', { dueDay: on('2026-12-08'), duration: 4 })] }),
    );
    expect(demo).toMatchObject({ start: '2026-12-03', end: '2026-12-08', pace: null, isGuess: false });
  });

  test('a late one keeps its day, and today’s pace stands apart from it', () => {
    const plan = aPlan({
      ...one,
      steps: [
        aStep('form', { dueDay: on('2026-11-25'), duration: 1 }),
        aStep('answer', { dueDay: on('2026-11-30'), duration: 3 }),
      ],
      dependencies: [waits('answer', 'form')],
    });
    const { form, answer } = barsOf(plan);
    expect(form).toMatchObject({ end: '2026-11-25', pace: '2026-11-27', look: 'late', isDecisive: true });
    expect(answer).toMatchObject({
      end: '2026-11-30',
      pace: '2026-12-02',
      isDecisive: true,
      after: ['form'],
    });
    expect(drawn(plan).groups[0]).toMatchObject({ day: '2026-11-30', pace: '2026-12-02' });
  });

  test('done is where it ended, and without a day it stands where today’s pace puts it', () => {
    const { done, open } = barsOf(
      aPlan({
        ...one,
        steps: [
          aStep('done', { status: 'done', dueDay: on('2026-11-20'), endedOn: on('2026-11-18'), duration: 2 }),
          aStep('open', { duration: 3 }),
        ],
      }),
    );
    expect(done).toMatchObject({ start: '2026-11-17', end: '2026-11-18', look: 'done', pace: null });
    expect(open).toMatchObject({ start: '2026-11-27', end: '2026-12-01', isGuess: true, pace: null });
  });

  test('a private step is drawn for its own side and moves nothing that both see', () => {
    const shared = [aStep('demo', { dueDay: on('2026-12-04') })];
    const own = aStep('floor', {
      layer: 'seller',
      anchorId: 'demo',
      dueDay: on('2027-06-01'),
      owners: ownedBy(maya),
    });
    const dependencies = [waits('floor', 'demo', 'seller')];
    const without = drawn(aPlan({ ...one, steps: shared }), 'seller');
    const withIt = drawn(aPlan({ ...one, steps: [...shared, own], dependencies }), 'seller');
    const [group] = withIt.groups;
    expect(group?.bars.map(({ step, isPrivate }) => [step.id, isPrivate])).toEqual([
      ['demo', false],
      ['floor', true],
    ]);
    expect({ ...group, bars: group?.bars.filter(({ isPrivate }) => !isPrivate) }).toEqual(without.groups[0]);
    expect(withIt.live).toEqual(without.live);
  });

  test('a declined one is not drawn, and one whose milestone is gone stands apart', () => {
    const plan = aPlan({
      ...one,
      steps: [
        aStep('no', { agreement: 'declined' }),
        aStep('ours', { layer: 'seller', milestoneId: 'removed', owners: ownedBy(maya) }),
      ],
    });
    expect(
      drawn(plan, 'seller').groups.map(({ name, bars }) => [name, bars.map(({ step }) => step.id)]),
    ).toEqual([
      ['fit', []],
      [null, ['ours']],
    ]);
  });

  test('steps that wait for each other in a circle are drawn on their own days, and it is said', () => {
    const plan = aPlan({
      ...one,
      steps: [aStep('hen', { dueDay: on('2026-12-04') }), aStep('egg', { dueDay: on('2026-12-01') })],
      dependencies: [waits('hen', 'egg'), waits('egg', 'hen')],
    });
    const { groups, leftOut } = drawn(plan);
    expect(leftOut).toMatch(/“hen”.*“egg”.*in a circle|“egg”.*“hen”.*in a circle/);
    expect(groups[0]?.bars.map(({ end }) => end)).toEqual(['2026-12-04', '2026-12-01']);
  });
});

describe('a timeline in words', () => {
  const plan = aPlan({
    ...one,
    steps: [
      aStep('Form sent', { dueDay: on('2026-11-25') }),
      aStep('Form read', { dueDay: on('2026-11-27'), owners: ownedBy(maya, dana) }),
      aStep('Floor', { layer: 'seller', owners: ownedBy(maya), dueDay: on('2026-12-04') }),
    ],
    dependencies: [waits('Form read', 'Form sent')],
  });

  test('each bar says who, when, on what pace and what it waits for', () => {
    const bars = barsOf(plan, 'seller');
    const says = (id: string) => barLabel(plan, bars[id] as Bar, today);
    expect(says('Form sent')).toBe(
      'Form sent, Dana Ortiz. Wed 25 Nov, this day has passed. On today’s pace Fri 27 Nov. 2 days late. Sets the pace.',
    );
    expect(says('Form read')).toBe(
      'Form read, Both sides. Fri 27 Nov, agreed. On today’s pace Mon 30 Nov. Waits for “Form sent”. Sets the pace.',
    );
    expect(says('Floor')).toBe('Floor, Maya Klein. Fri 4 Dec. Only Northwind.');
    expect(groupLabel(drawn(plan).groups[0]!, today)).toBe('fit, Fri 27 Nov, on today’s pace Mon 30 Nov');
  });

  test('the agenda goes by day, with today and the live day in their places', () => {
    const { months } = agendaOf(drawn(plan, 'seller'));
    const words = months.map(({ name, entries }) => [
      name,
      ...entries.map((entry) => (entry.kind === 'step' ? entry.bar.step.id : entry.kind)),
    ]);
    expect(words).toEqual([
      ['November 2026', 'Form sent', 'today', 'Form read', 'milestone'],
      ['December 2026', 'Floor'],
      ['March 2027', 'live'],
    ]);
  });

  test('the agenda says the live day once where the milestone Live ends on it', () => {
    const kinds = (name: string, dueDay = on('2027-03-12')) => {
      const steps = [aStep('go', { milestoneId: 'live', dueDay })];
      const { months } = agendaOf(drawn(aPlan({ milestones: [aMilestone('live', { name })], steps })));
      return months.flatMap(({ entries }) => entries.map(({ kind }) => kind));
    };
    expect(kinds('Live')).toEqual(['today', 'step', 'milestone']);
    expect(kinds('Rolled out')).toEqual(['today', 'step', 'milestone', 'live']);
    expect(kinds('Live', on('2027-03-10'))).toEqual(['today', 'step', 'milestone', 'live']);
  });
});

test('a timeline is shown from eight steps or two that wait, and not before', () => {
  const steps = (count: number) => Array.from({ length: count }, (_, at) => aStep(`s${at}`));
  expect(isTimelineShown(aPlan({ steps: steps(7) }))).toBe(false);
  expect(isTimelineShown(aPlan({ steps: steps(8) }))).toBe(true);
  expect(isTimelineShown(aPlan({ steps: [...steps(7), aStep('no', { agreement: 'declined' })] }))).toBe(
    false,
  );
  expect(isTimelineShown(aPlan({ steps: steps(3), dependencies: [waits('s1', 's0')] }))).toBe(false);
  expect(
    isTimelineShown(aPlan({ steps: steps(3), dependencies: [waits('s1', 's0'), waits('s2', 's0')] })),
  ).toBe(true);
});
