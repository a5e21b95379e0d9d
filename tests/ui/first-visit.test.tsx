import { describe, expect, it } from 'vitest';
import { commandTypes } from '#app/commands/registry.ts';
import type { Plan } from '#app/domain/plan.ts';
import type { Trouble } from '#app/live/editing.ts';
import { BuyerHome } from '#app/routes/plans.$planId._index/buyer-home.tsx';
import { dana, lena, maya, rui, tom } from '#tests/support/cast.ts';
import {
  anOffer,
  aPlan,
  aStep,
  on,
  ownedBy,
  placeholder,
  stakeholderOf,
} from '#tests/support/plan-builder.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const proposed = { agreement: 'proposed' as const };
const unconfirmed = (over: Partial<Plan> = {}): Plan =>
  aPlan({
    confirmed: null,
    versions: { objective: 4, whyNow: 2, liveDay: 3 },
    steps: [
      aStep('Form sent', { ...proposed, dueDay: on('2026-11-26') }),
      aStep('Case drafted', { ...proposed, dueDay: on('2026-12-09'), owners: ownedBy(maya, dana) }),
      aStep('Case approved', {
        ...proposed,
        type: 'approval',
        dueDay: on('2026-12-18'),
        owners: ownedBy(lena),
      }),
      aStep('Budget', { ...proposed, owners: [placeholder('buyer', 'finance')] }),
      aStep('Report sent', { dueDay: on('2026-11-25'), owners: ownedBy(tom) }),
    ],
    offers: ['Form sent', 'Case drafted', 'Case approved', 'Budget'].map((id) => anOffer(id)),
    ...over,
  });
const asDana = (plan: Plan, options?: VisitOptions) => visit(<BuyerHome />, plan, dana, options);

describe('the first visit', () => {
  it('says who wrote what down and when, and that it is not yet the buyer’s', () => {
    const { words, html } = asDana(unconfirmed());
    expect(words).toContain('Dana, this is what Maya wrote down on Monday 2 November');
    expect(words).toContain("Maya's notes not yet yours");
    expect(words).toContain('Book freight in one place');
    expect(words).toContain('The old system ends in March');
    expect(words).toContain('Fri 12 March 2027');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
  it('names the year of the notes once it is another one', () => {
    expect(asDana(unconfirmed({ startDay: on('2025-11-03') })).words).toContain('Monday 3 November 2025');
  });
  it('shows how success is measured only where somebody has said so', () => {
    expect(asDana(unconfirmed()).words).not.toContain('How success is measured');
    const measure = { id: 'm', layer: 'shared' as const, name: 'Days to close', now: '9', wanted: '2' };
    const { words } = asDana(unconfirmed({ measures: [{ ...measure, measuredBy: 'Rui', versions: {} }] }));
    expect(words).toContain('How success is measured Days to close: 9 now, 2 wanted, measured by Rui');
  });
  it('says yes to exactly the words that were read', () => {
    const yes = asDana(unconfirmed()).form('confirmGoal', (f) => f.html.includes('Yes, that is right'));
    expect(yes?.args).toEqual({
      objective: 'Book freight in one place',
      whyNow: 'The old system ends in March',
      liveDay: '2027-03-12',
    });
    expect(yes?.base).toEqual({ objective: 4, whyNow: 2, liveDay: 3 });
  });
  it('lets the buyer put it in their own words, from the words that are there', () => {
    const own = asDana(unconfirmed()).form('confirmGoal', (f) => f.html.includes('set.objective'));
    expect(own?.html).toContain('Book freight in one place</textarea>');
    expect(own?.html).toMatch(/name="day.liveDay"[^>]* value="2027-03-12"/);
    expect(own?.base).toEqual({ objective: 4, whyNow: 2, liveDay: 3 });
  });
  it('keeps and shows what was typed when it did not happen', () => {
    const trouble: Trouble = {
      kind: 'conflict',
      field: 'objective',
      yours: 'Close in two days',
      current: 'Close in one day',
      version: 5,
      by: 'Lena Hoff',
      at: null,
      envelope: {
        id: 'c',
        type: 'confirmGoal',
        args: { objective: 'Close in two days', whyNow: '', liveDay: '2027-02-01' },
        base: {},
        confirmed: false,
      },
    };
    const { html, form, words } = asDana(unconfirmed(), { troubles: { 'confirmGoal:words': trouble } });
    const own = form('confirmGoal', (f) => f.html.includes('set.objective'));
    expect(own?.html).toContain('Close in two days</textarea>');
    expect(own?.html).toMatch(/name="day.liveDay"[^>]* value="2027-02-01"/);
    expect(html).toMatch(/<details[^>]* open=""[^>]*><summary[^>]*>Put it in my words/);
    expect(words).toContain('Somebody else wrote there first. What you wrote is kept. See both');
  });
  it('says what is asked and done, and who is meant, in the reader’s own terms', () => {
    const { words } = asDana(unconfirmed());
    expect(words).toMatch(/Northwind asks you for 4 things by 18 Dec\w* and does 1 for you\./);
    expect(words).toContain('Form sent Thu 26 Nov, you');
    expect(words).toContain('Case drafted Wed 9 Dec, you and Maya');
    expect(words).toContain('Case approved Fri 18 Dec, Lena Hoff');
    expect(words).toContain('Budget No day yet, Acme Freight finance, name needed');
    expect(words).toContain('Northwind does for you 1');
  });
  it('offers fine, another day and not me for each, in words that tell them apart', () => {
    const { ways } = asDana(unconfirmed());
    expect(ways).toEqual(
      expect.arrayContaining([
        'Fine: Form sent',
        'Another day: Form sent',
        'Not me: Form sent',
        'Not Lena: Case approved',
        'Say who: Budget',
      ]),
    );
  });
  it('hands on only the reader’s side’s own part of a step', () => {
    const handing = asDana(unconfirmed()).forms.filter((f) => f.type === 'assignStep');
    expect(handing.map((f) => [f.args.stepId, f.args.ownerId, f.args.side])).toEqual([
      ['Form sent', 'owner-dana', 'buyer'],
      ['Case drafted', 'owner-dana', 'buyer'],
      ['Case approved', 'owner-lena', 'buyer'],
      ['Budget', 'owner-finance', 'buyer'],
    ]);
    expect(handing[0]?.html).not.toContain('Maya Klein');
    expect(handing[0]?.html).toContain('<option value="null">Acme Freight, name needed</option>');
  });
  it('says yes to all of it at once', () => {
    const all = asDana(unconfirmed()).form('acceptOffers', (f) => f.html.includes('Say yes to all 4'));
    expect(all?.args.offerIds).toHaveLength(4);
  });
  it('asks each person only for what is theirs', () => {
    const plan = unconfirmed();
    const ruis = { dueDay: on('2026-12-18'), owners: ownedBy(rui) };
    const steps = plan.steps.map((step) => (step.title === 'Budget' ? { ...step, ...ruis } : step));
    const { words } = visit(<BuyerHome />, { ...plan, steps }, rui);
    expect(words).toContain('asks you for 1 thing by 18 December');
    expect(words).not.toContain('Say yes to all');
  });
  it('shows who decides the plan at a glance, with what is theirs to decide', () => {
    const { words } = visit(<BuyerHome />, unconfirmed(), lena);
    expect(words).toMatch(/Case approved You decide by Fri 18 Dec.* Nothing else needs you/);
    expect(words).not.toContain('Say yes to all');
  });
  it('still says whose notes they are when their writer has left', () => {
    const plan = unconfirmed({ people: [dana, tom].map((who) => stakeholderOf(who)) });
    expect(asDana(plan).words).toContain('this is what Northwind wrote down');
  });
  it('says what it is and is not, and who reads it', () => {
    const { words } = asDana(unconfirmed());
    expect(words).toContain('Not an offer, a commitment to buy, or part of any contract.');
    expect(words).toContain(
      'Northwind sees what you write, unless you mark it Only Acme Freight. No account, no password.',
    );
  });
  it('posts every form of it without JavaScript, and comes back here', () => {
    for (const form of asDana(unconfirmed()).forms) {
      expect(form.action).toBe('/plans/plan/change');
      expect(commandTypes).toContain(form.type);
      expect(form.back).toBe('/plans/plan');
    }
  });
  it('gives way to what waits for the buyer once the goal is theirs', () => {
    const { words } = asDana(unconfirmed({ confirmed: { by: dana.personId, on: on('2026-11-27') } }));
    expect(words).not.toContain('wrote down');
    expect(words).toContain('Yours 4');
  });
});
