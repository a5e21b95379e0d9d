import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalState, approversOf, decisionsOn, hasDecided, stillToDecide } from '#app/domain/approval.ts';
import type { Condition } from '#app/domain/approval-brings.ts';
import type { CommandArgs } from '#app/domain/decide.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { chipOf, ownersLabel } from '#app/domain/plan-words.ts';
import { threadOf } from '#app/domain/thread.ts';
import { turnsOf } from '#app/domain/turn.ts';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  anOffer,
  aPlan,
  aStep,
  as,
  ask,
  kinds,
  type Outcome,
  on,
  only,
  ownedBy,
  placeholder,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';
import { carryOut, undo } from '#tests/support/undoing.ts';

const anApproval = (over: Partial<Step> = {}): Step =>
  aStep('budget', { type: 'approval', title: 'Business case approved', owners: ownedBy(lena), ...over });
const askedOf = (...who: CastMember[]): Plan => aPlan({ steps: [anApproval({ owners: ownedBy(...who) })] });

let said = 0;
type Said = Partial<Omit<CommandArgs['decideApproval'], 'stepId'>>;
function decide(plan: Plan, who: CastMember, over: Said = {}, more: Parameters<typeof ask>[4] = {}): Outcome {
  said += 1;
  const args = {
    id: `decision-${said}`,
    stepId: 'budget',
    outcome: 'approved' as const,
    note: '',
    missing: '',
    conditions: [],
  };
  return ask(plan, who, 'decideApproval', { ...args, ...over }, more);
}
const condition = (id: string, over: Partial<Condition> = {}): Condition => ({
  id,
  title: `Condition ${id}`,
  side: 'buyer',
  role: null,
  stakeholderId: 'rui',
  dueDay: on('2027-01-15'),
  ...over,
});
const withConditions = (...conditions: Condition[]): Said => ({
  outcome: 'approvedWithConditions',
  conditions,
});
const needsMore: Said = { outcome: 'needsEvidence', missing: 'The cost of today’s process' };
const no: Said = { outcome: 'rejected' };
const statusOf = (plan: Plan) => stepIn(plan, 'budget').status;
const refusedUnchanged = (outcome: Outcome, code: string, plan: Plan) => {
  expect(outcome.code).toBe(code);
  expect(outcome.changes).toEqual([]);
  expect(outcome.plan).toBe(plan);
};

test('what is in outline nobody decides; once it is proposed they do', () => {
  const outlined = aPlan({ steps: [anApproval({ agreement: 'outline' })] });
  expect(decide(outlined, lena).code).toBe('outline');
  expect(decide(outlined, lena, needsMore).code).toBe('outline');
  const proposed = aPlan({ steps: [anApproval({ agreement: 'proposed' })], offers: [anOffer('budget')] });
  expect(stepIn(decide(proposed, lena).plan, 'budget').agreement).toBe('agreed');
});

describe('an approval is decided', () => {
  test('by the yes of the one person it names', () => {
    const done = decide(askedOf(lena), lena);
    expect(stepIn(done.plan, 'budget')).toMatchObject({ status: 'done', endedOn: today });
    expect(only(done, 'decisionAdded').thing).toMatchObject({
      by: 'lena',
      byName: lena.name,
      on: today,
      proof: 'signedInByMail',
      layer: 'shared',
    });
  });

  test('once everyone named has said yes, and not before', () => {
    const first = decide(askedOf(lena, grace), lena);
    expect(statusOf(first.plan)).toBe('todo');
    expect(stillToDecide(first.plan, stepIn(first.plan, 'budget')).map((p) => p.id)).toEqual(['grace']);
    expect(statusOf(decide(first.plan, grace).plan)).toBe('done');
  });

  test('never while a name is still needed', () => {
    const plan = aPlan({
      steps: [anApproval({ owners: [...ownedBy(lena), placeholder('buyer', 'finance')] })],
    });
    const yes = decide(plan, lena);
    expect(statusOf(yes.plan)).toBe('todo');
    expect(approvalState(yes.plan, stepIn(yes.plan, 'budget'))).toBe('open');
  });

  test('and a no outweighs every yes, whichever came first', () => {
    for (const [one, other] of [
      [lena, grace],
      [grace, lena],
    ] as const) {
      const after = decide(decide(askedOf(lena, grace), one, no).plan, other).plan;
      expect(statusOf(after)).toBe('todo');
      expect(approvalState(after, stepIn(after, 'budget'))).toBe('rejected');
    }
  });

  test('on the seller’s side too, by the same rules', () => {
    const plan = aPlan({ steps: [anApproval({ owners: ownedBy(tom) })] });
    const more = decide(plan, tom, needsMore);
    expect(threadOf(more.plan, 'budget')[0]).toMatchObject({ request: { of: 'dana' }, bySide: 'seller' });
    expect(statusOf(decide(more.plan, tom).plan)).toBe('done');
  });
});

describe('who needs more', () => {
  test('leaves it stuck, and asks who leads it at the other side by a working day', () => {
    const { plan } = decide(askedOf(lena), lena, needsMore);
    expect(stepIn(plan, 'budget')).toMatchObject({ status: 'stuck', statusReason: needsMore.missing });
    const [request] = threadOf(plan, 'budget');
    expect(request).toMatchObject({
      text: needsMore.missing,
      layer: 'shared',
      request: { of: 'maya', by: on('2026-12-04') },
      decisionId: null,
    });
    expect(turnsOf(plan).map((t) => t.people.map((p) => p.id))).toEqual([['maya']]);
  });

  test('is asked again once there is an answer', () => {
    const asked = decide(askedOf(lena), lena, needsMore).plan;
    const [request] = threadOf(asked, 'budget');
    const answered = ask(asked, maya, 'writeComment', {
      id: 'answer',
      stepId: 'budget',
      text: 'Here it is',
      onlyOurs: false,
      mentions: [],
      request: null,
      answers: request?.id ?? null,
    }).plan;
    expect(statusOf(answered)).toBe('stuck');
    expect(turnsOf(answered).map((t) => t.people.map((p) => p.id))).toEqual([['lena']]);
  });

  test('and decides after all no longer waits for the answer', () => {
    const asked = decide(askedOf(lena), lena, needsMore).plan;
    const yes = decide(asked, lena).plan;
    expect(statusOf(yes)).toBe('done');
    expect(threadOf(yes, 'budget')[0]?.answeredOn).toBe(today);
    expect(turnsOf(yes)).toEqual([]);
  });

  test('keeps a question of their own that has nothing to do with it', () => {
    const asked = ask(askedOf(lena), lena, 'writeComment', {
      id: 'own',
      stepId: 'budget',
      text: 'When do we meet?',
      onlyOurs: false,
      mentions: [],
      request: { of: 'maya', by: on('2026-12-04') },
      answers: null,
    }).plan;
    expect(decide(asked, lena).plan.comments[0]?.answeredOn).toBeNull();
  });

  test('has to say what', () => {
    const plan = askedOf(lena);
    refusedUnchanged(decide(plan, lena, { ...needsMore, missing: '  ' }), 'missingNeeded', plan);
  });
});

describe('conditions', () => {
  test('of one’s own side become promises, the other side’s are asked for', () => {
    const ours = condition('rui-checks');
    const theirs = condition('sap', { side: 'seller', stakeholderId: 'tom', title: 'Invoices stay in SAP' });
    const yes = decide(askedOf(lena), lena, withConditions(ours, theirs));
    expect(stepIn(yes.plan, 'rui-checks')).toMatchObject({
      agreement: 'agreed',
      type: 'task',
      owners: [{ side: 'buyer', stakeholderId: 'rui' }],
    });
    expect(stepIn(yes.plan, 'sap')).toMatchObject({
      agreement: 'proposed',
      dueDay: theirs.dueDay,
      title: theirs.title,
      owners: [{ side: 'seller', stakeholderId: 'tom' }],
    });
    expect(only(yes, 'offerMade').offer).toMatchObject({ stepId: 'sap', bySide: 'buyer' });
    expect(statusOf(yes.plan)).toBe('done');
    expect(yes.plan.steps.map((s) => s.id)).toEqual(['budget', 'rui-checks', 'sap']);
    expect(decisionsOn(yes.plan, 'budget')[0]?.conditions).toEqual([
      { text: ours.title, stepId: ours.id },
      { text: theirs.title, stepId: theirs.id },
    ]);
  });

  test.each([
    ['none at all', [], 'conditionNeeded'],
    ['one without words', [condition('a', { title: ' ' })], 'conditionNeeded'],
    ['the same one twice', [condition('a'), condition('a')], 'exists'],
    ['one that is a step already', [condition('budget')], 'exists'],
    ['somebody of the other side', [condition('a', { side: 'seller' })], 'absent'],
  ])('are refused with %s', (_what, conditions, code) => {
    const plan = askedOf(lena);
    refusedUnchanged(decide(plan, lena, withConditions(...conditions)), code, plan);
  });

  test('of a private approval are for its own side alone', () => {
    const plan = aPlan({ steps: [anApproval({ layer: 'buyer' })] });
    const theirs = condition('a', { side: 'seller', stakeholderId: 'tom' });
    refusedUnchanged(decide(plan, lena, withConditions(theirs)), 'private', plan);
    const own = decide(plan, lena, withConditions(condition('b')));
    expect(stepIn(own.plan, 'b')).toMatchObject({ layer: 'buyer', agreement: 'agreed' });
    expect(only(own, 'decisionAdded').thing.layer).toBe('buyer');
  });

  test('are left out where the outcome has none', () => {
    expect(
      kinds(decide(askedOf(lena), lena, { outcome: 'approved', conditions: [condition('a')] })),
    ).not.toContain('stepAdded');
  });
});

describe('a milestone', () => {
  test('is reached by the last yes', () => {
    const first = decide(askedOf(lena, grace), lena);
    expect(kinds(first)).not.toContain('milestoneReached');
    expect(kinds(decide(first.plan, grace))).toContain('milestoneReached');
  });

  test('is not reached while a condition is open, and is by ticking it', () => {
    const yes = decide(askedOf(lena), lena, withConditions(condition('a')));
    expect(kinds(yes)).not.toContain('milestoneReached');
    expect(kinds(ask(yes.plan, rui, 'completeStep', { stepId: 'a' }))).toContain('milestoneReached');
  });

  test('that was reached opens again by a later no, after a warning', () => {
    const { plan } = decide(askedOf(lena), lena);
    refusedUnchanged(decide(plan, lena, no), 'reopens', plan);
    const meant = decide(plan, lena, no, { confirmed: true });
    expect(kinds(meant)).toContain('milestoneReopened');
    expect(statusOf(meant.plan)).toBe('todo');
  });
});

describe('deciding again', () => {
  test('counts instead, and both stay on record', () => {
    const first = decide(askedOf(lena), lena, no).plan;
    const second = decide(first, lena).plan;
    expect(statusOf(second)).toBe('done');
    expect(decisionsOn(second, 'budget').map((d) => d.outcome)).toEqual(['rejected', 'approved']);
  });

  test('with an id that was used is refused', () => {
    const { plan } = decide(askedOf(lena), lena, { id: 'same' });
    refusedUnchanged(decide(plan, lena, { id: 'same' }), 'exists', plan);
  });
});

describe('who decides may change', () => {
  const toDana = { stepId: 'budget', side: 'buyer' as const, role: null, stakeholderId: 'dana' };

  test('one more opens it again', () => {
    const { plan } = decide(askedOf(lena), lena);
    const more = ask(plan, dana, 'assignStep', { ...toDana, ownerId: null }, { confirmed: true });
    expect(statusOf(more.plan)).toBe('todo');
    expect(kinds(more)).toContain('milestoneReopened');
    // Lena's yes was to deciding it alone.
    const yes = decide(more.plan, dana).plan;
    expect(approvalState(yes, stepIn(yes, 'budget'))).toBe('outdated');
    expect(statusOf(decide(yes, lena).plan)).toBe('done');
  });

  test('one fewer may be what it waited for, and asks whoever had counted on them', () => {
    const { plan } = decide(askedOf(lena, grace), lena);
    const less = ask(plan, dana, 'removeOwner', { stepId: 'budget', ownerId: 'owner-grace' });
    expect(approvalState(less.plan, stepIn(less.plan, 'budget'))).toBe('outdated');
    expect(stillToDecide(less.plan, stepIn(less.plan, 'budget')).map((p) => p.id)).toEqual(['lena']);
    const again = decide(less.plan, lena);
    expect(statusOf(again.plan)).toBe('done');
    expect(kinds(again)).toContain('milestoneReached');
  });

  test('and the no of somebody who is not asked any more does not count', () => {
    const { plan } = decide(askedOf(lena), lena, no);
    const handed = ask(plan, dana, 'assignStep', { ...toDana, ownerId: 'owner-lena' }).plan;
    expect(approvalState(handed, stepIn(handed, 'budget'))).toBe('open');
    expect(decisionsOn(handed, 'budget')).toHaveLength(1);
  });
});

describe('whoever decided may leave', () => {
  const left = (plan: Plan, who: CastMember) =>
    ask(plan, dana, 'removeStakeholder', { stakeholderId: who.key }, { confirmed: true });

  test.each([
    ['a yes', {}, 'done', 'approved'],
    ['a yes with a condition', withConditions(condition('a')), 'done', 'approvedWithConditions'],
    ['a no', no, 'todo', 'rejected'],
  ] as const)('and %s still counts', (_what, outcome, status, state) => {
    const { plan } = decide(askedOf(lena), lena, outcome);
    const after = left(plan, lena);
    expect(kinds(after)).toEqual(['stakeholderRemoved']);
    expect(stepIn(after.plan, 'budget')).toMatchObject({ status, owners: ownedBy(lena) });
    expect(approvalState(after.plan, stepIn(after.plan, 'budget'))).toBe(state);
  });

  test('with their name on what they decided, and nobody to name in their place', () => {
    const { plan } = left(decide(askedOf(lena, grace), lena).plan, lena);
    const budget = stepIn(plan, 'budget');
    expect(approversOf(plan, budget).map((a) => [a.person?.name, a.decision?.outcome])).toEqual([
      [lena.name, 'approved'],
      [grace.name, undefined],
    ]);
    expect(ownersLabel(plan, budget)).toBe(`${lena.name} and ${grace.name}`);
    expect(chipOf(plan, budget, today)?.tone).not.toBe('nameNeeded');
    expect(stillToDecide(plan, budget).map((p) => p.id)).toEqual(['grace']);
    expect(statusOf(decide(plan, grace).plan)).toBe('done');
  });

  test('but who has not decided, or needs more, leaves a part that needs a name', () => {
    for (const plan of [askedOf(lena), decide(askedOf(lena), lena, needsMore).plan]) {
      const after = left(plan, lena).plan;
      expect(stepIn(after, 'budget')).toMatchObject({ status: 'todo', owners: [{ stakeholderId: null }] });
    }
  });

  test('and is asked of nobody anew by putting back a step that was removed', () => {
    const decided = carryOut(askedOf(lena), decide(askedOf(lena), lena)).plan;
    const gone = carryOut(decided, ask(decided, dana, 'removeStep', { stepId: 'budget' }));
    expect(stepIn(undo(gone.plan, dana, gone.recorded).plan, 'budget').status).toBe('done');
    expect(undo(left(gone.plan, lena).plan, dana, gone.recorded).sentence).toMatch(/has left since/);
  });

  test('or is handed on by their own side, who then has to decide', () => {
    const { plan } = left(decide(askedOf(lena), lena, no).plan, lena);
    const to = { stepId: 'budget', ownerId: 'owner-lena', side: 'buyer', role: null } as const;
    const handed = ask(plan, dana, 'assignStep', { ...to, stakeholderId: 'dana' }).plan;
    expect(approvalState(handed, stepIn(handed, 'budget'))).toBe('open');
  });
});

describe('nobody else decides', () => {
  test('not who has proved nothing in this browser; nothing is changed', () => {
    const plan = askedOf(lena);
    const { actor } = as(lena, plan);
    refusedUnchanged(decide(plan, lena, {}, { actor: { ...actor, proven: false } }), 'proofNeeded', plan);
  });

  test('but what is incomplete is said before a code is asked for', () => {
    const plan = askedOf(lena);
    const actor = { ...as(lena, plan).actor, proven: false };
    refusedUnchanged(decide(plan, lena, withConditions(), { actor }), 'conditionNeeded', plan);
  });

  test.each([
    ['the other side', maya],
    ['who leads it at their own side', dana],
    ['a colleague', rui],
  ])('not %s', (_what, who) => {
    const plan = askedOf(lena, grace);
    const asked = decide(plan, who);
    refusedUnchanged(asked, 'notYours', plan);
    expect(asked.sentence).toBe('Lena Hoff and Grace Adeyemi decide this. You can write to them about it.');
  });

  test('not once it is skipped, and again when it is not', () => {
    const plan = ask(askedOf(lena), dana, 'skipStep', { stepId: 'budget', reason: 'no need' }).plan;
    refusedUnchanged(decide(plan, lena), 'ended', plan);
    const open = ask(plan, dana, 'reopenStep', { stepId: 'budget' }, { confirmed: true }).plan;
    expect(statusOf(decide(open, lena).plan)).toBe('done');
  });

  test('not in a draft', () => {
    const plan = aDraft({ steps: [anApproval({ owners: ownedBy(maya) })] });
    refusedUnchanged(decide(plan, maya), 'draft', plan);
  });

  test('not a task', () => {
    const plan = aPlan({ steps: [anApproval({ type: 'task' })] });
    refusedUnchanged(decide(plan, lena), 'absent', plan);
  });
});

describe('an open question about it', () => {
  test('is accepted by deciding', () => {
    const plan = aPlan({ steps: [anApproval({ agreement: 'proposed' })], offers: [anOffer('budget')] });
    const done = decide(plan, lena, no);
    expect(only(done, 'offerClosed').outcome).toBe('accepted');
    expect(stepIn(done.plan, 'budget').agreement).toBe('agreed');
  });

  test('of one’s own side is taken back by deciding', () => {
    const offers = [anOffer('budget', { by: dana })];
    const plan = aPlan({ steps: [anApproval({ agreement: 'proposed' })], offers });
    expect(only(decide(plan, lena), 'offerClosed').outcome).toBe('withdrawn');
  });

  test('about an agreed one ends with the yes and stays open with a no', () => {
    const terms = { field: 'dueDay' as const, value: on('2026-12-20') };
    const plan = aPlan({ steps: [anApproval()], offers: [anOffer('budget', { terms })] });
    expect(only(decide(plan, lena), 'offerClosed').outcome).toBe('answeredOtherwise');
    expect(decide(plan, lena, no).plan.offers).toHaveLength(1);
  });
});

describe('the note', () => {
  test('is born private to the side of who decides, beside a shared decision', () => {
    const { plan } = decide(askedOf(lena), lena, { id: 'with-note', note: 'Only if Per agrees' });
    expect(plan.comments).toMatchObject([
      { layer: 'buyer', text: 'Only if Per agrees', decisionId: 'with-note', request: null },
    ]);
    expect(plan.decisions[0]?.layer).toBe('shared');
  });

  test('is not written when it is empty', () => {
    expect(kinds(decide(askedOf(lena), lena, { note: ' \n' }))).not.toContain('commentAdded');
  });
});

describe('what was decided', () => {
  test('is not opened again by hand', () => {
    for (const outcome of [{}, needsMore]) {
      const { plan } = decide(askedOf(lena), lena, outcome);
      expect(ask(plan, dana, 'reopenStep', { stepId: 'budget' }, { confirmed: true }).code).toBe('decided');
    }
  });

  test('leaves "I’m stuck" between two decisions to be taken back', () => {
    const first = decide(askedOf(lena, grace), lena).plan;
    const stuck = ask(first, grace, 'reportStuck', { stepId: 'budget', reason: 'No figures' }).plan;
    expect(statusOf(ask(stuck, grace, 'reopenStep', { stepId: 'budget' }).plan)).toBe('todo');
  });

  test('counts again when a skip is taken back', () => {
    const more = decide(askedOf(lena), lena, needsMore).plan;
    const skipped = ask(more, dana, 'skipStep', { stepId: 'budget', reason: 'Not now' }).plan;
    const back = ask(skipped, dana, 'reopenStep', { stepId: 'budget' }, { confirmed: true }).plan;
    expect(stepIn(back, 'budget')).toMatchObject({ status: 'stuck', statusReason: needsMore.missing });
  });

  test('in front of both sides is not hidden by one', () => {
    const { plan } = decide(askedOf(lena), lena, no);
    expect(ask(plan, dana, 'hideStep', { stepId: 'budget' }).code).toBe('decided');
  });

  test('on a private step is shown with it', () => {
    const { plan } = decide(aPlan({ steps: [anApproval({ layer: 'buyer' })] }), lena);
    const shown = ask(plan, dana, 'revealStep', { stepId: 'budget' }).plan;
    expect(shown.decisions[0]?.layer).toBe('shared');
  });
});

describe('whatever happens to an approval', () => {
  const people = [lena, grace, dana] as const;
  const act = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('decide' as const), who: fc.nat(2), how: fc.nat(3) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('add' as const), who: fc.nat(2), how: fc.nat(1) }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('remove' as const), who: fc.nat(2), how: fc.nat(2) }),
    },
    fc.record({
      do: fc.constantFrom('skip' as const, 'reopen' as const, 'stuck' as const),
      who: fc.nat(2),
      how: fc.nat(0),
    }),
  );
  const ways: Said[] = [{}, needsMore, no];

  function step(plan: Plan, { do: what, who, how }: { do: string; who: number; how: number }): Plan {
    const by = people[who] ?? lena;
    const confirmed = { confirmed: true };
    const owner = stepIn(plan, 'budget').owners[how % stepIn(plan, 'budget').owners.length];
    const at = { stepId: 'budget' };
    switch (what) {
      case 'decide': {
        const way = ways[how] ?? withConditions(condition(`condition-${said}`));
        return decide(plan, by, way, confirmed).plan;
      }
      case 'add': {
        const to = {
          side: 'buyer' as const,
          role: how ? 'finance' : null,
          stakeholderId: how ? null : by.key,
        };
        return ask(plan, dana, 'assignStep', { ...at, ...to, ownerId: null }, confirmed).plan;
      }
      case 'remove':
        return ask(plan, dana, 'removeOwner', { ...at, ownerId: owner?.id ?? '' }, confirmed).plan;
      case 'skip':
        return ask(plan, dana, 'skipStep', { ...at, reason: 'No need' }, confirmed).plan;
      case 'stuck':
        return ask(plan, dana, 'reportStuck', { ...at, reason: 'By hand' }, confirmed).plan;
      default:
        return ask(plan, dana, 'reopenStep', at, confirmed).plan;
    }
  }

  test('its status is what was said, a skip, or somebody stuck by hand', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
        let plan = askedOf(lena, grace);
        for (const next of acts) {
          plan = step(plan, next);
          const { status, statusReason, endedOn } = stepIn(plan, 'budget');
          const state = approvalState(plan, stepIn(plan, 'budget'));
          const byHand = status === 'stuck' && statusReason === 'By hand';
          const follows = {
            approved: 'done',
            approvedWithConditions: 'done',
            needsEvidence: 'stuck',
            rejected: 'todo',
            open: 'todo',
            outdated: 'todo',
          };
          if (status !== 'skipped' && !byHand) expect(status).toBe(follows[state]);
          expect(endedOn !== null).toBe(status === 'done' || status === 'skipped');
          expect(byHand && follows[state] === 'done').toBe(false);
          if (hasDecided(plan, 'budget', 'lena')) {
            const left = ask(plan, dana, 'removeStakeholder', { stakeholderId: 'lena' });
            expect(kinds(left)).toEqual(['stakeholderRemoved']);
            expect(approvalState(left.plan, stepIn(left.plan, 'budget'))).toBe(state);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
