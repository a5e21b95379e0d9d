import type { Side } from './plan.ts';

export interface OnPlan {
  personId: string;
  side: Side;
  pointPerson: boolean;
  entered: boolean;
}

/**
 * Who is told that mail to somebody does not arrive: who leads their own side, as far as they are here. Of somebody who
 * has never come in and has nobody here yet, who invited them: they wrote the address.
 */
export function toldOfAddress(
  people: readonly OnPlan[],
  about: { personId: string; invitedBy: string | null },
): string[] {
  const subject = people.find(({ personId }) => personId === about.personId);
  if (!subject) return [];
  const leading = people.filter(
    (p) => p.side === subject.side && p.pointPerson && p.entered && p.personId !== subject.personId,
  );
  if (leading.length > 0) return leading.map(({ personId }) => personId);
  const inviter = people.find(({ personId }) => personId === about.invitedBy);
  return inviter && !subject.entered ? [inviter.personId] : [];
}
