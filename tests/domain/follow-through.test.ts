import { describe, expect, test } from 'vitest';
import { thingsToDo } from '#app/domain/follow-through.ts';
import type { Plan } from '#app/domain/plan.ts';
import { viewOf } from '#app/domain/shared-view.ts';
import { bannedWords } from '#tests/domain/banned-words.ts';
import { type CastMember, cast, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import {
  aDraft,
  aMilestone,
  anOffer,
  aPlan,
  aStep,
  ask,
  on,
  ownedBy,
  today,
  waits,
} from '#tests/support/plan-builder.ts';

const readBy = (plan: Plan, who: CastMember) =>
  thingsToDo(viewOf(plan, ['shared', who.side]), who.personId, today);
const says = (plan: Plan, who: CastMember) => readBy(plan, who).map(({ sentence }) => sentence);

const [passed, late, tomorrow] = [on('2026-11-26'), on('2026-11-25'), on('2026-11-28')];

const busy = aPlan({
  steps: [
    aStep('form', { dueDay: late }),
    aStep('data', { dueDay: today }),
    aStep('later', { dueDay: tomorrow }),
    aStep('held up', { dueDay: passed }),
    aStep('someday'),
    aStep('contract', { dueDay: passed, owners: ownedBy(grace) }),
    aStep('demo', { dueDay: today, owners: ownedBy(maya) }),
    aStep('budget', { dueDay: today, type: 'approval', owners: ownedBy(lena) }),
    aStep('asked', { dueDay: on('2026-12-04'), agreement: 'proposed' }),
    aStep('floor', { layer: 'seller', dueDay: today, owners: ownedBy(maya) }),
    aStep('rehearsal', { layer: 'buyer', dueDay: late, owners: ownedBy(lena) }),
  ],
  offers: [anOffer('asked')],
  dependencies: [waits('held up', 'later')],
});

describe('what there is to do today', () => {
  test('is one’s own work whose day has come, what one is asked, and for who leads, what others do', () => {
    expect(says(busy, dana)).toEqual([
      '“form” was for Wed 25 Nov, 2 working days ago.',
      '“asked”: Maya asks for this by Fri 4 Dec.',
      '“data” is for today.',
      '“contract” at Acme Freight was agreed for Thu 26 Nov.',
      '“budget” at Acme Freight is agreed for today, Fri 27 Nov.',
      '“demo” at Northwind is agreed for today, Fri 27 Nov.',
      '“someday” has no day yet.',
    ]);
    expect(says(busy, lena)).toEqual([
      '“rehearsal” was for Wed 25 Nov, 2 working days ago.',
      '“budget” is for today.',
    ]);
    expect(says(busy, tom)).toEqual([]);
  });

  test('names nobody as late but to themselves', () => {
    for (const reader of cast)
      for (const { group, sentence } of readBy(busy, reader))
        if (group === 'waiting')
          for (const { name } of cast) expect(sentence).not.toContain(name.split(' ')[0]);
  });

  test('goes with its fact: done, moved, answered', () => {
    const done = ask(busy, dana, 'completeStep', { stepId: 'data' }).plan;
    expect(says(done, dana).join()).not.toContain('data');
    expect(says(busy, dana).join()).toContain('data');
    const answered = ask(busy, dana, 'acceptOffers', { offerIds: ['offer-asked'] }).plan;
    expect(says(answered, dana).join()).not.toContain('asked');
  });

  test('says nothing of the other side’s private things, nor differs by them', () => {
    const without = (layer: 'seller' | 'buyer') => ({
      ...busy,
      steps: busy.steps.filter((step) => step.layer !== layer),
    });
    for (const reader of cast) {
      const theirs = reader.side === 'seller' ? 'buyer' : 'seller';
      expect(readBy(busy, reader)).toEqual(readBy(without(theirs), reader));
    }
    expect(says(busy, maya).join()).toContain('floor');
    expect(says(busy, dana).join()).not.toContain('floor');
  });

  test('is a question that waits: for who is asked at any time, for who asked with its day', () => {
    const question = (by: string, onlyOurs = false) =>
      ask(busy, maya, 'writeComment', {
        ...{ id: 'question', stepId: 'form', text: 'Which system?', onlyOurs, mentions: [], answers: null },
        request: { of: onlyOurs ? 'tom' : 'dana', by: on(by) },
      }).plan;
    const open = question('2026-12-04');
    expect(says(open, dana)).toContain('Maya asks you about “form”, to be answered by Fri 4 Dec.');
    expect(says(open, maya)).toContain('Your question about “form” waits for its answer by Fri 4 Dec.');
    const between = question('2026-12-04', true);
    expect(says(between, tom)).toContain('Maya asks you about “form”, to be answered by Fri 4 Dec.');
    expect(says(between, dana)).toEqual(says(busy, dana));
    const answered = ask(open, dana, 'writeComment', {
      ...{ id: 'answer', stepId: 'form', text: 'The old one', onlyOurs: false, mentions: [], request: null },
      answers: 'question',
    }).plan;
    expect(says(answered, dana).join()).not.toContain('asks you about');
    expect(says(answered, maya).join()).not.toContain('Your question');
  });

  test('is what is stuck, on the day somebody named to look at it again', () => {
    const lookingOn = (lookOn: typeof today) =>
      says(aPlan({ steps: [aStep('form', { status: 'stuck', dueDay: on('2026-12-18'), lookOn })] }), dana);
    expect(lookingOn(today)).toEqual(['“form” is stuck, and today is the day to look at it again.']);
    expect(lookingOn(passed)).toEqual(['“form” is stuck, and was to be looked at again on Thu 26 Nov.']);
    expect(lookingOn(tomorrow)).toEqual([]);
  });

  test('is that nothing is agreed next, for who leads a side', () => {
    const silent = aPlan({ steps: [aStep('outline', { agreement: 'outline' })] });
    for (const leader of [maya, dana])
      expect(readBy(silent, leader).map(({ verb }) => verb)).toEqual(['Propose the next step']);
    expect(says(silent, lena)).toEqual([]);
  });

  test('is nothing in a draft, at the end, and for who is not on the plan', () => {
    const reachedOn = on('2026-11-20');
    expect(says(aDraft({ steps: [aStep('s', { owners: ownedBy(maya), dueDay: today })] }), maya)).toEqual([]);
    expect(says(aPlan({ milestones: [aMilestone('fit', { reachedOn })] }), maya)).toEqual([]);
    expect(thingsToDo(busy, 'somebody else', today)).toEqual([]);
  });

  test('is told in the words of the product', () => {
    for (const reader of cast) expect(bannedWords(says(busy, reader).join('\n'))).toEqual([]);
  });
});
