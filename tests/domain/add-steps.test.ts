import { describe, expect, test } from 'vitest';
import type { NewSteps } from '#app/domain/add-steps.ts';
import { commandText } from '#app/domain/change-text.ts';
import { compareDays } from '#app/domain/day.ts';
import { aheadIn, fitTrack, ownerFrom, type TrackChoice, usualAhead } from '#app/domain/fit-track.ts';
import { fitWords } from '#app/domain/fit-words.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan } from '#app/domain/plan.ts';
import { findTrack } from '#app/domain/tracks/built-in.ts';
import { weekdays, workingDaysBetween } from '#app/domain/working-days.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  aPlan,
  aStep,
  ask,
  kinds,
  on,
  ownedBy,
  stepIn,
  today,
  waits,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const security = findTrack('security-review')!;
const capital = findTrack('capital-approval')!;

/** Papers are due on 1 March and take five days, so that what comes before them ends on 22 February. */
const plan = (over: Partial<Plan> = {}): Plan =>
  aPlan({
    milestones: [aMilestone('fit'), aMilestone('case'), aMilestone('live')],
    steps: [
      aStep('demo', { dueDay: on('2026-12-04') }),
      aStep('papers', { milestoneId: 'live', dueDay: on('2027-03-01'), duration: 5, owners: ownedBy(dana) }),
    ],
    ...over,
  });

let made = 0;
const newId = () => `made-${++made}`;
const choice = (over: Partial<TrackChoice> = {}): TrackChoice => ({
  ahead: { kind: 'step', stepId: 'papers' },
  ownMilestone: true,
  onlyOurs: false,
  ...over,
});
const laid = (on: Plan, who: CastMember, over: Partial<TrackChoice> = {}, track = security) =>
  fitTrack(on, track, choice(over), { who: { side: who.side, stakeholderId: who.key }, today, newId })!;
const added = (to: Plan, who: CastMember, args: NewSteps) => ask(to, who, 'addSteps', args);

describe('a track is laid into a plan', () => {
  test('backwards from the step that it must come before, each step behind those it waits for', () => {
    const { args, layout } = laid(plan(), maya);
    expect(layout.short).toBe(0);
    expect(args.steps.map(({ title, dueDay }) => [title, dueDay])).toContainEqual([
      'Security decision',
      '2027-02-22',
    ]);
    for (const step of args.steps)
      for (const place of step.after)
        expect(workingDaysBetween(args.steps[place]!.dueDay!, step.dueDay!, weekdays)).toBeGreaterThanOrEqual(
          step.duration,
        );
    expect(args.beforeId).toBe('papers');
    expect(args.milestone).toEqual({ name: 'Security decided', afterId: 'case' });
  });

  test('in the days off of whoever does each step', () => {
    const week = (days: number[], daysOff: string[]) =>
      ({ week: days, country: null, region: null, daysOff }) as never;
    const calendars = {
      seller: week([1, 2, 3, 4], []),
      buyer: week([1, 2, 3, 4, 5], ['2027-02-22', '2027-02-19']),
    };
    const { args, layout } = laid(plan({ calendars }), maya);
    expect(layout.short).toBe(0);
    const days = args.steps.map((s) => s.dueDay!).sort(compareDays);
    expect(days.at(-1)! <= '2027-02-21').toBe(true);
    for (const day of days) expect(['2027-02-22', '2027-02-19']).not.toContain(day);
  });

  test('never on a day that is gone, and says how much is missing', () => {
    const soon = plan({
      steps: [aStep('papers', { milestoneId: 'live', dueDay: on('2026-12-11'), duration: 2 })],
    });
    const fitted = laid(soon, maya, {}, capital);
    for (const { startDay } of fitted.layout.steps) expect(startDay > today).toBe(true);
    const outcome = added(soon, maya, fitted.args);
    const words = fitWords(soon, { track: capital, fitted, list: outcome.changes }, 'seller', today);
    expect(words.short).toBe(true);
    expect(words.sentence).toMatch(/^Short by \d+ working days: /);
  });

  test('with the names of those who have the parts, else a name is needed', () => {
    expect(ownerFrom(plan(), { side: 'buyer', role: 'champion' }).stakeholderId).toBe('dana');
    expect(ownerFrom(plan(), { side: 'buyer', role: 'finance' }).stakeholderId).toBe('rui');
    expect(ownerFrom(plan(), { side: 'buyer', role: 'security' })).toEqual({
      side: 'buyer',
      role: 'security',
      stakeholderId: null,
    });
    const unnamed = plan({ people: plan().people.map((p) => ({ ...p, role: 'partner' })) });
    expect(ownerFrom(unnamed, { side: 'seller', role: 'accountExecutive' }).stakeholderId).toBe('maya');
    expect(ownerFrom(unnamed, { side: 'seller', role: 'legal' }).stakeholderId).toBeNull();
  });

  test('before anything that is open and has a day, usually before the last stretch', () => {
    expect(usualAhead(plan())).toEqual({ kind: 'step', stepId: 'papers' });
    expect(
      aheadIn(plan()).map((a) => ('stepId' in a ? a.stepId : 'milestoneId' in a ? a.milestoneId : a.kind)),
    ).toEqual(['live', 'fit', 'live', 'demo', 'papers']);
    expect(usualAhead(aPlan({ milestones: [], goal: { ...aPlan().goal, liveDay: null } }))).toBeNull();
  });
});

describe('adding it', () => {
  test('is one command: a milestone, its steps, what they wait for, and what waits for them', () => {
    const { args } = laid(plan(), maya);
    const outcome = added(plan(), maya, args);
    expect(kinds(outcome).filter((k) => k === 'stepAdded')).toHaveLength(9);
    expect(outcome.plan.milestones.map((m) => m.name)).toEqual(['fit', 'case', 'Security decided', 'live']);
    expect(outcome.plan.dependencies.filter((d) => d.stepId === 'papers').map((d) => d.afterId)).toEqual([
      args.steps[3]!.id,
      args.steps[8]!.id,
    ]);
    for (const before of plan().steps)
      expect(stepIn(outcome.plan, before.id)).toMatchObject({ dueDay: before.dueDay });
    expect(plainPhrase(commandText(outcome.plan, outcome.changes, maya.personId) ?? [])).toBe(
      'added the milestone “Security decided”',
    );
  });

  test('asks near and leaves far ones an outline, from either side', () => {
    for (const who of [maya, dana]) {
      const far = added(plan(), who, laid(plan(), who).args);
      expect(new Set(far.changes.flatMap((c) => (c.kind === 'stepAdded' ? [c.step.agreement] : [])))).toEqual(
        new Set(['outline']),
      );
      const near = plan({ steps: [aStep('papers', { milestoneId: 'live', dueDay: on('2027-01-12') })] });
      const outcome = added(near, who, laid(near, who).args);
      const asked = outcome.changes.flatMap((c) => (c.kind === 'offerMade' ? [c.offer.stepId] : []));
      const proposed = outcome.plan.steps.filter((s) => s.agreement === 'proposed').map((s) => s.id);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked).toEqual(proposed);
      for (const id of asked)
        expect(stepIn(outcome.plan, id!).owners.some((o) => o.side !== who.side)).toBe(true);
    }
  });

  test('goes into a milestone that is there, before the step it precedes', () => {
    const { args } = laid(plan(), dana, { ownMilestone: false });
    const outcome = added(plan(), dana, args);
    const own = outcome.plan.steps.filter((s) => s.milestoneId === 'live').map((s) => s.id);
    expect(own).toEqual([...args.steps.map((s) => s.id), 'papers']);
    expect(plainPhrase(commandText(outcome.plan, outcome.changes, dana.personId) ?? [])).toMatch(
      /^added “Intake form.*” and 8 more$/,
    );
  });

  test('kept to one side, it is that side’s own, and nothing shared waits for it', () => {
    const { args } = laid(plan(), dana, { onlyOurs: true });
    const outcome = added(plan(), dana, args);
    const steps = outcome.plan.steps.filter((s) => s.layer === 'buyer');
    expect(steps).toHaveLength(9);
    for (const { owners } of steps) expect(owners.every((o) => o.side === 'buyer')).toBe(true);
    expect(outcome.plan.dependencies.every((d) => d.stepId !== 'papers' && d.layer === 'buyer')).toBe(true);
    expect(kinds(outcome)).not.toContain('offerMade');
  });

  test('into a draft is not for the other side’s eyes yet', () => {
    const draft = aDraft({ ...plan(), layer: 'shared' });
    const { args } = laid(draft, maya, { onlyOurs: true });
    const outcome = added(draft, maya, args);
    expect(outcome.plan.steps.filter((s) => s.withheld)).toHaveLength(9);
  });

  test('is refused whole: an id that is there, a step that is not, a circle', () => {
    const { args } = laid(plan(), maya);
    const again = carryOut(plan(), added(plan(), maya, args));
    expect(added(again.plan, maya, args).code).toBe('exists');
    expect(added(plan(), maya, { ...args, beforeId: 'gone' }).code).toBe('absent');
    const [one, ...rest] = args.steps;
    expect(added(plan(), maya, { ...args, steps: [{ ...one!, after: [8] }, ...rest] }).code).toBe('cycle');
    expect(added(plan(), maya, { ...args, steps: [{ ...one!, after: [99] }, ...rest] }).code).toBe('absent');
  });

  test('is taken back at once, and not once somebody has written in it', () => {
    const { args } = laid(plan({ dependencies: [waits('papers', 'demo')] }), maya);
    const before = plan({ dependencies: [waits('papers', 'demo')] });
    const done = carryOut(before, added(before, maya, args));
    const back = undo(done.plan, maya, done.recorded);
    expect(back.plan.steps.map((s) => s.id)).toEqual(['demo', 'papers']);
    expect(back.plan.milestones).toEqual(before.milestones);
    expect([back.plan.dependencies, back.plan.offers]).toEqual([before.dependencies, []]);
    expect(plainPhrase(commandText(back.plan, back.changes, maya.personId, true) ?? [])).toBe(
      'removed “Security decision” and 8 more',
    );
    const hers = carryOut(
      done.plan,
      ask(done.plan, dana, 'changeStep', { stepId: args.steps[2]!.id, field: 'title', value: 'Ours' }),
    );
    expect(undo(hers.plan, maya, done.recorded).code).toBe('undo');
  });
});

test('before it is done it is said what it comes to', () => {
  const [now, fitted] = [plan(), laid(plan(), maya)];
  const list = added(now, maya, fitted.args).changes;
  expect(fitWords(now, { track: security, fitted, list }, 'seller', today)).toEqual({
    sentence: 'These 9 steps fit between Fri 22 Jan 2027 and Mon 22 Feb 2027; the live day holds.',
    short: false,
    asks: 'This shows 9 steps as an outline, for later.',
  });
});
