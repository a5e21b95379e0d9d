import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#app/domain/day.ts';
import type { Layer, Plan, Step } from '#app/domain/plan.ts';
import { viewOf } from '#app/domain/shared-view.ts';
import { overrunSentence, standingOf, standingSentence } from '#app/domain/standing.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  stepIn,
  today,
  waits,
} from '#tests/support/plan-builder.ts';

const goal = { ...aPlan().goal, liveDay: on('2026-12-04') };
/** The form was due yesterday; behind it the answers need `duration` days, and the live day is a week away. */
const planWith = (duration: number, over: Partial<Plan> = {}, form: Partial<Step> = {}): Plan =>
  aPlan({
    goal,
    steps: [
      aStep('form', { title: 'Security form', dueDay: on('2026-11-26'), ...form }),
      aStep('answers', { dueDay: goal.liveDay, duration, owners: ownedBy(maya) }),
      aStep('contract', { milestoneId: 'case', dueDay: on('2026-12-03') }),
    ],
    dependencies: [waits('answers', 'form')],
    ...over,
  });
const told = (plan: Plan, at: Day = today): string | null => {
  const standing = standingOf(plan, at);
  return standing && standingSentence(standing);
};

describe('how a plan stands', () => {
  it('is one sentence: the word, the step that makes it so, and where today’s pace leads', () => {
    expect(told(planWith(8))).toBe(
      'At risk: “Security form”, agreed for Thu 26 Nov, is outstanding; on today’s pace it is live on Wed 9 Dec.',
    );
  });

  it('says of a stuck step that it is stuck', () => {
    const stuck = { status: 'stuck' as const, statusReason: 'Nobody knows who' };
    expect(told(planWith(8, {}, stuck))).toBe(
      'At risk: “Security form”, agreed for Thu 26 Nov, is stuck; on today’s pace it is live on Wed 9 Dec.',
    );
    expect(told(planWith(8, {}, { ...stuck, dueDay: on('2026-11-27') }))).toBe(
      'At risk: On today’s pace it is live on Wed 9 Dec; “Security form” is stuck.',
    );
    expect(told(planWith(2, {}, { ...stuck, dueDay: on('2026-11-30') }))).toBe(
      'On track: What is agreed keeps to its days; “Security form” is stuck.',
    );
  });

  it('blames no step that the end does not wait for', () => {
    const plan = planWith(8, { dependencies: [] }, { dueDay: on('2026-12-09') });
    const other = stepIn(plan, 'contract');
    const late = { ...plan, steps: [...plan.steps, { ...other, id: 'late', dueDay: on('2026-11-20') }] };
    expect(told(late)).toBe(
      'At risk: On today’s pace it is live on Wed 9 Dec; one agreed day has passed, Fri 20 Nov for “contract”.',
    );
  });

  it('says no pace where the live day holds, also with days that have passed', () => {
    expect(told(planWith(5))).toBe('At risk: “Security form”, agreed for Thu 26 Nov, is outstanding.');
    const spare = planWith(2);
    expect(told(spare)).toBe(
      'On track: There is time to spare before the live day; one agreed day has passed, Thu 26 Nov for “Security form”.',
    );
    const two = [...spare.steps, aStep('terms', { dueDay: on('2026-11-25'), owners: ownedBy(tom) })];
    expect(told({ ...spare, steps: two })).toMatch(
      /; 2 agreed days have passed, the first on Wed 25 Nov for “terms”\.$/,
    );
    expect(told(planWith(4, {}, { dueDay: on('2026-11-30') }))).toBe(
      'On track: What is agreed keeps to its days.',
    );
  });

  it('says what a no and a long wait come to', () => {
    const budget = aStep('budget', { type: 'approval', owners: ownedBy(lena), dueDay: on('2026-12-04') });
    const no = ask(aPlan({ steps: [budget, aStep('form')] }), lena, 'decideApproval', {
      ...{ id: 'no', stepId: 'budget', outcome: 'rejected' as const },
      ...{ note: '', missing: '', conditions: [] },
    });
    expect(told(no.plan)).toBe('At risk: The answer to “budget” was no.');
    expect(told(planWith(8, {}, { dueDay: on('2026-11-13') }))).toBe(
      'Stalled: “Security form” has waited since Fri 13 Nov; on today’s pace it is live on Wed 9 Dec.',
    );
  });

  it('says the year of a day in another one', () => {
    const far = planWith(40);
    expect(told(far)).toMatch(/it is live on Fri 22 Jan 2027\.$/);
  });

  it('promises nothing where nothing is agreed', () => {
    const asked = aPlan({ steps: [aStep('form', { agreement: 'proposed' })], offers: [anOffer('form')] });
    expect(told(asked)).toBeNull();
    const own = aStep('floor', { layer: 'seller', owners: ownedBy(maya) });
    expect(told({ ...asked, steps: [...asked.steps, own] })).toBeNull();
    const outline = aPlan({ steps: [aStep('form', { agreement: 'outline' })] });
    expect(told(outline)).toBe('Stalled: Nothing is agreed next, and no one is asked for anything.');
  });

  it('is the end once every milestone is reached', () => {
    const reached = aPlan({ milestones: [aMilestone('fit', { reachedOn: on('2026-11-20') })] });
    expect(told(reached)).toBe('Every milestone is reached.');
  });

  it('is nobody’s in a draft, which only says that its steps run too far', () => {
    const draft = aDraft({ goal, steps: planWith(8).steps.map((s) => ({ ...s, layer: 'seller' as const })) });
    expect(told(draft)).toBeNull();
    expect(overrunSentence(draft, today)).toBeNull();
    const long = draft.steps.map((s) => ({ ...s, dueDay: on('2026-12-09') }));
    expect(overrunSentence({ ...draft, steps: long }, today)).toBe('The steps run until Wed 9 Dec.');
  });

  it('is the same sentence on both sides, whatever either keeps to itself', () => {
    const anOwn = fc.record({
      layer: fc.constantFrom<Layer>('seller', 'buyer'),
      status: fc.constantFrom<Step['status']>('todo', 'stuck'),
      dueDay: fc.constantFrom(null, on('2026-11-02'), on('2027-06-01')),
      duration: fc.integer({ min: 1, max: 90 }),
      behind: fc.constantFrom(null, 'form', 'answers'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(anOwn, { maxLength: 5 }), (days, own) => {
        const shared = planWith(days);
        const whole: Plan = {
          ...shared,
          steps: [
            ...shared.steps,
            ...own.map(({ behind: _, ...over }, at) =>
              aStep(`Secret ${at}`, { ...over, owners: ownedBy(over.layer === 'buyer' ? dana : maya) }),
            ),
          ],
          dependencies: [
            ...shared.dependencies,
            ...own.flatMap(({ behind, layer }, at) => (behind ? [waits(`Secret ${at}`, behind, layer)] : [])),
          ],
        };
        const read = [viewOf(whole, ['shared', 'seller']), viewOf(whole, ['shared', 'buyer'])].map((p) =>
          told(p),
        );
        expect(read).toEqual([told(shared), told(shared)]);
        expect(read.join()).not.toMatch(/Secret|\blate\b/);
        expect(bannedWords(read.join())).toEqual([]);
      }),
    );
  });
});
