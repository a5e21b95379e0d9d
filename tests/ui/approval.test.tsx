import { describe, expect, test } from 'vitest';
import { ApprovalLink } from '#app/components/approval-link.tsx';
import { ApprovalRecord } from '#app/components/approval-record.tsx';
import { decideVerb, isMineToDecide } from '#app/components/approval-words.ts';
import { Glance } from '#app/components/glance.tsx';
import { landsOnGlance } from '#app/components/lands-on-glance.ts';
import { leadsTo } from '#app/components/leads-to.ts';
import type { CommandArgs } from '#app/domain/decide.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import {
  type ApprovalDraft,
  commandOf,
  readDraft,
  troublesOf,
} from '#app/routes/plans.$planId.approve.$stepId/approval-draft.ts';
import { Outdated } from '#app/routes/plans.$planId.approve.$stepId/outdated.tsx';
import { WhatExactly } from '#app/routes/plans.$planId.approve.$stepId/what-exactly.tsx';
import { WhatItRestsOn } from '#app/routes/plans.$planId.approve.$stepId/what-it-rests-on.tsx';
import { WhoDecides } from '#app/routes/plans.$planId.approve.$stepId/who-decides.tsx';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import {
  aPlan,
  aStep,
  as,
  ask,
  on,
  ownedBy,
  placeholder,
  stakeholderOf,
  stepIn,
  today,
  waits,
} from '#tests/support/plan-builder.ts';
import { visit } from './plan-visit.tsx';

const approval = (over: Partial<Step> = {}): Step =>
  aStep('budget', {
    type: 'approval',
    title: 'Business case approved',
    dueDay: on('2026-12-18'),
    owners: ownedBy(lena),
    ...over,
  });
const planWith = (...steps: Step[]): Plan => aPlan({ steps });
const said = (plan: Plan, who: CastMember, over: Partial<CommandArgs['decideApproval']> = {}): Plan => {
  const args = {
    id: `by-${who.key}-${plan.decisions.length}`,
    stepId: 'budget',
    outcome: 'approved' as const,
  };
  const rest = { note: '', missing: '', conditions: [] };
  return ask(plan, who, 'decideApproval', { ...args, ...rest, ...over }, { confirmed: true }).plan;
};
const hints = (plan: Plan, who: CastMember = lena) =>
  leadsTo(plan, stepIn(plan, 'budget'), as(who, plan).actor, today);

const measure = {
  id: 'm',
  layer: 'shared' as const,
  name: 'Days to close a month',
  now: '9',
  wanted: '2',
  measuredBy: '',
  versions: {},
};

describe('why somebody should say yes', () => {
  const step = approval({ ask: 'Read it and decide.', doneWhen: 'The decision is recorded.' });
  const shown = (plan: Plan) => visit(<WhatExactly step={step} />, plan, lena).words;

  test('is the case, where one was written', () => {
    const whole = {
      problem: 'Two systems disagree',
      costToday: '9 days',
      request: '41,000 euros',
      ifWeWait: '',
    };
    const words = shown({ ...planWith(step), case: whole });
    expect(words).toMatch(/What exactly Read it and decide. 41,000 euros Done when: The decision/);
    expect(words).toContain('The case The problem Two systems disagree What it costs today 9 days');
    expect(words).not.toContain('If we wait');
  });

  test('is the goal and the words of the step where nobody has written a case, as in a short plan', () => {
    const words = shown({ ...planWith(step), measures: [measure] });
    expect(words).toContain('What is asked Read it and decide. Done when The decision is recorded.');
    expect(words).toContain('What Acme Freight wants Book freight in one place');
    expect(words).toContain('Why now The old system ends in March');
    expect(words).toContain('How success is measured Days to close a month: 9 now, 2 wanted');
    expect(words).toContain('Live by Fri 12 Mar 2027');
  });
});

describe('what an answer leads to', () => {
  test('is the milestone only where the yes reaches it', () => {
    expect(hints(planWith(approval())).approved).toBe('fit is reached.');
    expect(hints(planWith(approval(), aStep('other'))).approved).toBe(
      'Counts as approved. fit still has 1 step open.',
    );
  });

  test('names who is still to decide, and a name that is needed', () => {
    const owners = [...ownedBy(lena, grace), placeholder('buyer', 'finance')];
    expect(hints(planWith(approval({ owners }))).approved).toBe(
      'A yes from you. It then waits for Grace and Acme Freight finance.',
    );
  });

  test('says that another no stands', () => {
    const plan = said(planWith(approval({ owners: ownedBy(lena, grace) })), grace, { outcome: 'rejected' });
    expect(hints(plan).approved).toBe('It stays open, because Grace said no.');
  });

  test('names what can begin then', () => {
    const next = aStep('contract', { title: 'Contract sent', owners: ownedBy(tom), milestoneId: 'case' });
    const plan = { ...planWith(approval(), next), dependencies: [waits('contract', 'budget')] };
    expect(hints(plan).approved).toBe('fit is reached. Tom can begin “Contract sent”.');
  });

  test('is for more, that the other side is asked; for a no after a yes, that the milestone opens', () => {
    expect(hints(planWith(approval())).needsEvidence).toBe(
      'You say what is missing. The step is stuck until Maya answers.',
    );
    const yes = said(planWith(approval()), lena);
    expect(hints(yes).rejected).toBe(
      'The step stays open until both sides meet to adjust or stop. fit is open again.',
    );
  });
});

test.each([
  ['approved', 0, 'Approve'],
  ['approvedWithConditions', 0, 'Approve with conditions'],
  ['approvedWithConditions', 1, 'Approve with 1 condition'],
  ['approvedWithConditions', 2, 'Approve with 2 conditions'],
  ['needsEvidence', 3, 'Ask for more evidence'],
  ['rejected', 0, 'Reject'],
  ['', 0, 'Send your decision'],
] as const)('the button follows %s with %i conditions', (outcome, count, words) => {
  expect(decideVerb(outcome, count)).toBe(words);
});

describe('the form', () => {
  const typed = (fields: [string, string][]): ApprovalDraft => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return readDraft(form);
  };

  test('is read as typed, conditions in order', () => {
    const draft = typed([
      ['decision', 'd'],
      ['outcome', 'approvedWithConditions'],
      ['condition', 'b'],
      ['condition', 'a'],
      ['title.a', 'Second'],
      ['title.b', 'First'],
      ['who.b', 'tom'],
      ['day.b', '2027-01-15'],
      ['who.a', 'side:buyer'],
      ['day.a', '2027-01-20'],
    ]);
    expect(commandOf(aPlan(), 'budget', draft, '')).toMatchObject({
      conditions: [
        { id: 'b', title: 'First', side: 'seller', stakeholderId: 'tom', dueDay: '2027-01-15' },
        { id: 'a', title: 'Second', side: 'buyer', stakeholderId: null, dueDay: '2027-01-20' },
      ],
    });
    expect(troublesOf(draft)).toEqual({});
  });

  test('says at each field what is missing, and overlooks a row left empty', () => {
    const draft = typed([
      ['outcome', 'approvedWithConditions'],
      ['condition', 'a'],
      ['condition', 'empty'],
      ['title.a', 'Invoices stay in SAP'],
    ]);
    expect(Object.keys(troublesOf(draft))).toEqual(['who.a', 'day.a']);
    expect(Object.keys(troublesOf(typed([['outcome', 'approvedWithConditions']])))).toEqual(['conditions']);
    expect(Object.keys(troublesOf(typed([['outcome', 'made up']])))).toEqual(['outcome']);
  });

  test('leaves conditions out of an answer that has none', () => {
    const draft = typed([
      ['outcome', 'rejected'],
      ['condition', 'a'],
      ['title.a', 'Left over'],
    ]);
    expect(commandOf(aPlan(), 'budget', draft, '')).toMatchObject({ conditions: [] });
  });
});

describe('the record', () => {
  const plan = said(said(planWith(approval()), lena, { outcome: 'rejected' }), lena, {
    note: 'Only if Per agrees',
  });
  const record = (who: CastMember, of = plan) =>
    visit(<ApprovalRecord step={stepIn(of, 'budget')} />, of, who).words;

  test('says who, what, when and how it is known, the newest first', () => {
    expect(record(maya)).toMatch(
      /Lena Hoff approved Fri 27 Nov, 10:00, signed in with a code mailed to them\. .*said no .* A later decision counts instead\./,
    );
    expect(record(lena)).toContain('You approved');
  });

  test('shows a note to its own side, marked as theirs', () => {
    expect(record(dana)).toContain('Only Acme Freight Only if Per agrees');
  });
});

describe('who decides, and what it rests on', () => {
  test('tells the one person that they decide alone', () => {
    const plan = planWith(approval());
    expect(visit(<WhoDecides step={stepIn(plan, 'budget')} />, plan, lena).words).toContain(
      'You decide this alone',
    );
    expect(visit(<WhoDecides step={stepIn(plan, 'budget')} />, plan, maya).words).toContain(
      'Lena Hoff decides, not decided yet',
    );
  });

  test('tells each what the others said', () => {
    const plan = said(planWith(approval({ owners: ownedBy(lena, grace) })), grace);
    const { words } = visit(<WhoDecides step={stepIn(plan, 'budget')} />, plan, lena);
    expect(words).toContain('Grace Adeyemi legal, approved on Fri 27 Nov');
    expect(words).toContain('It is approved once everybody here has said yes.');
  });

  test('tells who need not decide, and in whose place somebody does', () => {
    const either = said(planWith(approval({ owners: ownedBy(lena, grace), decidedBy: 'anyone' })), grace);
    const decides = (plan: Plan, who: CastMember) =>
      visit(<WhoDecides step={stepIn(plan, 'budget')} />, plan, who).words;
    expect(decides(either, lena)).toContain('not needed: one yes is enough');
    const owners = ownedBy(lena).map((owner) => ({ ...owner, standIn: 'rui' }));
    const handed = planWith(approval({ owners }));
    expect(decides(handed, lena)).toContain('Rui Santos decides in your place, not decided yet');
    expect(decides(handed, rui)).toContain('you decide in their place');
    expect(decides(handed, maya)).toContain('Rui Santos decides in their place');
  });

  test('tells once what changed since several said the same, and that a no still counts', () => {
    const both = said(said(planWith(approval({ owners: ownedBy(lena, grace) })), lena), grace);
    const reworded = (plan: Plan): Plan => ({
      ...plan,
      steps: plan.steps.map((step) => ({ ...step, ask: 'Version 4' })),
    });
    const changed = (plan: Plan, who: CastMember) =>
      visit(<Outdated step={stepIn(plan, 'budget')} />, plan, who).words;
    expect(changed(reworded(both), grace)).toContain(
      'Outdated: this was changed since you and Lena approved it',
    );
    const no = said(planWith(approval()), lena, { outcome: 'rejected' });
    expect(changed(reworded(no), lena)).toContain('This was changed since you said no');
    expect(changed(no, lena).trim()).toBe('');
  });

  test('leads to links, to what is needed and to the steps it waited for', () => {
    const done = aStep('cost', {
      title: 'Cost of today’s process',
      owners: ownedBy(rui),
      status: 'done',
      endedOn: on('2026-11-24'),
    });
    const plan: Plan = {
      ...planWith(done, approval()),
      dependencies: [waits('budget', 'cost')],
      links: [
        {
          id: 'l',
          layer: 'shared',
          stepId: 'budget',
          name: 'Business case',
          url: 'https://acme.example/case',
          versions: {},
        },
      ],
      inputs: [
        {
          id: 'i',
          layer: 'shared',
          stepId: 'budget',
          side: 'seller',
          name: 'The offer',
          here: false,
          versions: {},
        },
      ],
    };
    const { words, html } = visit(<WhatItRestsOn step={stepIn(plan, 'budget')} />, plan, lena);
    expect(words).toContain('Business case acme.example');
    expect(words).toContain('The offer Northwind, missing');
    expect(words).toContain('Cost of today’s process Done on Tue 24 Nov, Rui Santos');
    expect(html).toContain('href="https://acme.example/case" target="_blank" rel="noopener noreferrer"');
  });
});

describe('the way to it', () => {
  const link = (plan: Plan, who: CastMember) =>
    visit(<ApprovalLink step={stepIn(plan, 'budget')} isMain />, plan, who);

  test('asks who is named to read and decide, and shows others what is decided', () => {
    const plan = planWith(approval());
    expect(link(plan, lena).words).toBe(' Read and decide ');
    expect(link(plan, dana).words).toBe(' See what is decided ');
    expect(link(said(plan, lena), lena).words).toBe(' See the decision ');
  });

  test('is not for whom their own side has not let in', () => {
    const plan = planWith(approval());
    const reader = { stakeholderId: 'lena', sealed: true };
    expect(isMineToDecide(plan, stepIn(plan, 'budget'), reader)).toBe(false);
  });
});

describe('the glance', () => {
  const glance = (plan: Plan, who: CastMember = lena) => visit(<Glance />, plan, who).words;

  test('is the goal, the live day, the measures, what is hers and nothing else', () => {
    const words = glance({ ...planWith(approval()), measures: [measure] });
    expect(words).toContain('Live Fri 12 Mar 2027.');
    expect(words).toContain('Days to close a month 9 2');
    expect(words).toContain('Business case approved You decide by Fri 18 Dec. Nothing else needs you.');
    expect(words).toContain('Ask Dana');
    expect(words).toContain('Whole plan');
  });

  test('says that nothing needs her once she has decided, or asked for more', () => {
    expect(glance(said(planWith(approval()), lena))).toContain('Nothing needs you now.');
    const more = said(planWith(approval()), lena, { outcome: 'needsEvidence', missing: 'The figures' });
    expect(glance(more)).toContain('You asked Maya for more, by Fri 4 Dec. Nothing needs you now.');
  });

  test('says that it is her turn again once what she asked for has been answered', () => {
    const more = said(planWith(approval()), lena, { outcome: 'needsEvidence', missing: 'The figures' });
    const request = more.comments[0]?.id ?? '';
    const reply = { stepId: 'budget', text: 'Here they are', onlyOurs: false, mentions: [], request: null };
    const told = ask(more, maya, 'writeComment', { ...reply, id: 'reply', answers: request }).plan;
    expect(glance(told)).toContain(
      'Maya answered what you asked for. You decide by Fri 18 Dec. Nothing else',
    );
    const closed = ask(more, lena, 'closeRequest', { commentId: request }).plan;
    expect(glance(closed)).toContain('What you asked for was answered. You decide by Fri 18 Dec.');
  });

  test('names other work of hers beside it, and counts what is more than a glance', () => {
    const tasks = ['one', 'two', 'three'].map((id) =>
      aStep(id, { owners: ownedBy(lena), dueDay: on('2026-12-04') }),
    );
    expect(glance(planWith(approval(), ...tasks.slice(0, 1)))).toContain('one By Fri 4 Dec');
    expect(glance(planWith(approval(), ...tasks))).toContain('And 1 more, in the whole plan.');
  });

  test('is where a buyer lands who decides, and not who leads it', () => {
    const plan = aPlan();
    const lands = (who: CastMember, of = plan) => landsOnGlance(of, as(who, of).actor);
    expect(lands(lena)).toBe(true);
    expect([dana, grace, maya].map((who) => lands(who))).toEqual([false, false, false]);
    const leading = aPlan({ people: [stakeholderOf(lena, { pointPerson: true })] });
    expect(lands(lena, leading)).toBe(false);
  });
});
