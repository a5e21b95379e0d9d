import { describe, expect, test } from 'vitest';
import { Composer } from '#app/components/composer.tsx';
import { addressees, composerLabel, namedIn } from '#app/components/composer-words.ts';
import type { Comment } from '#app/domain/attachment.ts';
import { findStep, type Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, grace, lena, maya, rui, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aPlan,
  aStep,
  as,
  on,
  ownedBy,
  placeholder,
  stakeholderOf,
} from '#tests/support/plan-builder.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const plan = aPlan({
  steps: [
    aStep('form', { owners: ownedBy(tom) }),
    aStep('open', { owners: [placeholder('seller', 'security')] }),
    aStep('hers', { layer: 'buyer', owners: ownedBy(rui) }),
  ],
});
const compose = (
  now: Plan,
  who: CastMember,
  stepId: string | null = 'form',
  { answering = null, ...options }: VisitOptions & { answering?: string | null } = {},
) =>
  visit(
    <Composer
      id="write"
      step={stepId === null ? null : (findStep(now, stepId) ?? null)}
      back="/plans/plan/steps/form"
      answering={answering}
      onAnswering={() => {}}
    />,
    now,
    who,
    options,
  );
const asked = (over: Partial<Comment> = {}): Comment => ({
  id: '11111111-1111-4111-8111-111111111111',
  layer: 'shared',
  stepId: 'form',
  by: dana.personId,
  byName: dana.name,
  bySide: 'buyer',
  at: '2026-11-24T09:12:00.000Z',
  text: 'Who reads the answers?',
  mentions: [],
  request: { of: 'maya', by: on('2026-12-03') },
  answers: null,
  answeredOn: null,
  decisionId: null,
  files: [],
  versions: {},
  ...over,
});

describe('to whom one writes', () => {
  const label = (who: CastMember, stepId: string | null, onlyOurs = false, now = plan) =>
    composerLabel(
      now,
      stepId === null ? null : (findStep(now, stepId) ?? null),
      as(who, now).actor,
      onlyOurs,
    );

  test('is who does the step on the other side, else who leads this there', () => {
    expect(label(dana, 'form')).toBe('Write to Tom about this step');
    expect(label(dana, 'open')).toBe('Write to Maya about this step');
    expect(label(maya, 'form')).toBe('Write to Dana about this step');
    expect(label(dana, null)).toBe('Write to Maya about the plan');
  });

  test('is a colleague where only one’s own side reads it', () => {
    expect(label(dana, 'hers', true)).toBe('Write to Rui about this step');
    expect(label(rui, 'form', true)).toBe('Write to Dana about this step');
    expect(label(dana, 'form', true)).toBe('Write to Acme Freight about this step');
    const alone = aPlan({ people: [maya, dana].map((who) => stakeholderOf(who)) });
    expect(label(dana, null, true, alone)).toBe('Write a note about the plan');
  });

  test('takes the whole name where two share the first', () => {
    const twins = aPlan({
      people: [maya, dana, { ...tom, name: 'Maya Berg' }].map((who) => stakeholderOf(who)),
    });
    expect(label(dana, null, false, twins)).toBe('Write to Maya Klein about the plan');
    expect(addressees(twins, null, as(dana, twins).actor, false).map((p) => p.id)).toEqual(['maya']);
  });
});

test('names behind an @ are those of people who would read it', () => {
  const own = plan.people.filter((p) => p.side === 'buyer');
  expect(namedIn(plan, '@Rui and @Lena Hoff, not Grace or @Dana-less or @Maya', own)).toEqual([
    'dana',
    'lena',
    'rui',
  ]);
  expect(namedIn(plan, '@Ruins @Lenas', own)).toEqual([]);
});

describe('the composer', () => {
  test('sends what it knows, and the rest stands in its fields', () => {
    const form = compose(plan, dana).form('writeComment');
    expect(form?.args).toEqual({
      stepId: 'form',
      onlyOurs: false,
      mentions: [],
      request: null,
      answers: null,
    });
    expect(form?.back).toBe('/plans/plan/steps/form');
    for (const name of ['set.text', 'json.onlyOurs', 'day.request.by', 'set.request.of', 'list.mentions'])
      expect(form?.html).toContain(`name="${name}"`);
  });

  test('begins as its reader wrote last here, and says who reads it', () => {
    const private_ = asked({ layer: 'buyer', request: null });
    const own = compose({ ...plan, comments: [private_] }, dana);
    expect(own.words).toContain(
      'Only Acme Freight: Dana, Lena, Grace and Rui. Nobody at Northwind can open this here; those who run its server could.',
    );
    expect(own.html).toMatch(/<input type="radio"[^>]*value="true"[^>]*checked|checked=""[^>]*value="true"/);
    expect(own.html).not.toContain('Maya Klein');
    expect(compose({ ...plan, comments: [private_] }, rui).words).not.toContain('Nobody at Northwind');
  });

  test('offers no choice at a private step or in a draft', () => {
    const own = compose(plan, dana, 'hers');
    expect(own.html).not.toContain('json.onlyOurs');
    expect(own.form('writeComment')?.args.onlyOurs).toBe(true);
    const draft = aDraft();
    const notes = compose(draft, maya, null);
    expect(notes.words).toContain('Only Northwind reads this: the plan is not shared yet');
    expect(notes.html).not.toContain('Dana');
  });

  test('answers an open question to the reader’s side unless told otherwise', () => {
    const now = { ...plan, comments: [asked()] };
    for (const who of [maya, tom]) {
      const { html, words } = compose(now, who);
      expect(words).toContain('This answers Dana: “Who reads the answers?”');
      expect(html).toMatch(/name="json.answers"[^>]*checked|checked=""[^>]*name="json.answers"/);
    }
    for (const who of [dana, lena, grace]) expect(compose(now, who).words).not.toContain('This answers');
    expect(
      compose({ ...plan, comments: [asked({ answeredOn: on('2026-11-26') })] }, maya).words,
    ).not.toContain('This answers');
  });

  test('goes to both sides when a question of both is to be answered, whatever was said among themselves', () => {
    const between = asked({ id: 'b', layer: 'seller', by: maya.personId, bySide: 'seller', request: null });
    const now = { ...plan, comments: [asked(), between] };
    const isChecked = (html: string, value: string) =>
      (html.match(/<input[^>]*name="json.onlyOurs"[^>]*>/g) ?? []).some(
        (input) => input.includes(`value="${value}"`) && input.includes('checked'),
      );
    const answer = compose(now, maya, 'form', { answering: asked().id });
    expect(isChecked(answer.html, 'false')).toBe(true);
    expect(answer.words).toContain('This answers Dana: “Who reads the answers?”');
    expect(answer.words).not.toContain('stays open');
    // Without wanting to answer, it is as it was; and then it says that nothing is answered.
    const note = compose(now, maya);
    expect(isChecked(note.html, 'true')).toBe(true);
    expect(note.words).toContain("This goes only to your own side: Dana's question stays open.");
  });

  test('lets one choose among several, those to oneself first', () => {
    const toTom = asked({ id: 'b', request: { of: 'tom', by: on('2026-12-03') }, text: 'And when?' });
    const { html } = compose({ ...plan, comments: [asked(), toTom] }, tom);
    expect(html.indexOf('And when?')).toBeLessThan(html.indexOf('Who reads the answers?'));
    expect(html).toContain('None of these');
  });

  test('asks nobody who would not read it, and not oneself', () => {
    const { html } = compose(plan, dana);
    const choices = /<select[^>]*name="set.request.of"[\s\S]*?<\/select>/.exec(html)?.[0] ?? '';
    expect(choices).toContain('value="tom" selected=""');
    expect(choices).not.toContain('value="dana"');
    expect(choices).toContain('value="rui"');
  });
});
