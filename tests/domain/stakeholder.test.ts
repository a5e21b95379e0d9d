import { describe, expect, test } from 'vitest';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aPlan,
  aStep,
  ask,
  only,
  ownedBy,
  placeholder,
  stakeholderOf,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';

const sellers = [stakeholderOf(maya), stakeholderOf(tom)];
const invited = (who: CastMember) => stakeholderOf(who, { enteredOn: null, pointPerson: false });
const quiet = aPlan({ people: [...sellers, invited(dana)] });
const lively = aPlan({ people: [...sellers, stakeholderOf(dana), stakeholderOf(lena)] });
const add = (plan: Plan, by: CastMember, who: CastMember) =>
  ask(plan, by, 'addStakeholder', {
    id: who.key,
    personId: who.personId,
    side: who.side,
    name: who.name,
    role: who.role,
  });
const person = (plan: Plan, who: CastMember) => plan.people.find((p) => p.id === who.key);

describe('each side admits its own people', () => {
  test('who is named by their own side is in', () => {
    expect(person(add(lively, dana, grace).plan, grace)?.admitted).toBe(true);
  });

  test('a buyer the seller names is in before anybody has entered, and waits after', () => {
    expect(person(add(quiet, maya, grace).plan, grace)?.admitted).toBe(true);
    expect(person(add(lively, maya, grace).plan, grace)?.admitted).toBe(false);
  });

  test('who waits to be let in lets nobody else in by naming them', () => {
    const waiting = add(lively, maya, grace).plan;
    const named = ask(waiting, grace, 'addStakeholder', {
      id: 'newcomer',
      personId: 'newcomer',
      side: 'buyer',
      name: 'New Comer',
      role: 'user',
    });
    expect(only(named, 'stakeholderAdded').stakeholder.admitted).toBe(false);
  });

  test('a buyer point person says yes, and nobody else', () => {
    const plan = add(lively, maya, grace).plan;
    const admit = (by: CastMember) => ask(plan, by, 'admitStakeholder', { stakeholderId: 'grace' });
    expect([maya, lena, tom].map((by) => admit(by).code)).toEqual(['notLead', 'notLead', 'notLead']);
    expect(person(admit(dana).plan, grace)?.admitted).toBe(true);
  });

  test('a buyer names nobody at the seller, and nobody twice', () => {
    const plan = aPlan({ people: [stakeholderOf(maya), stakeholderOf(dana)] });
    expect(add(plan, dana, tom).code).toBe('otherSide');
    expect(add(lively, dana, lena).code).toBe('here');
  });

  test('an invitation nobody has answered is still the inviter’s to take back', () => {
    expect(ask(quiet, maya, 'removeStakeholder', { stakeholderId: 'dana' }).code).toBeNull();
    expect(ask(lively, maya, 'removeStakeholder', { stakeholderId: 'lena' }).code).toBe('otherSide');
    expect(ask(lively, maya, 'changeRole', { stakeholderId: 'lena', role: 'legal' }).code).toBe('otherSide');
  });
});

describe('who leads', () => {
  test('is the first buyer to enter, and only the first', () => {
    const both = aPlan({ people: [...sellers, invited(dana), invited(grace)] });
    const first = ask(both, grace, 'enterPlan', {}).plan;
    expect(person(first, grace)).toMatchObject({ pointPerson: true, enteredOn: today });
    expect(person(ask(first, dana, 'enterPlan', {}).plan, dana)).toMatchObject({
      pointPerson: false,
      enteredOn: today,
    });
    expect(ask(first, grace, 'enterPlan', {}).changes).toEqual([]);
  });

  test('hands it over, and somebody always does', () => {
    const drop = { stakeholderId: 'dana', pointPerson: false };
    expect(ask(lively, dana, 'setPointPerson', drop).code).toBe('lastLead');
    expect(ask(lively, dana, 'removeStakeholder', { stakeholderId: 'dana' }).code).toBe('lastLead');
    expect(ask(lively, lena, 'setPointPerson', { stakeholderId: 'lena', pointPerson: true }).code).toBe(
      'notLead',
    );
    expect(ask(lively, maya, 'setPointPerson', { stakeholderId: 'lena', pointPerson: true }).code).toBe(
      'notLead',
    );
    const two = ask(lively, dana, 'setPointPerson', { stakeholderId: 'lena', pointPerson: true }).plan;
    expect(ask(two, dana, 'setPointPerson', drop).code).toBeNull();
  });

  test('removes a colleague; everybody may leave by themselves', () => {
    const three = add(lively, dana, grace).plan;
    expect(ask(three, lena, 'removeStakeholder', { stakeholderId: 'grace' }).code).toBe('notLead');
    expect(ask(three, lena, 'removeStakeholder', { stakeholderId: 'lena' }).code).toBeNull();
    expect(ask(three, dana, 'removeStakeholder', { stakeholderId: 'grace' }).code).toBeNull();
  });
});

describe('steps that need a name', () => {
  const plan = { ...lively, steps: [aStep('s', { owners: [placeholder('buyer', 'legal')] })] };

  test('are handed to who comes with the role, or is given it', () => {
    expect(stepIn(add(plan, dana, grace).plan, 's').owners).toMatchObject([
      { stakeholderId: 'grace', role: 'legal' },
    ]);
    const given = ask(plan, dana, 'changeRole', { stakeholderId: 'lena', role: 'legal' }).plan;
    expect(stepIn(given, 's').owners).toMatchObject([{ stakeholderId: 'lena' }]);
  });

  test('need one again when their owner is removed', () => {
    const owned = { ...lively, steps: [aStep('s', { owners: ownedBy(lena) })] };
    const left = ask(owned, dana, 'removeStakeholder', { stakeholderId: 'lena' }).plan;
    expect(stepIn(left, 's').owners).toMatchObject([
      { side: 'buyer', role: 'economicBuyer', stakeholderId: null },
    ]);
    expect(person(left, lena)).toBeUndefined();
  });
});
