import { describe, expect, test } from 'vitest';
import { commandText } from '#app/domain/change-text.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import { dana, grace, maya } from '#tests/support/cast.ts';
import { aDraft, aPlan, ask, kinds, on, only, today } from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const notes = aPlan({ confirmed: null });
const theirs = aPlan();
const rewrite = { field: 'objective', value: 'One place for freight' } as const;

describe('until a buyer has confirmed it', () => {
  test('the goal is what the seller wrote down, and they may rewrite it', () => {
    expect(kinds(ask(notes, maya, 'changeGoal', rewrite))).toEqual(['goalChanged']);
    expect(kinds(ask(aDraft(), maya, 'changeGoal', rewrite))).toEqual(['goalChanged']);
  });

  test('only a buyer confirms, by saying so or by rewriting it', () => {
    expect(ask(notes, maya, 'confirmGoal', {}).code).toBe('notYours');
    expect(ask(notes, dana, 'confirmGoal', {}).plan.confirmed).toEqual({ by: dana.personId, on: today });
    expect(kinds(ask(notes, grace, 'changeGoal', rewrite))).toEqual(['goalChanged', 'goalConfirmed']);
    const whole = ask(notes, dana, 'confirmGoal', { objective: 'Ours', liveDay: on('2027-04-01') });
    expect(whole.plan).toMatchObject({
      goal: { objective: 'Ours', liveDay: '2027-04-01' },
      confirmed: { on: today },
    });
  });
});

describe('once it is the buyer’s', () => {
  test('a seller’s edit is a question, one a field', () => {
    const asked = ask(theirs, maya, 'changeGoal', rewrite);
    expect(kinds(asked)).toEqual(['offerMade']);
    expect(asked.plan.goal.objective).toBe(theirs.goal.objective);
    expect(ask(asked.plan, maya, 'changeGoal', { ...rewrite, value: 'Other' }).code).toBe('offerOpen');
    const day = { field: 'liveDay', value: on('2027-04-01') } as const;
    expect(kinds(ask(asked.plan, maya, 'changeGoal', day))).toEqual(['offerMade']);
  });

  test('a buyer says yes, another day, or writes over it', () => {
    const asked = ask(theirs, maya, 'changeGoal', { field: 'liveDay', value: on('2027-04-01') }).plan;
    const offerId = asked.offers[0]?.id ?? '';
    expect(ask(asked, maya, 'acceptOffers', { offerIds: [offerId] }).code).toBe('ownOffer');
    expect(ask(asked, dana, 'acceptOffers', { offerIds: [offerId] }).plan.goal.liveDay).toBe('2027-04-01');
    const other = ask(asked, dana, 'counterOffer', { offerId, dueDay: on('2027-04-15') }).plan;
    expect([other.goal.liveDay, other.offers]).toEqual(['2027-04-15', []]);
    for (const over of [
      ask(asked, dana, 'changeGoal', { field: 'liveDay', value: on('2027-05-01') }),
      ask(asked, dana, 'confirmGoal', { liveDay: on('2027-05-01') }),
    ]) {
      expect(only(over, 'offerClosed').outcome).toBe('answeredOtherwise');
      expect([over.plan.goal.liveDay, over.plan.offers]).toEqual(['2027-05-01', []]);
    }
  });

  test('how success is measured is theirs too', () => {
    const measure = { id: 'm', name: 'Hours', now: '30', wanted: '10', measuredBy: 'Dana' };
    expect(kinds(ask(notes, maya, 'addMeasure', measure))).toEqual(['measureAdded']);
    expect(ask(theirs, maya, 'addMeasure', measure).code).toBe('notYours');
    const withOne = ask(theirs, dana, 'addMeasure', measure).plan;
    expect(ask(withOne, maya, 'removeMeasure', { measureId: 'm' }).code).toBe('notYours');
    expect(ask(withOne, dana, 'addMeasure', measure).code).toBe('exists');
  });
});

describe('a measure that is the buyer’s', () => {
  const measure = { id: 'm', name: 'Hours', now: '30', wanted: '10', measuredBy: 'Dana' };
  const plan = ask(theirs, dana, 'addMeasure', measure).plan;
  const suggest = { measureId: 'm', field: 'wanted', value: '5' } as const;
  const asked = ask(plan, maya, 'changeMeasure', suggest);
  const [offer] = asked.plan.offers;
  const offerId = offer?.id ?? '';
  const wanted = (of: Plan) => of.measures[0]?.wanted;

  test('a seller’s edit is a question about that part of it, one at a time', () => {
    expect(kinds(asked)).toEqual(['offerMade']);
    expect(wanted(asked.plan)).toBe('10');
    expect(offer && offerSentence(asked.plan, offer, dana.personId)).toBe(
      'Maya suggests “5” instead of “10” for what is wanted in the measure “Hours”.',
    );
    expect(plainPhrase(commandText(asked.plan, asked.changes) ?? [])).toBe(
      'suggested “5” for what is wanted in the measure “Hours”',
    );
    expect(ask(asked.plan, maya, 'changeMeasure', { ...suggest, value: '6' }).code).toBe('offerOpen');
    expect(ask(asked.plan, maya, 'changeMeasure', { ...suggest, field: 'now' }).code).toBeNull();
    expect(ask(plan, maya, 'changeMeasure', { ...suggest, field: 'name', value: ' ' }).code).toBe('empty');
  });

  test('a buyer says yes, no, or writes over it; the asker may take it back', () => {
    expect(ask(asked.plan, maya, 'acceptOffers', { offerIds: [offerId] }).code).toBe('ownOffer');
    const yes = ask(asked.plan, dana, 'acceptOffers', { offerIds: [offerId] });
    expect([wanted(yes.plan), yes.plan.offers]).toEqual(['5', []]);
    const no = ask(asked.plan, dana, 'declineOffer', { offerId, reason: 'Too few' });
    expect([wanted(no.plan), no.plan.offers]).toEqual(['10', []]);
    const over = ask(asked.plan, dana, 'changeMeasure', { ...suggest, value: '8' });
    expect(only(over, 'offerClosed').outcome).toBe('answeredOtherwise');
    expect([wanted(over.plan), over.plan.offers]).toEqual(['8', []]);
    expect(ask(asked.plan, maya, 'withdrawOffer', { offerId }).plan.offers).toEqual([]);
  });

  test('each undo brings back what stood', () => {
    const { plan: after, recorded } = carryOut(plan, asked);
    expect(undo(after, maya, recorded).plan.offers).toEqual([]);
    const yes = carryOut(after, ask(after, dana, 'acceptOffers', { offerIds: [after.offers[0]?.id ?? ''] }));
    const back = undo(yes.plan, dana, yes.recorded).plan;
    expect([wanted(back), back.offers.length]).toEqual(['10', 1]);
  });

  test('with the measure goes what was asked about it', () => {
    const gone = ask(asked.plan, dana, 'removeMeasure', { measureId: 'm' });
    expect(kinds(gone)).toEqual(['offerClosed', 'measureRemoved']);
    expect(gone.plan.offers).toEqual([]);
  });
});

test('a plan keeps a goal', () => {
  expect(ask(theirs, dana, 'changeGoal', { field: 'objective', value: ' ' }).code).toBe('empty');
  expect(ask(notes, dana, 'confirmGoal', { objective: '' }).code).toBe('empty');
});
