import { describe, expect, it } from 'vitest';
import { weekdaysOnly } from '#app/domain/calendars.ts';
import { delayCost } from '#app/domain/delay-cost.ts';
import type { Layer, Plan, WorkCalendar } from '#app/domain/plan.ts';
import { viewOf } from '#app/domain/shared-view.ts';
import { aDraft, aMilestone, aPlan, aStep, on, today, waits } from '#tests/support/plan-builder.ts';

const liveDay = on('2026-12-04');
const costs = (value: string, layer: Layer = 'buyer'): Plan['figures'][number] => ({
  id: 'delay',
  layer,
  side: 'buyer',
  kind: 'costOfDelay',
  value,
  versions: {},
});
/** Late by as many working days as the second step takes beyond the five it has. */
const late = (by: number, value: string, over: Partial<Plan> = {}): Plan =>
  aPlan({
    goal: { ...aPlan().goal, liveDay },
    steps: [aStep('form', { dueDay: on('2026-11-26') }), aStep('answers', { duration: 5 + by })],
    dependencies: [waits('answers', 'form')],
    figures: [costs(value)],
    ...over,
  });
const told = (plan: Plan) => delayCost(plan, today)?.sentence;

describe('what a week of delay costs', () => {
  it('is told in the words of the figure, and with what today’s pace comes to', () => {
    expect(told(late(6, '6,000 euros'))).toBe(
      'Each week costs about 6,000 euros. 6 working days later: about 7,200 euros.',
    );
    expect(told(late(1, '4,000 euros a week'))).toBe(
      'Each week costs about 4,000 euros. 1 working day later: about 800 euros.',
    );
    expect(told(late(0, 'about €4,000 per week.'))).toBe('Each week costs about €4,000.');
  });

  it.each([
    ['4.000 €', '8.000 €'],
    ['4 000 kr', '8 000 kr'],
    ['CHF 4’000 / week', 'CHF 8’000'],
    ['4000 euros', '8000 euros'],
    ['4.5k euros', '9k euros'],
    ['4,25 Mio', '8,5 Mio'],
    ['1,234,567 dollars', '2,500,000 dollars'],
  ])('reads %s as it is written where it was written', (value, twice) => {
    expect(told(late(10, value))).toMatch(new RegExp(` about ${twice.replace(/[.]/g, '\\.')}\\.$`));
  });

  it.each(['4,000 to 6,000 euros', 'two people', '5 trucks at 900 euros'])(
    'reckons nothing from %s, which is not one number',
    (value) => expect(told(late(10, value))).toBe(`Each week costs about ${value}.`),
  );

  it('counts a week as the days the buyer works', () => {
    const fourDays: WorkCalendar = { ...weekdaysOnly, week: [1, 2, 3, 4] };
    const plan = late(5, '4,000 euros', { calendars: { seller: weekdaysOnly, buyer: fourDays } });
    expect(told(plan)).toMatch(/ 6 working days later: about 6,000 euros\.$/);
  });

  it('is said to nobody without the figure, in a draft, and once everything is reached', () => {
    expect(delayCost(late(6, '6,000 euros', { figures: [] }), today)).toBeNull();
    expect(delayCost(aDraft({ figures: [costs('6,000 euros')] }), today)).toBeNull();
    const reached = [aMilestone('fit', { reachedOn: today })];
    expect(delayCost(late(6, '6,000 euros', { milestones: reached }), today)).toBeNull();
  });

  it('is the buyer’s own until they show it', () => {
    const plan = late(6, '6,000 euros');
    const seenBy = (of: Plan, layers: Layer[]) => delayCost(viewOf(of, layers), today);
    expect(seenBy(plan, ['shared', 'buyer'])?.layer).toBe('buyer');
    expect(seenBy(plan, ['shared', 'seller'])).toBeNull();
    expect(seenBy(plan, ['shared'])).toBeNull();
    const shown = late(6, '6,000 euros', { figures: [costs('6,000 euros', 'shared')] });
    expect(seenBy(shown, ['shared', 'seller'])?.sentence).toContain('about 7,200 euros.');
  });
});
