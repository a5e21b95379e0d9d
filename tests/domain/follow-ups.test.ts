import { describe, expect, test } from 'vitest';
import { followUps } from '#app/domain/follow-ups.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { type CastMember, cast, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  anOffer,
  aPlan,
  aStep,
  ask,
  type Outcome,
  on,
  ownedBy,
  stakeholderOf,
  waits,
} from '#tests/support/plan-builder.ts';

const nameOf = (personId: string) => cast.find((who) => who.personId === personId)?.key;
/** Who hears what of an outcome, as the write path works it out. */
const heard = (before: Plan, outcome: Outcome, actor: CastMember): string[] =>
  followUps(sharedView(before), sharedView(outcome.plan), outcome.changes, actor.personId)
    .map((line) => `${nameOf(line.personId)}: ${line.kind}`)
    .sort();

const people = [maya, tom, dana, grace].map((who) => stakeholderOf(who));
const planWith = (steps: Step[], over: Partial<Plan> = {}) => aPlan({ people, steps, ...over });

describe('a milestone', () => {
  const [early, late] = [on('2026-12-04'), on('2026-12-18')];

  test('reached or opened again is news to everybody who is in, the actor too', () => {
    const plan = planWith([aStep('s')], { people: [...people, stakeholderOf(lena, { enteredOn: null })] });
    const done = ask(plan, dana, 'completeStep', { stepId: 's' });
    const everyone = ['dana', 'grace', 'maya', 'tom'];
    expect(heard(plan, done, dana)).toEqual(everyone.map((who) => `${who}: milestoneReached`));
    const again = ask(done.plan, dana, 'reopenStep', { stepId: 's' }, { confirmed: true });
    expect(heard(done.plan, again, dana)).toEqual(everyone.map((who) => `${who}: milestoneReopened`));
  });

  test('that moves is news when both days are agreed', () => {
    const plan = planWith([aStep('s', { dueDay: early })]);
    const moved = ask(plan, dana, 'rescheduleStep', { stepId: 's', dueDay: late });
    expect(heard(plan, moved, dana)).toEqual(
      ['dana', 'grace', 'maya', 'tom'].map((w) => `${w}: milestoneMoved`),
    );
  });

  test('whose day is dashed moves without a letter', () => {
    const outline = planWith([aStep('s', { dueDay: early, agreement: 'outline' })]);
    const moved = ask(outline, dana, 'rescheduleStep', { stepId: 's', dueDay: late });
    expect(moved.plan.steps[0]?.dueDay).toBe(late);
    expect(heard(outline, moved, dana)).toEqual([]);
  });

  test('is not moved by a yes to the day that was asked for, and is by a yes to another day for what was agreed', () => {
    const first = aStep('first', { dueDay: early });
    const asked = aStep('asked', { dueDay: late, agreement: 'proposed' });
    const offer = anOffer('asked');
    const plan = planWith([first, asked], { offers: [offer] });
    const yes = ask(plan, dana, 'acceptOffers', { offerIds: ['offer-asked'] });
    expect(heard(plan, yes, dana)).toEqual(['maya: answered']);

    const suggestion = anOffer('first', { terms: { field: 'dueDay', value: late } });
    const agreed = planWith([first], { offers: [suggestion] });
    const moved = ask(agreed, dana, 'acceptOffers', { offerIds: ['offer-first'] });
    expect(heard(agreed, moved, dana)).toContain('dana: milestoneMoved');
  });

  test('is not moved by a step that is not its last, nor from a Friday to the weekend', () => {
    const plan = planWith([aStep('s', { dueDay: early }), aStep('last', { dueDay: late })]);
    expect(
      heard(plan, ask(plan, dana, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-07') }), dana),
    ).toEqual([]);
    const weekend = ask(plan, dana, 'rescheduleStep', { stepId: 'last', dueDay: on('2026-12-19') });
    expect(heard(plan, weekend, dana)).toEqual([]);
  });
});

describe('a day that goes with another', () => {
  const steps = [
    aStep('form', { owners: ownedBy(maya), dueDay: on('2026-12-01') }),
    aStep('draft', { owners: ownedBy(tom), dueDay: on('2026-12-02') }),
    aStep('reading', { owners: ownedBy(dana), dueDay: on('2026-12-03') }),
    aStep('last', { owners: ownedBy(grace), dueDay: on('2026-12-18') }),
  ];
  const plan = planWith(steps, { dependencies: [waits('draft', 'form'), waits('reading', 'form')] });
  const move = { stepId: 'form', dueDay: on('2026-12-08') };
  const rest = ['draft', 'reading'].map((stepId) => ({ stepId, dueDay: on('2026-12-09') }));

  test('is news to whose step it is, and a question to whom it is asked of; to nobody else', () => {
    const moved = ask(plan, maya, 'rescheduleSteps', { ...move, rest });
    expect(heard(plan, moved, maya)).toEqual(['dana: proposed', 'tom: dayMoved']);
    const [line] = followUps(plan, moved.plan, moved.changes, maya.personId).filter(
      ({ kind }) => kind === 'dayMoved',
    );
    expect(line?.refs).toMatchObject({ stepId: 'draft', was: '2026-12-02', behind: 'form' });
  });

  test('also where it goes with a yes to that day', () => {
    const terms = { field: 'dueDay', value: move.dueDay } as const;
    const asked = { ...plan, offers: [anOffer('form', { by: dana, terms })] };
    const yes = ask(asked, maya, 'acceptOffers', { offerIds: ['offer-form'], rest });
    expect(heard(asked, yes, maya)).toEqual(['dana: answered', 'dana: proposed', 'tom: dayMoved']);
  });

  test('and alone it is nobody’s news', () => {
    expect(heard(plan, ask(plan, maya, 'rescheduleStep', move), maya)).toEqual([]);
  });
});

describe('an offer', () => {
  const plan = planWith([aStep('s', { agreement: 'proposed' })], { offers: [anOffer('s')] });

  test('is told to whose answer it is, and the answer to who asked', () => {
    const agreed = planWith([aStep('s', { dueDay: on('2026-12-04') })]);
    const asked = ask(agreed, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') });
    expect(heard(agreed, asked, maya)).toEqual(['dana: proposed']);
    const no = ask(plan, dana, 'declineOffer', { offerId: 'offer-s', reason: 'no' });
    expect(heard(plan, no, dana)).toEqual(['maya: answered']);
  });

  test('answered with another day is one letter, not two', () => {
    const other = ask(plan, dana, 'counterOffer', { offerId: 'offer-s', dueDay: on('2026-12-18') });
    expect(heard(plan, other, dana).filter((line) => line.startsWith('maya'))).toEqual(['maya: answered']);
  });

  test('taken back is told to whom it was told', () => {
    expect(heard(plan, ask(plan, tom, 'withdrawOffer', { offerId: 'offer-s' }), tom)).toEqual([
      'dana: takenBack',
    ]);
  });

  test('standing again after its counter-offer was taken back is not asked a second time', () => {
    const joint = planWith([aStep('s', { agreement: 'proposed', owners: ownedBy(dana, grace) })], {
      offers: [anOffer('s')],
    });
    const countered = ask(joint, dana, 'counterOffer', { offerId: 'offer-s', dueDay: on('2026-12-18') });
    const offerId = countered.plan.offers[0]?.id ?? '';
    const back = ask(countered.plan, dana, 'withdrawOffer', { offerId });
    expect(back.plan.offers).toEqual(joint.offers);
    expect(heard(countered.plan, back, dana)).toEqual(['maya: takenBack', 'maya: takenBack']);
  });

  test('to somebody who has not entered is in their invitation, not in a letter of its own', () => {
    const outside = {
      ...plan,
      offers: [],
      people: [stakeholderOf(maya), stakeholderOf(dana, { enteredOn: null })],
    };
    const outline = { ...outside, steps: [aStep('s', { agreement: 'outline' })] };
    const asked = ask(outline, maya, 'proposeStep', { stepId: 's' });
    expect(asked.plan.offers).toHaveLength(1);
    expect(heard(outline, asked, maya)).toEqual([]);
  });
});

describe('a turn', () => {
  const plan = planWith(
    [
      aStep('first', { owners: ownedBy(maya) }),
      aStep('then', { owners: ownedBy(dana, grace) }),
      aStep('other'),
    ],
    { dependencies: [waits('then', 'first')] },
  );

  test('begins for every owner when what they waited for has ended', () => {
    const done = ask(plan, maya, 'completeStep', { stepId: 'first' });
    expect(heard(plan, done, maya)).toEqual(['dana: yourTurn', 'grace: yourTurn']);
  });

  test('is told once, and not to who made it theirs', () => {
    const given = {
      stepId: 'other',
      ownerId: null,
      side: 'buyer',
      role: null,
      stakeholderId: 'grace',
    } as const;
    expect(heard(plan, ask(plan, dana, 'assignStep', given), dana)).toEqual(['grace: yourTurn']);
    const title = { stepId: 'other', field: 'title', value: 'Another' } as const;
    expect(heard(plan, ask(plan, maya, 'changeStep', title), maya)).toEqual([]);
  });

  test('of a private step is told to its own side alone', () => {
    const own = aStep('own', { layer: 'seller', owners: ownedBy(maya, tom) });
    const after = { ...plan, steps: [...plan.steps, own] };
    const lines = followUps(plan, after, [], maya.personId);
    expect(lines).toEqual([
      { personId: tom.personId, kind: 'yourTurn', layer: 'seller', refs: { stepId: 'own' } },
    ]);
  });
});

test('a draft tells nobody anything', () => {
  const draft = aDraft({ steps: [aStep('s', { owners: ownedBy(maya) })] });
  expect(heard(draft, ask(draft, maya, 'completeStep', { stepId: 's' }), maya)).toEqual([]);
});
