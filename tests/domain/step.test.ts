import { describe, expect, test } from 'vitest';
import { type CastMember, dana, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  anOffer,
  aPlan,
  aStep,
  ask,
  kinds,
  on,
  only,
  ownedBy,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';

const newStep = {
  id: 'new',
  milestoneId: 'fit',
  afterId: null,
  title: 'Send the file',
  type: 'task' as const,
  dueDay: on('2026-12-04'),
  ask: '',
  doneWhen: '',
  owners: [] as { side: 'seller' | 'buyer'; role: string | null; stakeholderId: string | null }[],
  onlyOurs: false,
};
const ownedBySide = (who: CastMember) => [{ side: who.side, role: null, stakeholderId: who.key }];

describe('a new step', () => {
  const plan = aPlan();

  test('of one’s own is a promise, of the other side’s a question, a far one an outline', () => {
    const own = ask(plan, dana, 'addStep', newStep);
    expect(stepIn(own.plan, 'new')).toMatchObject({
      agreement: 'agreed',
      owners: [{ stakeholderId: 'dana' }],
    });
    const theirs = ask(plan, maya, 'addStep', { ...newStep, owners: ownedBySide(dana) });
    expect(stepIn(theirs.plan, 'new').agreement).toBe('proposed');
    expect(only(theirs, 'offerMade').offer).toMatchObject({
      stepId: 'new',
      bySide: 'seller',
      terms: { field: 'step' },
    });
    const far = { ...newStep, milestoneId: 'case', dueDay: on('2027-03-01'), owners: ownedBySide(dana) };
    expect(stepIn(ask(plan, maya, 'addStep', far).plan, 'new').agreement).toBe('outline');
  });

  test('only for one’s own side has its owner there', () => {
    const own = ask(plan, maya, 'addStep', { ...newStep, onlyOurs: true });
    expect(stepIn(own.plan, 'new')).toMatchObject({ layer: 'seller', agreement: 'agreed' });
    const mixed = { ...newStep, onlyOurs: true, owners: ownedBySide(dana) };
    expect(ask(plan, maya, 'addStep', mixed).code).toBe('private');
  });

  test('is refused a person of the wrong side, an unknown milestone, or an id that is taken', () => {
    const wrong = { ...newStep, owners: [{ side: 'seller' as const, role: null, stakeholderId: 'dana' }] };
    expect(ask(plan, maya, 'addStep', wrong).code).toBe('absent');
    expect(ask(plan, maya, 'addStep', { ...newStep, milestoneId: 'x' }).code).toBe('absent');
    expect(ask(aPlan({ steps: [aStep('new')] }), maya, 'addStep', newStep).code).toBe('exists');
  });
});

describe('a field', () => {
  const plan = aPlan({ steps: [aStep('s', { title: 'Demo', versions: { title: 4, doneWhen: 2 } })] });
  const rename = (value: string, base?: Record<string, number>) =>
    ask(plan, maya, 'changeStep', { stepId: 's', field: 'title', value }, base ? { base } : {});

  test('that moved on since it was seen is a conflict with both values', () => {
    expect(rename('The demo', { title: 3 }).decision).toEqual({
      kind: 'conflict',
      field: 'title',
      yours: 'The demo',
      current: 'Demo',
      layer: 'shared',
      version: 4,
    });
    expect(kinds(rename('The demo', { title: 4 }))).toEqual(['stepChanged']);
  });

  test('equal to what stands is no edit, whenever it was seen', () => {
    expect(rename('Demo', { title: 1 }).decision).toEqual({ kind: 'changes', changes: [] });
  });

  test('beside the one that moved on is free', () => {
    const other = { stepId: 's', field: 'doneWhen', value: 'It works' } as const;
    expect(kinds(ask(plan, maya, 'changeStep', other, { base: { doneWhen: 2 } }))).toEqual(['stepChanged']);
  });

  test('named nothing keeps the old name', () => {
    expect(rename('  ').code).toBe('empty');
  });
});

describe('what waits for what', () => {
  const chain = aPlan({
    steps: [
      aStep('Demo'),
      aStep('Data'),
      aStep('Papers'),
      aStep('ours', { layer: 'seller', owners: ownedBy(maya) }),
    ],
    dependencies: [waits('Data', 'Demo'), waits('Papers', 'Data')],
  });
  const add = (stepId: string, afterId: string) =>
    ask(chain, maya, 'addDependency', { id: 'd', stepId, afterId });

  test('never goes in a circle, and the circle is named', () => {
    expect(add('Demo', 'Papers')).toMatchObject({
      code: 'cycle',
      sentence: 'That would go in a circle: Papers waits for Data waits for Demo.',
    });
    expect(add('Demo', 'Demo').code).toBe('cycle');
  });

  test('a private step may wait for a shared one, never the reverse', () => {
    expect(only(add('ours', 'Data'), 'dependencyAdded').dependency.layer).toBe('seller');
    expect(add('Data', 'ours').code).toBe('private');
    const draft = aDraft({ steps: [aStep('shown'), aStep('kept', { withheld: true })] });
    const tie = { id: 'd', stepId: 'shown', afterId: 'kept' };
    expect(ask(draft, maya, 'addDependency', tie).code).toBe('private');
  });

  test('days may pass between the two, and they overlap by no more than the first one takes', () => {
    const lagged = (lag: number) =>
      ask(chain, maya, 'changeDependency', { dependencyId: 'Data-after-Demo', lag });
    expect(only(lagged(2), 'dependencyChanged')).toMatchObject({ field: 'lag', from: 0, to: 2 });
    expect(lagged(2).plan.dependencies[0]?.lag).toBe(2);
    expect(lagged(0).changes).toEqual([]);
    expect(lagged(-1).plan.dependencies[0]?.lag).toBe(-1);
    expect(lagged(-2)).toMatchObject({
      code: 'lag',
      sentence: '“Demo” takes 1 working day, so the two can overlap by no more than that.',
    });
    const added = { id: 'd', stepId: 'Papers', afterId: 'Demo', lag: -2 };
    expect(ask(chain, maya, 'addDependency', added).code).toBe('lag');
    expect(ask(chain, maya, 'changeDependency', { dependencyId: 'none', lag: 1 }).code).toBe('absent');
  });

  test('what two people say at once about the days between meets', () => {
    const args = { dependencyId: 'Data-after-Demo', lag: 2 };
    const { plan } = ask(chain, maya, 'changeDependency', args);
    expect(ask(plan, dana, 'changeDependency', { ...args, lag: 5 }, { base: { lag: 0 } }).code).toBe(
      'conflict',
    );
  });

  test('the same twice is once', () => {
    expect(add('Data', 'Demo').changes).toEqual([]);
  });

  test('goes with the step', () => {
    expect(ask(chain, dana, 'removeStep', { stepId: 'Data' }).plan.dependencies).toEqual([]);
  });
});

describe('revealing and hiding', () => {
  const plan = aPlan({
    steps: [
      aStep('mine', { owners: ownedBy(maya) }),
      aStep('theirs'),
      aStep('ours', { layer: 'seller', owners: ownedBy(maya), anchorId: 'mine' }),
      aStep('also ours', { layer: 'seller', owners: ownedBy(maya), anchorId: 'ours' }),
    ],
    dependencies: [
      waits('ours', 'also ours', 'seller'),
      waits('also ours', 'mine', 'seller'),
      waits('theirs', 'mine'),
    ],
  });

  test('a revealed step waits for nothing private any more', () => {
    const shown = ask(plan, maya, 'revealStep', { stepId: 'ours' }).plan;
    expect(stepIn(shown, 'ours')).toMatchObject({ layer: 'shared', anchorId: null });
    expect(shown.dependencies.map((d) => d.stepId)).toEqual(['also ours', 'theirs']);
    expect(ask(plan, maya, 'revealStep', { stepId: 'mine' }).code).toBe('shared');
  });

  test('a hidden step holds nothing shared up, and stays its side’s promise', () => {
    const asked = ask(plan, maya, 'rescheduleStep', { stepId: 'mine', dueDay: on('2026-12-04') }).plan;
    const kept = ask(
      { ...asked, steps: asked.steps.map((s) => (s.id === 'mine' ? { ...s, agreement: 'outline' } : s)) },
      maya,
      'hideStep',
      { stepId: 'mine' },
    ).plan;
    expect(stepIn(kept, 'mine')).toMatchObject({ layer: 'seller', agreement: 'agreed' });
    expect(kept.dependencies.map((d) => d.stepId)).toEqual(['ours', 'also ours']);
  });

  test('what the other side owns or has asked about cannot be hidden', () => {
    expect(ask(plan, maya, 'hideStep', { stepId: 'theirs' }).code).toBe('seen');
    const offer = anOffer('mine', { by: dana, terms: { field: 'dueDay', value: on('2026-12-18') } });
    expect(ask({ ...plan, offers: [offer] }, maya, 'hideStep', { stepId: 'mine' }).code).toBe('seen');
    expect(ask(plan, tom, 'hideStep', { stepId: 'ours' }).code).toBe('private');
  });

  test('in a draft only marks what will be kept back', () => {
    const draft = aDraft({
      steps: [aStep('a', { owners: ownedBy(maya) }), aStep('b')],
      dependencies: [waits('b', 'a')],
    });
    const kept = ask(draft, maya, 'hideStep', { stepId: 'a' }).plan;
    expect(stepIn(kept, 'a').withheld).toBe(true);
    expect(kept.dependencies).toEqual([]);
    expect(stepIn(ask(kept, maya, 'revealStep', { stepId: 'a' }).plan, 'a').withheld).toBe(false);
  });

  test('a step whose milestone the other side removed is moved before it is shown', () => {
    const loose = aPlan({
      steps: [aStep('ours', { layer: 'seller', milestoneId: 'gone', owners: ownedBy(maya) })],
    });
    expect(ask(loose, maya, 'revealStep', { stepId: 'ours' }).code).toBe('loose');
    const moved = ask(loose, maya, 'moveStep', { stepId: 'ours', milestoneId: 'fit', afterId: null }).plan;
    expect(ask(moved, maya, 'revealStep', { stepId: 'ours' }).code).toBeNull();
  });
});

test('what the other side has promised is theirs to remove', () => {
  const plan = aPlan({ steps: [aStep('s')] });
  expect(ask(plan, maya, 'removeStep', { stepId: 's' }).code).toBe('theirs');
  expect(kinds(ask(plan, dana, 'removeStep', { stepId: 's' }))).toEqual(['stepRemoved']);
});
