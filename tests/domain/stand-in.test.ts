import { describe, expect, test } from 'vitest';
import { type Away, handedTo } from '#app/domain/handed-steps.ts';
import { type KeepInTouch, usualInTouch } from '#app/domain/keep-in-touch.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { personOf } from '#app/domain/plan.ts';
import { awayOn, colleaguesOf, handedOver, type SaidOf, standInOf } from '#app/domain/stand-in.ts';
import { type CastMember, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import { aPlan, aStep, on, ownedBy, stakeholderOf, today } from '#tests/support/plan-builder.ts';

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

describe('who both sides read to be away', () => {
  const on_ = (of: [CastMember, Partial<KeepInTouch>][], stopped: CastMember[] = []) =>
    new Map(
      of.map(([who, how]) => [
        who.personId,
        { said: { ...usual, ...how }, stopped: stopped.some((s) => s.personId === who.personId) },
      ]),
    );
  const read = (said: ReturnType<typeof on_>, reader: CastMember, day = today) =>
    awayOn(plan, said, { today: day, readerId: reader.personId }).map(({ says: words }) => words);

  test('with who stands in, until the day they are back', () => {
    const said = on_([[dana, away(lena)]]);
    expect(read(said, maya)).toEqual(['Dana is away until Mon 7 Dec; Lena stands in.']);
    expect(read(said, lena)).toEqual(['Dana is away until Mon 7 Dec; you stand in.']);
    expect(read(said, maya, on('2026-12-07'))).toEqual([]);
  });

  test('in the words they wrote, and without a colleague who is away too', () => {
    const words = { awayUntil: on('2026-12-07'), standIn: 'the desk' };
    expect(read(on_([[dana, words]]), maya)).toEqual(['Dana is away until Mon 7 Dec; the desk stands in.']);
    const both = on_([
      [dana, { ...away(lena), standIn: lena.name }],
      [lena, { awayUntil: on('2026-12-04') }],
    ]);
    expect(read(both, maya)).toEqual(['Dana is away until Mon 7 Dec.', 'Lena is away until Fri 4 Dec.']);
  });

  test('and not where the people page says nothing of it: no letters wanted, or not in the plan yet', () => {
    expect(read(on_([[dana, away(lena)]], [dana]), maya)).toEqual([]);
    expect(read(on_([[grace, away(lena)]]), maya)).toEqual([]);
  });
});

describe('what waits for a stand-in', () => {
  const row = (who: CastMember) => stakeholderOf(who).id;
  const steps = [
    aStep('data', { owners: ownedBy(dana) }),
    aStep('both', { owners: ownedBy(dana, lena) }),
    aStep('yes', { owners: ownedBy(dana), type: 'approval' }),
    aStep('done', { owners: ownedBy(dana), status: 'done' }),
    aStep('theirs', { owners: ownedBy(tom) }),
  ];
  const now = { ...plan, steps };
  const dear: Away = {
    ...{ stakeholderId: row(dana), until: on('2026-12-07'), standInId: row(lena), says: '' },
  };
  const handed = (reader: CastMember, list = [dear]) => {
    const { side, personId } = reader;
    const pointPerson = personOf(now, personId)?.pointPerson ?? false;
    return handedTo(now, list, { side, stakeholderId: row(reader), pointPerson });
  };

  test('is what is theirs alone, and nothing that decides', () => {
    const [one, ...more] = handed(lena);
    expect(more).toEqual([]);
    expect(one?.person.name).toBe(dana.name);
    expect(one?.toDo.map(({ id }) => id)).toEqual(['data']);
  });

  test('nobody else’s, and nothing once they are back', () => {
    expect(handed(grace)).toEqual([]);
    expect(handed(tom)).toEqual([]);
    expect(handed(lena, [])).toEqual([]);
  });
});
