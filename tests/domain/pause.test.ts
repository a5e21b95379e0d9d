import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, compareDays, weekday } from '#app/domain/day.ts';
import { dayTurned } from '#app/domain/day-turned.ts';
import { healthOf } from '#app/domain/health.ts';
import { afterPause } from '#app/domain/pause.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { isLate } from '#app/domain/plan-words.ts';
import { remindersDue } from '#app/domain/reminder.ts';
import { standingOf, standingSentence } from '#app/domain/standing.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import { dana, grace, maya } from '#tests/support/cast.ts';
import { aMilestone, anOffer, aPlan, aStep, ask, on, today, waits } from '#tests/support/plan-builder.ts';

const until = addDays(today, 30);
const reason = 'The budget is frozen.';
const pause = { since: today, until, reason };
const step = (id: string, day: string, over: Partial<Step> = {}) => aStep(id, { dueDay: on(day), ...over });
const resting = (steps: Step[], over: Partial<Plan> = {}) => aPlan({ steps, pause, ...over });

describe('not now', () => {
  const plan = aPlan({ steps: [step('form', '2026-12-01')] });

  test('is said by who leads this at the buyer, with a reason and a day to come', () => {
    expect(ask(plan, dana, 'pausePlan', { until, reason }).plan.pause).toEqual(pause);
    expect(ask(plan, maya, 'pausePlan', { until, reason }).code).toBe('notYours');
    expect(ask(plan, grace, 'pausePlan', { until, reason }).code).toBe('notYours');
    expect(ask(plan, dana, 'pausePlan', { until: today, reason }).code).toBe('past');
    expect(ask(plan, dana, 'pausePlan', { until: addDays(today, 400), reason }).code).toBe('tooFar');
    expect(ask(plan, dana, 'pausePlan', { until, reason: ' ' }).code).toBe('empty');
    const atItsEnd = aPlan({ milestones: [aMilestone('fit', { reachedOn: today })] });
    expect(ask(atItsEnd, dana, 'pausePlan', { until, reason }).code).toBe('ended');
  });

  test('goes on until another day, and began when it began', () => {
    const later = addDays(until, 7);
    const longer = ask(resting([]), dana, 'pausePlan', { until: later, reason }).plan.pause;
    expect(longer).toEqual({ since: today, until: later, reason });
  });

  test('lets nothing wait, be late or be reminded of', () => {
    const rests = resting([step('form', '2026-11-10')], { offers: [anOffer('form')] });
    expect(turnsOf(rests)).toEqual([]);
    expect(waitingSentence(rests, dana.personId, today)).toBeNull();
    expect(isLate(rests, rests.steps[0]!, today)).toBe(false);
    expect(remindersDue(rests, 'shared', today, [])).toEqual([]);
  });

  test('is how the plan stands until its day, and on that day it stands still', () => {
    const rests = resting([step('form', '2026-12-01')]);
    expect(standingSentence(standingOf(rests, today)!)).toMatch(
      /^Paused: Until \w+ \d+ \w+, because “The budget is frozen”\.$/,
    );
    expect(healthOf(rests, addDays(until, -1))?.status).toBe('paused');
    expect(healthOf(rests, until)).toEqual({ status: 'stalled', reason: { kind: 'pauseOver', until } });
    expect(dayTurned({ ...rests, health: 'paused' }, addDays(until, -1))).toEqual([]);
    expect(dayTurned({ ...rests, health: 'paused' }, until)).toMatchObject([{ to: 'stalled' }]);
  });
});

describe('carrying on', () => {
  const since = on('2026-11-09');
  const paused = { ...pause, since };

  test('moves open days along by the working days that have passed, and the live day with them', () => {
    const done = step('done', '2026-11-12', { status: 'done', endedOn: on('2026-11-12') });
    const rests = resting([step('form', '2026-11-13'), done], { pause: paused });
    const { by } = afterPause(rests, on('2026-11-23'))!;
    expect(by).toBe(10);
    const went = ask(rests, dana, 'carryOn', { by }, { today: on('2026-11-23') });
    expect(went.plan.pause).toBeNull();
    expect(went.plan.steps.map((s) => s.dueDay)).toEqual(['2026-11-27', '2026-11-12']);
  });

  test('is refused to the others, without a pause, and when the days are not those that were read', () => {
    const rests = resting([step('form', '2026-12-01')], { pause: paused });
    expect(ask(rests, maya, 'carryOn', { by: 0 }).code).toBe('notYours');
    expect(ask(aPlan(), dana, 'carryOn', { by: 0 }).code).toBe('notPaused');
    expect(ask(rests, dana, 'carryOn', { by: 99 }).code).toBe('stale');
  });

  test('keeps the order of days, works on working days, and puts nothing into the past', () => {
    const day = fc.integer({ min: -40, max: 120 }).map((n) => addDays(since, n));
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 0, max: 90 }),
        (days, n) => {
          const sorted = [...days].sort(compareDays);
          const steps = sorted.map((dueDay, i) => aStep(`s${i}`, { dueDay }));
          const dependencies = steps.slice(1).map((s, i) => waits(s.id, `s${i}`));
          const now = addDays(since, n);
          const rests = resting(steps, { pause: paused, dependencies });
          const after = afterPause(rests, now)!;
          const to = new Map(after.days.map((d) => [d.step.id, d.to]));
          const laid = steps.map((s) => to.get(s.id) ?? s.dueDay!);
          for (const [i, each] of laid.entries()) {
            expect(compareDays(each, now)).toBeGreaterThanOrEqual(0);
            if (to.has(`s${i}`)) expect(weekday(each)).toBeLessThanOrEqual(5);
            if (i > 0) expect(compareDays(laid[i - 1]!, each)).toBeLessThanOrEqual(0);
          }
        },
      ),
    );
  });
});
