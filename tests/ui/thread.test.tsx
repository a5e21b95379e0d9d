import { describe, expect, test } from 'vitest';
import { StepInputs } from '#app/components/step-inputs.tsx';
import { hereWords, missingWords } from '#app/components/step-inputs-words.ts';
import { StepLinks } from '#app/components/step-links.tsx';
import { Thread } from '#app/components/thread.tsx';
import { piecesOf, writtenAt } from '#app/components/thread-words.ts';
import type { Comment, StepInput, StepLink } from '#app/domain/attachment.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya, rui, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, on, stepIn, today } from '#tests/support/plan-builder.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const step = aStep('form', { title: 'Form sent' });
const wrote = (who: CastMember, over: Partial<Comment> = {}): Comment => ({
  id: `by-${who.key}`,
  layer: 'shared',
  stepId: 'form',
  by: who.personId,
  byName: who.name,
  bySide: who.side,
  at: '2026-11-24T09:12:00.000Z',
  text: 'A half-filled form already helps.',
  mentions: [],
  request: null,
  answers: null,
  files: [],
  answeredOn: null,
  decisionId: null,
  versions: { text: 4 },
  ...over,
});
const planWith = (...comments: Comment[]): Plan => aPlan({ steps: [step], comments });
const read = (plan: Plan, who: CastMember, options: VisitOptions = {}) =>
  visit(<Thread step={stepIn(plan, 'form')} back="/plans/plan/steps/form" />, plan, who, options);

describe('when something was written', () => {
  test('is said with its weekday, in the zone of whoever reads it', () => {
    expect(writtenAt('2026-11-24T09:12:00.000Z', 'Europe/Berlin', today)).toBe('Tue 24 Nov, 10:12');
    expect(writtenAt('2026-11-24T23:30:00.000Z', 'Asia/Tokyo', today)).toBe('Wed 25 Nov, 08:30');
    expect(writtenAt('2026-11-27T07:55:00.000Z', 'Europe/Berlin', today)).toBe('Today, 08:55');
    expect(writtenAt('2025-11-24T09:12:00.000Z', 'Europe/Berlin', today)).toBe('Mon 24 Nov 2025, 10:12');
  });

  test('stands beside who wrote it, oldest first', () => {
    const plan = planWith(
      wrote(dana, { at: '2026-11-25T15:40:00.000Z', text: 'Thank you.' }),
      wrote(maya, { text: 'First.' }),
    );
    const { words, html } = read(plan, dana, { reader: { zone: 'America/New_York' } });
    expect(words).toMatch(/Written here 2 .*Maya Tue 24 Nov, 04:12 First\..*You Wed 25 Nov, 10:40/);
    expect(html).toContain('dateTime="2026-11-25T15:40:00.000Z"');
  });
});

describe('a comment that was written without a connection', () => {
  const sent = wrote(dana, { text: 'Sent before.' });
  const plan = planWith(
    sent,
    wrote(dana, { id: 'kept', at: '2026-11-25T15:40:00.000Z', text: 'From the train.' }),
  );
  const confirmed = planWith(sent);

  test('waits to be sent, and those the server has do not', () => {
    const { words } = read(plan, dana, { confirmed, isOffline: true });
    expect(words).toMatch(/You Tue 24 Nov, 10:12 Sent before\..*You Waits to be sent From the train\./);
  });
  test('is not marked for the moment it takes to send it', () => {
    expect(read(plan, dana, { confirmed }).words).not.toContain('Waits to be sent');
  });
});

describe('the words of a comment', () => {
  const pieces = (text: string, mentions: string[] = []) =>
    piecesOf(aPlan(), { text, mentions }, 'dana').pieces;

  test('set names apart, only those that were meant', () => {
    expect(pieces('@Rui, ask @Maya or @Ruis', ['rui'])).toEqual([
      { kind: 'name', text: 'Rui', side: 'buyer', you: false },
      { kind: 'text', text: ', ask @Maya or @Ruis' },
    ]);
    expect(pieces('@Rui Santos knows', ['rui'])[0]).toMatchObject({ text: 'Rui Santos' });
    expect(piecesOf(aPlan(), { text: 'Who?', mentions: ['lena'] }, null).unsaid.map((p) => p.id)).toEqual([
      'lena',
    ]);
  });

  test('follow addresses of pages and nothing that runs', () => {
    expect(pieces('See https://a.example/b?c=1, then (http://b.example).')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://a.example/b?c=1', url: 'https://a.example/b?c=1' },
      { kind: 'text', text: ', then (' },
      { kind: 'link', text: 'http://b.example', url: 'http://b.example' },
      { kind: 'text', text: ').' },
    ]);
    const nasty = 'javascript:alert(1) data:text/html,x https://user:pass@a.example https:// <b>bold</b>';
    expect(pieces(nasty).filter((p) => p.kind === 'link')).toEqual([]);
    const { html } = read(planWith(wrote(maya, { text: nasty })), dana);
    expect(html).not.toContain('<b>bold');
    expect(html).not.toContain('href="javascript');
  });
});

describe('who reads it', () => {
  const plan = planWith(
    wrote(maya),
    wrote(dana, { layer: 'buyer', text: 'Rui, who owns it?', mentions: ['rui'] }),
  );

  test('is said at what only one side reads', () => {
    const { words } = read(plan, rui);
    expect(words).toMatch(/Dana Tue 24 Nov, 10:12 to you Only Acme Freight Rui, who owns it\?/);
  });

  test('one’s own can be changed, shown to both sides with what that does, and removed', () => {
    const { words, form, ways } = read(plan, dana);
    expect(form('changeComment')?.base).toEqual({ text: -4 });
    expect(words).toContain(
      'Northwind then reads it word for word, with your name and the time you wrote it.',
    );
    expect(form('revealComment')?.args).toEqual({ commentId: 'by-dana' });
    expect(ways.filter((way) => way === 'Change what you wrote')).toHaveLength(1);
    expect(read(plan, rui).form('changeComment')).toBeUndefined();
    expect(read(plan, rui).form('revealComment')).toBeUndefined();
    expect(read(planWith(wrote(dana)), dana).form('revealComment')).toBeUndefined();
  });

  test('a note beside a decision says so', () => {
    const { words } = read(planWith(wrote(lena, { decisionId: 'd' })), dana);
    expect(words).toContain('A note beside a decision');
  });
});

describe('an answer that is needed', () => {
  const asks = wrote(dana, { id: 'asks', request: { of: 'maya', by: on('2026-12-03') } });

  test('names who answers and by when, to each as they read it', () => {
    expect(read(planWith(asks), maya).words).toContain('You to answer by Thu 3 Dec');
    expect(read(planWith(asks), dana).words).toContain('Maya to answer by Thu 3 Dec');
    const late = { ...asks, request: { of: 'maya', by: on('2026-11-26') } };
    expect(read(planWith(late), dana).words).toContain('Maya to answer, needed by Thu 26 Nov');
    const closed = { ...asks, answeredOn: on('2026-11-27') };
    expect(read(planWith(closed), dana).words).toContain('Answered Fri 27 Nov');
  });

  test('is replied to by the side that was asked and closed by the two it is between', () => {
    expect(read(planWith(asks), tom).html).toContain('>Reply</a>');
    expect(read(planWith(asks), rui).html).not.toContain('>Reply</a>');
    expect(read(planWith(asks), dana).html).not.toContain('>Reply</a>');
    for (const who of [dana, maya]) expect(read(planWith(asks), who).form('closeRequest')).toBeDefined();
    expect(read(planWith(asks), tom).form('closeRequest')).toBeUndefined();
    expect(read(planWith({ ...asks, answeredOn: today }), dana).form('closeRequest')).toBeUndefined();
  });

  test('what answers it says whose question that was', () => {
    const answer = wrote(maya, { answers: 'asks', at: '2026-11-25T09:12:00.000Z' });
    expect(read(planWith(asks, answer), dana).words).toContain('answers your question');
    expect(read(planWith(asks, answer), rui).words).toContain("answers Dana's question");
    expect(read(planWith(answer), rui).words).not.toContain('question');
  });
});

test('whoever may only read finds what was written, and no form', () => {
  const { forms, words } = read(planWith(wrote(maya)), dana, { reader: { canEdit: false } });
  expect([forms, words.includes('half-filled')]).toEqual([[], true]);
  const sealed = read(planWith(wrote(maya)), rui, { reader: { sealed: true } });
  expect(sealed.forms).toEqual([]);
  expect(sealed.words).toContain('You can write here once your own side has let you in');
});

test('about the plan stands also what is left of steps that have gone, with their names', () => {
  const plan = planWith(wrote(maya, { id: 'left', stepId: 'old', text: 'Was it sent?' }), wrote(dana));
  const { words } = visit(
    <Thread step={null} back="/plans/plan/ask" gone={{ old: 'Old form' }} />,
    plan,
    dana,
  );
  expect(words).toContain('About “Old form”, which has gone Was it sent?');
  expect(words).not.toContain('half-filled');
});

describe('what a step needs', () => {
  const input = (id: string, over: Partial<StepInput> = {}): StepInput => ({
    id,
    layer: 'shared',
    stepId: 'form',
    side: 'buyer',
    name: 'The form',
    here: false,
    versions: { name: 2, here: 3 },
    ...over,
  });
  const inputs = [
    input('a', { name: 'Where to send it', side: 'seller', here: true }),
    input('b'),
    input('c', { name: 'SOC 2 report', side: 'seller' }),
  ];
  const plan = aPlan({ steps: [step], inputs });
  const needs = (now: Plan, who: CastMember, options?: VisitOptions) =>
    visit(<StepInputs step={stepIn(now, 'form')} back="/b" />, now, who, options);

  test('is counted, and each thing says whose it is and whether it is here', () => {
    const { words } = needs(plan, dana);
    expect(words).toContain('What it needs 1 of 3 here');
    expect(words).toMatch(/Where to send it Northwind, here.*The form Acme Freight, missing/);
    expect(hereWords(plan, 'form')).toBe('1 of 3 here');
    expect(missingWords(plan, 'fit')).toBe('Missing: the form and SOC 2 report');
    const named = [input('a', { name: 'Grace’s comments' }), input('b', { name: 'Names of the team' })];
    expect(missingWords({ ...plan, inputs: named }, 'fit')).toBe(
      'Missing: Grace’s comments and Names of the team',
    );
    expect(missingWords(aPlan(), 'fit')).toBeNull();
  });

  test('is ticked by its own side alone, from the version that was read', () => {
    const ticks = (who: CastMember) =>
      needs(plan, who)
        .forms.filter((f) => f.type === 'setInputHere')
        .map((f) => [f.args, f.base]);
    expect(ticks(dana)).toEqual([[{ inputId: 'b', here: true }, { here: 3 }]]);
    expect(ticks(maya).map(([args]) => args)).toEqual([
      { inputId: 'a', here: false },
      { inputId: 'c', here: true },
    ]);
    expect(needs(plan, dana, { reader: { canEdit: false } }).forms).toEqual([]);
  });

  test('of a private step comes from its own side only', () => {
    const own = aPlan({ steps: [{ ...step, layer: 'buyer' }], inputs: [input('a', { layer: 'buyer' })] });
    const { form } = needs(own, dana);
    expect(form('addInput')?.args).toEqual({ stepId: 'form', side: 'buyer' });
    expect(form('addInput')?.html).not.toContain('Who brings it');
    expect(form('changeInput', (f) => f.args.field === 'side')).toBeUndefined();
  });
});

test('a link leads to a page, by its name, and one that would run is only text', () => {
  const link = (id: string, name: string, url: string): StepLink => ({
    id,
    layer: 'shared',
    stepId: 'form',
    name,
    url,
    versions: {},
  });
  const links = [link('a', 'SOC 2', 'https://a.example/x'), link('b', 'Bad', 'javascript:alert(1)')];
  const plan = aPlan({ steps: [step], links });
  const { html, words } = visit(<StepLinks step={stepIn(plan, 'form')} back="/b" />, plan, maya);
  expect(html).toContain(
    '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer ugc">SOC 2</a>',
  );
  expect(words).toContain('SOC 2 a.example');
  expect(html).not.toContain('href="javascript');
});
