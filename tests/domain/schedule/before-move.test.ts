import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptOffers } from '#app/domain/answer-offer.ts';
import { addDays, compareDays, type Day } from '#app/domain/day.ts';
import { isOpen, type Plan, type Step, type StepOfferTerms } from '#app/domain/plan.ts';
import {
  type Asked,
  beforeMove,
  choiceBefore,
  type Following,
  movesOthers,
  suggestionBefore,
} from '#app/domain/schedule/before-move.ts';
import { scheduleOfPlan } from '#app/domain/schedule/of-plan.ts';
import { project } from '#app/domain/schedule/project.ts';
import { preview } from '#app/domain/settle.ts';
import { addWorkingDays, weekdays } from '#app/domain/working-days.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import {
  anOffer,
  aPlan,
  aStep,
  as,
  ask,
  on,
  ownedBy,
  stepIn,
  today,
  waits,
} from '#tests/support/plan-builder.ts';
import { calendarFor, network, runs } from './arbitrary.ts';

const actorIn = (plan: Plan, who = maya) => as(who, plan).actor;
const newDay = (stepId: string, dueDay: Day) => ({
  type: 'rescheduleStep' as const,
  args: { stepId, dueDay },
});
const calendar = calendarFor([1, 2, 3, 4, 5]);
const projected = (plan: Plan, layer?: 'seller' | 'buyer') => {
  const input = scheduleOfPlan(plan, { seller: calendar, buyer: calendar }, today, { layer });
  if (!input.ok) throw new Error(input.error.sentence);
  return project(network(input.value));
};

const near = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => addDays(today, n));
const drawn = fc.record({
  dueDay: fc.option(near(-4, 15), { freq: 9 }),
  duration: fc.integer({ min: 1, max: 4 }),
  owners: fc.constantFrom(ownedBy(maya), ownedBy(tom), ownedBy(dana), ownedBy(maya, dana)),
  agreement: fc.constantFrom('agreed', 'agreed', 'agreed', 'outline', 'declined'),
  status: fc.constantFrom('todo', 'todo', 'todo', 'todo', 'todo', 'stuck', 'done', 'skipped'),
  asks: fc.constantFrom('nobody', 'nobody', 'nobody', 'maya', 'dana'),
  after: fc.array(fc.nat(10), { minLength: 1, maxLength: 2 }),
  isPrivate: fc.constantFrom<'no' | 'seller' | 'buyer'>('no', 'no', 'no', 'seller', 'buyer'),
});

/** Steps that wait for earlier ones; what is private is waited for on its own side alone. */
const anyPlan = fc
  .record({ steps: fc.array(drawn, { minLength: 2, maxLength: 10 }), liveDay: near(0, 40) })
  .map(({ steps: list, liveDay }): Plan => {
    const steps = list.map(({ isPrivate, status, after: _, asks: __, ...rest }, at): Step => {
      const layer = isPrivate === 'no' ? 'shared' : isPrivate;
      const ended = status === 'done' || status === 'skipped';
      return aStep(`s${at}`, {
        ...rest,
        ...{ layer, status, endedOn: ended ? addDays(today, -1) : null },
        ...(layer !== 'shared' && {
          agreement: 'agreed',
          owners: ownedBy(layer === 'seller' ? maya : dana),
        }),
      } as Partial<Step>);
    });
    const dependencies = list.flatMap(({ after }, at) =>
      [...new Set(after.map((n) => n % Math.max(1, at)))].flatMap((n) => {
        const [step, first] = [steps[at], steps[n]];
        const may = at > 0 && step && first && (first.layer === 'shared' || first.layer === step.layer);
        return may ? [waits(step.id, first.id, step.layer)] : [];
      }),
    );
    const offers = list.flatMap(({ asks }, at) => {
      const step = steps[at];
      if (step?.layer !== 'shared' || asks === 'nobody') return [];
      return [anOffer(step.id, { by: asks === 'maya' ? maya : dana, terms: { field: 'ask', value: 'x' } })];
    });
    const plan = aPlan({ steps, dependencies, offers });
    return { ...plan, goal: { ...plan.goal, liveDay } };
  });
/** Mostly her own that others wait for, and at times any step. */
function movable({ steps, dependencies }: Plan): string[] {
  const own = steps.filter((s) => isOpen(s) && s.owners.every((o) => o.side === 'seller'));
  const awaited = own.filter((s) => dependencies.some((d) => d.afterId === s.id)).map((s) => s.id);
  return [...awaited, ...awaited, ...awaited, ...steps.map((s) => s.id)];
}
const anyMove = anyPlan.chain((plan) =>
  fc.record({
    plan: fc.constant(plan),
    stepId: fc.constantFrom(...movable(plan)),
    dueDay: near(-2, 45),
  }),
);

const withoutSide = (plan: Plan, layer: 'seller' | 'buyer'): Plan => ({
  ...plan,
  steps: plan.steps.filter((s) => s.layer !== layer),
  dependencies: plan.dependencies.filter((d) => d.layer !== layer),
});
const asArgs = (following: readonly Following[]) =>
  following.flatMap(({ step, to, how }) => (how === 'stays' ? [] : [{ stepId: step.id, dueDay: to }]));

describe('before a day is moved', () => {
  const steps = [
    aStep('form', { owners: ownedBy(maya), dueDay: on('2026-12-11') }),
    aStep('draft', { owners: ownedBy(tom), dueDay: on('2026-12-14'), duration: 2 }),
    aStep('reading', { owners: ownedBy(dana), dueDay: on('2026-12-15') }),
    aStep('roomy', { owners: ownedBy(maya), dueDay: on('2027-01-15') }),
    aStep('done', { owners: ownedBy(maya), dueDay: on('2026-12-14'), status: 'done', endedOn: today }),
  ];
  const plan = aPlan({
    steps,
    dependencies: ['draft', 'roomy', 'done']
      .map((id) => waits(id, 'form'))
      .concat([waits('reading', 'draft')]),
    goal: { ...aPlan().goal, liveDay: on('2026-12-18') },
  });
  const look = (to: string) => beforeMove(plan, new Map([['form', on(to)]]), actorIn(plan), today);

  it('one sees which others go, from when to when and how, and the live day', () => {
    const seen = look('2026-12-18');
    expect(seen?.following.map(({ step, from, to, how }) => [step.id, from, to, how])).toEqual([
      ['draft', '2026-12-14', '2026-12-22', 'moves'],
      ['reading', '2026-12-15', '2026-12-23', 'asked'],
    ]);
    expect(seen?.live).toEqual({ from: '2027-01-15', to: '2027-01-15', lateBy: 20 });
  });

  it('nothing else moves while there is room, and nothing comes forward by itself', () => {
    expect(look('2026-12-10')?.following).toEqual([]);
    expect(choiceBefore(plan, newDay('form', on('2026-12-01')), actorIn(plan), today)).toBeNull();
  });

  it('there is nothing to choose where the day itself is asked of the other side', () => {
    const move = newDay('form', on('2026-12-18'));
    expect(choiceBefore(plan, move, actorIn(plan), today)).not.toBeNull();
    const hers = {
      ...plan,
      steps: steps.map((s) => (s.id === 'form' ? { ...s, owners: ownedBy(dana) } : s)),
    };
    expect(choiceBefore(hers, move, actorIn(hers), today)).toBeNull();
    expect(choiceBefore(hers, move, actorIn(hers, dana), today)).not.toBeNull();
  });

  describe('also by an answer, where a day moves by it', () => {
    const hers = {
      ...plan,
      steps: steps.map((s) => (s.id === 'form' ? { ...s, owners: ownedBy(dana) } : s)),
    };
    const asked = (terms: StepOfferTerms) => ({
      ...hers,
      offers: [anOffer('form', { by: maya, terms })],
    });
    const named = asked({ field: 'dueDay', value: on('2026-12-18') });
    const ifDone = asked({ field: 'done' });
    const yes: Asked = { type: 'acceptOffers', args: { offerIds: ['offer-form'] } };
    const answer = (to: string) =>
      ({ type: 'counterOffer', args: { offerId: 'offer-form', dueDay: on(to) } }) as const;
    const rows = (of: Plan, command: Asked, who = dana) =>
      choiceBefore(of, command, actorIn(of, who), today)?.following.map(({ step, to, how }) => [
        ...[step.id, to, how],
      ]) ?? null;
    const moved = [
      ['draft', '2026-12-22', 'asked'],
      ['reading', '2026-12-23', 'moves'],
    ];

    it('a yes to another day, by whoever is asked', () => {
      expect(rows(named, yes)).toEqual(moved);
      expect(rows(named, yes, maya)).toBeNull();
      // The other way round: she has suggested a day for what is Maya's.
      const his = {
        ...plan,
        offers: [anOffer('form', { by: dana, terms: named.offers[0]!.terms as StepOfferTerms })],
      };
      expect(rows(his, yes, maya)).toEqual([
        ['draft', '2026-12-22', 'moves'],
        ['reading', '2026-12-23', 'asked'],
      ]);
    });

    it('an answer with the very day, and a day in answer to “is this done?”', () => {
      expect(rows(named, answer('2026-12-18'))).toEqual(moved);
      expect(rows(ifDone, answer('2026-12-18'))).toEqual(moved);
      expect(rows(ifDone, answer('2026-12-10'))).toBeNull();
    });

    it('but not another day that has to be answered first, nor a yes to anything else', () => {
      expect(rows(named, answer('2026-12-21'))).toBeNull();
      expect(rows(ifDone, yes)).toBeNull();
      expect(rows(asked({ field: 'ask', value: 'x' }), yes)).toBeNull();
      expect(rows(hers, yes)).toBeNull();
    });

    it('of several days one yes moves, each is seen with the others, and with the live day', () => {
      const both = {
        ...named,
        offers: [
          ...named.offers,
          anOffer('reading', { by: maya, terms: { field: 'dueDay', value: on('2026-12-28') } }),
        ],
      };
      const all: Asked = { type: 'acceptOffers', args: { offerIds: ['offer-form', 'offer-reading'] } };
      const before = choiceBefore(both, all, actorIn(both, dana), today);
      expect(before?.moved.map(({ step, to }) => [step.id, to])).toEqual([
        ['form', '2026-12-18'],
        ['reading', '2026-12-28'],
      ]);
      expect(before?.following.map(({ step }) => step.id)).toEqual(['draft']);
    });

    it('is refused with what it is until that is chosen', () => {
      expect(movesOthers(named, yes, actorIn(named, dana), today)).toMatchObject({ code: 'movesOthers' });
      expect(movesOthers(named, answer('2026-12-21'), actorIn(named, dana), today)).toBeNull();
    });
  });

  describe('also another live day, where today’s pace does not keep it', () => {
    const offer = { ...anOffer('form'), id: 'offer-live', subject: 'goal', stepId: null } as const;
    const offered = (liveDay: string, by = maya): Plan => ({
      ...plan,
      confirmed: { by: dana.personId, on: today },
      offers: [
        { ...offer, bySide: by.side, by: by.personId, terms: { field: 'liveDay', value: on(liveDay) } },
      ],
    });
    const yes: Asked = { type: 'acceptOffers', args: { offerIds: ['offer-live'] } };
    const liveDayOf = (of: Plan, asked: Asked, who = dana) =>
      choiceBefore(of, asked, actorIn(of, who), today)?.liveDay?.to ?? null;

    it('by a yes to it, by another in answer, and by setting or suggesting one', () => {
      const set = (value: string): Asked => ({
        type: 'changeGoal',
        args: { field: 'liveDay', value: on(value) },
      });
      const answer: Asked = {
        type: 'counterOffer',
        args: { offerId: 'offer-live', dueDay: on('2027-01-05') },
      };
      expect(liveDayOf(offered('2027-01-04'), yes)).toBe('2027-01-04');
      expect(liveDayOf(offered('2027-01-04'), answer)).toBe('2027-01-05');
      expect(liveDayOf(plan, set('2027-01-06'))).toBe('2027-01-06');
      const confirmed = { ...offered('2027-01-04'), offers: [] };
      expect(liveDayOf(confirmed, set('2027-01-06'), maya)).toBe('2027-01-06');
    });

    it('and there is nothing to ask where every step ends by it', () => {
      expect(choiceBefore(offered('2027-01-15'), yes, actorIn(plan, dana), today)).toBeNull();
      const ended = plan.steps.map((s): Step => ({ ...s, status: 'done', endedOn: today }));
      const done = { ...offered('2027-01-04'), steps: ended };
      expect(choiceBefore(done, yes, actorIn(done, dana), today)).toBeNull();
    });
  });

  it('one who only suggests a day sees what waits for it, and chooses nothing', () => {
    const both = {
      ...plan,
      steps: steps.map((s) => (s.id === 'form' ? { ...s, owners: ownedBy(maya, dana) } : s)),
    };
    const suggest = newDay('form', on('2026-12-18'));
    const seen = suggestionBefore(both, suggest, actorIn(both), today);
    expect(seen?.following.map(({ step, to }) => [step.id, to])).toEqual([
      ['draft', '2026-12-22'],
      ['reading', '2026-12-23'],
    ]);
    expect(choiceBefore(both, suggest, actorIn(both), today)).toBeNull();
    expect(suggestionBefore(both, newDay('form', on('2026-12-10')), actorIn(both), today)).toBeNull();
    expect(suggestionBefore(plan, suggest, actorIn(plan), today)).toBeNull();
  });

  it('a step that has ended, and steps in a circle, cannot be told of', () => {
    expect(beforeMove(plan, new Map([['done', today]]), actorIn(plan), today)).toBeNull();
    const circle = { ...plan, dependencies: [...plan.dependencies, waits('form', 'reading')] };
    expect(beforeMove(circle, new Map([['form', on('2026-12-18')]]), actorIn(circle), today)).toBeNull();
  });
});

describe('whatever the plan', () => {
  // Said of nothing, all of this would be true as well.
  const met = { moves: 0, asked: 0, stays: 0 };

  it('leaving the rest moves that one day only, and moving it moves what was shown, done steps never', () => {
    fc.assert(
      fc.property(anyMove, ({ plan, stepId, dueDay }) => {
        const own = withoutSide(plan, 'buyer');
        const choice = choiceBefore(own, newDay(stepId, dueDay), actorIn(own), today);
        if (!choice) return;
        const moved = (after: Plan) => after.steps.filter((s) => s.dueDay !== stepIn(own, s.id).dueDay);
        const left = ask(own, maya, 'rescheduleStep', { stepId, dueDay });
        expect(moved(left.plan).map((s) => s.id)).toEqual([stepId]);
        const all = ask(own, maya, 'rescheduleSteps', { stepId, dueDay, rest: asArgs(choice.following) });
        expect(all.code).toBeNull();
        const expected = choice.following.flatMap(({ step, how }) => (how === 'moves' ? [step.id] : []));
        expect(moved(all.plan).map((s) => s.id)).toEqual(
          own.steps.flatMap(({ id }) => (id === stepId || expected.includes(id) ? [id] : [])),
        );
        for (const { step, how } of choice.following) {
          met[how] += 1;
          expect(isOpen(step) && step.dueDay !== null).toBe(true);
        }
        const asked = all.plan.offers.filter((o) => !own.offers.includes(o)).map((o) => o.stepId);
        expect(asked).toEqual(
          choice.following.flatMap(({ step, how }) => (how === 'asked' ? [step.id] : [])),
        );
      }),
      runs,
    );
    for (const count of Object.values(met)) expect(count, JSON.stringify(met)).toBeGreaterThan(10);
  });

  it('each day shown is the first that can be, and none is earlier than it was', () => {
    fc.assert(
      fc.property(anyMove, ({ plan, stepId, dueDay }) => {
        const own = withoutSide(plan, 'buyer');
        const choice = choiceBefore(own, newDay(stepId, dueDay), actorIn(own), today);
        if (!choice) return;
        const days = new Map(choice.following.map(({ step, to }) => [step.id, to]));
        const to = (id: string, day: Day | null) => (id === stepId ? dueDay : (days.get(id) ?? day));
        const after = { ...own, steps: own.steps.map((s) => ({ ...s, dueDay: to(s.id, s.dueDay) })) };
        const ends = projected(after, 'seller').steps;
        for (const { step, from, to: day } of choice.following) {
          expect(compareDays(day, from) > 0).toBe(true);
          expect(ends.get(step.id)?.end).toBe(day);
          const sooner = addWorkingDays(day, -1, weekdays);
          const tooSoon = {
            ...after,
            steps: after.steps.map((s) => (s.id === step.id ? { ...s, dueDay: sooner } : s)),
          };
          expect(compareDays(projected(tooSoon, 'seller').steps.get(step.id)?.end ?? sooner, sooner)).toBe(1);
        }
      }),
      runs,
    );
  });

  it('what the other side keeps to itself is not named, not moved, and changes nothing that is shown', () => {
    fc.assert(
      fc.property(anyMove, ({ plan, stepId, dueDay }) => {
        if (stepIn(plan, stepId).layer === 'buyer') return;
        const bare = withoutSide(plan, 'buyer');
        const seen = beforeMove(plan, new Map([[stepId, dueDay]]), actorIn(plan), today);
        expect(seen).toEqual(beforeMove(bare, new Map([[stepId, dueDay]]), actorIn(bare), today));
        expect(seen?.following.every(({ step }) => step.layer !== 'buyer') ?? true).toBe(true);
        // Nor does one's own private step move anything that both sides share.
        if (stepIn(plan, stepId).layer === 'seller') {
          expect(seen?.live ?? null).toBeNull();
          expect(seen?.following.every(({ step }) => step.layer === 'seller') ?? true).toBe(true);
        }
      }),
      runs,
    );
  });

  it('the live day is where it was said once everybody has said yes', () => {
    fc.assert(
      fc.property(anyMove, ({ plan, stepId, dueDay }) => {
        const own = withoutSide(plan, 'buyer');
        const choice = choiceBefore(own, newDay(stepId, dueDay), actorIn(own), today);
        if (!choice?.live) return;
        const all = ask(own, maya, 'rescheduleSteps', { stepId, dueDay, rest: asArgs(choice.following) });
        expect(projected(all.plan).live.day).toBe(choice.live.to);
        const offerIds = all.plan.offers.filter((o) => !own.offers.includes(o)).map((o) => o.id);
        const yes = acceptOffers(all.plan, { offerIds }, as(dana, all.plan));
        if (yes.kind !== 'changes') throw new Error('She answers for her side');
        expect(projected(preview(all.plan, yes.changes)).live.day).toBe(choice.live.to);
      }),
      runs,
    );
  });
});
