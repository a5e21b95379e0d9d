import { describe, expect, test } from 'vitest';
import type { Actor } from '#app/domain/command.ts';
import { actsOn, readBefore } from '#app/domain/letter-act.ts';
import type { Plan } from '#app/domain/plan.ts';
import { type CastMember, dana, lena, maya } from '#tests/support/cast.ts';
import { anOffer, aPlan, aStep, on, ownedBy, stepIn, today } from '#tests/support/plan-builder.ts';

const actor = ({ personId, side, key }: CastMember, over: Partial<Actor> = {}): Actor => ({
  ...{ personId, side, stakeholderId: key, pointPerson: false, proven: false },
  ...over,
});
const acts = (plan: Plan, who = dana) => actsOn(plan, 's', actor(who), today);
const step = (over: Parameters<typeof aStep>[1] = {}) => aStep('s', { owners: ownedBy(dana), ...over });
const asking = (terms: Parameters<typeof anOffer>[1], over = {}) =>
  aPlan({ steps: [step({ dueDay: on('2026-12-14'), ...over })], offers: [anOffer('s', terms)] });

describe('what a letter about a step lets its reader do', () => {
  test('is its work where the step is theirs, and nothing where it is not', () => {
    const plan = aPlan({ steps: [step()] });
    expect(acts(plan)).toEqual(['done', 'newDay', 'stuck']);
    expect(acts(plan, maya)).toEqual([]);
  });

  test('is an answer where something is asked', () => {
    expect(acts(asking({}, { agreement: 'proposed' }))).toEqual(['accept', 'newDay']);
    const day = { terms: { field: 'dueDay', value: on('2026-12-18') } } as const;
    expect(acts(asking(day))).toEqual(['accept', 'newDay']);
    expect(acts(asking({ terms: { field: 'ask', value: 'The short form' } }))).toEqual(['accept']);
    expect(acts(asking({ terms: { field: 'done' } }))).toEqual(['done', 'newDay', 'stuck']);
    expect(acts(asking(day), maya)).toEqual([]);
  });

  test('is never an approval, a step that has ended, or one that only their side sees', () => {
    const none: Parameters<typeof aStep>[1][] = [
      { type: 'approval' },
      { status: 'done', endedOn: today },
      { status: 'skipped', endedOn: today },
      { layer: 'buyer' },
    ];
    for (const over of none) expect(acts(aPlan({ steps: [step(over)] }))).toEqual([]);
    const asked = asking({}, { type: 'approval', agreement: 'proposed' });
    expect(acts(asked)).toEqual([]);
    expect(actsOn(aPlan(), 'no such step', actor(dana), today)).toEqual([]);
  });

  test('and a name needed is for who leads this there', () => {
    const owners = [{ id: 'o', side: 'buyer', role: 'legal', stakeholderId: null }] as const;
    const plan = aPlan({ steps: [step({ owners: [...owners] })] });
    expect(actsOn(plan, 's', actor(lena), today)).toEqual([]);
    expect(actsOn(plan, 's', actor(dana, { pointPerson: true }), today)).toContain('done');
  });
});

test('what has to be read differs with words, day, question, owner and state, and with nothing else', () => {
  const plan = aPlan({ steps: [step(), aStep('other')] });
  const read = (one: Plan) => JSON.stringify(readBefore(one, stepIn(one, 's')));
  const withStep = (over: Parameters<typeof aStep>[1]) => aPlan({ steps: [step(over), aStep('other')] });
  const differing: Parameters<typeof aStep>[1][] = [
    { versions: { title: 7 } },
    { versions: { doneWhen: 7 } },
    { versions: { dueDay: 7 } },
    { status: 'stuck', statusReason: 'No file' },
    { agreement: 'proposed' },
    { type: 'approval' },
    { owners: ownedBy(lena) },
  ];
  for (const over of differing) expect(read(withStep(over))).not.toBe(read(plan));
  expect(read(aPlan({ steps: [step()], offers: [anOffer('s')] }))).not.toBe(read(plan));
  expect(read(aPlan({ steps: [step(), aStep('other', { title: 'Another', versions: { title: 9 } })] }))).toBe(
    read(plan),
  );
});
