import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom/server';
import { describe, expect, it } from 'vitest';
import { OpenedProvider } from '#app/components/opened.tsx';
import { type PlanReader, ReaderProvider } from '#app/components/plan-reader.ts';
import { stepsOf } from '#app/domain/order.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { type Editing, EditingProvider } from '#app/live/editing.ts';
import { quietOutbox } from '#app/live/use-outbox.ts';
import { ownerChoices } from '#app/routes/plans.$planId._index/owner-choices.ts';
import { PlanAside } from '#app/routes/plans.$planId._index/plan-aside.tsx';
import { PlanHeader } from '#app/routes/plans.$planId._index/plan-header.tsx';
import { PlanList } from '#app/routes/plans.$planId._index/plan-list.tsx';
import { nextMove, sharingSentence } from '#app/routes/plans.$planId._index/plan-next.ts';
import { spotAbove, spotAtDrop, spotBelow } from '#app/routes/plans.$planId._index/reorder.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  as,
  ask,
  on,
  ownedBy,
  placeholder,
  stepIn,
  today,
} from '#tests/support/plan-builder.ts';

const readerOf = (plan: Plan, who: CastMember, over: Partial<PlanReader> = {}): PlanReader => ({
  ...as(who, plan).actor,
  name: who.name,
  canEdit: true,
  canShare: who.side === 'seller',
  isMember: who.side === 'seller',
  sealed: false,
  zone: plan.zone,
  ...over,
});

function page(
  plan: Plan,
  who: CastMember,
  { open = null, canEdit = true }: { open?: string | null; canEdit?: boolean } = {},
) {
  const reader = readerOf(plan, who, { canEdit });
  const editing: Editing = {
    plan,
    confirmed: plan,
    actor: reader,
    today,
    outbox: quietOutbox,
    told: [],
    forgetTold: () => undefined,
    troubles: {},
    last: null,
    forgetLast: () => {},
    send: async () => ({ kind: 'unheard' }),
    clearTrouble: () => {},
    instant: false,
  };
  const html = renderToStaticMarkup(
    <StaticRouter location="/plans/plan">
      <ReaderProvider value={reader}>
        <EditingProvider value={editing}>
          <OpenedProvider
            initial={open}
            path={who.side === 'buyer' ? '/plans/plan?view=whole' : '/plans/plan'}
          >
            <main>
              <PlanHeader />
              <PlanList />
              <PlanAside />
            </main>
          </OpenedProvider>
        </EditingProvider>
      </ReaderProvider>
    </StaticRouter>,
  );
  return { html, words: wordsOf(html), row: (id: string) => rowOf(html, id) };
}

const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;|&quot;/g, "'")
    .replace(/\s+/g, ' ');
const rowOf = (html: string, id: string) => {
  const [, rest = ''] = html.split(`<li id="step-${id}"`);
  return rest.split('<li id="step-')[0]?.split('</ol>')[0] ?? '';
};
const moved = (plan: Plan, id: string, spot: ReturnType<typeof spotAbove>) =>
  spot ? ask(plan, maya, 'moveStep', { stepId: id, ...spot }).plan : plan;
const order = (plan: Plan, milestoneId: string) => stepsOf(plan, milestoneId).map((s) => s.id);

describe('the whole plan', () => {
  const plan = aPlan({
    steps: [
      aStep('pricing', { owners: ownedBy(maya), dueDay: on('2026-12-01') }),
      aStep('form', { owners: ownedBy(dana), dueDay: on('2026-11-25') }),
      aStep('signed', { type: 'approval', owners: ownedBy(maya, dana) }),
      aStep('floor', { layer: 'seller', anchorId: 'pricing', owners: ownedBy(maya) }),
    ],
  });

  it('says whose plan it is, the goal as its one first heading, the live day and whose turn it is', () => {
    const { html, words } = page(plan, maya);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(words).toContain('Acme Freight and Northwind');
    expect(words).toContain('Book freight in one place');
    expect(words).toContain('Live Fri 12 Mar 2027.');
    expect(words).toContain('Waiting for you and Dana.');
  });
  it('counts shared steps, and beside them those of one side', () => {
    expect(page(plan, maya).words).toContain('0 of 3 shared, 1 only Northwind');
  });
  it('gives a row one chip, and marks what only one side sees', () => {
    const { row } = page(plan, maya);
    expect(wordsOf(row('form'))).toContain('2 days late');
    expect(wordsOf(row('floor'))).toContain('Only Northwind');
    expect(row('floor')).not.toContain('raised');
  });
  it('lets a hand tick its own steps and nobody tick an approval', () => {
    const { row } = page(plan, maya);
    expect(row('pricing')).toContain('aria-label="Done: pricing"');
    expect(row('form')).not.toContain('aria-label="Done: form"');
    expect(row('signed')).not.toContain('completeStep');
    expect(page(plan, dana).row('form')).toContain('aria-label="Done: form"');
  });
  it('lets its own hand open a step again that is done', () => {
    const done = aPlan({
      steps: [aStep('demo', { owners: ownedBy(maya), status: 'done', endedOn: today }), aStep('next')],
    });
    expect(page(done, maya).row('demo')).toContain('aria-label="Open again: demo"');
  });
  it('sends the version that was seen with a tick', () => {
    const seen = aPlan({ steps: [aStep('form', { versions: { status: 7 } })] });
    expect(page(seen, dana).row('form')).toContain('{&quot;status&quot;:7,&quot;question&quot;:0}');
  });
  it('gives somebody who only reads no form, no menu and no black button', () => {
    const { html } = page(plan, tom, { canEdit: false });
    expect(html).not.toContain('<form');
    expect(html).not.toContain('data-opens');
  });
  it('draws no menu before it is opened, and every row has one link to it', () => {
    const { html } = page(plan, maya);
    expect(html).not.toContain('Move up');
    expect(html.match(/open=menu\.(pricing|form|signed|floor)#/g)).toHaveLength(4);
  });
  it('says when a milestone was reached, and that it was on the day', () => {
    const reached = aPlan({
      milestones: [aMilestone('fit', { reachedOn: on('2026-11-20') }), aMilestone('case')],
      steps: [
        aStep('demo', { status: 'done', endedOn: on('2026-11-20'), dueDay: on('2026-11-20') }),
        aStep('next', { milestoneId: 'case' }),
      ],
    });
    expect(page(reached, maya).words).toContain('reached Fri 20 Nov, on the day');
  });
  it('warns above 20 open shared steps and folds far outline above 30', () => {
    const steps = (n: number, over: Partial<Step>) =>
      Array.from({ length: n }, (_, i) => aStep(`${over.milestoneId}-${i}`, over));
    const long = (n: number) =>
      aPlan({
        milestones: [aMilestone('fit'), aMilestone('case'), aMilestone('live')],
        steps: [
          ...steps(n, { milestoneId: 'fit' }),
          ...steps(5, { milestoneId: 'live', agreement: 'outline' }),
        ],
      });
    expect(page(long(15), maya).words).not.toContain('shorter plans');
    expect(page(long(16), maya).words).toContain(
      '21 steps are open. People finish shorter plans; keep later ones in outline.',
    );
    expect(page(long(16), maya).html).not.toContain('in outline, for later');
    expect(page(long(26), maya).words).toContain('5 steps in outline, for later');
  });
});

describe('an open offer', () => {
  const moving = aPlan({
    steps: [aStep('contract', { owners: ownedBy(maya), dueDay: on('2026-12-14') })],
    offers: [anOffer('contract', { by: dana, terms: { field: 'dueDay', value: on('2026-12-18') } })],
  });

  it('stands beneath its step with three answers for the side that was asked', () => {
    const { row } = page(moving, maya);
    expect(wordsOf(row('contract'))).toContain('Dana suggests 18 instead of 14 December.');
    expect(wordsOf(row('contract'))).toContain('Live day stays 12 Mar');
    for (const type of ['acceptOffers', 'counterOffer', 'declineOffer'])
      expect(row('contract')).toContain(`value="${type}"`);
    expect(row('contract')).toContain('type="date" ');
    expect(wordsOf(row('contract'))).not.toContain('to answer');
  });
  it('can only be taken back by the side that made it', () => {
    const { row } = page(moving, dana);
    expect(row('contract')).toContain('value="withdrawOffer"');
    expect(row('contract')).not.toContain('acceptOffers');
  });
  it("asks nothing of somebody else's colleague while the step waits for a name", () => {
    const nameless = aPlan({
      steps: [aStep('security', { owners: [placeholder('buyer', 'security')], agreement: 'proposed' })],
      offers: [anOffer('security')],
    });
    expect(page(nameless, dana).row('security')).toContain('acceptOffers');
    expect(page(nameless, lena).row('security')).not.toContain('acceptOffers');
  });
  it('on the goal stands in the header', () => {
    const goal = aPlan({
      steps: [aStep('form')],
      offers: [
        {
          ...anOffer('form'),
          subject: 'goal',
          stepId: null,
          terms: { field: 'liveDay', value: on('2027-03-19') },
        },
      ],
    });
    const [header = ''] = page(goal, dana).html.split('id="milestone-fit"');
    expect(wordsOf(header)).toContain('Maya suggests 19 instead of 12 March as the live day.');
    expect(header).toContain('counterOffer');
  });
});

describe('the one black button', () => {
  const draft = aDraft({ steps: [aStep('demo', { owners: ownedBy(maya) })] });
  const next = (plan: Plan, who: CastMember) => nextMove(plan, readerOf(plan, who))?.kind ?? null;

  it('of a draft is first the live day, then the goal, then a step, then sharing', () => {
    const without = (goal: Partial<Plan['goal']>) => ({ ...draft, goal: { ...draft.goal, ...goal } });
    expect(next(without({ liveDay: null }), maya)).toBe('setLiveDay');
    expect(next(without({ objective: '' }), maya)).toBe('sayGoal');
    expect(next({ ...draft, steps: [] }, maya)).toBe('addStep');
    expect(next(draft, maya)).toBe('share');
    expect(page(draft, maya).html).toContain('href="/plans/plan/people"');
  });
  it('leads a buyer with questions to what is theirs', () => {
    const asked = aPlan({ steps: [aStep('form', { agreement: 'proposed' })], offers: [anOffer('form')] });
    expect(next(asked, dana)).toBe('answer');
    expect(page(asked, dana).html).toMatch(/href="\/plans\/plan"[^>]*>Answer Maya</);
  });
  it('proposes what the current milestone still has in outline', () => {
    const outline = aPlan({ steps: [aStep('form'), aStep('later', { agreement: 'outline' })] });
    expect(nextMove(outline, readerOf(outline, maya))).toMatchObject({
      kind: 'propose',
      milestoneId: 'fit',
      label: 'Propose the next step',
    });
    expect(next(outline, lena)).toBeNull();
  });
  it('does not push what is far while something nearer waits', () => {
    const far = aPlan({
      steps: [aStep('form'), aStep('later', { milestoneId: 'case', agreement: 'outline' })],
    });
    expect(next(far, maya)).toBeNull();
  });
  it('is there once, in the loud warning, when nothing is agreed next', () => {
    const { html, words } = page(aPlan(), maya);
    expect(words).toMatch(/Stalled ?: Nothing is agreed next, and no one is asked for anything\./);
    expect(words.match(/nothing is agreed next/gi)).toHaveLength(1);
    expect(words.match(/Add the next step/g)).toHaveLength(1);
    expect(html).toContain('open=add.fit');
  });
});

describe('a draft', () => {
  it('says who sees it and what sharing will do, step by step', () => {
    const draft = aDraft({
      steps: [
        aStep('form', { owners: ownedBy(dana) }),
        aStep('demo', { owners: ownedBy(maya) }),
        aStep('live', { milestoneId: 'case', owners: ownedBy(dana) }),
        aStep('floor', { owners: ownedBy(maya), withheld: true }),
      ],
    });
    expect(page(draft, maya).words).toContain('Only Northwind sees this plan.');
    expect(sharingSentence(draft, as(maya, draft).actor, today)).toBe(
      'Sharing asks Acme Freight for 1 step now, promises 1 of yours and shows 1 more as an outline; 1 step stays with Northwind.',
    );
  });
  it('without a live day starts at its end', () => {
    const draft = aDraft();
    const { words } = page({ ...draft, goal: { ...draft.goal, liveDay: null } }, maya);
    expect(words).toContain('A plan starts at its end: the day Acme Freight is live.');
    expect(words.match(/Set the live day/g)).toHaveLength(1);
  });
  it('without a goal asks for it in its title', () => {
    const draft = aDraft();
    const { html } = page({ ...draft, goal: { ...draft.goal, objective: '' } }, maya);
    expect(html).toMatch(/<h1[^>]*>What does Acme Freight want\?/);
  });
});

describe('the goal', () => {
  it("reads as Maya's notes until a buyer has confirmed it", () => {
    expect(page(aPlan({ confirmed: null }), maya).words).toContain("Maya's notes");
    expect(page(aPlan(), maya).words).not.toContain("Maya's notes");
  });
  it("is a suggestion when the seller rewrites the buyer's words", () => {
    expect(page(aPlan(), maya, { open: 'goal' }).words).toContain('Suggest it');
    expect(page(aPlan(), dana, { open: 'goal' }).words).not.toContain('Suggest it');
  });
  it('lets only the buyer change how success is measured once it is theirs, and the seller suggest it', () => {
    const measure = {
      id: 'm',
      layer: 'shared' as const,
      name: 'Days to close',
      now: '9',
      wanted: '2',
      measuredBy: 'Rui',
      versions: {},
    };
    const plan = aPlan({ measures: [measure] });
    expect(page(plan, maya).words).toContain('Days to close now 9, wanted 2 measured by Rui');
    const suggests = page(plan, maya, { open: 'measure.m' });
    expect(page(plan, maya).html).toContain('aria-label="Suggest a change of the measure Days to close"');
    expect(page(plan, maya).html).not.toContain('measure.new');
    expect(suggests.words).toContain('Acme Freight answers this; until then their words stay.');
    expect(suggests.words).toContain('Suggest it');
    expect(suggests.html).not.toContain('removeMeasure');
    const changes = page(plan, dana, { open: 'measure.m' });
    expect(changes.words).not.toContain('Suggest it');
    expect(changes.html).toContain('removeMeasure');
    expect(page(plan, dana).html).toContain('open=measure.m');
  });
});

describe('what the address opens, without JavaScript', () => {
  const plan = aPlan({
    steps: [
      aStep('one', { owners: ownedBy(maya) }),
      aStep('two', { owners: ownedBy(maya) }),
      aStep('theirs', { agreement: 'outline' }),
    ],
  });
  const menu = (id: string, who = maya) => page(plan, who, { open: `menu.${id}` }).row(id);

  it('is a menu whose lines are forms, and only those that would do something', () => {
    expect(wordsOf(menu('one'))).toContain('Move down');
    expect(wordsOf(menu('one'))).not.toContain('Move up');
    expect(wordsOf(menu('two'))).toContain('Move up');
    expect(wordsOf(menu('one'))).toContain('Only Northwind');
    expect(wordsOf(menu('theirs'))).toContain('Propose to Acme Freight');
    expect(wordsOf(menu('theirs'))).not.toContain('Skip');
  });
  it('keeps a buyer on the whole plan afterwards', () => {
    expect(menu('one', dana)).toContain('value="/plans/plan?view=whole#step-one"');
  });
  it('is the form for a new step, which comes back open for the next one', () => {
    const { html } = page(plan, maya, { open: 'add.fit' });
    expect(html).toContain('value="addStep"');
    expect(html).toContain('name="set.title"');
    expect(html).toContain('name="flag.onlyOurs"');
    expect(html).toContain('value="/plans/plan?open=add.fit#add-fit"');
    expect(html).toContain('{&quot;milestoneId&quot;:&quot;fit&quot;,&quot;afterId&quot;:&quot;theirs&quot;');
  });
});

describe('who can be asked', () => {
  it('is the reader first, then their side, the other, both together, and roles without a name', () => {
    const labels = ownerChoices(aPlan(), readerOf(aPlan(), maya)).map((c) => c.label);
    expect(labels.slice(0, 3)).toEqual([
      'Maya Klein, you',
      'Tom Byrne, Northwind',
      'Dana Ortiz, Acme Freight',
    ]);
    expect(labels).toContain('Both sides together');
    expect(labels).toContain('Acme Freight security, name needed');
    expect(labels).not.toContain('Acme Freight legal, name needed');
  });
});

describe('moving a step by one place', () => {
  const plan = aPlan({
    steps: [
      aStep('a'),
      aStep('b'),
      aStep('p', { layer: 'seller', anchorId: 'a', owners: ownedBy(maya) }),
      aStep('c', { milestoneId: 'case' }),
    ],
  });

  it('passes over what only one side sees', () => {
    expect(order(plan, 'fit')).toEqual(['a', 'p', 'b']);
    const up = moved(plan, 'b', spotAbove(plan, stepIn(plan, 'b')));
    expect(order(up, 'fit')).toEqual(['b', 'a', 'p']);
    expect(order(moved(up, 'b', spotBelow(up, stepIn(up, 'b'))), 'fit')).toEqual(['a', 'p', 'b']);
  });
  it('takes a private step along the steps its own side sees', () => {
    expect(order(moved(plan, 'p', spotAbove(plan, stepIn(plan, 'p'))), 'fit')).toEqual(['p', 'a', 'b']);
    expect(order(moved(plan, 'p', spotBelow(plan, stepIn(plan, 'p'))), 'fit')).toEqual(['a', 'b', 'p']);
  });
  it('crosses into the milestone before or behind at the ends', () => {
    const over = moved(plan, 'b', spotBelow(plan, stepIn(plan, 'b')));
    expect(order(over, 'case')).toEqual(['b', 'c']);
    const back = moved(plan, 'c', spotAbove(plan, stepIn(plan, 'c')));
    expect(order(back, 'fit')).toEqual(['a', 'p', 'b', 'c']);
    expect(spotAbove(plan, stepIn(plan, 'a'))).toBeNull();
    expect(spotBelow(plan, stepIn(plan, 'c'))).toBeNull();
  });
  it('lands where it is dropped: before in the upper half, behind in the lower', () => {
    const drop = (half: 'upper' | 'lower') => spotAtDrop(plan, stepIn(plan, 'c'), stepIn(plan, 'b'), half);
    expect(order(moved(plan, 'c', drop('lower')), 'fit')).toEqual(['a', 'p', 'b', 'c']);
    expect(order(moved(plan, 'c', drop('upper')), 'fit')).toEqual(['a', 'p', 'c', 'b']);
  });
});
