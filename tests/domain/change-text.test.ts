import { expect, test } from 'vitest';
import { commandText, plainPhrase } from '#app/domain/change-text.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, ask, type Outcome, on, ownedBy } from '#tests/support/plan-builder.ts';

const told = (outcome: Outcome, by: CastMember = dana): string =>
  plainPhrase(commandText(outcome.plan, outcome.changes, by.personId) ?? []);

const approval = (): Plan =>
  aPlan({ steps: [aStep('budget', { type: 'approval', title: 'Budget', owners: ownedBy(lena) })] });

test('taking somebody off the plan is told as that, whatever became of their steps', () => {
  const removed = ask(approval(), dana, 'removeStakeholder', { stakeholderId: 'lena' });
  expect(removed.changes.map((c) => c.kind)).toContain('ownerAdded');
  expect(told(removed)).toBe('removed Lena Hoff from the plan');
});

test('and taking oneself off it as leaving', () => {
  expect(told(ask(approval(), lena, 'removeStakeholder', { stakeholderId: 'lena' }), lena)).toBe(
    'left the plan',
  );
});

test('a no is to the step where it was never agreed, and to the change where it was, and ends once', () => {
  const no = { offerId: 'offer-s', reason: 'We have no users yet..' };
  const never = aPlan({
    steps: [aStep('s', { title: 'Demo', agreement: 'proposed' })],
    offers: [anOffer('s')],
  });
  expect(told(ask(never, dana, 'declineOffer', no))).toBe('said no to “Demo”: We have no users yet');
  const terms = { field: 'dueDay', value: on('2026-12-18') } as const;
  const agreed = aPlan({ steps: [aStep('s', { title: 'Demo' })], offers: [anOffer('s', { terms })] });
  expect(told(ask(agreed, dana, 'declineOffer', no))).toBe(
    'said no to the change of “Demo”: We have no users yet',
  );
});

test('a decision reads well before a title that is an outcome', () => {
  const plan = aPlan({
    steps: [aStep('budget', { type: 'approval', title: 'Business case approved', owners: ownedBy(lena) })],
  });
  const condition = { id: 'c', title: 'In SAP', side: 'buyer', role: null, stakeholderId: 'rui' } as const;
  const said = { id: 'd', stepId: 'budget', note: '', missing: '' };
  const conditions = [{ ...condition, dueDay: on('2027-01-15') }];
  const yes = ask(plan, lena, 'decideApproval', { ...said, outcome: 'approved', conditions: [] });
  expect(told(yes, lena)).toMatch(/^said yes to “Business case approved”/);
  const withOne = ask(plan, lena, 'decideApproval', {
    ...said,
    outcome: 'approvedWithConditions',
    conditions,
  });
  expect(told(withOne, lena)).toMatch(/^said yes with conditions to “Business case approved”/);
});
