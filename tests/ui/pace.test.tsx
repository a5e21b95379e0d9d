import { describe, expect, it } from 'vitest';
import { Glance } from '#app/components/glance.tsx';
import { OpenedProvider } from '#app/components/opened.tsx';
import { summaryOf } from '#app/components/summary-words.ts';
import type { Plan, Step } from '#app/domain/plan.ts';
import { viewOf } from '#app/domain/shared-view.ts';
import { standingSentence } from '#app/domain/standing.ts';
import { BuyerHome } from '#app/routes/plans.$planId._index/buyer-home.tsx';
import { PlanHeader } from '#app/routes/plans.$planId._index/plan-header.tsx';
import { PlanList } from '#app/routes/plans.$planId._index/plan-list.tsx';
import { StepPanel } from '#app/routes/plans.$planId.steps.$stepId/step-panel.tsx';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import { aPlan, aStep, on, ownedBy, stepIn, today, waits } from '#tests/support/plan-builder.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const goal = { ...aPlan().goal, liveDay: on('2026-12-04') };
const slips = 'Tom cannot begin. Dana and Tom then fill it in together.';
const planWith = (answers: Partial<Step> = {}, over: Partial<Plan> = {}): Plan =>
  aPlan({
    goal,
    steps: [
      aStep('form', { title: 'Security form', dueDay: on('2026-11-26'), ifSlips: slips }),
      aStep('answers', { dueDay: goal.liveDay, duration: 8, owners: ownedBy(maya), ...answers }),
    ],
    dependencies: [waits('answers', 'form')],
    ...over,
  });
const late = planWith();
const inTime = planWith({ duration: 2 });
const sentence =
  'At risk: “Security form”, agreed for Thu 26 Nov, is outstanding; on today’s pace it is live on Wed 9 Dec.';

const page = (plan: Plan, who: CastMember, options?: VisitOptions) =>
  visit(
    <OpenedProvider initial={null} path="/plans/plan">
      <PlanHeader />
      <PlanList />
    </OpenedProvider>,
    plan,
    who,
    options,
  );
const stepPage = (plan: Plan, id: string, who: CastMember, options?: VisitOptions) =>
  visit(<StepPanel step={stepIn(plan, id)} past={[]} />, plan, who, options);

describe('today’s pace', () => {
  it('is one sentence on the plan, at home, at a glance and in the summary', () => {
    for (const { words } of [page(late, maya), page(late, dana), visit(<BuyerHome />, late, dana)])
      expect(words).toContain(`Live Fri 4 Dec. ${sentence}`);
    expect(visit(<Glance />, late, dana).words).toContain(sentence);
    const { standing } = summaryOf(late, today);
    expect(standing && standingSentence(standing)).toBe(sentence);
    expect(page(late, maya).words.match(/on today’s pace it is live/g)).toHaveLength(1);
  });
  it('stands beside the day of a row and of a milestone that it passes, and is read aloud', () => {
    const { words } = page(late, maya);
    expect(words.match(/on today's pace 9 Dec/g)).toHaveLength(2);
    expect(words.match(/on today's pace 27 Nov/g)).toHaveLength(1);
  });
  it('ends the line, dotted, where it leads', () => {
    expect(page(late, maya).html).toContain('Wed 9 Dec on today’s pace');
    expect(page(inTime, maya).html).not.toContain('on today’s pace');
  });
  it('is not said where the live day holds', () => {
    expect(page(inTime, maya).words).not.toMatch(/on today’s pace/i);
    expect(page(inTime, maya).words).toContain('Live Fri 4 Dec. On track: There is time to spare');
  });
  it('is a day beside the agreed one on the step, and what it may slip is a sentence', () => {
    const { words } = stepPage(late, 'answers', maya);
    expect(words).toMatch(/On today’s pace Wed 9 Dec/);
    expect(words).toContain('If it slips, the live day moves.');
    expect(stepPage(inTime, 'answers', dana).words).toContain('If it slips, the live day moves.');
  });
});

describe('what is missing', () => {
  it('is told, with the steps that could begin together, to those who may change the plan', () => {
    const { words, html } = page(late, maya);
    expect(words).toContain('Short by 3 working days: these steps could run in parallel');
    expect(words).toContain('Security form and answers could begin together.');
    expect(html).toMatch(/<details(?![^>]* open)[^>]*><summary>Short by/);
    expect(page(late, maya, { reader: { canEdit: false } }).words).not.toContain('Short by');
  });
  it('is not told where the work would fit', () => {
    expect(page(inTime, maya).words).not.toContain('Short by');
  });
  it('says so where no step could go beside another', () => {
    const alone = planWith({ duration: 8 }, { dependencies: [] });
    expect(page(alone, maya).words).toContain(
      'Short by 2 working days, and no step could run beside another.',
    );
  });
});

describe('if this slips', () => {
  it('is shown on the step whenever it is written, and can be reworded by either side', () => {
    for (const who of [maya, dana]) {
      const { words, html } = stepPage(inTime, 'form', who);
      expect(words).toContain(`If this slips ${slips}`);
      expect(html).toContain('aria-label="Reword: If this slips"');
    }
    const readOnly = stepPage(inTime, 'form', dana, { reader: { canEdit: false } });
    expect(readOnly.words).toContain(slips);
    expect(readOnly.html).not.toContain('Reword: If this slips');
  });
  it('waits under More while nobody has thought of it', () => {
    const { words, html } = stepPage(inTime, 'answers', maya);
    expect(words.indexOf('If this slips')).toBeGreaterThan(words.indexOf('More'));
    expect(html).toContain('aria-label="Write it: If this slips"');
    const readOnly = stepPage(inTime, 'answers', maya, { reader: { canEdit: false } });
    expect(readOnly.words).not.toContain('If this slips');
  });
  it('is written by form, without JavaScript', () => {
    const path = '/plans/plan/steps/answers?open=ifSlips';
    const form = stepPage(inTime, 'answers', maya, { path }).form(
      'changeStep',
      ({ args }) => args.field === 'ifSlips',
    );
    expect(form).toMatchObject({ args: { stepId: 'answers', field: 'ifSlips' }, base: { ifSlips: 0 } });
    expect(stepPage(inTime, 'answers', maya, { path }).html).toMatch(/<details[^>]* open[^>]*><summary>More/);
  });
  it('stands on the row and with whose step it is once the agreed day has passed', () => {
    expect(page(late, maya).words).toContain(`If this slips: ${slips}`);
    expect(visit(<BuyerHome />, late, dana).words).toContain(`If this slips: ${slips}`);
    const steps = late.steps.map((s) => (s.id === 'form' ? { ...s, dueDay: on('2026-12-01') } : s));
    expect(page({ ...late, steps }, maya).words).not.toContain('If this slips');
  });
});

describe('what a week of delay costs', () => {
  const figures: Plan['figures'] = [
    {
      id: 'delay',
      layer: 'buyer',
      side: 'buyer',
      kind: 'costOfDelay',
      value: '5,000 euros',
      versions: {},
    },
  ];
  const costly = { ...late, figures };
  it('stands in the head for those who may see it, with whose eyes it is for', () => {
    const words = 'Each week costs about 5,000 euros. 3 working days later: about 3,000 euros.';
    expect(page(costly, dana).words).toContain(`${words} Only Acme Freight`);
    expect(visit(<BuyerHome />, costly, dana).words).toContain(words);
    expect(visit(<Glance />, costly, dana).words).toContain(words);
    const mayas = viewOf(costly, ['shared', 'seller']);
    expect(page(mayas, maya).words).not.toContain('Each week costs');
  });
});

it('says nothing that is never said', () => {
  const all = [
    page(late, maya),
    page(late, dana),
    stepPage(late, 'form', dana),
    stepPage(late, 'answers', maya),
  ];
  for (const { words } of all) expect(bannedWords(words)).toEqual([]);
});
