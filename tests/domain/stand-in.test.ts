import { describe, expect, test } from 'vitest';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { colleaguesOf, handedOver, type SaidOf, standInOf } from '#app/domain/stand-in.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { aPlan, on, stakeholderOf, today } from '#tests/support/plan-builder.ts';

const plan = aPlan({
  people: [
    ...[maya, tom, dana, lena].map((who) => stakeholderOf(who, { enteredOn: on('2026-11-02') })),
    stakeholderOf(grace, { enteredOn: null }),
  ],
});
const usual = usualInTouch({ decides: false });
const says =
  (of: [CastMember, Partial<KeepInTouch>][]): SaidOf =>
  (personId) => {
    const found = of.find(([who]) => who.personId === personId);
    return found ? { ...usual, ...found[1] } : null;
  };
const away = (standIn: CastMember) => ({ awayUntil: on('2026-12-07'), standInId: standIn.personId });
const line = (over: Partial<Line> = {}): Line => ({
  ...{ personId: dana.personId, kind: 'yourTurn', layer: 'shared', refs: { stepId: 's' } },
  ...over,
});

describe('who stands in', () => {
  test('is somebody of their side who is in the plan', () => {
    expect(colleaguesOf(plan, dana.personId).map((p) => p.personId)).toEqual([lena.personId]);
    expect(standInOf(plan, dana.personId, says([[dana, away(lena)]]), today)?.personId).toBe(lena.personId);
    for (const nobody of [maya, grace, dana])
      expect(standInOf(plan, dana.personId, says([[dana, away(nobody)]]), today)).toBeNull();
  });

  test('does so from the day it is said to the day before they are back, and never in a circle', () => {
    const said = says([[dana, away(lena)]]);
    expect(standInOf(plan, dana.personId, said, on('2026-12-06'))).not.toBeNull();
    expect(standInOf(plan, dana.personId, said, on('2026-12-07'))).toBeNull();
    const both = says([
      [dana, away(lena)],
      [lena, away(dana)],
    ]);
    for (const who of [dana, lena]) expect(standInOf(plan, who.personId, both, today)).toBeNull();
  });
});

describe('what is handed', () => {
  const said = says([[dana, away(lena)]]);
  const kinds = (lines: Line[]) => handedOver(plan, lines, said, today).map(({ kind }) => kind);

  test('is what waits for them, never an approval, and nothing they only hear of', () => {
    const all = ['proposed', 'yourTurn', 'reminder', 'requestAsked'] as const;
    expect(kinds(all.map((kind) => line({ kind })))).toEqual([...all]);
    for (const kind of [
      'approvalAsked',
      'approvalOutdated',
      'milestoneReached',
      'commented',
      'mentioned',
    ] as const)
      expect(kinds([line({ kind })])).toEqual([]);
    for (const kind of ['proposed', 'reminder'] as const)
      expect(kinds([line({ kind, refs: { stepId: 's', of: 'approval' } })])).toEqual([]);
  });

  test('names whose it is, goes to one person, and not to whom hears the same anyway', () => {
    const [copy, ...more] = handedOver(plan, [line()], said, today);
    expect(more).toEqual([]);
    expect(copy).toMatchObject({
      ...{ personId: lena.personId, layer: 'shared' },
      refs: { stepId: 's', for: dana.personId, until: '2026-12-07' },
    });
    expect(handedOver(plan, [line(), line({ personId: lena.personId })], said, today)).toEqual([]);
    expect(handedOver(plan, [line({ personId: maya.personId })], said, today)).toEqual([]);
  });

  test('stays on its side', () => {
    expect(handedOver(plan, [line({ layer: 'buyer' })], said, today)).toHaveLength(1);
    const sellers = says([[maya, away(tom)]]);
    const private_ = [line({ personId: maya.personId, layer: 'seller' })];
    expect(handedOver(plan, private_, sellers, today).map((l) => l.personId)).toEqual([tom.personId]);
  });
});
