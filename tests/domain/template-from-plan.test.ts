import { describe, expect, test } from 'vitest';
import { ownWords } from '#app/domain/own-words.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { checkTemplate, templateSteps } from '#app/domain/template.ts';
import {
  draftFrom,
  templateOf,
  withNewStep,
  withoutStep,
  withStepMoved,
} from '#app/domain/template-draft.ts';
import { templateFromPlan, withoutNames } from '#app/domain/template-from-plan.ts';
import { enterprisePurchase } from '#app/domain/templates/enterprise-purchase.ts';
import { dana, grace, maya, rui, tom } from '#tests/support/cast.ts';
import { aMilestone, aPlan, aStep, on, ownedBy, placeholder, waits } from '#tests/support/plan-builder.ts';

const always = () => true;
const plan = (over: Partial<Plan> = {}): Plan =>
  aPlan({
    milestones: [aMilestone('fit', { name: 'Fit proven' }), aMilestone('live', { name: 'Live' })],
    steps: [
      aStep('demo', {
        title: 'Demo',
        dueDay: on('2027-02-26'),
        owners: ownedBy(tom),
        ask: 'Show it to Grace.',
      }),
      aStep('papers', {
        milestoneId: 'live',
        title: 'Papers',
        type: 'approval',
        dueDay: on('2027-03-10'),
        duration: 3,
        owners: [...ownedBy(grace), placeholder('buyer', 'Sandra’s assistant')],
      }),
      aStep('start', {
        milestoneId: 'live',
        title: 'Start',
        dueDay: on('2027-03-12'),
        owners: ownedBy(maya, dana),
      }),
    ],
    dependencies: [waits('papers', 'demo'), waits('start', 'papers')],
    ...over,
  });
const made = (of: Plan, isOwn = always as Parameters<typeof templateFromPlan>[1]) => {
  const { milestones, leftOut } = templateFromPlan(of, isOwn);
  return { ...templateOf('t', { name: 'Ours', description: '', milestones }), leftOut };
};

describe('a plan becomes a template', () => {
  test('counted back from the live day, with parts where people were', () => {
    const { template, problems } = made(plan());
    expect(problems).toEqual([]);
    expect(
      templateSteps(template).map(({ title, offset, after, owners, mode }) => ({
        title,
        offset,
        after,
        owners,
        mode,
      })),
    ).toEqual([
      {
        title: 'Demo',
        offset: 10,
        after: [],
        owners: [{ side: 'seller', role: 'solutionsEngineer' }],
        mode: 'single',
      },
      {
        title: 'Papers',
        offset: 2,
        after: [1],
        owners: [
          { side: 'buyer', role: 'legal' },
          { side: 'buyer', role: 'champion' },
        ],
        mode: 'approvers',
      },
      {
        title: 'Start',
        offset: 0,
        after: [2],
        owners: [
          { side: 'seller', role: 'accountExecutive' },
          { side: 'buyer', role: 'champion' },
        ],
        mode: 'joint',
      },
    ]);
  });

  test('that holds together whatever the plan’s days were', () => {
    const odd = plan({
      goal: { ...aPlan().goal, liveDay: null },
      steps: [
        aStep('late', { dueDay: on('2027-04-01') }),
        aStep('none', { milestoneId: 'live', duration: 4 }),
        aStep('early', { milestoneId: 'live', dueDay: on('2027-01-04'), duration: 9 }),
      ],
      dependencies: [waits('late', 'early'), waits('none', 'late')],
    });
    expect(made(odd).problems).toEqual([]);
    expect(checkTemplate(made(odd).template)).toEqual([]);
  });

  test('without what is declined, left out, or kept to one side', () => {
    const steps = [
      ...plan().steps,
      aStep('ours', { layer: 'seller', title: 'Ask our lawyer' }),
      aStep('theirs', { layer: 'buyer', title: 'Ask our board' }),
      aStep('no', { title: 'No', agreement: 'declined' }),
      aStep('skipped', { title: 'Skipped', status: 'skipped' }),
    ];
    expect(templateSteps(made(plan({ steps })).template).map((s) => s.title)).toEqual([
      'Demo',
      'Papers',
      'Start',
    ]);
  });

  test('and of what the other side worded, no word', () => {
    const own = (id: string, field: string) =>
      id !== 'papers' && !(id === 'demo' && field === 'ask') && id !== 'fit';
    const { template, leftOut, problems } = made(plan(), own);
    expect([leftOut, problems]).toEqual([1, []]);
    expect(template.milestones.map((m) => m.name)).toEqual(['Milestone 1', 'Live']);
    expect(templateSteps(template).map((s) => [s.title, s.ask])).toEqual([
      ['Demo', ''],
      ['Start', ''],
    ]);
  });

  test('names of people become their part, the company is the company, and addresses go', () => {
    const nameless = withoutNames(plan(), ['Otto Weber']);
    expect(nameless('Send Grace Adeyemi and Tom the draft for Acme Freight, at rui@acme.example')).toBe(
      'Send their legal and our solutions engineer the draft for the company, at their address',
    );
    expect(nameless('Otto shows https://acme.example/x to Rui. A graceful Acmeist stays.')).toBe(
      'a colleague shows the link to their finance. A graceful Acmeist stays.',
    );
  });
});

describe('own words', () => {
  const step = (over: Partial<Step>) => ({
    id: 's',
    title: 'Demo',
    ask: '',
    doneWhen: '',
    ifSlips: '',
    ...over,
  });
  const ours = (id: string) => id === maya.personId || id === tom.personId;
  const by = (who: { personId: string }, kind: string, body: object) => ({ by: who.personId, kind, body });
  const added = by(maya, 'stepAdded', { step: step({}) });

  test('are those that nobody else has ever written in that place', () => {
    expect(ownWords([added], ours)('s', 'title', 'Demo')).toBe(true);
    expect(ownWords([added], ours)('s', 'title', 'Other words')).toBe(false);
    const renamed = by(dana, 'stepChanged', { stepId: 's', field: 'title', to: 'Our demo' });
    const back = by(maya, 'stepChanged', { stepId: 's', field: 'title', to: 'Demo' });
    expect(ownWords([added, renamed, back], ours)('s', 'title', 'Demo')).toBe(false);
    expect(ownWords([added, renamed, back], ours)('s', 'ask', '')).toBe(true);
  });

  test('not those that somebody else suggested, though it was us who said yes', () => {
    const asked = by(dana, 'offerMade', {
      offer: { stepId: 's', terms: { field: 'ask', value: 'Bring Rui' } },
    });
    const yes = by(maya, 'stepChanged', { stepId: 's', field: 'ask', to: 'Bring Rui' });
    expect(ownWords([added, asked, yes], ours)('s', 'ask', 'Bring Rui')).toBe(false);
  });

  test('nor what an undo of ours brings back, nor what nobody remembers', () => {
    const hers = by(rui, 'stepAdded', { step: step({ id: 'h', title: 'Hers' }) });
    const again = by(maya, 'stepAdded', { step: step({ id: 'h', title: 'Hers' }) });
    expect(ownWords([hers, again], ours)('h', 'title', 'Hers')).toBe(false);
    expect(ownWords([by(dana, 'stepAdded', {})], ours)('x', 'title', 'Erased')).toBe(false);
  });
});

describe('a template that is edited', () => {
  const draft = draftFrom(enterprisePurchase);
  const titles = (of: typeof draft) => of.milestones.map((m) => m.steps.map((s) => s.title));

  test('is counted anew when a step goes, and who waited waits for what that one waited for', () => {
    const without = withoutStep(draft, 9);
    expect(without.milestones.flatMap((m) => m.steps).map((s) => s.key)).toEqual(
      Array.from({ length: 16 }, (_, i) => i + 1),
    );
    const justification = without.milestones
      .flatMap((m) => m.steps)
      .find((s) => /justification/.test(s.title));
    expect(justification?.after).toEqual([7]);
    expect(templateOf('t', without).problems).toEqual([]);
  });

  test('has its steps moved within a milestone and into the one beside it', () => {
    expect(titles(withStepMoved(draft, 2, -1))[0]?.[0]).toMatch(/^Map how/);
    const across = titles(withStepMoved(draft, 4, -1));
    expect(across[0]).toHaveLength(4);
    expect(across[1]?.[0]).toMatch(/^Tailored demo/);
    expect(withStepMoved(draft, 1, -1)).toEqual(draft);
    expect(withStepMoved(withStepMoved(draft, 4, -1), 4, 1)).toEqual(draft);
  });

  test('says what is wrong with it, in sentences', () => {
    expect(templateOf('t', withNewStep(draft, 0)).problems).toEqual(['Step 4 has no title.']);
    expect(templateOf('t', { ...draft, name: ' ' }).problems).toEqual(['It needs a name.']);
    const one = { ...draft, milestones: draft.milestones.slice(0, 1) };
    expect(templateOf('t', one).problems).toContain('The last step is not due on the live day.');
  });
});
