import { describe, expect, test } from 'vitest';
import { findStep, type Plan } from '#app/domain/plan.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import { addWorkingDays, weekdays } from '#app/domain/working-days.ts';
import { dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  anOffer,
  aPlan,
  aStep,
  ask,
  kinds,
  on,
  only,
  ownedBy,
  placeholder,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';

const [may, mayNot] = [null, 'notYours'];

describe('whose hand', () => {
  const hers = aStep('s', { owners: ownedBy(dana) });
  const joint = aStep('s', { owners: ownedBy(maya, dana) });
  const nameNeeded = aStep('s', { owners: [placeholder('buyer', 'legal')] });

  test.each([
    ['the owner', hers, dana, may],
    ['a colleague of the owner', hers, grace, may],
    ['the other side', hers, maya, mayNot],
    ['either side of a joint step: the seller', joint, tom, may],
    ['either side of a joint step: the buyer', joint, grace, may],
    ['the point person, where a name is needed', nameNeeded, dana, may],
    ['anybody else there, where a name is needed', nameNeeded, grace, 'nameNeeded'],
    ['the other side, where a name is needed', nameNeeded, maya, mayNot],
  ])('ticks, skips or reports stuck: %s', (_who, step, who, code) => {
    const plan = aPlan({ steps: [step] });
    expect(ask(plan, who, 'completeStep', { stepId: 's' }).code).toBe(code);
    expect(ask(plan, who, 'skipStep', { stepId: 's', reason: 'no need' }).code).toBe(code);
    expect(ask(plan, who, 'reportStuck', { stepId: 's', reason: 'no file' }).code).toBe(code);
  });

  test('answers an offer: the side that did not make it, by its own hand', () => {
    const step = aStep('s', { owners: [placeholder('buyer', 'legal')], agreement: 'proposed' });
    const plan = aPlan({ steps: [step], offers: [anOffer('s')] });
    const accept = (who: typeof maya) => ask(plan, who, 'acceptOffers', { offerIds: ['offer-s'] }).code;
    expect([accept(dana), accept(grace), accept(maya), accept(tom)]).toEqual([
      null,
      'nameNeeded',
      'ownOffer',
      'ownOffer',
    ]);
  });

  test('the refusal says who can', () => {
    const plan = aPlan({ steps: [hers] });
    expect(ask(plan, maya, 'completeStep', { stepId: 's' }).sentence).toContain('Acme Freight');
  });
});

describe('a change to what the other side agreed', () => {
  const agreed = aPlan({ steps: [aStep('s', { dueDay: on('2026-12-14'), ask: 'A file' })] });

  test('of day, ask or owner is a question, and what was agreed rules until it is answered', () => {
    const day = ask(agreed, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') });
    expect(only(day, 'offerMade').offer.terms).toEqual({ field: 'dueDay', value: '2026-12-18' });
    expect(stepIn(day.plan, 's').dueDay).toBe('2026-12-14');
    expect(kinds(ask(agreed, maya, 'changeStep', { stepId: 's', field: 'ask', value: 'Two' }))).toEqual([
      'offerMade',
    ]);
    const args = {
      stepId: 's',
      ownerId: 'owner-dana',
      side: 'seller',
      role: null,
      stakeholderId: 'maya',
    } as const;
    expect(kinds(ask(agreed, maya, 'assignStep', args))).toEqual(['offerMade']);
  });

  test('to be done together is a question too, so that nobody ticks what the other side promised alone', () => {
    const args = { stepId: 's', ownerId: null, side: 'seller', role: null, stakeholderId: 'maya' } as const;
    const joining = ask(agreed, maya, 'assignStep', args);
    expect(kinds(joining)).toEqual(['offerMade']);
    expect(ask(joining.plan, maya, 'completeStep', { stepId: 's' }).code).toBe('notYours');
    const offerIds = joining.plan.offers.map((o) => o.id);
    const joint = ask(joining.plan, dana, 'acceptOffers', { offerIds }).plan;
    expect(stepIn(joint, 's').owners.map((o) => o.stakeholderId)).toEqual(['dana', 'maya']);
  });

  test('in words, over words of the other side that nobody has answered, is not taken: neither is lost', () => {
    const plan = ask(agreed, maya, 'changeStep', { stepId: 's', field: 'ask', value: 'Two files' }).plan;
    const shared = { ...plan, steps: plan.steps.map((s) => ({ ...s, owners: ownedBy(dana, maya) })) };
    const answer = ask(shared, dana, 'changeStep', { stepId: 's', field: 'ask', value: 'One file' });
    expect(answer.code).toBe('answerFirst');
    expect(shared.offers).toHaveLength(1);
  });

  test('is one question at a time, and the asker takes it back before the next', () => {
    const plan = ask(agreed, maya, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') }).plan;
    expect(ask(plan, tom, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-21') }).code).toBe(
      'offerOpen',
    );
    expect(ask(plan, maya, 'changeStep', { stepId: 's', field: 'ask', value: 'x' }).code).toBe('offerOpen');
    expect(plan.offers).toHaveLength(1);
  });

  test('by its own side is a renewed promise, announced and not asked', () => {
    const moved = ask(agreed, dana, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') });
    expect(kinds(moved)).toEqual(['stepChanged']);
    expect(stepIn(moved.plan, 's').agreement).toBe('agreed');
  });

  test('within one’s own side needs no question: "not me" hands it to a colleague', () => {
    const args = {
      stepId: 's',
      ownerId: 'owner-dana',
      side: 'buyer',
      role: null,
      stakeholderId: 'grace',
    } as const;
    expect(ask(agreed, dana, 'assignStep', args).plan.steps[0]?.owners[0]?.stakeholderId).toBe('grace');
  });
});

describe('an answer', () => {
  const plan = aPlan({
    steps: [aStep('s', { agreement: 'proposed', dueDay: on('2026-12-14') })],
    offers: [anOffer('s')],
  });
  const offerId = 'offer-s';

  test('fine: the step is agreed and nothing is open', () => {
    const yes = ask(plan, dana, 'acceptOffers', { offerIds: [offerId] }).plan;
    expect(stepIn(yes, 's').agreement).toBe('agreed');
    expect(yes.offers).toEqual([]);
  });

  test('another day: a new question, the other way round, which the first asker answers', () => {
    const other = ask(plan, dana, 'counterOffer', { offerId, dueDay: on('2026-12-18') });
    expect(kinds(other)).toEqual(['offerClosed', 'offerMade']);
    expect(only(other, 'offerClosed').outcome).toBe('answeredOtherwise');
    expect(other.plan.offers).toMatchObject([{ bySide: 'buyer', terms: { value: '2026-12-18' } }]);
    expect(stepIn(other.plan, 's')).toMatchObject({ agreement: 'proposed', dueDay: '2026-12-14' });
    const back = other.plan.offers[0]?.id ?? '';
    expect(ask(other.plan, dana, 'acceptOffers', { offerIds: [back] }).code).toBe('ownOffer');
    const fine = ask(other.plan, tom, 'acceptOffers', { offerIds: [back] }).plan;
    expect(stepIn(fine, 's')).toMatchObject({ agreement: 'agreed', dueDay: '2026-12-18' });
  });

  test('the same day is simply yes', () => {
    const yes = ask(plan, dana, 'counterOffer', { offerId, dueDay: on('2026-12-14') }).plan;
    expect(stepIn(yes, 's').agreement).toBe('agreed');
    expect(yes.offers).toEqual([]);
  });

  test('no, with a reason: a step never agreed is declined, an agreed one stays as it was', () => {
    expect(ask(plan, dana, 'declineOffer', { offerId, reason: ' ' }).code).toBe('reasonNeeded');
    const no = ask(plan, dana, 'declineOffer', { offerId, reason: 'We have none' }).plan;
    expect(stepIn(no, 's')).toMatchObject({ agreement: 'declined', declinedReason: 'We have none' });
    const agreed = aPlan({
      steps: [aStep('s', { dueDay: on('2026-12-14') })],
      offers: [anOffer('s', { terms: { field: 'dueDay', value: on('2026-12-18') } })],
    });
    const kept = ask(agreed, dana, 'declineOffer', { offerId, reason: 'No' }).plan;
    expect(stepIn(kept, 's')).toMatchObject({ agreement: 'agreed', dueDay: '2026-12-14' });
  });

  test('taken back by the side that asked: a step never agreed is an outline again', () => {
    expect(ask(plan, dana, 'withdrawOffer', { offerId }).code).toBe('theirOffer');
    expect(stepIn(ask(plan, tom, 'withdrawOffer', { offerId }).plan, 's').agreement).toBe('outline');
  });

  test('a counter-offer taken back leaves the question it answered standing, round by round', () => {
    const countered = (now: Plan, who: typeof maya, day: string): Plan =>
      ask(now, who, 'counterOffer', { offerId: now.offers[0]?.id ?? '', dueDay: on(day) }).plan;
    const takenBack = (now: Plan, who: typeof maya): Plan =>
      ask(now, who, 'withdrawOffer', { offerId: now.offers[0]?.id ?? '' }).plan;
    const hers = countered(plan, dana, '2026-12-18');
    const theirs = countered(hers, maya, '2026-12-16');
    expect(takenBack(theirs, tom)).toEqual(hers);
    expect(takenBack(takenBack(theirs, tom), grace)).toEqual(plan);
    const asked = takenBack(hers, dana);
    expect(stepIn(ask(asked, dana, 'acceptOffers', { offerIds: [offerId] }).plan, 's').agreement).toBe(
      'agreed',
    );
    expect(stepIn(takenBack(asked, maya), 's').agreement).toBe('outline');
  });

  test('what a counter-offer answered does not stand again once it has come about by itself', () => {
    const agreed = aPlan({
      steps: [aStep('s', { dueDay: on('2026-12-14') })],
      offers: [anOffer('s', { terms: { field: 'dueDay', value: on('2026-12-18') } })],
    });
    const countered = ask(agreed, dana, 'counterOffer', { offerId, dueDay: on('2026-12-16') }).plan;
    const moved = ask(countered, dana, 'rescheduleStep', { stepId: 's', dueDay: on('2026-12-18') }).plan;
    const left = ask(moved, dana, 'withdrawOffer', { offerId: moved.offers[0]?.id ?? '' }).plan;
    expect(left.offers).toEqual([]);
  });

  test('however long two sides go to and fro, only so many rounds are kept', () => {
    let now = plan;
    for (let round = 0; round < 40; round += 1) {
      const args = { offerId: now.offers[0]?.id ?? '', dueDay: on(`2026-12-${round % 2 ? '17' : '18'}`) };
      now = ask(now, round % 2 ? maya : dana, 'counterOffer', args).plan;
    }
    expect(now.offers[0]?.bySide).toBe('seller');
    expect(now.offers[0]?.replaces).toHaveLength(20);
  });

  test('yes to all answers every question named, or none', () => {
    const two = aPlan({
      steps: [aStep('a', { agreement: 'proposed' }), aStep('b', { agreement: 'proposed' })],
      offers: [anOffer('a'), anOffer('b')],
    });
    const all = ask(two, dana, 'acceptOffers', { offerIds: ['offer-a', 'offer-b', 'offer-a'] });
    expect(all.plan.steps.map((s) => s.agreement)).toEqual(['agreed', 'agreed']);
    expect(all.changes).toHaveLength(4);
    expect(ask(two, dana, 'acceptOffers', { offerIds: ['offer-a', 'gone'] }).code).toBe('absent');
  });

  test('yes falls only on what was read: words or a day changed since are a conflict', () => {
    const read = aStep('s', {
      title: 'Data',
      agreement: 'proposed',
      versions: { title: 3, ask: 4, dueDay: 3 },
    });
    const now = aPlan({
      steps: [aStep('t', { agreement: 'proposed' }), read],
      offers: [anOffer('t'), anOffer('s')],
    });
    const saw = baseOfYes(now, now.offers);
    const yes = (base: Record<string, number>) =>
      ask(now, dana, 'acceptOffers', { offerIds: ['offer-t', 'offer-s'] }, { base });
    expect(yes(saw).plan.offers).toEqual([]);
    expect(yes({}).plan.offers).toEqual([]);
    expect(yes({ ...saw, 's.ask': 2 }).decision).toMatchObject({
      kind: 'conflict',
      field: 's.ask',
      yours: 'Data',
      version: 4,
    });
    expect(yes({ ...saw, 's.dueDay': 2 }).code).toBe('conflict');
  });

  test('to hand a step to somebody who has left keeps the role, whose name is needed', () => {
    const value = {
      ownerId: 'new',
      side: 'seller',
      role: 'solutionsEngineer',
      stakeholderId: 'gone',
    } as const;
    const asked = aPlan({
      steps: [aStep('s')],
      offers: [anOffer('s', { terms: { field: 'owner', value } })],
    });
    const yes = ask(asked, dana, 'acceptOffers', { offerIds: [offerId] });
    const { id: _, ...nameless } = placeholder('seller', value.role);
    expect(stepIn(yes.plan, 's').owners).toContainEqual(expect.objectContaining(nameless));
  });
});

test('who still sees the old owner cannot hand a step on over the new one', () => {
  const plan = aPlan({ steps: [aStep('s')] });
  const to = (stakeholderId: string) =>
    ({ stepId: 's', ownerId: 'owner-dana', side: 'buyer', role: null, stakeholderId }) as const;
  const first = ask(plan, dana, 'assignStep', to('grace'));
  expect(ask(first.plan, lena, 'assignStep', to('rui')).code).toBe('absent');
});

describe('sharing', () => {
  const farDay = addWorkingDays(today, 21, weekdays);
  const nearDay = addWorkingDays(today, 20, weekdays);
  const draft = aDraft({
    steps: [
      aStep('here', { dueDay: farDay }),
      aStep('near', { milestoneId: 'case', dueDay: nearDay }),
      aStep('far', { milestoneId: 'case', dueDay: farDay }),
      aStep('someday', { milestoneId: 'case' }),
      aStep('ours', { owners: ownedBy(maya) }),
      aStep('both', { owners: ownedBy(maya, dana) }),
      aStep('kept', { owners: ownedBy(maya), withheld: true }),
    ],
  });
  const shared = ask(draft, maya, 'sharePlan', {}).plan;

  test('asks about the current milestone and what is near, and leaves later steps an outline', () => {
    const agreement = Object.fromEntries(shared.steps.map((s) => [s.id, s.agreement]));
    expect(agreement).toEqual({
      here: 'proposed',
      near: 'proposed',
      far: 'outline',
      someday: 'outline',
      ours: 'agreed',
      both: 'proposed',
      kept: 'agreed',
    });
    expect(shared.offers.map((o) => o.stepId).sort()).toEqual(['both', 'here', 'near']);
  });

  test('keeps what is kept back, behind the step both sides see before it', () => {
    expect(findStep(shared, 'kept')).toMatchObject({ layer: 'seller', anchorId: 'both', withheld: false });
    expect(shared.steps.filter((s) => s.layer === 'seller').map((s) => s.id)).toEqual(['kept']);
    expect([...shared.milestones, ...shared.people].every((t) => t.layer === 'shared')).toBe(true);
  });

  test('needs an end, a goal and a step, and happens once', () => {
    const goal = { ...draft.goal, liveDay: null };
    expect(ask({ ...draft, goal }, maya, 'sharePlan', {}).code).toBe('noLiveDay');
    expect(ask({ ...draft, goal: { ...draft.goal, objective: ' ' } }, maya, 'sharePlan', {}).code).toBe(
      'noGoal',
    );
    expect(ask({ ...draft, steps: [] }, maya, 'sharePlan', {}).code).toBe('noSteps');
    expect(ask(shared, maya, 'sharePlan', {}).code).toBe('shared');
  });

  test('leaves the rest to a person: Propose asks, and one’s own work is a promise', () => {
    const proposed = ask(shared, maya, 'proposeStep', { stepId: 'far' });
    expect(stepIn(proposed.plan, 'far').agreement).toBe('proposed');
    expect(only(proposed, 'offerMade').offer.stepId).toBe('far');
    expect(stepIn(ask(shared, dana, 'proposeStep', { stepId: 'far' }).plan, 'far').agreement).toBe('agreed');
    expect(ask(proposed.plan, maya, 'proposeStep', { stepId: 'far' }).code).toBe('asked');
    const all = ask(shared, maya, 'proposeMilestone', { milestoneId: 'case' }).plan;
    expect(all.steps.filter((s) => s.agreement === 'outline')).toEqual([]);
    expect(ask(draft, maya, 'proposeStep', { stepId: 'far' }).code).toBe('draft');
  });
});

test('a step always has an owner, and an agreed one keeps both its sides', () => {
  const plan = aPlan({ steps: [aStep('s'), aStep('j', { owners: ownedBy(maya, dana) })] });
  expect(ask(plan, dana, 'removeOwner', { stepId: 's', ownerId: 'owner-dana' }).code).toBe('lastOwner');
  expect(ask(plan, dana, 'removeOwner', { stepId: 'j', ownerId: 'owner-maya' }).code).toBe('agreed');
  expect(ask(plan, dana, 'removeOwner', { stepId: 'j', ownerId: 'owner-dana' }).code).toBe('agreed');
});
