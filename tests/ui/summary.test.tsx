import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SummarySheet } from '#app/components/summary-sheet.tsx';
import { summaryOf } from '#app/components/summary-words.ts';
import { asShared } from '#app/domain/as-shared.ts';
import { standingSentence } from '#app/domain/standing.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { dana, maya } from '#tests/support/cast.ts';
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
  today,
} from '#tests/support/plan-builder.ts';

const plan = aPlan({
  milestones: [aMilestone('fit', { reachedOn: on('2026-11-20') }), aMilestone('case'), aMilestone('live')],
  steps: [
    aStep('proof', { status: 'done', endedOn: on('2026-11-20'), dueDay: on('2026-11-20') }),
    aStep('paper', { milestoneId: 'case', dueDay: on('2026-12-11') }),
    aStep('terms', {
      milestoneId: 'live',
      dueDay: on('2027-03-05'),
      agreement: 'proposed',
      owners: ownedBy(dana),
    }),
    aStep('floor', { milestoneId: 'case', layer: 'seller', owners: ownedBy(maya) }),
  ],
  offers: [anOffer('terms')],
  case: { problem: 'Nine days a month.', costToday: '', request: '', ifWeWait: '' },
  measures: [
    {
      id: 'm',
      layer: 'shared',
      name: 'Days to close',
      now: '9',
      wanted: '2',
      measuredBy: 'Rui',
      versions: {},
    },
  ],
});
const summary = summaryOf(plan, today);
const sheet = (of = summary) => renderToStaticMarkup(<SummarySheet summary={of} />);

describe('a plan on a page', () => {
  it('says where it stands, by shared things alone, to its own writers too', () => {
    expect(summary.live).toBe('Live Fri 12 Mar 2027.');
    expect(summary.standing).toMatchObject({
      label: 'On track',
      because: 'What is agreed keeps to its days.',
    });
    expect(JSON.stringify(summary)).not.toContain('floor');
    expect(summary).toEqual(summaryOf({ ...plan, steps: plan.steps.filter((s) => s.id !== 'floor') }, today));
  });
  it('tells a question about a step from an answer to it, and says nothing twice', () => {
    const asked = (id: string) => ({
      id,
      stepId: 'terms',
      text: `Asked ${id}`,
      onlyOurs: false,
      mentions: [],
      request: { of: 'dana', by: on('2026-12-04') },
      answers: null,
    });
    const once = ask(plan, maya, 'writeComment', asked('one')).plan;
    const twice = ask(once, maya, 'writeComment', asked('two')).plan;
    const about = summaryOf(twice, today).next.filter(({ what }) => what.includes('terms'));
    expect(about.map(({ what }) => what)).toEqual(['A question about “terms”', 'terms, to answer']);
  });
  it('gives milestones their days as far as they are agreed', () => {
    expect(summary.milestones.map((m) => m.when)).toEqual([
      'reached Fri 20 Nov',
      'Fri 11 Dec',
      'Fri 5 Mar 2027, not agreed yet',
    ]);
  });
  it('names who is asked for what next', () => {
    expect(summary.next).toContainEqual({ what: 'terms, to answer', who: dana.name, by: 'Fri 5 Mar 2027' });
    expect(summary.next).toContainEqual({ what: 'paper', who: dana.name, by: 'Fri 11 Dec' });
  });
  it('leaves an empty part of the case out for who only reads, and says whose notes it is until confirmed', () => {
    expect(sheet()).toContain('Nine days a month.');
    expect(sheet()).not.toContain('If we wait');
    expect(sheet(summaryOf({ ...plan, confirmed: null }, today))).toContain('Maya’s notes');
  });
  it('has nothing to press and no word that is never said', () => {
    expect(sheet()).not.toMatch(/<(button|form|input|a)\b/);
    expect(bannedWords(sheet().replace(/<[^>]*>/g, ' '))).toEqual([]);
  });
});

describe('whether the plan keeps to its days', () => {
  const said = (over: Parameters<typeof aStep>[1]) => {
    const { standing } = summaryOf(aPlan({ steps: [aStep('form', over)] }), today);
    return standing && standingSentence(standing);
  };
  it('says which agreed day has passed, what runs past the live day, and what is stuck', () => {
    expect(said({ dueDay: on('2026-11-24') })).toBe(
      'At risk: “form”, agreed for Tue 24 Nov, is outstanding.',
    );
    expect(said({ dueDay: on('2027-03-18') })).toBe(
      'At risk: On today’s pace it is live on Thu 18 Mar 2027.',
    );
    expect(said({ status: 'stuck', dueDay: on('2026-12-24') })).toBe(
      'On track: What is agreed keeps to its days; “form” is stuck.',
    );
  });
  it('promises nothing where nothing is agreed', () => {
    const outline = aPlan({ steps: [aStep('form', { agreement: 'outline', dueDay: on('2026-12-24') })] });
    const words = sheet(summaryOf(outline, today)).replace(/<[^>]*>/g, '');
    expect(words.match(/nothing is agreed next/gi)).toHaveLength(1);
    expect(words).not.toContain('On track');
    const asked = aPlan({ steps: [aStep('form', { agreement: 'proposed' })], offers: [anOffer('form')] });
    expect(summaryOf(asked, today).standing).toBeNull();
  });
});

describe('a draft as it will be read', () => {
  const draft = aDraft({
    steps: [aStep('demo', { dueDay: on('2026-12-04') }), aStep('floor', { withheld: true })],
  });
  const whom = { personId: 'new', side: 'buyer' as const, name: 'Dana Ortiz', role: 'champion' };
  it('holds what sharing reveals and asks, with whom it goes to, and nothing that is kept back', () => {
    const shared = asShared(draft, as(maya, draft).actor, today, whom);
    if (shared.kind === 'refused') throw new Error(shared.sentence);
    expect(shared.plan.steps.map((s) => s.id)).toEqual(['demo']);
    expect(shared.plan.people.map((p) => p.name)).toContain('Dana Ortiz');
  });
  it('says in the words of the rule what is missing', () => {
    expect(asShared(aDraft(), as(maya, aDraft()).actor, today)).toMatchObject({ code: 'noSteps' });
  });
});
