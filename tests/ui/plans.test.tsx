import { randomUUID } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Plan } from '#app/domain/plan.ts';
import { samplePeople } from '#app/domain/sample/people.ts';
import { sampleDeal } from '#app/domain/sample/play.ts';
import { waitingSentence } from '#app/domain/waiting.ts';
import { Board } from '#app/routes/plans._index/board.tsx';
import { boardRow } from '#app/routes/plans._index/board-row.ts';
import { boardSentence, filtersFor, shownIn } from '#app/routes/plans._index/board-words.ts';
import type { RankedPlan } from '#db/plan-list.server.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  on,
  ownedBy,
  placeholder,
  today,
} from '#tests/support/plan-builder.ts';

const ranked = (over: Partial<RankedPlan> = {}): RankedPlan => ({
  planId: 'plan',
  name: 'Acme Freight',
  liveDay: null,
  mine: true,
  draft: false,
  finished: false,
  needsMe: false,
  waitsForUs: false,
  noNextStep: false,
  health: 'onTrack',
  firstDay: null,
  ...over,
});
const row = (plan: Plan, who = maya) => boardRow(plan, who, today);

describe('the sentence over the plans', () => {
  it('says what needs the reader, what stands still and what is not shared, each only if so', () => {
    expect(boardSentence([ranked()])).toBe('Nothing needs you today.');
    expect(
      boardSentence([
        ranked({ needsMe: true }),
        ranked({ needsMe: true }),
        ranked({ noNextStep: true }),
        ranked({ draft: true }),
        ranked({ draft: true, mine: false }),
      ]),
    ).toBe('Two need you today. One has no agreed next step. One is not shared yet.');
  });
});

describe('the filters', () => {
  const plans = [
    ranked({ waitsForUs: true }),
    ranked({ mine: false }),
    ranked({ mine: false, noNextStep: true, health: 'stalled' }),
    ranked({ mine: false, health: 'atRisk' }),
  ];
  it('count what they would show', () => {
    expect(filtersFor(plans).map((f) => f.label)).toEqual([
      'All 4',
      'Mine 1',
      'Waiting for us 1',
      'No next step 1',
      'At risk 1',
      'Stalled 1',
    ]);
    for (const { show, label } of filtersFor(plans))
      expect(label).toMatch(new RegExp(` ${shownIn(plans, show).length}$`));
  });
  it('are left out where they would narrow nothing', () => {
    expect(filtersFor([ranked(), ranked(), ranked()])).toEqual([]);
  });
});

describe('a row of the board', () => {
  it('names the other company, for either side', () => {
    expect(row(aPlan()).name).toBe('Acme Freight');
    expect(row(aPlan(), dana).name).toBe('Northwind');
  });
  it('says loudly when nothing is agreed next', () => {
    expect(row(aPlan()).next).toEqual({ title: 'No agreed next step', note: 'Propose one', tone: 'loud' });
    expect(row(aPlan()).waiting.name).toBe('No one');
  });
  it('leads with what waits for the reader, and counts the others', () => {
    const plan = aPlan({
      steps: [
        aStep('data', { dueDay: on('2026-11-30') }),
        aStep('demo', { dueDay: on('2026-12-04'), owners: ownedBy(maya) }),
      ],
    });
    expect(row(plan).next.title).toBe('demo');
    expect(row(plan).waiting).toMatchObject({ name: 'You', note: 'and 1 more' });
    expect(waitingSentence(plan, maya.personId, today)?.sentence).toMatch(/^Waiting for you and /);
    expect(row(plan, tom).next.title).toBe('data');
    expect(row(plan, tom).waiting.name).toBe('Dana');
  });
  it('says of the sample whom it waits for as the plan itself does, to each of its people', () => {
    const { plan } = sampleDeal({
      ...{ planId: 'plan', workspaceId: 'workspace', sellerName: 'Northwind', zone: 'Europe/Berlin', today },
      opener: { personId: 'maya', name: 'Maya Klein' },
      people: Object.fromEntries(samplePeople.map((p) => [p.key, p.key])) as never,
      newId: randomUUID,
      digest: JSON.stringify,
    });
    for (const { personId, side } of plan.people) {
      const onBoard = boardRow(plan, { personId, side }, today).waiting.name;
      const inPlan = waitingSentence(plan, personId, today)?.sentence ?? '';
      expect(inPlan.startsWith(`Waiting for ${onBoard === 'You' ? 'you' : onBoard}`)).toBe(true);
    }
  });
  it('tells an agreed day that has passed from one that has not', () => {
    const due = (day: string) => row(aPlan({ steps: [aStep('data', { dueDay: on(day) })] })).next.tone;
    expect(due('2026-11-26')).toBe('late');
    expect(due('2026-11-27')).toBe('plain');
  });
  it('tells an offer in words', () => {
    const plan = aPlan({
      steps: [aStep('data', { agreement: 'proposed', dueDay: on('2026-12-04') })],
      offers: [anOffer('data')],
    });
    expect(row(plan, dana).next.note).toBe('Maya asks for this by Fri 4 Dec.');
  });
  it('says who has to share a draft', () => {
    expect(row(aDraft())).toMatchObject({
      next: { title: 'Not shared yet', note: 'Nobody at Acme Freight can see it' },
      waiting: { name: 'You', note: 'to share it' },
    });
  });
  it('says how the plan stands as the plan itself does, in a word and a reason', () => {
    const late = aPlan({ steps: [aStep('data', { dueDay: on('2026-11-25') })] });
    const health = {
      status: 'atRisk',
      label: 'At risk',
      because: '“data”, agreed for Wed 25 Nov, is outstanding.',
    };
    for (const who of [maya, tom, dana]) expect(row(late, who).health).toEqual(health);
    const shown = renderToStaticMarkup(<Board rows={[row(late)]} />).replace(/<[^>]*>/g, ' ');
    expect(shown).toMatch(/At risk\s+“data”, agreed for Wed 25 Nov, is outstanding\./);
    expect(row(aDraft()).health).toBeNull();
  });
  it('counts working days to the live day', () => {
    expect(row(aPlan()).live).toEqual({
      day: 'Fri 12 Mar 2027',
      iso: '2027-03-12',
      note: 'in 75 working days',
    });
  });
});

describe('the board', () => {
  const plans = [
    aPlan({ steps: [aStep('budget', { owners: [placeholder('buyer', 'economicBuyer')] })] }),
    aDraft({ id: 'draft' }),
    aPlan({ id: 'done', milestones: [aMilestone('fit', { reachedOn: today })] }),
  ];
  const html = renderToStaticMarkup(<Board rows={plans.map((plan) => row(plan))} />);

  it('is a list with a link to each plan', () => {
    expect(html.match(/<li /g)).toHaveLength(3);
    for (const { id } of plans) expect(html).toContain(`href="/plans/${id}"`);
  });
  it('uses none of the words that are never said', () => {
    expect(bannedWords(html.replace(/<[^>]*>/g, ' '))).toEqual([]);
  });
  it('reads the line aloud', () => {
    expect(html).toContain('The line: fit, reached.');
  });
});
