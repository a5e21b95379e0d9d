import { describe, expect, test } from 'vitest';
import type { Plan, Step } from '#app/domain/plan.ts';
import { yoursOf } from '#app/domain/yours.ts';
import { type CastMember, dana, grace, lena, rui } from '#tests/support/cast.ts';
import { aPlan, aStep, as, ask, ownedBy, placeholder } from '#tests/support/plan-builder.ts';

const start = (over: Partial<Step> = {}): Plan =>
  aPlan({ steps: [aStep('budget', { type: 'approval', owners: ownedBy(lena, grace), ...over })] });
const toDo = (plan: Plan, who: CastMember) => {
  const { side, stakeholderId, pointPerson } = as(who, plan).actor;
  return yoursOf(plan, side, stakeholderId, pointPerson).toDo.map(({ id }) => id);
};
let count = 0;
const say = (
  plan: Plan,
  who: CastMember,
  outcome: 'approved' | 'withdrawn' | 'needsEvidence' = 'approved',
) => {
  count += 1;
  const args = { id: `said-${count}`, stepId: 'budget', outcome, note: '', missing: 'More', conditions: [] };
  return ask(plan, who, 'decideApproval', args, { confirmed: true }).plan;
};

describe('an approval is among what waits for somebody', () => {
  test('until they have decided, whatever the others do', () => {
    const plan = start();
    expect([toDo(plan, lena), toDo(plan, grace), toDo(plan, rui)]).toEqual([['budget'], ['budget'], []]);
    const yes = say(plan, grace);
    expect([toDo(yes, lena), toDo(yes, grace)]).toEqual([['budget'], []]);
    expect(toDo(say(yes, grace, 'withdrawn'), grace)).toEqual(['budget']);
    expect(toDo(say(plan, grace, 'needsEvidence'), grace)).toEqual(['budget']);
  });

  test('once their turn has come, where they decide one after the other', () => {
    const plan = start({ decidedBy: 'inOrder', owners: ownedBy(grace, lena) });
    expect([toDo(plan, grace), toDo(plan, lena)]).toEqual([['budget'], []]);
    expect([toDo(say(plan, grace), grace), toDo(say(plan, grace), lena)]).toEqual([[], ['budget']]);
  });

  test('of the colleague who decides in their place, and theirs again once it is given back', () => {
    const hand = (plan: Plan, to: string | null) =>
      ask(plan, lena, 'delegateApproval', { stepId: 'budget', ownerId: 'owner-lena', to }).plan;
    const handed = hand(start(), 'rui');
    expect([toDo(handed, rui), toDo(handed, lena)]).toEqual([['budget'], []]);
    expect([toDo(hand(handed, null), rui), toDo(hand(handed, null), lena)]).toEqual([[], ['budget']]);
  });

  test('of who leads it, while a name is needed', () => {
    const plan = start({ owners: [placeholder('buyer', 'finance')] });
    expect([toDo(plan, dana), toDo(plan, lena)]).toEqual([['budget'], []]);
  });
});
