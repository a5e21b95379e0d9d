import { describe, expect, it } from 'vitest';
import { dayWarning } from '#app/components/day-warning.ts';
import { declinedWords } from '#app/components/declined-words.ts';
import { isAboutStep } from '#app/domain/about-step.ts';
import {
  actOf,
  isSingle,
  type KeyDesk,
  keyTable,
  type Pressed,
} from '#app/routes/plans.$planId._index/key-table.ts';
import { handOverChoices } from '#app/routes/plans.$planId._index/owner-choices.ts';
import { quietSince } from '#app/routes/plans.$planId._index/plan-next.ts';
import { dana, lena, maya } from '#tests/support/cast.ts';
import {
  aPlan,
  aStep,
  as,
  ask,
  on,
  ownedBy,
  placeholder,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';

const nothing = () => {};
const desk = (over: Partial<KeyDesk> = {}): KeyDesk => ({
  canEdit: true,
  step: aStep('demo'),
  go: nothing,
  edit: nothing,
  show: nothing,
  addBelow: nothing,
  move: nothing,
  tick: nothing,
  showKeys: nothing,
  showCommands: nothing,
  ...over,
});
const pressed = (key: string, over: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});
const words = (event: Pressed, at = desk(), single = true) => actOf(event, at, single)?.words;

describe('the keys of the plan', () => {
  it('are each bound once where they mean something', () => {
    const bound = keyTable
      .filter((act) => act.run)
      .flatMap((act) => act.strokes.map((stroke) => JSON.stringify(stroke)));
    expect(new Set(bound).size).toBe(bound.length);
  });
  it('tell going along the plan from taking the step along', () => {
    expect(words(pressed('ArrowDown'))).toBe('The next step');
    expect(words(pressed('ArrowDown', { altKey: true }))).toBe('Move it down');
    expect(words(pressed('J'))).toBe('The next step');
    expect(words(pressed('J', { shiftKey: true }))).toBeUndefined();
  });
  it('leave taking back and doing again to every page of the plan, and list them', () => {
    expect(words(pressed('z', { ctrlKey: true }))).toBeUndefined();
    expect(keyTable.map((act) => act.words)).toContain('Take back what you did last');
  });
  it('leave the arrows to the page until a step has the focus, and let J find the first', () => {
    expect(words(pressed('ArrowDown'), desk({ step: null }))).toBeUndefined();
    expect(words(pressed('j'), desk({ step: null }))).toBe('The next step');
    expect(words(pressed('Enter'), desk({ step: null }))).toBeUndefined();
  });
  it('do nothing alone once letters are switched off, and keep every other', () => {
    for (const act of keyTable.filter((a) => a.run && a.strokes.every(isSingle)))
      expect(words(pressed(act.strokes[0]?.key ?? ''), desk(), false)).toBeUndefined();
    expect(words(pressed('ArrowDown'), desk(), false)).toBe('The next step');
    expect(words(pressed('k', { ctrlKey: true }), desk(), false)).toBe('Go anywhere, do anything');
  });
  it('change nothing for somebody who only reads, and have no command menu for a buyer', () => {
    const reads = desk({ canEdit: false, showCommands: null });
    for (const key of ['Enter', 'n', 'x']) expect(words(pressed(key), reads)).toBeUndefined();
    expect(words(pressed('k', { ctrlKey: true }), reads)).toBeUndefined();
    expect(words(pressed('j'), reads)).toBe('The next step');
  });
});

describe('who a row can be handed to', () => {
  const plan = aPlan({
    steps: [
      aStep('form', { owners: ownedBy(dana) }),
      aStep('role', { owners: [placeholder('buyer', 'legal')] }),
      aStep('both', { owners: ownedBy(maya, dana) }),
      aStep('ours', { layer: 'seller', owners: ownedBy(maya) }),
    ],
  });
  const choices = (id: string, who = maya) => handOverChoices(plan, as(who, plan).actor, stepIn(plan, id));

  it('begins with who has it, and each choice is one command the rules take', () => {
    const found = choices('form');
    expect(found?.options.find((o) => o.value === found.value)?.label).toBe('Dana Ortiz, Acme Freight');
    const { value } = found?.options.find((o) => o.label.startsWith('Lena')) ?? { value: '{}' };
    const args = { stepId: 'form', ...JSON.parse(value) };
    const after = ask(plan, dana, 'assignStep', args).plan;
    expect(stepIn(after, 'form').owners.map((o) => o.stakeholderId)).toEqual([lena.key]);
  });
  it('lets the other side join for both together', () => {
    const { value } = choices('form')?.options.find((o) => o.label === 'Both sides together') ?? {
      value: '{}',
    };
    expect(JSON.parse(value)).toMatchObject({ ownerId: null, side: 'seller', stakeholderId: maya.key });
  });
  it('keeps a role that waits for a name among the choices', () => {
    const found = choices('role');
    expect(found?.options.find((o) => o.value === found.value)?.label).toContain('name needed');
  });
  it('leaves several owners to the step itself, and a private step to its side', () => {
    expect(choices('both')).toBeNull();
    expect(choices('ours')?.options.some((o) => /Acme/.test(o.label))).toBe(false);
  });
});

describe('what a day is warned about', () => {
  const plan = aPlan({
    steps: [aStep('form', { dueDay: on('2026-12-01') }), aStep('answer')],
    dependencies: [waits('answer', 'form')],
  });
  const answer = stepIn(plan, 'answer');

  it('is a weekend, and a day before what it waits for', () => {
    expect(dayWarning(plan, answer, on('2026-12-05'))).toContain('is a Saturday.');
    expect(dayWarning(plan, null, on('2026-12-06'))).toContain('is a Sunday.');
    expect(dayWarning(plan, answer, on('2026-11-30'))).toContain('waits for “form”');
    expect(dayWarning(plan, answer, on('2026-12-02'))).toBeNull();
  });
});

describe('a no', () => {
  const plan = aPlan({ steps: [aStep('form', { agreement: 'declined', declinedReason: 'Rui is away' })] });
  it('says which side said it, and by name where that is known', () => {
    expect(declinedWords(plan, stepIn(plan, 'form'))).toBe('Acme Freight said no: Rui is away.');
    expect(declinedWords(plan, stepIn(plan, 'form'), 'Dana')).toBe('Dana said no: Rui is away.');
  });
});

describe('nothing agreed next', () => {
  it('is so since the last day something was finished', () => {
    const ended = (id: string, day: string) => aStep(id, { status: 'done', endedOn: on(day) });
    expect(quietSince(aPlan({ steps: [ended('a', '2026-11-18'), ended('b', '2026-11-12')] }))).toBe(
      '2026-11-18',
    );
    expect(quietSince(aPlan())).toBeNull();
  });
});

describe('the history of one step', () => {
  it('has what was done to it and not what was put behind it', () => {
    const plan = aPlan({ steps: [aStep('form'), aStep('next')] });
    const { changes } = ask(plan, dana, 'moveStep', { stepId: 'form', milestoneId: 'fit', afterId: 'next' });
    expect(changes.some((c) => isAboutStep(c, 'form'))).toBe(true);
    expect(changes.some((c) => isAboutStep(c, 'next'))).toBe(false);
    const tied = ask(plan, dana, 'addDependency', { id: 'd', stepId: 'next', afterId: 'form' }).changes;
    for (const id of ['form', 'next']) expect(tied.some((c) => isAboutStep(c, id))).toBe(true);
  });
});
