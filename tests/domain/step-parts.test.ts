import { describe, expect, test } from 'vitest';
import { inputsOf, isWebAddress, linksOf, missingInputs } from '#app/domain/step-parts.ts';
import { dana, maya, rui } from '#tests/support/cast.ts';
import { aPlan, aStep, ask, kinds, only } from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const plan = aPlan({ steps: [aStep('form'), aStep('hers', { layer: 'buyer' })] });
const needs = (
  over: Partial<{ id: string; stepId: string; side: 'buyer' | 'seller'; name: string }> = {},
) => ({
  id: 'i',
  stepId: 'form',
  side: 'buyer' as const,
  name: 'The form',
  ...over,
});
const withInput = ask(plan, maya, 'addInput', needs()).plan;
const withLink = ask(plan, maya, 'addLink', {
  id: 'l',
  stepId: 'form',
  name: '',
  url: 'https://northwind.example/soc2',
}).plan;

describe('what a step needs', () => {
  test('lies where its step lies, and is listed by either side from either side', () => {
    expect(only(ask(plan, maya, 'addInput', needs()), 'inputAdded').thing).toMatchObject({
      layer: 'shared',
      side: 'buyer',
      here: false,
    });
    expect(only(ask(plan, dana, 'addInput', needs({ side: 'seller' })), 'inputAdded').thing.layer).toBe(
      'shared',
    );
    const own = ask(plan, dana, 'addInput', needs({ stepId: 'hers' }));
    expect(only(own, 'inputAdded').thing.layer).toBe('buyer');
  });

  test('a private step needs nothing from people who do not see it', () => {
    expect(ask(plan, dana, 'addInput', needs({ stepId: 'hers', side: 'seller' })).code).toBe('private');
    const own = ask(plan, dana, 'addInput', needs({ stepId: 'hers' })).plan;
    const edit = { inputId: 'i', field: 'side', value: 'seller' } as const;
    expect(ask(own, dana, 'changeInput', edit).code).toBe('private');
  });

  test('only the side it comes from says that it is here', () => {
    const here = { inputId: 'i', here: true };
    expect(ask(withInput, maya, 'setInputHere', here).sentence).toBe(
      'Acme Freight brings this. You can ask them about it.',
    );
    for (const who of [dana, rui]) {
      const ticked = ask(withInput, who, 'setInputHere', here).plan;
      expect(inputsOf(ticked, 'form')[0]?.here).toBe(true);
      expect(ask(ticked, who, 'setInputHere', here).changes).toEqual([]);
    }
  });

  test('a milestone knows what its steps still lack', () => {
    const two = ask(withInput, maya, 'addInput', needs({ id: 'j', name: 'Who reads the answers' })).plan;
    expect(missingInputs(two, 'fit').map((i) => i.name)).toEqual(['The form', 'Who reads the answers']);
    expect(missingInputs(two, 'case')).toEqual([]);
    const ticked = ask(two, dana, 'setInputHere', { inputId: 'i', here: true }).plan;
    expect(missingInputs(ticked, 'fit').map((i) => i.name)).toEqual(['Who reads the answers']);
  });

  test('it is renamed and moved to the other side by either, and twice at once is a conflict', () => {
    const rename = { inputId: 'i', field: 'name', value: 'Last year’s form' } as const;
    expect(inputsOf(ask(withInput, dana, 'changeInput', rename).plan, 'form')[0]?.name).toBe(
      'Last year’s form',
    );
    const later = { ...withInput, inputs: withInput.inputs.map((i) => ({ ...i, versions: { name: 8 } })) };
    expect(ask(later, dana, 'changeInput', rename, { base: { name: 7 } }).code).toBe('conflict');
    const theirs = { inputId: 'i', field: 'side', value: 'seller' } as const;
    expect(ask(withInput, dana, 'changeInput', theirs).plan.inputs[0]?.side).toBe('seller');
  });

  test('thirty things are enough for one step', () => {
    const full = {
      ...plan,
      inputs: Array.from({ length: 30 }, (_, n) => ({
        ...only(ask(plan, maya, 'addInput', needs({ id: `i${n}` })), 'inputAdded').thing,
      })),
    };
    expect(ask(full, maya, 'addInput', needs()).code).toBe('tooMany');
    expect(ask(withInput, maya, 'addInput', needs()).code).toBe('exists');
    expect(ask(plan, maya, 'addInput', needs({ stepId: 'gone' })).code).toBe('absent');
  });
});

describe('where to look', () => {
  test('is a page on the web, and nothing that runs or lies on a disk', () => {
    for (const url of ['https://a.example', 'http://a.example/b?c#d', 'https://münchen.example/ä'])
      expect(isWebAddress(url)).toBe(true);
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'mailto:a@b.example',
      'vbscript:x',
      'blob:https://a.example/1',
      'https://user:secret@a.example',
      '//a.example',
      'a.example',
      '',
    ])
      expect([url, isWebAddress(url)]).toEqual([url, false]);
  });

  test('has a name, or its host for one', () => {
    expect(linksOf(withLink, 'form')[0]).toMatchObject({ name: 'northwind.example', layer: 'shared' });
    const edit = (field: 'name' | 'url', value: string) => ({ linkId: 'l', field, value });
    expect(ask(withLink, dana, 'changeLink', edit('name', 'SOC 2')).plan.links[0]?.name).toBe('SOC 2');
    expect(ask(withLink, dana, 'changeLink', edit('url', 'javascript:alert(1)')).code).toBe('address');
    const bad = { id: 'm', stepId: 'form', name: '', url: 'javascript:alert(1)' };
    expect(ask(plan, maya, 'addLink', bad).code).toBe('address');
  });
});

describe('undo', () => {
  test('takes back what was listed, unless somebody has ticked it since', () => {
    const added = carryOut(plan, ask(plan, maya, 'addInput', needs()));
    expect(undo(added.plan, maya, added.recorded).plan.inputs).toEqual([]);
    const ticked = carryOut(added.plan, ask(added.plan, dana, 'setInputHere', { inputId: 'i', here: true }));
    expect(undo(ticked.plan, maya, added.recorded).code).toBe('undo');
    expect(undo(ticked.plan, dana, ticked.recorded).plan.inputs[0]?.here).toBe(false);
  });

  test('brings back what was taken off, also with the step it was on', () => {
    const removed = carryOut(withInput, ask(withInput, maya, 'removeInput', { inputId: 'i' }));
    expect(undo(removed.plan, maya, removed.recorded).plan.inputs.map((i) => i.id)).toEqual(['i']);
    const unlinked = carryOut(withLink, ask(withLink, maya, 'removeLink', { linkId: 'l' }));
    expect(undo(unlinked.plan, maya, unlinked.recorded).plan.links.map((l) => l.id)).toEqual(['l']);
    const both = ask(withInput, maya, 'addLink', {
      id: 'l',
      stepId: 'form',
      name: 'A',
      url: 'https://a.example',
    }).plan;
    const gone = carryOut(both, ask(both, dana, 'removeStep', { stepId: 'form' }));
    expect(kinds(ask(both, dana, 'removeStep', { stepId: 'form' }))).toContain('inputRemoved');
    expect([gone.plan.inputs, gone.plan.links]).toEqual([[], []]);
    const back = undo(gone.plan, dana, gone.recorded);
    expect(back.sentence).toBeNull();
    expect([inputsOf(back.plan, 'form').length, linksOf(back.plan, 'form').length]).toEqual([1, 1]);
  });

  test('of a removal stays off a step that has changed hands', () => {
    const removed = carryOut(withInput, ask(withInput, maya, 'removeInput', { inputId: 'i' }));
    const private_ = {
      ...removed.plan,
      steps: removed.plan.steps.map((s) => (s.id === 'form' ? { ...s, layer: 'seller' as const } : s)),
    };
    expect(undo(private_, maya, removed.recorded).sentence).toContain('changed hands');
  });
});
