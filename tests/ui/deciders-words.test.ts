import { describe, expect, test } from 'vitest';
import { whoDecides } from '#app/components/deciders-words.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { dana, grace, lena, rui } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, ownedBy, placeholder, stepIn } from '#tests/support/plan-builder.ts';

const start = (over: Partial<Step>): Plan =>
  aPlan({ steps: [aStep('budget', { type: 'approval', owners: ownedBy(lena, grace, rui), ...over })] });
const told = (plan: Plan, reader: string | null) => whoDecides(plan, stepIn(plan, 'budget'), reader);
const said = (plan: Plan, who: typeof grace, outcome: 'approved' | 'rejected' = 'approved') =>
  ask(plan, who, 'decideApproval', {
    ...{ id: `said-${who.key}`, stepId: 'budget', outcome, note: '', missing: '', conditions: [] },
  }).plan;

describe('who decides is told', () => {
  test('of one person, of nobody yet, and of who decides in another’s place', () => {
    const alone = start({ owners: ownedBy(lena) });
    expect([told(alone, 'lena'), told(alone, 'dana')]).toEqual([
      'You decide this.',
      'Lena Hoff decides this.',
    ]);
    expect(told(start({ owners: [placeholder('buyer', 'security')] }), null)).toMatch(/a name is needed\.$/);
    const handed = start({ owners: ownedBy(lena).map((o) => ({ ...o, standIn: 'dana' })) });
    expect([told(handed, 'dana'), told(handed, 'lena'), told(handed, 'maya')]).toEqual([
      'You decide this in Lena’s place.',
      'Dana Ortiz decides this in your place.',
      'Dana Ortiz decides this in Lena’s place.',
    ]);
  });

  test('of several, by how they decide', () => {
    expect(told(start({ decidedBy: 'everyone' }), 'grace')).toBe('You, Lena and Rui decide this.');
    expect(told(start({ decidedBy: 'anyone' }), 'grace')).toBe('One yes is enough: of you, Lena or Rui.');
    expect(told(start({ decidedBy: 'inOrder' }), 'grace')).toBe(
      'Lena decides this first, then you, then Rui.',
    );
  });

  test('one after the other, by whose turn it is', () => {
    const first = said(start({ decidedBy: 'inOrder' }), lena);
    expect(told(first, 'grace')).toBe('You decide this next, then Rui.');
    expect(told(said(first, grace), 'dana')).toBe('Rui decides this now, as the last of 3.');
    expect(told(said(first, grace, 'rejected'), dana.key)).toBe('Lena, Grace and Rui decide this in turn.');
  });
});
