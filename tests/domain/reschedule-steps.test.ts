import { describe, expect, test } from 'vitest';
import { commandText } from '#app/domain/change-text.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan, StepOfferTerms } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import { baseOfDays, stepOfDay } from '#app/domain/reschedule-steps.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import {
  anOffer,
  aPlan,
  aStep,
  ask,
  kinds,
  on,
  only,
  ownedBy,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

/** Maya's form, behind it Tom's draft, behind that Dana's reading, which she has said yes to. */
const plan = (over: Partial<Plan> = {}): Plan =>
  aPlan({
    steps: [
      aStep('form', { title: 'Security form', owners: ownedBy(maya), dueDay: on('2026-12-11') }),
      aStep('draft', { title: 'Draft', owners: ownedBy(tom), dueDay: on('2026-12-14') }),
      aStep('reading', { title: 'Reading', owners: ownedBy(dana), dueDay: on('2026-12-15') }),
      aStep('party', { owners: ownedBy(maya), dueDay: on('2026-12-15') }),
    ],
    dependencies: [waits('draft', 'form'), waits('reading', 'draft')],
    ...over,
  });
const move = {
  stepId: 'form',
  dueDay: on('2026-12-18'),
  rest: [
    { stepId: 'draft', dueDay: on('2026-12-21') },
    { stepId: 'reading', dueDay: on('2026-12-22') },
  ],
};
const days = (of: Plan) => of.steps.map((s) => s.dueDay);

describe('a day and the rest with it', () => {
  const moved = ask(plan(), maya, 'rescheduleSteps', move);

  test('one’s own move, and what the other side has said yes to is suggested to it', () => {
    expect(kinds(moved)).toEqual(['stepChanged', 'stepChanged', 'offerMade']);
    expect(days(moved.plan)).toEqual(['2026-12-18', '2026-12-21', '2026-12-15', '2026-12-15']);
    expect(only(moved, 'offerMade').offer).toMatchObject({ bySide: 'seller', stepId: 'reading' });
  });

  test('each says why, in what is asked and in what is remembered', () => {
    const because = { stepId: 'form', to: '2026-12-18' };
    expect(only(moved, 'offerMade').offer.terms).toEqual({ field: 'dueDay', value: '2026-12-22', because });
    const [offer] = moved.plan.offers;
    expect(offer && offerSentence(moved.plan, offer, dana.personId)).toBe(
      'Maya suggests 22 instead of 15 December, because “Security form” moved to Fri 18 Dec.',
    );
    const told = moved.changes.map((change) => plainPhrase(commandText(moved.plan, [change]) ?? []));
    expect(told).toEqual([
      'moved “Security form” from Fri 11 Dec to Fri 18 Dec',
      'moved “Draft” from Mon 14 Dec to Mon 21 Dec, because “Security form” moved to Fri 18 Dec',
      'suggested Tue 22 Dec for “Reading”, because “Security form” moved to Fri 18 Dec',
    ]);
  });

  test('together they are one sentence', () => {
    const told = (list = moved.changes) => plainPhrase(commandText(moved.plan, list) ?? []);
    expect(told()).toBe(
      'moved “Security form” from Fri 11 Dec to Fri 18 Dec, and with it 1 step behind it, and suggested another day for 1 more',
    );
    expect(told(moved.changes.slice(0, 2))).toMatch(/, and with it 1 step behind it$/);
    expect(told(moved.changes.filter((_, at) => at !== 1))).toMatch(
      /, and suggested another day for 1 step behind it$/,
    );
  });

  test('and taken back they are one sentence too, about the days', () => {
    const { plan: after, recorded } = carryOut(plan(), moved);
    const back = undo(after, maya, recorded);
    const told = (of: Plan, list: typeof back.changes) =>
      plainPhrase(commandText(of, list, maya.personId, true) ?? []);
    expect(told(back.plan, back.changes)).toBe(
      'moved “Security form” back to Fri 11 Dec, and the step that had moved with it, and took back the question about 1 more',
    );
    const again = carryOut(after, back);
    const redone = undo(again.plan, maya, again.recorded);
    expect(told(redone.plan, redone.changes)).toBe(
      'moved “Security form” back to Fri 18 Dec, and the step that had moved with it, and asked the question about 1 more again',
    );
  });

  test('and are taken back in one go, as long as nobody has answered', () => {
    const before = plan();
    const { plan: after, recorded } = carryOut(before, moved);
    const back = undo(after, maya, recorded);
    expect(days(back.plan)).toEqual(days(before));
    expect(back.plan.offers).toEqual([]);
    const [offer] = after.offers;
    const yes = ask(after, dana, 'acceptOffers', { offerIds: [offer?.id ?? ''] });
    expect(days(yes.plan)[2]).toBe('2026-12-22');
    const late = undo(carryOut(after, yes).plan, maya, recorded);
    expect(late.code).toBe('undo');
    expect(days(late.plan)).toEqual(days(yes.plan));
  });

  test('left out, the others stay', () => {
    const alone = ask(plan(), maya, 'rescheduleSteps', { ...move, rest: [] });
    expect(days(alone.plan)).toEqual(['2026-12-18', '2026-12-14', '2026-12-15', '2026-12-15']);
  });
});

describe('all of it or nothing', () => {
  const asked = (over: Partial<Plan>, args = move) => ask(plan(over), maya, 'rescheduleSteps', args);
  const withStep = (id: string, over: Parameters<typeof aStep>[1]) => ({
    steps: plan().steps.map((s) => (s.id === id ? { ...s, ...over } : s)),
  });

  test('a step that somebody moved meanwhile is a conflict about that step', () => {
    const seen = baseOfDays(plan().steps.slice(1, 3));
    const elsewhere = plan(withStep('draft', { dueDay: on('2026-12-30'), versions: { dueDay: 7 } }));
    const met = ask(elsewhere, maya, 'rescheduleSteps', move, { base: seen });
    expect(met.decision).toMatchObject({ kind: 'conflict', yours: '2026-12-21', current: '2026-12-30' });
    const field = met.decision.kind === 'conflict' ? met.decision.field : '';
    expect(stepOfDay(field)).toBe('draft');
    // Whoever has read it goes on all the same.
    const again = ask(elsewhere, maya, 'rescheduleSteps', move, { base: { ...seen, [field]: 7 } });
    expect(days(again.plan).slice(0, 2)).toEqual(['2026-12-18', '2026-12-21']);
  });

  test.each([
    ['has ended', withStep('draft', { status: 'done', endedOn: on('2026-11-26') })],
    ['does not wait for it any more', { dependencies: [waits('draft', 'form')] }],
    ['has a question open', { offers: [anOffer('reading', { by: dana })] }],
    [
      'has one’s own question open',
      { offers: [anOffer('reading', { terms: { field: 'ask', value: 'x' } })] },
    ],
  ])('a step that %s', (_how, over) => {
    expect(asked(over)).toMatchObject({ code: 'stale', changes: [] });
  });

  test('and a step that is not there, or not for these eyes', () => {
    expect(asked({}, { ...move, rest: [{ stepId: 'gone', dueDay: move.dueDay }] }).code).toBe('absent');
  });

  test('what does not wait for it is not moved in its name', () => {
    const party = { ...move, rest: [{ stepId: 'party', dueDay: move.dueDay }] };
    expect(asked({}, party).code).toBe('stale');
  });

  test('nor is anything while the day itself is only a question', () => {
    const theirs = plan(withStep('form', { owners: ownedBy(dana) }));
    expect(ask(theirs, maya, 'rescheduleSteps', move).code).toBe('stale');
  });

  test('a day that was agreed meanwhile is asked for, never taken', () => {
    const agreed = asked(withStep('draft', { owners: ownedBy(dana) }));
    expect(kinds(agreed)).toEqual(['stepChanged', 'offerMade', 'offerMade']);
    expect(stepIn(agreed.plan, 'draft').dueDay).toBe('2026-12-14');
  });
});

describe('with a yes to another day', () => {
  const hers = [
    aStep('form', { title: 'Security form', owners: ownedBy(dana), dueDay: on('2026-12-11') }),
    aStep('draft', { title: 'Draft', owners: ownedBy(maya), dueDay: on('2026-12-14') }),
    aStep('reading', { title: 'Reading', owners: ownedBy(dana), dueDay: on('2026-12-15') }),
  ];
  const later = { field: 'dueDay', value: on('2026-12-18') } as const;
  const asked = (terms: StepOfferTerms = later) =>
    plan({ steps: hers, offers: [anOffer('form', { by: maya, terms })] });
  const { rest } = move;

  test('the rest goes along, or is suggested, each with why', () => {
    const yes = ask(asked(), dana, 'acceptOffers', { offerIds: ['offer-form'], rest });
    expect(kinds(yes)).toEqual(['offerClosed', 'stepChanged', 'stepChanged', 'offerMade']);
    expect(days(yes.plan)).toEqual(['2026-12-18', '2026-12-14', '2026-12-22']);
    const because = { stepId: 'form', to: '2026-12-18' };
    expect(only(yes, 'offerMade').offer).toMatchObject({
      ...{ bySide: 'buyer', stepId: 'draft' },
      terms: { field: 'dueDay', value: '2026-12-21', because },
    });
    expect(plainPhrase(commandText(yes.plan, yes.changes) ?? [])).toBe(
      'said yes to Fri 18 Dec for “Security form”, and with it 1 step behind it, and suggested another day for 1 more',
    );
  });

  test('so it does with the day given in answer to “is this done?”', () => {
    const set = ask(asked({ field: 'done' }), dana, 'counterOffer', {
      ...{ offerId: 'offer-form', dueDay: on('2026-12-18') },
      rest,
    });
    expect(days(set.plan)).toEqual(['2026-12-18', '2026-12-14', '2026-12-22']);
    expect(set.plan.offers.map((o) => o.stepId)).toEqual(['draft']);
  });

  test('one undo takes all of it back, and the question stands again', () => {
    const before = asked();
    const yes = ask(before, dana, 'acceptOffers', { offerIds: ['offer-form'], rest });
    const { plan: after, recorded } = carryOut(before, yes);
    const back = undo(after, dana, recorded);
    expect(days(back.plan)).toEqual(days(before));
    expect(back.plan.offers.map((o) => o.id)).toEqual(['offer-form']);
  });

  test('not with a day that only asks, nor with what moves by itself', () => {
    const other = { offerId: 'offer-form', dueDay: on('2026-12-21'), rest };
    expect(ask(asked(), dana, 'counterOffer', other)).toMatchObject({ code: 'stale', changes: [] });
    const itself = { offerIds: ['offer-form'], rest: [{ stepId: 'form', dueDay: move.dueDay }] };
    expect(ask(asked(), dana, 'acceptOffers', itself).code).toBe('stale');
  });

  test('of several, each step behind says which of them it waits for', () => {
    const both = plan({
      steps: [
        ...hers,
        aStep('side', { owners: ownedBy(dana), dueDay: on('2026-12-11') }),
        aStep('after', { owners: ownedBy(dana), dueDay: on('2026-12-14') }),
      ],
      dependencies: [waits('reading', 'form'), waits('after', 'side')],
      offers: [
        anOffer('form', { by: maya, terms: later }),
        anOffer('side', { by: maya, terms: { ...later, value: on('2026-12-17') } }),
      ],
    });
    const yes = ask(both, dana, 'acceptOffers', {
      offerIds: ['offer-form', 'offer-side'],
      rest: [
        { stepId: 'reading', dueDay: on('2026-12-21') },
        { stepId: 'after', dueDay: on('2026-12-18') },
      ],
    });
    const causes = yes.changes.flatMap((c) =>
      c.kind === 'stepChanged' && 'because' in c ? [c.because] : [],
    );
    expect(causes.map((because) => because?.stepId)).toEqual(['form', 'side']);
    expect(plainPhrase(commandText(yes.plan, yes.changes) ?? [])).toBe(
      'moved “Security form” from Fri 11 Dec to Fri 18 Dec and 1 more, and with them 2 steps behind them',
    );
  });
});
