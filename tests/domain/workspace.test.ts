import { describe, expect, test } from 'vitest';
import {
  grantableBy,
  type Member,
  type MemberStanding,
  memberStandings,
  refuseInviting,
  refuseRemoval,
  refuseStanding,
} from '#app/domain/workspace.ts';

const member = (personId: string, standing: MemberStanding): Member => ({
  personId,
  name: personId,
  address: `${personId}@northwind.example`,
  standing,
  invitedAt: '2026-11-01T09:00:00Z',
  enteredAt: null,
});
const house = [
  member('Priya', 'owner'),
  member('Otto', 'admin'),
  member('Ines', 'admin'),
  member('Tom', 'member'),
];
const twoOwners = [...house, member('Maya', 'owner')];
const code = (refusal: { code: string } | null) => refusal?.code ?? 'may';

describe('what a member may do', () => {
  test('is changed by owners and admins, and by nobody else', () => {
    const byEach = ['Priya', 'Otto', 'Tom', 'a stranger'].map((who) =>
      code(refuseStanding(house, who, 'Tom', 'admin')),
    );
    expect(byEach).toEqual(['may', 'may', 'notAllowed', 'notAllowed']);
  });

  test('as an owner is given and taken by owners only', () => {
    expect(code(refuseStanding(twoOwners, 'Otto', 'Tom', 'owner'))).toBe('ownersOnly');
    expect(code(refuseStanding(twoOwners, 'Otto', 'Priya', 'member'))).toBe('ownersOnly');
    expect(code(refuseStanding(twoOwners, 'Otto', 'Otto', 'owner'))).toBe('ownersOnly');
    expect(code(refuseStanding(twoOwners, 'Priya', 'Tom', 'owner'))).toBe('may');
    expect(code(refuseStanding(twoOwners, 'Priya', 'Maya', 'member'))).toBe('may');
  });

  test('as the last owner is not taken, even by themselves', () => {
    expect(refuseStanding(house, 'Priya', 'Priya', 'admin')?.sentence).toBe(
      'Priya is the only owner, and a workspace always has one. Make somebody else an owner first.',
    );
    expect(code(refuseStanding(twoOwners, 'Priya', 'Priya', 'admin'))).toBe('may');
  });

  test('is offered only as far as whoever offers it may go', () => {
    expect(memberStandings.map((standing) => grantableBy(standing).length)).toEqual([3, 2, 0]);
    for (const actor of twoOwners)
      for (const to of memberStandings)
        if (!grantableBy(actor.standing).includes(to))
          expect(refuseStanding(twoOwners, actor.personId, 'Tom', to)?.code ?? 'same').toMatch(
            /notAllowed|ownersOnly|same/,
          );
  });
});

describe('a member is removed', () => {
  test('by owners and admins, an owner by another owner, and anybody by leaving', () => {
    expect(code(refuseRemoval(twoOwners, 'Otto', 'Tom'))).toBe('may');
    expect(code(refuseRemoval(twoOwners, 'Otto', 'Ines'))).toBe('may');
    expect(code(refuseRemoval(twoOwners, 'Otto', 'Priya'))).toBe('ownersOnly');
    expect(code(refuseRemoval(twoOwners, 'Tom', 'Otto'))).toBe('notAllowed');
    expect(code(refuseRemoval(twoOwners, 'Tom', 'Tom'))).toBe('may');
    expect(code(refuseRemoval(twoOwners, 'Maya', 'Priya'))).toBe('may');
  });

  test('never as the last owner, and not by somebody who is none', () => {
    expect(code(refuseRemoval(house, 'Priya', 'Priya'))).toBe('lastOwner');
    expect(code(refuseRemoval(house, 'a stranger', 'Tom'))).toBe('notAllowed');
    expect(code(refuseRemoval(house, 'Priya', 'a stranger'))).toBe('absent');
  });
});

test('an admin invites members and admins, an owner owners too, a member nobody', () => {
  const may = (who: string) => memberStandings.filter((standing) => !refuseInviting(house, who, standing));
  expect(may('Priya')).toEqual(['owner', 'admin', 'member']);
  expect(may('Otto')).toEqual(['admin', 'member']);
  expect(may('Tom')).toEqual([]);
});
