import { describe, expect, test } from 'vitest';
import { approvalState, decisionsOn, stillToDecide } from '#app/domain/approval.ts';
import { commandText } from '#app/domain/change-text.ts';
import type { CommandArgs } from '#app/domain/decide.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import { plainPhrase } from '#app/domain/phrase.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { type CastMember, dana, grace, lena, maya, rui } from '#tests/support/cast.ts';
import { aPlan, aStep, as, ask, type Outcome, ownedBy, stepIn } from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const start = (decidedBy: Step['decidedBy'], over: Partial<Step> = {}): Plan =>
  aPlan({
    steps: [aStep('budget', { type: 'approval', decidedBy, owners: ownedBy(lena, grace, rui), ...over })],
  });
let count = 0;
function say(
  plan: Plan,
  who: CastMember,
  outcome: CommandArgs['decideApproval']['outcome'] = 'approved',
  more: Parameters<typeof ask>[4] = { confirmed: true },
): Outcome {
  count += 1;
  const args = {
    id: `said-${count}`,
    stepId: 'budget',
    outcome,
    note: '',
    missing: outcome === 'needsEvidence' ? 'More' : '',
    conditions: [],
  };
  return ask(plan, who, 'decideApproval', args, more);
}
const budget = (plan: Plan) => stepIn(plan, 'budget');
const asked = (plan: Plan) => stillToDecide(plan, budget(plan)).map((p) => p.id);
const state = (plan: Plan) => approvalState(plan, budget(plan));
const letters = (before: Plan, { plan, changes }: Outcome, by: CastMember) =>
  followUps(before, plan, changes, by.personId)
    .filter(({ kind }) => kind === 'approvalAsked' || kind === 'takenBack')
    .map(({ kind, personId }) => `${kind} ${plan.people.find((p) => p.personId === personId)?.id}`);

describe('decided by anyone', () => {
  test('one yes is enough, and nobody is asked after it', () => {
    const plan = start('anyone');
    expect(asked(plan)).toEqual(['lena', 'grace', 'rui']);
    const yes = say(plan, grace).plan;
    expect(budget(yes).status).toBe('done');
    expect(asked(yes)).toEqual([]);
    expect(turnsOf(yes)).toEqual([]);
  });

  test('a no of anyone counts, before and after a yes, until they decide again', () => {
    for (const order of [[lena, grace] as const, [grace, lena] as const]) {
      const plan = order.reduce(
        (now, who) => say(now, who, who === lena ? 'rejected' : 'approved').plan,
        start('anyone'),
      );
      expect(state(plan)).toBe('rejected');
      expect(budget(plan).status).toBe('todo');
      expect(state(say(plan, lena).plan)).toBe('approved');
    }
  });

  test('a yes is not held up by another who needs more', () => {
    expect(state(say(say(start('anyone'), lena, 'needsEvidence').plan, grace).plan)).toBe('approved');
  });
});

describe('decided one after the other', () => {
  test('only the next is asked, has the turn and gets the letter', () => {
    const plan = start('inOrder');
    expect(asked(plan)).toEqual(['lena']);
    expect(turnsOf(plan).map((t) => t.people.map((p) => p.id))).toEqual([['lena']]);
    const first = say(plan, lena);
    expect(asked(first.plan)).toEqual(['grace']);
    expect(letters(plan, first, lena)).toEqual(['approvalAsked grace']);
    const second = say(first.plan, grace);
    expect(letters(first.plan, second, grace)).toEqual(['approvalAsked rui']);
    expect(budget(say(second.plan, rui).plan).status).toBe('done');
  });

  test('whose turn has not come cannot decide, and is told who comes first', () => {
    const plan = start('inOrder');
    const early = say(plan, rui);
    expect(early.code).toBe('notYet');
    expect(early.sentence).toContain('Lena Hoff comes first');
    expect(early.changes).toEqual([]);
  });

  test('a no stops it, and who comes later is asked for nothing', () => {
    const plan = say(start('inOrder'), lena, 'rejected').plan;
    expect(state(plan)).toBe('rejected');
    expect(asked(plan)).toEqual([]);
    expect(say(plan, grace).code).toBe('notYet');
  });

  test('a yes taken back takes the turn from whoever came next, with a letter', () => {
    const first = say(start('inOrder'), lena).plan;
    const back = say(first, lena, 'withdrawn');
    expect(asked(back.plan)).toEqual(['lena']);
    expect(letters(first, back, lena)).toEqual(['takenBack grace']);
  });

  test('another order asks somebody else first, and an undo puts it back', () => {
    const plan = start('inOrder');
    const args = { stepId: 'budget', ownerId: 'owner-rui', afterId: null };
    const moved = ask(plan, dana, 'moveApprover', args);
    expect(budget(moved.plan).owners.map((o) => o.stakeholderId)).toEqual(['rui', 'lena', 'grace']);
    expect(plainPhrase(commandText(plan, moved.changes) ?? [])).toBe('changed who decides “budget” first');
    expect(letters(plan, moved, dana).sort()).toEqual(['approvalAsked rui', 'takenBack lena']);
    const done = carryOut(plan, moved);
    const undone = undo(done.plan, dana, done.recorded);
    expect(budget(undone.plan).owners).toEqual(budget(plan).owners);
    expect(ask(plan, maya, 'moveApprover', args).code).toBe('notYours');
  });
});

describe('how it is decided', () => {
  test('is said by the side that decides, and is an edit like others', () => {
    const plan = start('everyone');
    const edit = { stepId: 'budget', field: 'decidedBy', value: 'inOrder' } as const;
    expect(ask(plan, maya, 'changeStep', edit).code).toBe('notYours');
    const done = carryOut(plan, ask(plan, dana, 'changeStep', edit));
    expect(budget(done.plan).decidedBy).toBe('inOrder');
    expect(budget(undo(done.plan, dana, done.recorded).plan).decidedBy).toBe('everyone');
    const late = ask(
      done.plan,
      grace,
      'changeStep',
      { ...edit, value: 'anyone' },
      { base: { decidedBy: -1 } },
    );
    expect(late.code).toBe('conflict');
  });

  test('where both sides decide, is made easier by neither alone', () => {
    const plan = start('everyone', { owners: ownedBy(maya, dana), freshCode: true });
    for (const [who, edit] of [
      [maya, { field: 'type', value: 'task' }],
      [dana, { field: 'type', value: 'meeting' }],
      [maya, { field: 'decidedBy', value: 'anyone' }],
      [dana, { field: 'freshCode', value: false }],
    ] as const)
      expect(ask(plan, who, 'changeStep', { stepId: 'budget', ...edit }).code).toBe('theirsToo');
    const stricter = { stepId: 'budget', field: 'decidedBy', value: 'inOrder' } as const;
    expect(ask(plan, maya, 'changeStep', stricter).code).toBeNull();
  });

  test('is no matter of the kind of step any more once somebody has said something', () => {
    const plan = start('everyone');
    const asTask = { stepId: 'budget', field: 'type', value: 'task' } as const;
    expect(ask(plan, dana, 'changeStep', asTask).code).toBeNull();
    for (const outcome of ['approved', 'rejected', 'needsEvidence'] as const)
      expect(ask(say(plan, lena, outcome).plan, dana, 'changeStep', asTask).code).toBe('decided');
  });

  test('is not written down twice', () => {
    const plan = start('everyone');
    for (const outcome of ['approved', 'rejected'] as const) {
      const once = say(plan, lena, outcome).plan;
      expect(say(once, lena, outcome).code).toBe('saidAlready');
      expect(say(once, lena, outcome === 'approved' ? 'rejected' : 'approved').code).toBeNull();
    }
  });

  test('with a code each time, takes no decision of a browser that is merely known', () => {
    const plan = start('anyone', { freshCode: true });
    const { actor } = as(lena, plan);
    expect(say(plan, lena).code).toBe('proofNeeded');
    expect(say(plan, lena, 'approved', { actor: { ...actor, freshFor: 'another' } }).code).toBe(
      'proofNeeded',
    );
    const yes = say(plan, lena, 'approved', { actor: { ...actor, freshFor: 'budget' } });
    expect(decisionsOn(yes.plan, 'budget')).toMatchObject([{ proof: 'freshCode' }]);
    expect(say(yes.plan, lena, 'withdrawn').code).toBe('proofNeeded');
  });
});

describe('what was decided is taken back', () => {
  test('by a new decision of whoever decided, and both stay on record', () => {
    const yes = say(start('anyone'), lena).plan;
    const back = say(yes, lena, 'withdrawn');
    expect(budget(back.plan).status).toBe('todo');
    expect(decisionsOn(back.plan, 'budget').map((d) => d.outcome)).toEqual(['approved', 'withdrawn']);
    expect(asked(back.plan)).toEqual(['lena', 'grace', 'rui']);
    const told = followUps(yes, back.plan, back.changes, lena.personId);
    expect(told.some(({ kind, personId }) => kind === 'approvalDecided' && personId === maya.personId)).toBe(
      true,
    );
  });

  test('by nobody else, and not where there is nothing to take back', () => {
    const yes = say(start('anyone'), lena).plan;
    expect(say(yes, grace, 'withdrawn').code).toBe('nothing');
    expect(say(yes, dana, 'withdrawn').code).toBe('notYours');
    expect(say(say(yes, lena, 'withdrawn').plan, lena, 'withdrawn').code).toBe('nothing');
  });
});

describe('a colleague decides', () => {
  const hand = (plan: Plan, by: CastMember, to: string | null) =>
    ask(plan, by, 'delegateApproval', { stepId: 'budget', ownerId: 'owner-lena', to });

  test('in the place of whoever is asked, recorded as that', () => {
    const plan = start('everyone', { owners: ownedBy(lena) });
    const handed = hand(plan, lena, 'rui');
    expect(asked(handed.plan)).toEqual(['rui']);
    expect(letters(plan, handed, lena)).toEqual(['approvalAsked rui']);
    expect(plainPhrase(commandText(plan, handed.changes) ?? [])).toBe(
      `asked ${rui.name} to decide “budget” in their place`,
    );
    expect(say(handed.plan, lena).code).toBe('notYours');
    const yes = say(handed.plan, rui).plan;
    expect(decisionsOn(yes, 'budget')).toMatchObject([{ by: 'rui', forId: 'lena' }]);
    expect(budget(yes).status).toBe('done');
  });

  test('and either of them gives it back before it is decided, not after', () => {
    const handed = hand(start('everyone'), lena, 'dana').plan;
    for (const who of [lena, dana]) expect(asked(hand(handed, who, null).plan)).toContain('lena');
    expect(hand(handed, grace, null).code).toBe('notYours');
    const yes = say(handed, dana).plan;
    for (const who of [lena, dana]) expect(hand(yes, who, null).code).toBe('decided');
  });

  test('named by nobody else, of their own side only, and with one part each', () => {
    const plan = start('everyone');
    expect(hand(plan, dana, 'dana').code).toBe('notYours');
    expect(hand(plan, maya, 'maya').code).toBe('notYours');
    expect(hand(plan, lena, 'maya').code).toBe('absent');
    expect(hand(plan, lena, 'nobody').code).toBe('absent');
    expect(hand(plan, lena, 'grace').code).toBe('twice');
  });

  test('until they leave the plan; then it is left to whoever was asked', () => {
    const handed = hand(start('everyone'), lena, 'dana').plan;
    const people = handed.people.map((p) => (p.id === 'grace' ? { ...p, pointPerson: true } : p));
    const left = ask({ ...handed, people }, grace, 'removeStakeholder', { stakeholderId: 'dana' }).plan;
    expect(asked(left)).toContain('lena');
  });

  test('again where a yes is outdated and asked for anew', () => {
    const yes = say(start('everyone'), lena).plan;
    expect(hand(yes, lena, 'dana').code).toBe('decided');
    const edit = { stepId: 'budget', field: 'doneWhen', value: 'Paid' } as const;
    const altered = ask(yes, maya, 'changeStep', edit, { confirmed: true }).plan;
    expect(asked(hand(altered, lena, 'dana').plan)).toContain('dana');
  });

  test('an undo takes it back, and not once it is decided', () => {
    const done = carryOut(start('everyone'), hand(start('everyone'), lena, 'dana'));
    expect(asked(undo(done.plan, lena, done.recorded).plan)).toContain('lena');
    expect(undo(say(done.plan, dana).plan, lena, done.recorded).sentence).toContain('has been decided since');
  });
});
