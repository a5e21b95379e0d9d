import { describe, expect, test } from 'vitest';
import { stuckWords } from '#app/domain/plan-words.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import {
  anOffer,
  aPlan,
  aStep,
  ask,
  kinds,
  on,
  only,
  ownedBy,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';

describe('a tick', () => {
  test('is also a yes to what was asked', () => {
    const plan = aPlan({ steps: [aStep('s', { agreement: 'proposed' })], offers: [anOffer('s')] });
    const done = ask(plan, dana, 'completeStep', { stepId: 's' });
    expect(stepIn(done.plan, 's')).toMatchObject({ agreement: 'agreed', status: 'done', endedOn: today });
    expect(only(done, 'offerClosed').outcome).toBe('accepted');
  });

  test('and being stuck say yes to the step as it stands, not to another day that was asked for', () => {
    const terms = { field: 'dueDay', value: on('2026-12-18') } as const;
    const step = aStep('s', { agreement: 'proposed', dueDay: on('2026-12-14') });
    const plan = aPlan({ steps: [step], offers: [anOffer('s', { terms })] });
    for (const said of [
      ask(plan, dana, 'completeStep', { stepId: 's' }),
      ask(plan, dana, 'reportStuck', { stepId: 's', reason: 'No file' }),
    ]) {
      expect(only(said, 'offerClosed').outcome).toBe('answeredOtherwise');
      expect(stepIn(said.plan, 's')).toMatchObject({ agreement: 'agreed', dueDay: '2026-12-14' });
    }
  });

  test('leaves nothing to answer about a step that has ended', () => {
    const terms = { field: 'dueDay', value: on('2026-12-18') } as const;
    const plan = aPlan({ steps: [aStep('s')], offers: [anOffer('s', { terms })] });
    const done = ask(plan, dana, 'completeStep', { stepId: 's' });
    expect(done.plan.offers).toEqual([]);
    expect(only(done, 'offerClosed').outcome).toBe('answeredOtherwise');
    expect(ask(plan, dana, 'skipStep', { stepId: 's', reason: 'not needed' }).plan.offers).toEqual([]);
  });

  test('twice is once', () => {
    const plan = aPlan({ steps: [aStep('s', { status: 'done' })] });
    expect(ask(plan, dana, 'completeStep', { stepId: 's' }).changes).toEqual([]);
  });

  test('is not how an approval is decided', () => {
    const plan = aPlan({ steps: [aStep('s', { type: 'approval' })] });
    expect(ask(plan, dana, 'completeStep', { stepId: 's' }).code).toBe('approval');
  });

  test('does not decide an approval that the other side made a task', () => {
    const plan = aPlan({ steps: [aStep('s', { type: 'approval' })] });
    const asTask = { stepId: 's', field: 'type', value: 'task' } as const;
    expect(ask(plan, maya, 'changeStep', asTask).code).toBe('notYours');
    expect(ask(plan, dana, 'changeStep', asTask).code).toBeNull();
  });

  test('of a joint step is either side’s, and the other may open it again', () => {
    const plan = aPlan({ steps: [aStep('s', { owners: ownedBy(maya, dana) }), aStep('other')] });
    const done = ask(plan, maya, 'completeStep', { stepId: 's' }).plan;
    expect(stepIn(ask(done, dana, 'reopenStep', { stepId: 's' }).plan, 's').status).toBe('todo');
  });
});

describe('skipping and being stuck', () => {
  const plan = aPlan({ steps: [aStep('s'), aStep('d', { status: 'done' })] });

  test('need a reason', () => {
    expect(ask(plan, dana, 'skipStep', { stepId: 's', reason: ' ' }).code).toBe('reasonNeeded');
    expect(ask(plan, dana, 'reportStuck', { stepId: 's', reason: '' }).code).toBe('reasonNeeded');
  });

  test('are for a step that has not ended', () => {
    expect(ask(plan, dana, 'skipStep', { stepId: 'd', reason: 'x' }).code).toBe('ended');
    expect(ask(plan, dana, 'reportStuck', { stepId: 'd', reason: 'x' }).code).toBe('ended');
  });

  test('make nothing agreed that the other side was not asked or has not answered', () => {
    const joint = aStep('s', { agreement: 'proposed', owners: ownedBy(maya, dana) });
    const asked = aPlan({ steps: [joint], offers: [anOffer('s')] });
    const stuck = { stepId: 's', reason: 'no file' };
    expect(ask(asked, maya, 'reportStuck', stuck).code).toBe('unanswered');
    expect(stepIn(ask(asked, dana, 'reportStuck', stuck).plan, 's').agreement).toBe('agreed');
    const outline = aPlan({ steps: [{ ...joint, agreement: 'outline' }] });
    expect(ask(outline, maya, 'reportStuck', stuck).code).toBe('unanswered');
  });

  test('keep the question open while only stuck', () => {
    const terms = { field: 'dueDay', value: on('2026-12-18') } as const;
    const asked = aPlan({ steps: [aStep('s')], offers: [anOffer('s', { terms })] });
    expect(ask(asked, dana, 'reportStuck', { stepId: 's', reason: 'no file' }).plan.offers).toHaveLength(1);
  });
});

test('somebody who had not seen the last tick is told of it', () => {
  const step = aStep('s', { status: 'done', versions: { status: 7 } });
  const late = ask(aPlan({ steps: [step] }), dana, 'reopenStep', { stepId: 's' }, { base: { status: 6 } });
  expect(late.decision).toMatchObject({ kind: 'conflict', field: 'status', current: 'done', version: 7 });
  const seen = ask(aPlan({ steps: [step] }), dana, 'reopenStep', { stepId: 's' }, { base: { status: 7 } });
  expect(kinds(seen)).toEqual(['stepStatusChanged']);
});

test('two who say at once what it is stuck on are shown each other’s words', () => {
  const plan = aPlan({
    steps: [aStep('s', { status: 'stuck', statusReason: 'no file', versions: { status: 7 } })],
  });
  const other = ask(plan, dana, 'reportStuck', { stepId: 's', reason: 'no room' }, { base: { status: 3 } });
  expect(other.code).toBe('conflict');
  const same = ask(plan, dana, 'reportStuck', { stepId: 's', reason: 'no file' }, { base: { status: 3 } });
  expect(same.code).not.toBe('conflict');
});

describe('being stuck', () => {
  const plan = () => aPlan({ steps: [aStep('s', { owners: ownedBy(dana) })] });
  const lookOn = on('2026-12-18');
  const asks = (over = {}) => ({ stepId: 's', reason: 'No form', helper: maya.key, lookOn, ...over });
  const question = (outcome: { plan: { comments: { id: string; answeredOn: string | null }[] } }) =>
    outcome.plan.comments[0];

  test('asks who may help for an answer by the day it is looked at again', () => {
    const said = ask(plan(), dana, 'reportStuck', asks());
    expect(kinds(said)).toEqual(['commentAdded', 'stepStatusChanged']);
    const step = stepIn(said.plan, 's');
    expect(step).toMatchObject({ status: 'stuck', statusReason: 'No form', lookOn });
    expect(question(said)).toMatchObject({
      ...{ id: step.helpId, text: 'No form', layer: 'shared', stepId: 's' },
      request: { of: maya.key, by: lookOn },
    });
    expect(stuckWords(said.plan, step, today)).toBe('Stuck: No form. Maya is asked to help by Fri 18 Dec.');
    const alone = ask(plan(), dana, 'reportStuck', asks({ helper: null }));
    expect(kinds(alone)).toEqual(['stepStatusChanged']);
    expect(stuckWords(alone.plan, stepIn(alone.plan, 's'), today)).toBe(
      'Stuck: No form. To be looked at again on Fri 18 Dec.',
    );
  });

  test('needs a day with whoever helps, one still to come, and somebody else who may read it', () => {
    const code = (over: object) => ask(plan(), dana, 'reportStuck', asks(over)).code;
    expect(code({ lookOn: null })).toBe('dayNeeded');
    expect(code({ lookOn: on('2020-01-01') })).toBe('past');
    expect(code({ helper: dana.key })).toBe('yourself');
    const own = aPlan({ steps: [aStep('s', { owners: ownedBy(dana), layer: 'buyer' })] });
    expect(ask(own, dana, 'reportStuck', asks()).code).toBe('private');
  });

  test('of a private step asks among its own side alone', () => {
    const own = aPlan({ steps: [aStep('s', { owners: ownedBy(dana), layer: 'buyer' })] });
    const said = ask(own, dana, 'reportStuck', asks({ helper: lena.key }));
    expect(said.plan.comments.map(({ layer }) => layer)).toEqual(['buyer']);
    const shown = ask(said.plan, dana, 'revealStep', { stepId: 's' });
    expect(stepIn(shown.plan, 's')).toMatchObject({ status: 'stuck', lookOn, helpId: null });
  });

  test.each(['completeStep', 'reopenStep', 'skipStep'] as const)(
    '%s asks nobody for help any more',
    (act) => {
      const said = ask(plan(), dana, 'reportStuck', asks());
      const args = act === 'skipStep' ? { stepId: 's', reason: 'Not needed' } : { stepId: 's' };
      const on_ = ask(said.plan, dana, act, args as never);
      expect(question(on_)?.answeredOn).toBe(today);
      expect(stepIn(on_.plan, 's')).toMatchObject({ lookOn: null, helpId: null });
    },
  );

  test('said otherwise asks anew, and of one person only', () => {
    const said = ask(plan(), dana, 'reportStuck', asks());
    const again = ask(said.plan, dana, 'reportStuck', asks({ reason: 'Still no form' }));
    expect(again.plan.comments.map(({ answeredOn }) => answeredOn)).toEqual([today, null]);
    expect(stepIn(again.plan, 's').helpId).toBe(again.plan.comments[1]?.id);
  });
});
