/**
 * A workspace is one company's house: its members read every plan in it. An owner or an admin says who is in and
 * what each may do; only an owner makes and unmakes owners, and there is always one.
 */
import type { Refusal } from './result.ts';

export const memberStandings = ['owner', 'admin', 'member'] as const;
export type MemberStanding = (typeof memberStandings)[number];

export interface Member {
  personId: string;
  name: string;
  address: string;
  standing: MemberStanding;
  /** ISO. */
  invitedAt: string;
  /** The first time they signed in; null until then. */
  enteredAt: string | null;
}

export const standingWords: Record<MemberStanding, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
};

export const standingMeaning: Record<MemberStanding, string> = {
  owner: 'does all an admin does, and names other owners.',
  admin: 'changes these settings and every plan, and adds and removes members.',
  member: 'reads every plan, opens new ones, and changes those they are on.',
};

const runs = ({ standing }: Member): boolean => standing !== 'member';
const owners = (members: readonly Member[]): Member[] => members.filter((m) => m.standing === 'owner');

const notYours: Refusal = {
  code: 'notAllowed',
  sentence: 'An owner or an admin of the workspace does this. Ask one of them.',
};
const absent: Refusal = {
  code: 'absent',
  sentence: 'They are not a member any more. Nothing was changed.',
};
const lastOwner = ({ name }: Member): Refusal => ({
  code: 'lastOwner',
  sentence: `${name} is the only owner, and a workspace always has one. Make somebody else an owner first.`,
});
const onlyOwners = (what: string): Refusal => ({
  code: 'ownersOnly',
  sentence: `Only an owner ${what}. Ask one of them.`,
});

const byId = (members: readonly Member[], personId: string): Member | undefined =>
  members.find((m) => m.personId === personId);

/** Why this person may not invite somebody as that; null when they may. */
export function refuseInviting(
  members: readonly Member[],
  actorId: string,
  standing: MemberStanding,
): Refusal | null {
  const actor = byId(members, actorId);
  if (!actor || !runs(actor)) return notYours;
  return standing === 'owner' && actor.standing !== 'owner' ? onlyOwners('names another owner') : null;
}

/** Why this change of standing may not be; null when it may. */
export function refuseStanding(
  members: readonly Member[],
  actorId: string,
  personId: string,
  to: MemberStanding,
): Refusal | null {
  const [actor, subject] = [byId(members, actorId), byId(members, personId)];
  if (!actor || !runs(actor)) return notYours;
  if (!subject) return absent;
  if (subject.standing === to) return null;
  if (to === 'owner' && actor.standing !== 'owner') return onlyOwners('names another owner');
  if (subject.standing !== 'owner') return null;
  if (actor.standing !== 'owner') return onlyOwners('changes what an owner may do');
  return owners(members).length === 1 ? lastOwner(subject) : null;
}

/** Why this person may not be removed; null when they may. Anybody may leave. */
export function refuseRemoval(members: readonly Member[], actorId: string, personId: string): Refusal | null {
  const [actor, subject] = [byId(members, actorId), byId(members, personId)];
  if (!actor) return notYours;
  if (!subject) return absent;
  if (subject.standing === 'owner' && owners(members).length === 1) return lastOwner(subject);
  if (subject.personId === actor.personId) return null;
  if (!runs(actor)) return notYours;
  return subject.standing === 'owner' && actor.standing !== 'owner'
    ? onlyOwners('removes another owner')
    : null;
}

/** What this person may make of somebody: the standings the form offers. */
export const grantableBy = (actor: MemberStanding): MemberStanding[] =>
  actor === 'owner' ? [...memberStandings] : actor === 'admin' ? ['admin', 'member'] : [];
