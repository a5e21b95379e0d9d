import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalState } from '#app/domain/approval.ts';
import { boundDifferences, boundNow, boundOf } from '#app/domain/approval-bound.ts';
import { alterations } from '#app/domain/approval-difference.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import type { Plan } from '#app/domain/plan.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { decided, immaterial, material, said, start, withStep } from '#tests/support/bound-alterations.ts';
import { dana, grace, lena, maya } from '#tests/support/cast.ts';
import { ask, ownedBy, placeholder, stepIn } from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const digestOf = (plan: Plan): string => digestOfValue(boundNow(plan, stepIn(plan, 'budget'), said(plan)));

const anyText = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `~${text}`);

describe('the digest of a decision', () => {
  test('is kept with it, over what was decided and its conditions', () => {
    const plan = decided(start());
    expect(said(plan).bound).toEqual(boundOf(plan, stepIn(plan, 'budget'), ['Invoices stay in SAP']));
    expect(digestOfValue(said(plan).bound)).toBe(digestOf(plan));
    expect(digestOf(plan)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(Object.keys(material))('is another one with another: %s', (what) => {
    const plan = decided(start());
    fc.assert(
      fc.property(anyText, (text) => {
        const altered = material[what]?.(plan, text) ?? plan;
        expect(digestOf(altered)).not.toBe(digestOf(plan));
        const step = stepIn(altered, 'budget');
        expect(
          boundDifferences(said(plan).bound ?? boundOf(plan, step), boundNow(altered, step, said(plan))),
        ).not.toEqual([]);
        expect(alterations(altered, step, said(plan)).every(({ was, is }) => was !== is)).toBe(true);
        expect(approvalState(altered, step)).toBe('outdated');
      }),
      { numRuns: 40 },
    );
  });

  test.each(Object.keys(immaterial))('is the same with another: %s', (what) => {
    const plan = decided(start());
    fc.assert(
      fc.property(anyText, (text) => {
        expect(digestOf(immaterial[what]?.(plan, text) ?? plan)).toBe(digestOf(plan));
      }),
      { numRuns: 40 },
    );
  });

  test('is another one with another order, where they decide one after the other', () => {
    const plan = decided(start({ decidedBy: 'inOrder' }));
    const turned = withStep(plan, 'budget', { owners: ownedBy(grace, lena) });
    expect(digestOf(turned)).not.toBe(digestOf(plan));
  });

  test('no two parts can be taken for one another', () => {
    const one = withStep(start(), 'budget', { ask: 'A', doneWhen: 'B' });
    const other = withStep(start(), 'budget', { ask: 'AB', doneWhen: '' });
    expect(digestOfValue(boundOf(one, stepIn(one, 'budget')))).not.toBe(
      digestOfValue(boundOf(other, stepIn(other, 'budget'))),
    );
  });
});

describe('a yes', () => {
  const alone = () => {
    const plan = withStep(start(), 'budget', { owners: ownedBy(lena) });
    return ask(plan, lena, 'decideApproval', {
      ...{ id: 'said', stepId: 'budget', outcome: 'approved', note: '', missing: '', conditions: [] },
    }).plan;
  };
  const reworded = (plan: Plan) =>
    ask(
      plan,
      dana,
      'changeStep',
      { stepId: 'budget', field: 'doneWhen', value: 'Paid' },
      { confirmed: true },
    );

  test('is outdated by other words, which opens the approval and asks again with one letter', () => {
    const plan = alone();
    expect(stepIn(plan, 'budget').status).toBe('done');
    const edit = reworded(plan);
    expect(stepIn(edit.plan, 'budget').status).toBe('todo');
    const lines = followUps(plan, edit.plan, edit.changes, dana.personId);
    expect(lines.filter((l) => l.kind === 'approvalOutdated').map((l) => l.personId)).toEqual([
      lena.personId,
    ]);
    expect(lines.filter((l) => l.kind === 'approvalAsked')).toEqual([]);
    expect(alterations(edit.plan, stepIn(edit.plan, 'budget'), said(plan))).toMatchObject([
      { what: 'Done when', was: 'Signed', is: 'Paid' },
    ]);
  });

  test('is up to date again once the edit is taken back, by an undo or by hand', () => {
    const edit = carryOut(alone(), reworded(alone()));
    const undone = undo(edit.plan, dana, edit.recorded);
    expect(undone.sentence).toBeNull();
    expect(stepIn(undone.plan, 'budget')).toMatchObject({ status: 'done', doneWhen: 'Signed' });
    const back = { stepId: 'budget', field: 'doneWhen', value: 'Signed' } as const;
    expect(stepIn(ask(edit.plan, dana, 'changeStep', back).plan, 'budget').status).toBe('done');
  });

  test('is not outdated by a name found for a part that needed one', () => {
    const waiting = withStep(start(), 'budget', {
      owners: [...ownedBy(lena), placeholder('buyer', 'finance')],
    });
    const plan = ask(waiting, lena, 'decideApproval', {
      ...{ id: 'said', stepId: 'budget', outcome: 'approved', note: '', missing: '', conditions: [] },
    }).plan;
    const named = ask(plan, dana, 'assignStep', {
      ...{ stepId: 'budget', ownerId: 'owner-finance', side: 'buyer', role: 'finance', stakeholderId: 'rui' },
    }).plan;
    expect(approvalState(named, stepIn(named, 'budget'))).toBe('open');
  });

  test('of one of two is outdated too, and says so to them alone', () => {
    const plan = decided(start());
    const edit = reworded(plan);
    const lines = followUps(plan, edit.plan, edit.changes, dana.personId);
    expect(lines.map((l) => [l.kind, l.personId])).toEqual([['approvalOutdated', lena.personId]]);
  });

  test('is not made of words that were altered while they were read', () => {
    const plan = withStep(start(), 'budget', { owners: ownedBy(lena) });
    const seen = JSON.stringify(boundOf(plan, stepIn(plan, 'budget')));
    const args = { id: 'late', stepId: 'budget', outcome: 'approved' as const, note: '', missing: '' };
    const late = ask(reworded(plan).plan, lena, 'decideApproval', { ...args, conditions: [], seen });
    expect(late.code).toBe('altered');
    expect(late.changes).toEqual([]);
    const more = { ...args, outcome: 'needsEvidence' as const, missing: 'x', conditions: [], seen };
    expect(ask(reworded(plan).plan, lena, 'decideApproval', more).code).toBe('altered');
  });

  test('hears nothing where whoever gave it altered the words themselves', () => {
    const plan = alone();
    const edit = ask(
      plan,
      lena,
      'changeStep',
      { stepId: 'budget', field: 'title', value: 'Other' },
      { confirmed: true },
    );
    const lines = followUps(plan, edit.plan, edit.changes, lena.personId);
    expect(lines.filter((l) => l.kind === 'approvalOutdated')).toEqual([]);
    expect(approvalState(edit.plan, stepIn(edit.plan, 'budget'))).toBe('outdated');
    expect(lines.every((l) => l.kind !== 'approvalAsked' || l.personId === maya.personId)).toBe(true);
  });
});
