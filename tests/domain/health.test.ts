import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import { addDays, type Day, requireDay } from '#app/domain/day.ts';
import { type Health, healthOf } from '#app/domain/health.ts';
import { healthStatuses } from '#app/domain/health-facts.ts';
import { healthSentence } from '#app/domain/health-words.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  today,
  waits,
} from '#tests/support/plan-builder.ts';

const day = (d: string): Day => on(`2026-11-${d}`);
const planWith = (steps: Step[], over: Partial<Plan> = {}): Plan => aPlan({ steps, ...over });
const live = (liveDay: Day | null): Partial<Plan> => ({ goal: { ...aPlan().goal, liveDay } });
const told = (plan: Plan, at: Day = today): string | null => {
  const health = healthOf(plan, at);
  return health && `${health.status}: ${healthSentence(plan, health)}`;
};

describe('health', () => {
  test('of a draft is nobody’s to read', () => {
    expect(healthOf(aDraft({ steps: [aStep('s')] }), today)).toBeNull();
  });

  test('is good while what is agreed keeps to its days, and at the end', () => {
    expect(told(planWith([aStep('form', { dueDay: today })]))).toBe(
      'onTrack: What is agreed keeps to its days.',
    );
    const reachedOn = day('20');
    const end = planWith([], { milestones: [aMilestone('fit', { reachedOn })] });
    expect(told(end)).toBe('onTrack: Every milestone is reached.');
  });

  test('is stalled when nothing waits for anybody', () => {
    const outline = planWith([aStep('form', { agreement: 'outline' })]);
    expect(told(outline)).toBe('stalled: Nothing is agreed next, and no one is asked for anything.');
  });

  test('is stalled by an answer that has been waited for ten working days, and not by nine', () => {
    const asked = planWith([aStep('form', { agreement: 'proposed' })], {
      offers: [{ ...anOffer('form'), on: day('13') }],
    });
    expect(told(asked, day('26'))).toMatch(/^onTrack/);
    expect(told(asked, day('27'))).toBe('stalled: An answer on “form” has been waited for since Fri 13 Nov.');
  });

  test('is stalled by work ten working days behind its day, or behind what it waited for', () => {
    const late = planWith([aStep('form', { dueDay: day('13') })]);
    expect(told(late)).toBe('stalled: “form” has waited since Fri 13 Nov.');
    const freed = planWith(
      [
        aStep('form', { dueDay: day('13') }),
        aStep('before', { status: 'done', endedOn: day('24'), owners: ownedBy(maya) }),
      ],
      { dependencies: [waits('form', 'before')] },
    );
    expect(told(freed)).toMatch(/^atRisk/);
  });

  test('of work without a day, which nothing held up, is not said to stand', () => {
    expect(told(planWith([aStep('form')]), on('2027-02-01'))).toMatch(/^onTrack/);
  });

  test('is at risk by an approval that was answered with no', () => {
    const approval = aStep('budget', { type: 'approval', owners: ownedBy(lena), dueDay: on('2026-12-04') });
    const no = ask(planWith([approval, aStep('form')]), lena, 'decideApproval', {
      id: 'no',
      stepId: 'budget',
      outcome: 'rejected',
      note: '',
      missing: '',
      conditions: [],
    });
    expect(told(no.plan)).toBe('atRisk: The answer to “budget” was no.');
  });

  test('is at risk once the live day has no time to spare for what is late', () => {
    const form = aStep('form', { dueDay: day('25') });
    const contract = aStep('contract', { dueDay: on('2026-12-04'), duration: 4, owners: ownedBy(maya) });
    const plan = planWith([form, contract], {
      ...live(on('2026-12-04')),
      dependencies: [waits('contract', 'form')],
    });
    expect(told(plan, day('26'))).toMatch(/^onTrack/);
    expect(told(plan, day('27'))).toMatch(/^onTrack/);
    expect(told(plan, day('30'))).toBe('atRisk: “form” is 3 days late.');
  });

  test('is at risk by a live day that today’s pace does not meet, whoever is to blame', () => {
    const late = planWith([aStep('form', { dueDay: on('2026-12-02') })], live(on('2026-12-01')));
    expect(told(late)).toBe('atRisk: On today’s pace it is live on Wed 2 Dec, 1 working day late.');
  });

  test('is at risk by a day that has passed where no other lies ahead, or no live day is set', () => {
    expect(told(planWith([aStep('form', { dueDay: day('25') })]))).toBe('atRisk: “form” is 2 days late.');
    const ahead = [aStep('form', { dueDay: day('25') }), aStep('next', { dueDay: on('2026-12-04') })];
    expect(told(planWith(ahead))).toMatch(/^onTrack/);
    expect(told(planWith(ahead, live(null)))).toBe('atRisk: “form” is 2 days late.');
  });

  test('tells nobody’s delay on a day off: Friday’s work is late on Monday', () => {
    const plan = planWith([aStep('form', { dueDay: day('27') })], live(day('27')));
    expect([day('27'), day('28'), day('29'), day('30')].map((d) => healthOf(plan, d)?.status)).toEqual([
      ...['onTrack', 'onTrack', 'onTrack', 'atRisk'],
    ]);
    const holiday = { ...weekdaysOnly, daysOff: [day('30')] };
    const closed = { ...plan, calendars: { ...plan.calendars, buyer: holiday } };
    expect(healthOf(closed, day('30'))?.status).toBe('onTrack');
  });
});

const near = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((days) => addDays(requireDay('2026-11-27'), days));
const aDraftOfStep = fc.record({
  dueDay: fc.option(near(-25, 40), { freq: 5 }),
  duration: fc.integer({ min: 1, max: 8 }),
  state: fc.constantFrom('todo', 'todo', 'todo', 'stuck', 'done', 'skipped'),
  agreement: fc.constantFrom('agreed', 'agreed', 'agreed', 'proposed', 'outline', 'declined'),
  owners: fc.constantFrom<CastMember[]>([maya], [dana], [maya, dana]),
  after: fc.array(fc.nat(9), { maxLength: 2 }),
  asked: near(-25, 0),
});
const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    drafts: fc.array(aDraftOfStep, { minLength: 1, maxLength: 8 }),
    liveDay: fc.option(near(-5, 60)),
    until: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: near(1, 60) }),
  })
  .map(({ drafts, liveDay, until }) => {
    const steps = drafts.map((d, at) =>
      aStep(`s${at}`, {
        dueDay: d.dueDay,
        duration: d.duration,
        status: d.state as Step['status'],
        endedOn: d.state === 'done' || d.state === 'skipped' ? d.asked : null,
        agreement: d.agreement as Step['agreement'],
        milestoneId: at % 3 === 0 ? 'case' : 'fit',
        owners: ownedBy(...d.owners),
      }),
    );
    const offers = drafts.flatMap((d, at) =>
      d.agreement === 'proposed' ? [{ ...anOffer(`s${at}`), on: d.asked }] : [],
    );
    const dependencies = drafts.flatMap(({ after }, at) =>
      at === 0 ? [] : [...new Set(after.map((n) => n % at))].map((n) => waits(`s${at}`, `s${n}`)),
    );
    const pause = until && { since: requireDay('2026-11-16'), until, reason: 'Not now' };
    return aPlan({ steps, offers, dependencies, pause, goal: { ...aPlan().goal, liveDay } });
  });
const runs = { numRuns: 600, seed: 20_261_122 };
const badness = (health: Health | null): number => (health ? healthStatuses.indexOf(health.status) : -1);

describe('whatever the plan', () => {
  test('time alone never makes it better', () => {
    const seen = new Set<string | undefined>();
    fc.assert(
      fc.property(
        anyPlan,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (plan, n, more) => {
          const [earlier, later] = [
            healthOf(plan, addDays(today, n)),
            healthOf(plan, addDays(today, n + more)),
          ];
          for (const health of [earlier, later]) seen.add(health?.status);
          expect(badness(later), JSON.stringify([earlier, later])).toBeGreaterThanOrEqual(badness(earlier));
        },
      ),
      runs,
    );
    expect(seen).toEqual(new Set(healthStatuses));
  });

  test('putting off a step that is still to come never makes it better', () => {
    let worse = 0;
    fc.assert(
      fc.property(anyPlan, fc.nat(7), fc.integer({ min: 1, max: 40 }), (plan, which, by) => {
        const step = plan.steps[which % plan.steps.length];
        fc.pre(step?.dueDay !== undefined && step.dueDay !== null && step.dueDay >= today);
        const dueDay = addDays(step.dueDay as Day, by);
        const later = { ...plan, steps: plan.steps.map((s) => (s === step ? { ...s, dueDay } : s)) };
        const [was, is] = [badness(healthOf(plan, today)), badness(healthOf(later, today))];
        expect(is).toBeGreaterThanOrEqual(was);
        if (is > was) worse += 1;
      }),
      runs,
    );
    expect(worse).toBeGreaterThan(5);
  });

  test('what a side keeps to itself changes neither the word nor the reason', () => {
    fc.assert(
      fc.property(
        anyPlan,
        anyPlan,
        fc.constantFrom('seller' as const, 'buyer' as const),
        (plan, other, layer) => {
          const own = other.steps.map((s) => ({
            ...s,
            id: `own-${s.id}`,
            layer,
            agreement: 'agreed' as const,
          }));
          const ties = plan.steps.slice(0, 1).flatMap((s) => own.map((o) => waits(o.id, s.id, layer)));
          const busy = {
            ...plan,
            steps: [...plan.steps, ...own],
            dependencies: [...plan.dependencies, ...ties],
          };
          expect(healthOf(busy, today)).toEqual(healthOf(plan, today));
        },
      ),
      runs,
    );
  });
});
