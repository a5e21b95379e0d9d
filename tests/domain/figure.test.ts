import { describe, expect, test } from 'vitest';
import { figureOf, figuresOfSide } from '#app/domain/figure.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import { aDraft, aPlan, ask, only } from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const plan = aPlan();
const budget = { id: 'f', kind: 'budget', value: '90,000 euros' } as const;
const worth = { id: 'w', kind: 'dealValue', value: '84,000 euros' } as const;
const withBudget = ask(plan, dana, 'setFigure', budget).plan;
const withWorth = ask(plan, maya, 'setFigure', worth).plan;

describe('a figure', () => {
  test('is born in the layer of the side whose it is', () => {
    for (const kind of figuresOfSide.buyer) {
      const born = ask(plan, dana, 'setFigure', { id: 'f', kind, value: '1' });
      expect(only(born, 'figureAdded').thing).toMatchObject({ layer: 'buyer', side: 'buyer' });
      expect(sharedView(born.plan).figures).toEqual([]);
    }
    expect(only(ask(plan, maya, 'setFigure', worth), 'figureAdded').thing.layer).toBe('seller');
  });

  test('is never the other side’s to write down', () => {
    expect(ask(plan, maya, 'setFigure', budget).code).toBe('otherSide');
    expect(ask(plan, dana, 'setFigure', worth).code).toBe('otherSide');
  });

  test('is rewritten in place by anybody of its side, and two at once meet as a conflict', () => {
    const rewrite = { ...budget, id: 'another', value: '80,000 euros' };
    const again = ask(withBudget, lena, 'setFigure', rewrite).plan;
    expect(again.figures.map((f) => [f.id, f.value])).toEqual([['f', '80,000 euros']]);
    const numbered = {
      ...withBudget,
      figures: withBudget.figures.map((f) => ({ ...f, versions: { value: 5 } })),
    };
    // Both began where there was none.
    expect(ask(numbered, lena, 'setFigure', rewrite, { base: { value: 0 } }).code).toBe('conflict');
    expect(ask(numbered, lena, 'setFigure', rewrite, { base: { value: -5 } }).code).toBeNull();
    expect(ask(withBudget, dana, 'setFigure', { ...budget, value: ' ' }).code).toBe('empty');
  });
});

describe('showing a figure to both sides', () => {
  test('is for its side, once, and then stays theirs to change and remove', () => {
    expect(ask(withBudget, maya, 'revealFigure', { figureId: 'f' }).code).toBe('otherSide');
    const shown = ask(withBudget, lena, 'revealFigure', { figureId: 'f' }).plan;
    expect(sharedView(shown).figures).toMatchObject([
      { kind: 'budget', value: '90,000 euros', layer: 'shared' },
    ]);
    expect(ask(shown, dana, 'revealFigure', { figureId: 'f' }).code).toBe('shared');
    expect(ask(shown, maya, 'setFigure', budget).code).toBe('otherSide');
    expect(ask(shown, tom, 'removeFigure', { figureId: 'f' }).sentence).toBe(
      'Acme Freight wrote this figure.',
    );
    const changed = ask(shown, dana, 'setFigure', { ...budget, value: '95,000 euros' }).plan;
    expect(figureOf(sharedView(changed), 'budget')?.value).toBe('95,000 euros');
    expect(ask(changed, dana, 'removeFigure', { figureId: 'f' }).plan.figures).toEqual([]);
  });

  test('never shows what a deal is worth, and nothing before the plan is shared', () => {
    expect(ask(withWorth, maya, 'revealFigure', { figureId: 'w' }).sentence).toBe(
      'What this is worth stays with Northwind.',
    );
    const draft = ask(aDraft(), maya, 'setFigure', worth).plan;
    expect(ask(draft, maya, 'revealFigure', { figureId: 'w' }).code).toBe('draft');
    expect(ask(plan, dana, 'revealFigure', { figureId: 'gone' }).code).toBe('absent');
  });
});

describe('undo', () => {
  test('takes a new figure away, the old value back, and a removed one in', () => {
    const added = carryOut(plan, ask(plan, dana, 'setFigure', budget));
    expect(undo(added.plan, dana, added.recorded).plan.figures).toEqual([]);
    const raised = carryOut(added.plan, ask(added.plan, dana, 'setFigure', { ...budget, value: '95,000' }));
    expect(undo(raised.plan, dana, raised.recorded).plan.figures[0]?.value).toBe('90,000 euros');
    expect(undo(raised.plan, dana, added.recorded).code).toBe('undo');
    const removed = carryOut(added.plan, ask(added.plan, dana, 'removeFigure', { figureId: 'f' }));
    expect(undo(removed.plan, dana, removed.recorded).plan.figures).toMatchObject([
      { value: '90,000 euros' },
    ]);
  });

  test('never makes a second figure of a kind', () => {
    const removed = carryOut(withBudget, ask(withBudget, dana, 'removeFigure', { figureId: 'f' }));
    const anew = ask(removed.plan, lena, 'setFigure', { ...budget, id: 'g' }).plan;
    expect(undo(anew, dana, removed.recorded).sentence).toContain('written down anew since');
  });

  test('hides nothing that was shown', () => {
    const shown = carryOut(withBudget, ask(withBudget, dana, 'revealFigure', { figureId: 'f' }));
    expect(undo(shown.plan, dana, shown.recorded).sentence).toContain('cannot be undone');
  });
});
