import { describe, expect, it } from 'vitest';
import { callWords, othersToAsk, VOICEMAIL_WORDS, wordsIn } from '#app/domain/call-words.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import { alreadyAnswered, isPastLetters, unanswered } from '#app/domain/nudge.ts';
import { findPerson, findStep, type Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, grace, maya, rui, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, as, ask, on, ownedBy, placeholder, today } from '#tests/support/plan-builder.ts';

const base = aPlan({
  steps: [
    aStep('form', { owners: ownedBy(dana), dueDay: on('2026-11-20') }),
    aStep('done', { owners: ownedBy(dana), status: 'done', endedOn: on('2026-11-20') }),
    aStep('skipped', { owners: ownedBy(dana), status: 'skipped', endedOn: on('2026-11-20') }),
    aStep('next', { owners: ownedBy(dana) }),
    aStep('private', { layer: 'seller', owners: ownedBy(tom) }),
    aStep('open', { owners: [placeholder('buyer', 'security')] }),
  ],
  dependencies: [{ id: 'd', layer: 'shared', stepId: 'next', afterId: 'form', lag: 0, versions: {} }],
});
const person = (plan: Plan, who: CastMember) => findPerson(plan, as(who, plan).actor.stakeholderId) as never;
let made = 0;
const words = { mentions: [], request: null, answers: null, onlyOurs: false };
const writes = (plan: Plan, who: CastMember, stepId: string, over: object = {}): Plan => {
  made += 1;
  const done = ask(plan, who, 'writeComment', {
    ...{ id: `c${made}`, stepId, text: `Word ${made}` },
    ...{ ...words, ...over },
  }).plan;
  // Each in its own minute.
  const at = new Date(Date.UTC(2026, 10, 24, 9, made)).toISOString();
  return { ...done, comments: done.comments.map((c) => (c.id === `c${made}` ? { ...c, at } : c)) };
};
const asks = (plan: Plan, from: CastMember, of: CastMember, stepId = 'form', over: object = {}): Plan =>
  writes(plan, from, stepId, {
    request: { of: as(of, plan).actor.stakeholderId, by: on('2026-12-01') },
    ...over,
  });
const thrice = (plan: Plan, from: CastMember, of: CastMember, over: object = {}): Plan =>
  [1, 2, 3].reduce((now) => asks(now, from, of, over && 'onlyOurs' in over ? 'private' : 'form', over), plan);

describe('after three letters without an answer', () => {
  it('no fourth goes out, and what they were asked stands on the plan', () => {
    const plan = thrice(base, maya, dana);
    expect(isPastLetters(asks(asks(base, maya, dana), maya, dana), person(base, dana), 'seller')).toBe(false);
    expect(isPastLetters(plan, person(plan, dana), 'seller')).toBe(true);
    const request = { of: 'dana', by: on('2026-12-01') };
    const told = (before: Plan) => {
      const next = ask(before, maya, 'writeComment', {
        ...{ id: 'fourth', stepId: 'form', text: 'And now?' },
        ...{ ...words, request },
      }).plan;
      const thing = next.comments.find(({ id }) => id === 'fourth');
      const after = {
        ...next,
        comments: next.comments.map((c) => (c === thing ? { ...c, at: '2026-11-25T09:00:00.000Z' } : c)),
      };
      return followUps(before, after, [{ kind: 'commentAdded', thing: thing as never }], maya.personId)
        .filter(({ personId }) => personId === dana.personId)
        .map(({ kind }) => kind);
    };
    expect(told(base)).toEqual(['requestAsked']);
    expect(told(plan)).toEqual([]);
    expect(told(writes(plan, dana, 'next'))).toEqual(['requestAsked']);
  });

  it('any act of theirs that the askers can see begins the count anew', () => {
    const plan = thrice(base, maya, dana);
    const count = (now: Plan) => unanswered(now, person(now, dana), 'seller').length;
    expect(count(plan)).toBe(3);
    expect(count(writes(plan, dana, 'open'))).toBe(0);
    expect(count(ask(plan, dana, 'completeStep', { stepId: 'form' }).plan)).toBe(0);
    expect(count(writes(plan, rui, 'form'))).toBe(3);
  });

  it('what they do in their own layer tells nobody on the other side', () => {
    const plan = writes(thrice(base, maya, dana), dana, 'form', { onlyOurs: true });
    expect(unanswered(plan, person(plan, dana), 'seller')).toHaveLength(3);
  });

  it('each side counts what it asked itself, a colleague with what only they read', () => {
    const plan = thrice(base, maya, tom, { onlyOurs: true });
    expect(isPastLetters(plan, person(plan, tom), 'seller')).toBe(true);
    expect(unanswered(plan, person(plan, tom), 'buyer')).toEqual([]);
    expect(unanswered(thrice(base, dana, maya), person(base, maya), 'buyer')).toHaveLength(3);
  });
});

describe('what the plan knows already', () => {
  const known = (plan: Plan, stepId: string, who: CastMember = dana) =>
    alreadyAnswered(plan, findStep(plan, stepId) ?? null, person(plan, who), {
      personId: maya.personId,
      today,
    });

  it('is that the step has ended, or waits for something else', () => {
    expect(known(base, 'done')).toBe('It is done since Fri 20 Nov.');
    expect(known(base, 'skipped')).toBe('It was skipped since Fri 20 Nov.');
    expect(known(base, 'next')).toMatch(/^Dana cannot begin yet: it waits for “.+”\.$/);
    expect(known(base, 'form')).toBeNull();
    expect(known(base, 'next', grace)).toBeNull();
  });

  it('is what they answered last, until they are asked anew', () => {
    const asked = asks(base, maya, dana);
    const request = asked.comments.at(-1)?.id;
    const answered = writes(asked, dana, 'form', { answers: request, text: 'Lena reads them.' });
    expect(known(answered, 'form')).toBe('Dana answered you: “Lena reads them.”');
    expect(known(asks(answered, maya, dana), 'form')).toBeNull();
  });
});

describe('what goes along', () => {
  const link = {
    id: 'l',
    layer: 'shared' as const,
    stepId: 'form',
    name: 'Form',
    url: 'https://x.example/f',
    versions: {},
  };
  it('is a link of the step, in the words both read', () => {
    const plan = writes({ ...base, links: [link] }, maya, 'form', { text: 'Who fills it in?', useful: 'l' });
    expect(plan.comments.at(-1)?.text).toBe('Who fills it in?\n\nFor this: Form, https://x.example/f');
  });
  it('never one that not all who read it may see', () => {
    const plan = { ...base, links: [{ ...link, layer: 'seller' as const }] };
    const before = plan.comments.length;
    expect(writes(plan, maya, 'form', { useful: 'l' }).comments).toHaveLength(before);
    expect(writes(plan, maya, 'form', { useful: 'l', onlyOurs: true }).comments).toHaveLength(before + 1);
  });
});

describe('what to say on the telephone', () => {
  const say = (plan: Plan, stepId: string | null, asked: string) =>
    callWords({
      ...{ plan, step: stepId === null ? null : (findStep(plan, stepId) ?? null), asked, today },
      ...{ caller: person(plan, maya), to: person(plan, dana) },
    });

  it('is a fact, why it matters, and the one ask', () => {
    const words = say(base, 'form', 'Who fills it in?');
    expect(words.fact).toMatch(/was due on Fri 20 Nov\.$/);
    expect(words.why).toMatch(/waits for it\.$/);
    expect(words.ask).toBe('Who fills it in?');
    expect(words.note).toMatch(/^Dear Dana,\n/);
  });

  it('fits twenty seconds after the tone, whatever was asked and however things are called', () => {
    const long = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
    const steps = base.steps.map((s) => ({ ...s, title: long }));
    for (const plan of [base, { ...base, steps, sellerName: long }])
      for (const stepId of ['form', 'open', null])
        for (const asked of ['When?', long]) {
          const { voicemail } = say(plan, stepId, asked);
          expect(wordsIn(voicemail)).toBeLessThanOrEqual(VOICEMAIL_WORDS);
          expect(voicemail).toMatch(/^Hello Dana, Maya from .* Thank you\.$/);
          expect(voicemail).not.toMatch(/ignor|silen|unanswered/i);
        }
  });

  it('names who else there could answer, never whoever calls', () => {
    const names = othersToAsk(base, findStep(base, 'form') ?? null, person(base, dana), 'maya').map(
      (p) => p.id,
    );
    expect(names).not.toContain('dana');
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((id) => findPerson(base, id)?.side === 'buyer')).toBe(true);
  });
});
