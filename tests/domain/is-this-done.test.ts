import { describe, expect, test } from 'vitest';
import { commandText } from '#app/domain/change-text.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import { questionSeen } from '#app/domain/question-seen.ts';
import { whyUntrue } from '#app/domain/still-so.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { type CastMember, dana, grace, maya, tom } from '#tests/support/cast.ts';
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
  today,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const hers = aStep('form', { title: 'Form sent', owners: ownedBy(dana), dueDay: on('2026-11-26') });
const quiet = aPlan({ steps: [hers, aStep('next')] });
const asks = (plan: Plan, who: CastMember = maya) => ask(plan, who, 'askIfDone', { stepId: 'form' });
const asked = asks(quiet).plan;
const offerId = asked.offers[0]?.id ?? '';
const form = (plan: Plan) => stepIn(plan, 'form');

describe('“Is this done?”', () => {
  test('is asked by the side that does not do it, of whoever does', () => {
    expect(only(asks(quiet), 'offerMade').offer.terms).toEqual({ field: 'done' });
    expect(turnsOf(asked)[0]).toMatchObject({ kind: 'answer', side: 'buyer', people: [{ id: 'dana' }] });
    expect(offerSentence(asked, asked.offers[0] as never, dana.personId)).toBe(
      'Maya asks whether this is done.',
    );
    expect(plainPhrase(commandText(quiet, asks(quiet).changes) ?? [])).toBe(
      'asked whether “Form sent” is done',
    );
  });

  test.each([
    ['by a side that does it', quiet, dana, 'yours'],
    ['twice', asked, tom, 'offerOpen'],
    [
      'of what is not agreed',
      aPlan({ steps: [{ ...hers, agreement: 'proposed' as const }] }),
      maya,
      'unanswered',
    ],
    ['of what has ended', aPlan({ steps: [{ ...hers, status: 'done' as const }] }), maya, 'ended'],
    ['of an approval', aPlan({ steps: [{ ...hers, type: 'approval' as const }] }), maya, 'approval'],
    [
      'over a question of the other side',
      aPlan({
        steps: [hers],
        offers: [anOffer('form', { by: dana, terms: { field: 'ask', value: 'Two forms' } })],
      }),
      maya,
      'answerFirst',
    ],
  ])('is not asked %s', (_when, plan, who, code) => {
    expect(asks(plan, who).code).toBe(code);
  });

  test('yes ticks the step, by their hand and nobody else’s', () => {
    const yes = ask(asked, dana, 'acceptOffers', { offerIds: [offerId] });
    expect(kinds(yes)).toEqual(['offerClosed', 'stepStatusChanged']);
    expect(form(yes.plan)).toMatchObject({ status: 'done', endedOn: '2026-11-27' });
    expect(ask(asked, tom, 'acceptOffers', { offerIds: [offerId] }).code).toBe('ownOffer');
  });

  test('a day is their promise renewed, and not another question', () => {
    const later = ask(asked, dana, 'counterOffer', { offerId, dueDay: on('2026-12-01') });
    expect(form(later.plan).dueDay).toBe('2026-12-01');
    expect(later.plan.offers).toEqual([]);
    const same = ask(asked, dana, 'counterOffer', { offerId, dueDay: on('2026-11-26') });
    expect(kinds(same)).toEqual(['offerClosed']);
  });

  test('not yet says why, and leaves what was agreed', () => {
    const no = ask(asked, dana, 'declineOffer', { offerId, reason: 'Facilities have it' });
    expect(form(no.plan)).toMatchObject({ status: 'todo', agreement: 'agreed', dueDay: '2026-11-26' });
    expect(plainPhrase(commandText(asked, no.changes) ?? [])).toBe(
      'said that “Form sent” is not done yet: Facilities have it',
    );
  });

  test('is answered by what they do anyway: a tick, another day, being stuck', () => {
    const base = questionSeen(asked, 'form');
    const tick = ask(asked, dana, 'completeStep', { stepId: 'form' }, { base });
    expect(only(tick, 'offerClosed').outcome).toBe('accepted');
    const move = ask(asked, dana, 'rescheduleStep', { stepId: 'form', dueDay: on('2026-12-02') }, { base });
    expect(only(move, 'offerClosed').outcome).toBe('answeredOtherwise');
    expect(form(move.plan).dueDay).toBe('2026-12-02');
    const stuck = ask(asked, grace, 'reportStuck', { stepId: 'form', reason: 'No form' }, { base });
    expect(only(stuck, 'offerClosed')).toMatchObject({ outcome: 'declined', reason: 'No form' });
    const skip = ask(asked, dana, 'skipStep', { stepId: 'form', reason: 'No need' }, { base });
    expect(only(skip, 'offerClosed').outcome).toBe('answeredOtherwise');
  });

  test('is not closed by another day of who has not read it', () => {
    const base = questionSeen(quiet, 'form');
    const move = ask(asked, dana, 'rescheduleStep', { stepId: 'form', dueDay: on('2026-12-02') }, { base });
    expect(move.code).toBe('askedMeanwhile');
    expect(move.sentence).toContain('has asked whether it is done');
  });

  test('a yes is undone whole: the step is open and the question stands again', () => {
    const yes = carryOut(asked, ask(asked, dana, 'acceptOffers', { offerIds: [offerId] }));
    const undone = undo(yes.plan, dana, yes.recorded);
    expect(undone.sentence).toBeNull();
    expect(form(undone.plan).status).toBe('todo');
    expect(undone.plan.offers.map(({ id }) => id)).toEqual([offerId]);
  });

  test('whoever asked hears the answer, as long as it is so', () => {
    const hears = (answer: ReturnType<typeof ask>) =>
      followUps(asked, answer.plan, answer.changes, dana.personId).filter(
        (line) => line.kind === 'answered' && line.personId === maya.personId,
      );
    const yes = ask(asked, dana, 'acceptOffers', { offerIds: [offerId] });
    const [told] = hears(yes);
    const toMaya = { personId: maya.personId, today };
    expect(told?.refs).toMatchObject({ field: 'done', outcome: 'accepted' });
    expect(whyUntrue(yes.plan, told as never, toMaya)).toBeNull();
    expect(whyUntrue(quiet, told as never, toMaya)).toBe('The answer was taken back');
    const later = ask(asked, dana, 'counterOffer', { offerId, dueDay: on('2026-12-01') });
    const [moved] = hears(later);
    expect(whyUntrue(later.plan, moved as never, toMaya)).toBeNull();
    expect(whyUntrue(yes.plan, moved as never, toMaya)).toBe('It is done by now');
  });
});
