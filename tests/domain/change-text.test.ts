import { expect, test } from 'vitest';
import type { Change } from '#app/domain/change.ts';
import { commandText } from '#app/domain/change-text.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
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

test('one’s own step straight from the outline is promised, and a yes to a question is agreed to', () => {
  const outline = aPlan({
    steps: [aStep('s', { title: 'Demo', agreement: 'outline', owners: ownedBy(dana) })],
  });
  expect(told(ask(outline, dana, 'proposeStep', { stepId: 's' }))).toBe('promised “Demo”');
  const asked = aPlan({
    steps: [aStep('s', { title: 'Demo', agreement: 'proposed' })],
    offers: [anOffer('s')],
  });
  expect(told(ask(asked, dana, 'acceptOffers', { offerIds: ['offer-s'] }))).toBe('agreed to “Demo”');
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

test('a decision is told to whoever decided, also where the note beside it is theirs alone', () => {
  const plan = approval();
  const yes = ask(plan, lena, 'decideApproval', {
    ...{ id: 'd', stepId: 'budget', missing: '', conditions: [] },
    ...{ outcome: 'approved', note: 'Our ceiling is 90' },
  });
  // As its reader has it: what stands in the private log comes first.
  const [shared, own] = ['decisionAdded', 'commentAdded'].map((kind) =>
    yes.changes.filter((c) => c.kind === kind),
  );
  const list = [...(own ?? []), ...(shared ?? [])];
  expect(list).toHaveLength(2);
  expect(plainPhrase(commandText(yes.plan, list, lena.personId) ?? [])).toBe('said yes to “Budget”');
});

test('whoever opens a plan has opened it, and has not invited themselves', () => {
  const stakeholder = approval().people.find((p) => p.personId === lena.personId);
  if (!stakeholder) throw new Error('Lena is on it');
  const opened = [{ kind: 'planOpened' }, { kind: 'stakeholderAdded', stakeholder }] as unknown as Change[];
  expect(plainPhrase(commandText(approval(), opened, lena.personId) ?? [])).toBe('opened the plan');
  expect(plainPhrase(commandText(approval(), opened, dana.personId) ?? [])).toBe('invited Lena Hoff');
});
