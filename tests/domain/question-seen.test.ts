import { describe, expect, test } from 'vitest';
import { questionSeen } from '#app/domain/question-seen.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, ask, kinds, on, ownedBy } from '#tests/support/plan-builder.ts';

const quiet = aPlan({ steps: [aStep('demo', { owners: ownedBy(dana), dueDay: on('2026-12-04') })] });
/** Maya has suggested another day meanwhile. */
const asked = {
  ...quiet,
  offers: [anOffer('demo', { terms: { field: 'dueDay', value: on('2026-12-11') } })],
};
const before = questionSeen(quiet, 'demo');
const after = questionSeen(asked, 'demo');
const done = (base: Record<string, number>, confirmed = false) =>
  ask(asked, dana, 'completeStep', { stepId: 'demo' }, { base, confirmed });

describe('a question that came while somebody wrote', () => {
  test('is not closed by a Done that was pressed before it: what was asked is told, and nothing is changed', () => {
    const outcome = done(before);
    expect(outcome.code).toBe('askedMeanwhile');
    expect(outcome.sentence).toMatch(/^“demo”: Northwind has suggested Fri 11 Dec meanwhile/);
    expect(outcome.changes).toEqual([]);
  });
  test('is closed by whoever had it before them, or has read the warning', () => {
    expect(kinds(done(after))).toContain('offerClosed');
    expect(kinds(done(before, true))).toContain('offerClosed');
  });
  test('stands in the way of a skip and of another day, too', () => {
    const skip = ask(asked, dana, 'skipStep', { stepId: 'demo', reason: 'No need' }, { base: before });
    const move = ask(
      asked,
      dana,
      'rescheduleStep',
      { stepId: 'demo', dueDay: on('2026-12-14') },
      { base: before },
    );
    expect([skip.code, move.code]).toEqual(['askedMeanwhile', 'askedMeanwhile']);
  });
  test('stands in the way of handing the step to the other side', () => {
    const hers = asked.steps[0]?.owners[0]?.id ?? null;
    const hand = { stepId: 'demo', ownerId: hers, side: 'seller' as const, role: null, stakeholderId: null };
    expect(ask(asked, dana, 'assignStep', hand, { base: before }).code).toBe('askedMeanwhile');
    expect(kinds(ask(asked, dana, 'assignStep', hand, { base: after }))).toContain('offerClosed');
  });
  test('about what is asked is not answered by other words of somebody who had not read it', () => {
    const theirs = aPlan({
      steps: [aStep('demo', { owners: ownedBy(maya), ask: 'Bring data' })],
      offers: [anOffer('demo', { by: dana, terms: { field: 'ask', value: 'Bring October' } })],
    });
    const base = questionSeen({ ...theirs, offers: [] }, 'demo');
    const words = { stepId: 'demo', field: 'ask' as const, value: 'Bring all' };
    expect(ask(theirs, maya, 'changeStep', words, { base }).code).toBe('askedMeanwhile');
    expect(kinds(ask(theirs, maya, 'changeStep', words, { base: questionSeen(theirs, 'demo') }))).toContain(
      'offerClosed',
    );
  });
  test('of one’s own side stands in nobody’s way', () => {
    const own = {
      ...asked,
      offers: asked.offers.map((o) => ({ ...o, bySide: 'buyer' as const, by: dana.personId })),
    };
    expect(kinds(ask(own, dana, 'completeStep', { stepId: 'demo' }, { base: before }))).toContain(
      'stepStatusChanged',
    );
  });
});
