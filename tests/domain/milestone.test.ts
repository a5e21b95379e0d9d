import { describe, expect, test } from 'vitest';
import { countOf, isDaySoFar, milestoneDay, outlinedIn, unansweredIn } from '#app/domain/milestone.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { dana, maya } from '#tests/support/cast.ts';
import { aDraft, aMilestone, aPlan, aStep, ask, kinds, on, today } from '#tests/support/plan-builder.ts';

const [early, late] = [on('2026-12-04'), on('2026-12-18')];
const dayOf = (plan: Plan) => milestoneDay(plan, 'fit');
const withSteps = (...steps: Step[]) => aPlan({ steps });

describe('the day of a milestone', () => {
  test('is the latest agreed day of its shared steps', () => {
    const plan = withSteps(aStep('a', { dueDay: late }), aStep('b', { dueDay: early }));
    expect(dayOf(plan)).toEqual({ day: late, dashed: false });
  });

  test('is not moved by what is offered, outlined, declined, skipped or private', () => {
    const plan = withSteps(
      aStep('a', { dueDay: early }),
      aStep('b', { dueDay: late, agreement: 'proposed' }),
      aStep('c', { dueDay: late, agreement: 'outline' }),
      aStep('d', { dueDay: late, agreement: 'declined' }),
      aStep('e', { dueDay: late, status: 'skipped' }),
      aStep('f', { dueDay: late, layer: 'buyer' }),
    );
    expect(dayOf(plan)).toEqual({ day: early, dashed: false });
  });

  test('is dashed while nothing is agreed, and in a draft', () => {
    expect(dayOf(withSteps(aStep('a', { dueDay: late, agreement: 'outline' })))).toEqual({
      day: late,
      dashed: true,
    });
    expect(dayOf(aDraft({ steps: [aStep('a', { dueDay: late })] }))).toEqual({ day: late, dashed: true });
    expect(dayOf(aPlan())).toEqual({ day: null, dashed: true });
  });
});

describe('an agreed day is only that of what is agreed so far', () => {
  const isSoFar = (over: Partial<Step>, plan: Partial<Plan> = {}) =>
    isDaySoFar(
      aPlan({ steps: [aStep('a', { dueDay: early }), aStep('b', { dueDay: late, ...over })], ...plan }),
      'fit',
    );

  test('while a later step waits for an answer or stands in outline', () => {
    expect(isSoFar({ agreement: 'proposed' })).toBe(true);
    expect(isSoFar({ agreement: 'outline' })).toBe(true);
  });

  test('and not once all is agreed, or what is open comes before it, has no day, or is nobody’s business', () => {
    expect(isSoFar({})).toBe(false);
    expect(isSoFar({ agreement: 'proposed', dueDay: early })).toBe(false);
    expect(isSoFar({ agreement: 'proposed', dueDay: null })).toBe(false);
    expect(isSoFar({ agreement: 'declined' })).toBe(false);
    expect(isSoFar({ agreement: 'outline', layer: 'buyer' })).toBe(false);
    expect(isSoFar({ agreement: 'outline', status: 'skipped' })).toBe(false);
  });
});

describe('a milestone is reached', () => {
  test('by the tick that leaves nothing open', () => {
    const plan = withSteps(aStep('a'), aStep('b', { status: 'done' }));
    const done = ask(plan, dana, 'completeStep', { stepId: 'a' });
    expect(kinds(done)).toEqual(['stepStatusChanged', 'milestoneReached']);
    expect(done.plan.milestones[0]?.reachedOn).toBe(today);
  });

  test('by a skip too', () => {
    const plan = withSteps(aStep('a'), aStep('b', { status: 'done' }));
    expect(kinds(ask(plan, dana, 'skipStep', { stepId: 'a', reason: 'no need' }))).toContain(
      'milestoneReached',
    );
  });

  test.each([
    ['open', aStep('b')],
    ['stuck', aStep('b', { status: 'stuck' })],
    ['only outlined', aStep('b', { agreement: 'outline' })],
  ])('not while another step is %s', (_what, other) => {
    expect(kinds(ask(withSteps(aStep('a'), other), dana, 'completeStep', { stepId: 'a' }))).toEqual([
      'stepStatusChanged',
    ]);
  });

  test('whatever is declined or private', () => {
    const plan = withSteps(aStep('a'), aStep('b', { agreement: 'declined' }), aStep('c', { layer: 'buyer' }));
    expect(kinds(ask(plan, dana, 'completeStep', { stepId: 'a' }))).toContain('milestoneReached');
  });

  test('never by a private tick', () => {
    const plan = withSteps(aStep('a', { status: 'done' }), aStep('c', { layer: 'buyer' }));
    expect(kinds(ask(plan, dana, 'completeStep', { stepId: 'c' }))).toEqual(['stepStatusChanged']);
  });

  test('never by removing, moving or hiding the last open step', () => {
    const plan = withSteps(aStep('a'), aStep('b', { status: 'done' }));
    expect(kinds(ask(plan, dana, 'removeStep', { stepId: 'a' }))).toEqual(['stepRemoved']);
    const moved = { stepId: 'a', milestoneId: 'case', afterId: null };
    expect(kinds(ask(plan, dana, 'moveStep', moved))).toEqual(['stepMoved']);
    expect(kinds(ask(plan, dana, 'hideStep', { stepId: 'a' }))).toEqual(['stepHidden']);
  });

  test('never in a draft', () => {
    const plan = aDraft({
      steps: [aStep('a', { owners: [{ id: 'o', side: 'seller', role: null, stakeholderId: 'maya' }] })],
    });
    expect(kinds(ask(plan, maya, 'completeStep', { stepId: 'a' }))).not.toContain('milestoneReached');
  });
});

describe('a reached milestone', () => {
  const reached = aPlan({
    milestones: [aMilestone('fit', { reachedOn: on('2026-11-20') }), aMilestone('case')],
    steps: [
      aStep('a', { status: 'done' }),
      aStep('elsewhere', { milestoneId: 'case' }),
      aStep('private', { layer: 'buyer' }),
    ],
  });
  const newStep = {
    id: 'new',
    milestoneId: 'fit',
    afterId: null,
    title: 'One more',
    type: 'task' as const,
    dueDay: null,
    ask: '',
    doneWhen: '',
    owners: [],
    onlyOurs: false,
  };

  test('opens again after a warning: by an open step added, moved in, revealed or opened', () => {
    const move = { stepId: 'elsewhere', milestoneId: 'fit', afterId: null };
    const acts = (confirmed: boolean) => [
      ask(reached, dana, 'addStep', newStep, { confirmed }),
      ask(reached, dana, 'moveStep', move, { confirmed }),
      ask(reached, dana, 'revealStep', { stepId: 'private' }, { confirmed }),
      ask(reached, dana, 'reopenStep', { stepId: 'a' }, { confirmed }),
    ];
    expect(acts(false).map((a) => a.code)).toEqual(['reopens', 'reopens', 'reopens', 'reopens']);
    for (const outcome of acts(true)) {
      expect(kinds(outcome)).toContain('milestoneReopened');
      expect(outcome.plan.milestones[0]?.reachedOn).toBeNull();
    }
  });

  test('stays reached whatever one side adds for itself', () => {
    expect(kinds(ask(reached, dana, 'addStep', { ...newStep, onlyOurs: true }))).toEqual(['stepAdded']);
  });
});

test('counts are of shared steps that were not declined; one’s own stand beside them', () => {
  const plan = withSteps(
    aStep('a', { status: 'done' }),
    aStep('b'),
    aStep('c', { agreement: 'declined' }),
    aStep('d', { layer: 'buyer' }),
  );
  expect(countOf(plan, 'fit')).toEqual({ done: 1, all: 2, onlyOurs: 1 });
});

test('only an empty milestone is removed', () => {
  const plan = withSteps(aStep('a'));
  expect(ask(plan, dana, 'removeMilestone', { milestoneId: 'fit' }).sentence).toContain(
    'fit still has a step',
  );
  expect(kinds(ask(plan, dana, 'removeMilestone', { milestoneId: 'case' }))).toEqual(['milestoneRemoved']);
});

test('a milestone knows what still waits for an answer, and what nobody is asked for yet', () => {
  const plan = withSteps(
    aStep('agreed'),
    aStep('asked', { agreement: 'proposed' }),
    aStep('declined', { agreement: 'declined' }),
    aStep('later', { agreement: 'outline' }),
    aStep('left out', { agreement: 'outline', status: 'skipped' }),
    aStep('private', { agreement: 'outline', layer: 'buyer' }),
    aStep('elsewhere', { agreement: 'proposed', milestoneId: 'case' }),
  );
  expect(unansweredIn(plan, 'fit').map(({ id }) => id)).toEqual(['asked']);
  expect(outlinedIn(plan, 'fit').map(({ id }) => id)).toEqual(['later']);
  expect(unansweredIn({ ...plan, layer: 'seller' }, 'fit')).toEqual([]);
});
