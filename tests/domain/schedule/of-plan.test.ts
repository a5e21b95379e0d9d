import { afterEach, describe, expect, it, test } from 'vitest';
import type { Dependency, Plan, Step } from '#app/domain/plan.ts';
import { collisionsOf } from '#app/domain/schedule/collisions.ts';
import { milestonePace } from '#app/domain/schedule/milestone-pace.ts';
import { type SideCalendars, scheduleOfPlan } from '#app/domain/schedule/of-plan.ts';
import { type Projection, project } from '#app/domain/schedule/project.ts';
import { slackOf } from '#app/domain/schedule/slack.ts';
import { inMachineZone, machineZones } from '#tests/domain/days.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aMilestone, aPlan, aStep, on, ownedBy, today } from '#tests/support/plan-builder.ts';
import { calendarFor, network } from './arbitrary.ts';

const calendars: SideCalendars = {
  seller: calendarFor([1, 2, 3, 4, 5], [on('2026-11-30')]),
  buyer: calendarFor([1, 2, 3, 4], [on('2026-12-01')]),
};
const waits = (stepId: string, afterId: string, layer: Dependency['layer'] = 'shared'): Dependency => ({
  id: `${stepId} ${afterId}`,
  layer,
  stepId,
  afterId,
  lag: 0,
  versions: {},
});
const inputOf = (plan: Plan, options: Parameters<typeof scheduleOfPlan>[3] = {}) => {
  const input = scheduleOfPlan(plan, calendars, today, options);
  if (!input.ok) throw new Error(input.error.sentence);
  return input.value;
};
const projected = (plan: Plan, options: Parameters<typeof scheduleOfPlan>[3] = {}): Projection =>
  project(network(inputOf(plan, options)));
const withSteps = (steps: Step[], dependencies: Dependency[] = []) =>
  aPlan({ steps, dependencies, milestones: [aMilestone('fit')] });

describe('the schedule of a plan', () => {
  it('is of the shared steps that count, each in the days of who does it', () => {
    const plan = withSteps([
      aStep('hers', { owners: ownedBy(dana) }),
      aStep('his', { owners: ownedBy(maya) }),
      aStep('both', { owners: ownedBy(maya, dana) }),
      aStep('nobody', { owners: [] }),
      aStep('declined', { agreement: 'declined' }),
      aStep('ours', { layer: 'seller' }),
    ]);
    const days = inputOf(plan).steps.map(({ id, calendar }) => [
      id,
      ...['2026-11-27', '2026-11-30', '2026-12-01'].filter((day) => calendar.isWorkingDay(on(day))),
    ]);
    expect(days).toEqual([['hers', '2026-11-30'], ['his', '2026-11-27', '2026-12-01'], ['both'], ['nobody']]);
  });

  it('lets days pass between two steps, and overlaps them by no more than the first one takes', () => {
    const steps = [aStep('a', { dueDay: on('2026-12-07'), duration: 3 }), aStep('b')];
    const waiting = (lag: number) => inputOf(withSteps(steps, [{ ...waits('b', 'a'), lag }])).steps[1]?.after;
    expect(waiting(2)).toEqual([{ id: 'a', lag: 2, mustWait: false }]);
    expect(waiting(-3)).toMatchObject([{ lag: -3 }]);
    // Made shorter since it was said.
    expect(waiting(-5)).toMatchObject([{ lag: -3 }]);
  });

  it('says so when a step is shared by sides that never work on the same day', () => {
    const never = { seller: calendarFor([5, 6]), buyer: calendarFor([1, 2]) };
    const alone = withSteps([aStep('a')]);
    expect(scheduleOfPlan(alone, never, today).ok).toBe(true);
    const shared = withSteps([aStep('a', { owners: ownedBy(maya, dana) })]);
    expect(scheduleOfPlan(shared, never, today)).toMatchObject({
      ok: false,
      error: { code: 'noWorkingDay' },
    });
  });

  it('knows done, skipped and open, and has an approval waited for in any case', () => {
    const plan = withSteps(
      [
        aStep('done', { status: 'done', endedOn: on('2026-11-20') }),
        aStep('skipped', { status: 'skipped', endedOn: on('2026-11-23') }),
        aStep('approval', { type: 'approval' }),
        aStep('open', { dueDay: on('2026-12-10'), duration: 4 }),
      ],
      [waits('open', 'approval'), waits('open', 'done')],
    );
    expect(inputOf(plan).steps).toMatchObject([
      { id: 'done', endedOn: '2026-11-20', isSkipped: false },
      { id: 'skipped', endedOn: '2026-11-23', isSkipped: true },
      { id: 'approval', endedOn: null },
      {
        id: 'open',
        endedOn: null,
        duration: 4,
        dueDay: '2026-12-10',
        after: [
          { id: 'approval', lag: 0, mustWait: true },
          { id: 'done', lag: 0, mustWait: false },
        ],
      },
    ]);
  });
});

describe('a private step', () => {
  const shared = [
    aStep('demo', { dueDay: on('2026-12-03') }),
    aStep('sign', { dueDay: on('2026-12-10'), duration: 2 }),
  ];
  const ours = aStep('ours', { layer: 'seller', owners: ownedBy(maya), duration: 9 });
  const theirs = aStep('theirs', { layer: 'buyer', dueDay: on('2027-03-01') });
  const without = withSteps(shared, [waits('sign', 'demo')]);
  const withPrivate = withSteps(
    [...shared, ours, theirs],
    [waits('sign', 'demo'), waits('ours', 'demo', 'seller'), waits('theirs', 'sign', 'buyer')],
  );

  it('moves nothing that both sides see: not a day, not the slack, not the live day', () => {
    expect(inputOf(withPrivate)).toEqual(inputOf(without));
    const seen = projected(withPrivate, { layer: 'seller' }).steps;
    for (const [id, step] of projected(without).steps) expect(seen.get(id)).toEqual(step);
    expect(seen.has('ours')).toBe(true);
    expect(seen.has('theirs')).toBe(false);
  });

  it('moves nothing either where, wrongly, a shared step waits for it', () => {
    const wrong = { ...withPrivate, dependencies: [...withPrivate.dependencies, waits('demo', 'ours')] };
    expect(projected(wrong, { layer: 'seller' }).steps.get('demo')?.end).toBe('2026-12-03');
  });

  it('is told to its own side when it runs past the milestone or the live day', () => {
    const collisions = (plan: Plan, side: 'seller' | 'buyer') =>
      collisionsOf(plan, projected(plan, { layer: side }), side);
    const livesOn = (liveDay: string) => ({
      ...withPrivate,
      goal: { ...withPrivate.goal, liveDay: on(liveDay) },
    });
    expect(collisions(livesOn('2026-12-31'), 'seller')).toEqual([
      { stepId: 'ours', end: '2026-12-16', past: 'milestone', day: '2026-12-10' },
    ]);
    expect(collisions(livesOn('2026-12-11'), 'seller')).toEqual([
      { stepId: 'ours', end: '2026-12-16', past: 'liveDay', day: '2026-12-11' },
    ]);
    expect(collisions(livesOn('2026-12-31'), 'buyer').map(({ stepId }) => stepId)).toEqual(['theirs']);
  });
});

describe('the pace of a milestone', () => {
  const pace = (plan: Plan) => milestonePace(plan, projected(plan), calendars.buyer).get('fit');

  it('is the last end of its steps beside the day it has', () => {
    const plan = withSteps(
      [
        aStep('late', { dueDay: on('2026-11-24') }),
        aStep('next', { dueDay: on('2026-11-26'), duration: 3 }),
        aStep('skipped', { status: 'skipped', endedOn: on('2026-12-31') }),
      ],
      [waits('next', 'late')],
    );
    expect(pace(plan)).toEqual({ planned: '2026-11-26', projected: '2026-12-07', lateBy: 4 });
  });

  it('is the day it was reached, and nothing without steps', () => {
    expect(pace(withSteps([]))).toEqual({ planned: null, projected: null, lateBy: 0 });
    const reached = aMilestone('fit', { reachedOn: on('2026-11-24') });
    const done = aStep('a', { dueDay: on('2026-11-25'), status: 'done', endedOn: on('2026-11-24') });
    expect(pace(aPlan({ steps: [done], milestones: [reached] }))).toEqual({
      planned: '2026-11-25',
      projected: '2026-11-24',
      lateBy: 0,
    });
  });
});

describe.each(machineZones)('on a machine in %s', (zone) => {
  const restore = inMachineZone(zone);
  afterEach(restore.after);

  test('the schedule has the same days', () => {
    restore.before();
    const plan = withSteps(
      [aStep('a', { duration: 3 }), aStep('b', { duration: 2, owners: ownedBy(maya) })],
      [waits('b', 'a')],
    );
    const made = network(inputOf(plan));
    const projection = project(made);
    expect([...projection.steps].map(([id, { start, end }]) => [id, start, end])).toEqual([
      ['a', '2026-11-30', '2026-12-03'],
      ['b', '2026-12-04', '2026-12-07'],
    ]);
    expect(slackOf(made, projection).criticalPath).toEqual(['a', 'b']);
  });
});
