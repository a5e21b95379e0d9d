import { describe, expect, test } from 'vitest';
import { OpenedProvider } from '#app/components/opened.tsx';
import { PrivateSection } from '#app/components/private-section.tsx';
import { privateReaders, privateSentence } from '#app/components/private-words.ts';
import type { Figure } from '#app/domain/attachment.ts';
import type { Plan } from '#app/domain/plan.ts';
import { AddStep } from '#app/routes/plans.$planId._index/add-step.tsx';
import { type CastMember, dana, maya, rui } from '#tests/support/cast.ts';
import { aDraft, aMilestone, aPlan, aStep } from '#tests/support/plan-builder.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const plan = aPlan();
const budget: Figure = {
  id: 'f',
  layer: 'buyer',
  side: 'buyer',
  kind: 'budget',
  value: '90,000 euros',
  versions: { value: 7 },
};
const see = (now: Plan, who: CastMember, options?: VisitOptions) =>
  visit(<PrivateSection back="/plans/plan" />, now, who, options);

describe('who reads what is kept to one side', () => {
  test('is said by name, without those their own side has not let in', () => {
    expect(privateSentence(plan, { side: 'buyer' })).toBe(
      'Only Acme Freight: Dana, Lena, Grace and Rui. Nobody at Northwind can open this here; those who run its server could.',
    );
    const waiting = aPlan({
      people: plan.people.map((p) => (p.id === 'rui' ? { ...p, admitted: false } : p)),
    });
    expect(privateReaders(waiting, { side: 'buyer' })).toEqual(['Dana', 'Lena', 'Grace']);
  });

  test('at the seller is everybody of its workspace, each once, and by whole name where two share one', () => {
    const members = ['Maya Klein', 'Otto Berg', 'Tom Adler'];
    expect(privateReaders(plan, { side: 'seller', members })).toEqual([
      'Maya',
      'Tom Byrne',
      'Otto',
      'Tom Adler',
    ]);
    expect(privateSentence(plan, { side: 'seller', members })).toContain(
      'Nobody at Acme Freight can open this here; those who run your server could.',
    );
    expect(privateReaders(plan, { side: 'buyer', members })).not.toContain('Otto');
    const many = Array.from({ length: 20 }, (_, n) => `P${n} Q`);
    expect(privateReaders(plan, { side: 'seller', members: many }).at(-1)).toBe('15 more');
  });
});

describe('the first step kept to one side', () => {
  const adding = (now: Plan, who: CastMember) =>
    visit(
      <OpenedProvider initial="add.fit" path="/plans/plan">
        <AddStep milestone={aMilestone('fit')} afterId={null} />
      </OpenedProvider>,
      now,
      who,
    );

  test('is added beside the sentence that says who reads it and who could, and the next one is not', () => {
    const first = adding(plan, dana);
    expect(first.words).toContain('Nobody at Northwind can open this here; those who run its server could.');
    const id = /<input[^>]*name="flag.onlyOurs"[^>]*>/
      .exec(first.html)?.[0]
      .match(/aria-describedby="([^"]*)"/)?.[1];
    expect(first.html).toContain(`<p id="${id}"`);
    const own = aPlan({ steps: [aStep('floor', { layer: 'buyer' })] });
    expect(adding(own, dana).words).not.toContain('Nobody at Northwind');
  });

  test('in a draft is the first one kept back', () => {
    const kept = aStep('s');
    expect(adding(aDraft({ steps: [kept] }), maya).words).toContain('Nobody at Acme Freight can open this');
    const withheld = aDraft({ steps: [{ ...kept, withheld: true }] });
    expect(adding(withheld, maya).words).not.toContain('Nobody at Acme Freight');
  });
});

describe('figures beside the plan', () => {
  test('each side is offered its own kinds, with who reads them', () => {
    const hers = see(plan, dana);
    expect(hers.words).toContain('Budget Spending limit Cost of a week’s delay');
    expect(hers.words).toContain('Only Acme Freight: Dana, Lena, Grace and Rui.');
    expect(hers.form('setFigure')?.base).toEqual({ value: 0 });
    const his = see(plan, maya);
    expect(his.form('setFigure')?.args).toEqual({ kind: 'dealValue' });
    expect(his.html).not.toContain('Budget');
  });

  test('one that is written down can be changed, shown with what that does, and removed', () => {
    const { form, words } = see({ ...plan, figures: [budget] }, rui);
    expect(words).toContain('Budget 90,000 euros');
    expect(form('setFigure', (f) => f.args.id === 'f')?.base).toEqual({ value: -7 });
    expect(words).toContain('Northwind sees it from then on, and later changes to it too.');
    expect(form('revealFigure')?.args).toEqual({ figureId: 'f' });
    expect(form('removeFigure')).toBeDefined();
  });

  test('what a deal is worth is never shown to both sides', () => {
    const worth: Figure = { ...budget, layer: 'seller', side: 'seller', kind: 'dealValue' };
    expect(see({ ...plan, figures: [worth] }, maya).form('revealFigure')).toBeUndefined();
  });

  test('a shared one stands for both, and only its side changes it', () => {
    const shared = { ...plan, figures: [{ ...budget, layer: 'shared' as const }] };
    const his = see(shared, maya);
    expect(his.words).toContain('Budget at Acme Freight 90,000 euros');
    expect(his.form('removeFigure')).toBeUndefined();
    expect(see(shared, dana).form('removeFigure')).toBeDefined();
    expect(see(shared, dana).form('revealFigure')).toBeUndefined();
  });

  test('whoever waits to be let in, or only reads, writes nothing down', () => {
    expect(see(plan, rui, { reader: { sealed: true } }).forms).toEqual([]);
    expect(see(plan, rui, { reader: { canEdit: false } }).words.trim()).toBe('');
    expect(see(aDraft(), maya).form('setFigure')).toBeDefined();
  });
});
