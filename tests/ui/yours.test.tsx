import { describe, expect, it } from 'vitest';
import type { Plan } from '#app/domain/plan.ts';
import type { Trouble } from '#app/live/editing.ts';
import { BuyerHome } from '#app/routes/plans.$planId._index/buyer-home.tsx';
import { StepPanel } from '#app/routes/plans.$planId.steps.$stepId/step-panel.tsx';
import { dana, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';
import { visit } from './plan-visit.tsx';

const asDana = (over: Partial<Plan>, troubles: Record<string, Trouble> = {}) =>
  visit(<BuyerHome />, aPlan(over), dana, { troubles });
const inOrder = (words: string, ...parts: string[]) =>
  parts.map((part) => words.indexOf(part)).every((at, i, all) => at >= 0 && at > (all[i - 1] ?? -1));

const form = aStep('Form sent', { dueDay: on('2026-11-26'), versions: { status: 7, dueDay: 8 } });
const draft = aStep('Case drafted', { dueDay: on('2026-12-09'), owners: ownedBy(dana, maya) });
const report = aStep('Report sent', { dueDay: on('2026-11-25'), owners: ownedBy(tom) });

describe('what waits for the buyer', () => {
  it('begins with the goal in their words, the live day, and whom the plan waits for', () => {
    const { words, html } = asDana({ steps: [form] });
    expect(words).toContain('Book freight in one place');
    expect(words).toContain('Live Fri 12 Mar 2027.');
    expect(words).toContain('Waiting for you.');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
  it('gives the most urgent step its three answers and the others a circle to tick', () => {
    const { ways } = asDana({ steps: [draft, form] });
    expect(ways).toEqual(
      expect.arrayContaining(['New day: Form sent', "I'm stuck: Form sent", 'Done: Case drafted']),
    );
    expect(ways).not.toContain('New day: Case drafted');
  });
  it('has one black button, on the most urgent step', () => {
    const { html } = asDana({ steps: [draft, form] });
    expect(html.match(/<button[^>]*class="[^"]*primary[^"]*"[^>]*>/g)).toHaveLength(1);
    expect(html).toMatch(/<button[^>]*class="[^"]*primary[^"]*"[^>]*aria-label="Done: Form sent"/);
  });
  it('says how late one’s own agreed day is, and never that of the other side', () => {
    const { words } = asDana({ steps: [form, report] });
    expect(words).toContain('Form sent 1 day late, agreed for Thu 26 Nov');
    expect(words).toContain('Report sent Wed 25 Nov, Tom');
    expect(words.match(/late/g)).toHaveLength(1);
  });
  it('puts what is late first, then what is asked, then the rest', () => {
    const capital = aStep('Capital', { agreement: 'proposed', dueDay: on('2027-01-22') });
    const steps = [draft, capital, form];
    expect(inOrder(asDana({ steps, offers: [anOffer('Capital')] }).words, ...order)).toBe(true);
    const inTime = steps.map((s) => (s === form ? { ...s, dueDay: on('2026-12-01') } : s));
    const calm = asDana({ steps: inTime, offers: [anOffer('Capital')] }).words;
    expect(inOrder(calm, 'Capital Maya asks for this by Fri 22 Jan.', 'Form sent', 'Case drafted')).toBe(
      true,
    );
  });
  const order = ['Form sent 1 day late', 'Capital Maya asks for this by Fri 22 Jan.', 'Case drafted'];
  it('says who does a joint step beside the reader', () => {
    expect(asDana({ steps: [draft] }).words).toContain('Case drafted Wed 9 Dec, with Maya');
  });
  it('marks what only one’s own side has, on whichever card it stands, and nothing else', () => {
    const main = aStep('Budget line found', { layer: 'buyer', dueDay: on('2026-11-24') });
    const other = aStep('Ask finance first', { layer: 'buyer' });
    const { words, html } = asDana({ steps: [main, form, other] });
    expect(html.match(/Only Acme Freight/g)).toHaveLength(2);
    expect(words).toMatch(/Budget line found 3 days late, agreed for Tue 24 Nov Only Acme Freight/);
    expect(words).toMatch(/Ask finance first No day yet Only Acme Freight/);
    expect(asDana({ steps: [form] }).html).not.toContain('Only Acme Freight');
  });
  it('says what a step waits for, and has no tick for it', () => {
    const { words, ways } = asDana({
      steps: [form, draft],
      dependencies: [waits('Form sent', 'Case drafted')],
    });
    expect(words).toContain('Waits for “Case drafted” (Wed 9 Dec).');
    expect(ways).not.toContain('Done: Form sent');
  });
  it('never gives an approval a tick', () => {
    const approval = aStep('Approved', { type: 'approval', owners: ownedBy(lena) });
    const { words, ways } = visit(<BuyerHome />, aPlan({ steps: [approval] }), lena);
    expect(words).toContain('You decide.');
    expect(ways).not.toContain('Done: Approved');
  });
  it('writes over nothing it has not seen: a tick carries the version it was drawn from', () => {
    expect(asDana({ steps: [form] }).form('completeStep')?.base).toEqual({ status: 7, question: 0 });
    expect(asDana({ steps: [form] }).form('rescheduleStep')?.base).toEqual({ dueDay: 8, question: 0 });
  });
  it('lets what was agreed go on while a question about it is open', () => {
    const asked = (terms: Parameters<typeof anOffer>[1]) =>
      asDana({ steps: [form], offers: [anOffer('Form sent', terms)] });
    const words = asked({ terms: { field: 'ask', value: 'All 214 questions' } });
    expect(words.ways).toEqual(
      expect.arrayContaining([
        'Fine: Form sent',
        'Done: Form sent',
        'New day: Form sent',
        "I'm stuck: Form sent",
      ]),
    );
    expect(words.words).toContain('What was agreed goes on until then.');
    const day = asked({ terms: { field: 'dueDay', value: on('2026-12-18') } });
    expect(day.ways).toEqual(expect.arrayContaining(['Another day: Form sent', 'Done: Form sent']));
    expect(day.ways).not.toContain('New day: Form sent');
    const proposed = { ...form, agreement: 'proposed' as const };
    expect(asDana({ steps: [proposed], offers: [anOffer('Form sent')] }).ways).not.toContain(
      'Done: Form sent',
    );
    const hers = { ...form, owners: ownedBy(lena) };
    expect(asDana({ steps: [hers], offers: [anOffer('Form sent')] }).ways).not.toContain('Done: Form sent');
  });
  it('asked whether something is done, answers yes, by when, or why not, and never with a yes to all', () => {
    const asked = (...more: Parameters<typeof anOffer>[0][]) =>
      asDana({
        steps: [form, draft],
        offers: [anOffer('Form sent', { terms: { field: 'done' } }), ...more.map((id) => anOffer(id))],
      });
    const { ways, words } = asked('Case drafted');
    expect(words).toContain('Form sent Maya asks whether this is done.');
    expect(ways).toEqual(
      expect.arrayContaining(['Yes, done: Form sent', 'Another day: Form sent', 'Not yet: Form sent']),
    );
    expect(ways).not.toContain('Done: Form sent');
    expect(words).not.toContain('Say yes to all');
  });
  it('has words of their own for an answer to other words for the goal', () => {
    const offer: Plan['offers'][number] = {
      ...{ id: 'words', layer: 'shared', bySide: 'seller', by: maya.personId, on: on('2026-11-26') },
      ...{ subject: 'goal', stepId: null, terms: { field: 'objective', value: 'Close in a day' } },
    };
    const { words, form: formOf } = asDana({ steps: [], offers: [offer] });
    expect(words).toContain('Maya suggests other words for the goal: “Close in a day”');
    expect(words).toContain('In my words');
    expect(formOf('changeGoal')).toMatchObject({ args: { field: 'objective' } });
  });
  it('asks who leads it to propose what was left an outline, once a milestone is reached', () => {
    const later = aStep('Contract read', { milestoneId: 'case', agreement: 'outline' });
    const milestones = [aMilestone('fit', { reachedOn: on('2026-11-26') }), aMilestone('case')];
    const { words, form: formOf } = asDana({ steps: [later], milestones });
    expect(words).toContain('What comes next case One step is in outline. Nobody is asked for it yet.');
    expect(formOf('proposeMilestone')?.args).toEqual({ milestoneId: 'case' });
    expect(asDana({ steps: [form, later] }).words).not.toContain('What comes next');
  });
  it('a yes, to one or to all, carries what was read', () => {
    const two = [form, draft].map((s) => ({ ...s, agreement: 'proposed' as const }));
    const { forms, words } = asDana(
      { steps: two, offers: [anOffer('Form sent'), anOffer('Case drafted')] },
      {
        'acceptOffers:all': {
          kind: 'conflict',
          field: 'Form sent.ask',
          yours: 'Form sent',
          current: 'All 214 questions',
          version: 9,
          by: 'Maya Brandt',
          at: null,
          envelope: { id: 'c', type: 'acceptOffers', args: {}, base: {}, confirmed: false },
        },
      },
    );
    const bases = forms.filter((f) => f.type === 'acceptOffers').map((f) => f.base);
    expect(bases[1]).toMatchObject({ 'Form sent.title': 0, 'Form sent.dueDay': 8 });
    expect(Object.keys(bases[0] ?? {})).toHaveLength(10);
    expect(words).toContain('Somebody else wrote there first. What you wrote is kept. See both');
  });
  it('shows what the reader has asked, who answers, and the way to take it back', () => {
    const read = aStep('Contract read', {
      agreement: 'proposed',
      dueDay: on('2026-12-14'),
      owners: ownedBy(lena),
    });
    const { words, form: formOf } = asDana({
      steps: [read],
      offers: [anOffer('Contract read', { by: dana, terms: { field: 'dueDay', value: on('2026-12-18') } })],
    });
    expect(words).toContain('You suggest 18 instead of 14 Dec');
    expect(words).toContain('Maya answers.');
    expect(formOf('withdrawOffer')?.args).toEqual({ offerId: 'offer-Contract read' });
  });
  it('lists what the reader asked in writing until it is answered, with who answers and by when', () => {
    const request = { of: 'maya', by: on('2026-12-04') };
    const written = { text: 'Who reads the answers?', onlyOurs: false, mentions: [], answers: null };
    const args = { ...written, id: 'question', stepId: 'Report sent', request };
    const asked = ask(aPlan({ steps: [report] }), dana, 'writeComment', args).plan;
    const { words, form: formOf } = visit(<BuyerHome />, asked, dana);
    expect(words).toContain(
      'Asked by you 1 Who reads the answers? Maya answers by Fri 4 Dec, on Report sent.',
    );
    expect(formOf('closeRequest')?.args).toEqual({ commentId: 'question' });
    const closed = ask(asked, dana, 'closeRequest', { commentId: 'question' }).plan;
    expect(visit(<BuyerHome />, closed, dana).words).not.toContain('Who reads the answers?');
  });
  it('says kindly when nothing waits, and what the other side still has', () => {
    const walk = aStep('Walkthrough', { owners: ownedBy(maya) });
    expect(asDana({ steps: [report, walk] }).words).toContain(
      'Nothing waits for you. Northwind has two steps open.',
    );
    expect(asDana({ steps: [report] }).words).toContain('Northwind has one step open.');
  });
  it('says that all is done only when it is', () => {
    const reached = [aMilestone('fit', { reachedOn: on('2026-11-20') })];
    expect(asDana({ milestones: reached }).words).toContain('Everything on this plan is done.');
    expect(asDana({ steps: [] }).words).not.toContain('Everything on this plan is done.');
  });
});

describe('who stands in', () => {
  const plan = aPlan({
    steps: [aStep('Form sent', { owners: ownedBy(dana), dueDay: on('2026-11-26') })],
  });
  const rowOf = (who: typeof dana) => plan.people.find((p) => p.personId === who.personId)?.id ?? '';
  const away = [
    {
      ...{ stakeholderId: rowOf(dana), until: on('2026-12-03'), standInId: rowOf(lena) },
      says: 'Dana is away until Thu 3 Dec; Lena stands in.',
    },
  ];
  it('finds beneath their own what was handed to them, with what they may do', () => {
    const { words, ways } = visit(<BuyerHome />, plan, lena, { reader: { away } });
    expect(words).toContain('For Dana, away until Thu 3 Dec 1 Form sent');
    expect(ways).toContain('Done: Form sent');
    expect(visit(<BuyerHome />, plan, lena).words).not.toContain('For Dana');
    expect(visit(<BuyerHome />, plan, dana, { reader: { away } }).words).not.toContain('For Dana');
  });
  it('is named on the step and where somebody writes about it, to either side', () => {
    for (const who of [maya, lena]) {
      const step = visit(<StepPanel step={stepIn(plan, 'Form sent')} past={[]} />, plan, who, {
        reader: { away },
      });
      expect(step.words).toContain(
        who === maya ? 'Lena stands in until Thu 3 Dec' : 'you stand in until Thu 3 Dec',
      );
    }
    const step = visit(<StepPanel step={stepIn(plan, 'Form sent')} past={[]} />, plan, maya, {
      reader: { away },
    });
    expect(step.words).toContain('Dana is away until Thu 3 Dec; Lena stands in.');
  });
});
