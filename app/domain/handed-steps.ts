/** Who is away, as both sides may read it, and what of theirs waits for whom they named. */
import type { Comment } from './attachment.ts';
import type { Day } from './day.ts';
import { findPerson, type Plan, type Side, type Stakeholder, type Step } from './plan.ts';
import { isOpenRequest } from './thread.ts';
import { type Yours, yoursOf } from './yours.ts';

export interface Away {
  stakeholderId: string;
  /** The day they are back. */
  until: Day;
  /** A colleague who is here, by row; null where nobody of the plan stands in. */
  standInId: string | null;
  /** "Dana is away until Thu 3 Dec; Tom stands in." */
  says: string;
}

export interface HandedOver {
  person: Stakeholder;
  until: Day;
  toAnswer: Yours['toAnswer'];
  toDo: Step[];
  requests: Comment[];
}

interface Reader {
  side: Side;
  stakeholderId: string | null;
  pointPerson: boolean;
}

/** What waits for who is away and named this reader: not what is theirs anyway, and nothing that decides. */
export function handedTo(plan: Plan, away: readonly Away[], reader: Reader): HandedOver[] {
  const mine = away.filter(
    (each) => reader.stakeholderId !== null && each.standInId === reader.stakeholderId,
  );
  if (mine.length === 0) return [];
  const own = yoursOf(plan, reader.side, reader.stakeholderId, reader.pointPerson);
  return mine.flatMap(({ stakeholderId, until }): HandedOver[] => {
    const person = findPerson(plan, stakeholderId);
    if (!person || person.side !== reader.side) return [];
    const theirs = yoursOf(plan, person.side, person.id, person.pointPerson);
    const toAnswer = theirs.toAnswer.filter(
      ({ offer, step }) =>
        step !== null && step.type !== 'approval' && !own.toAnswer.some((each) => each.offer.id === offer.id),
    );
    const toDo = theirs.toDo.filter((step) => step.type !== 'approval' && !own.toDo.includes(step));
    const requests = plan.comments.filter((c) => isOpenRequest(c) && c.request?.of === person.id);
    return toAnswer.length + toDo.length + requests.length > 0
      ? [{ person, until, toAnswer, toDo, requests }]
      : [];
  });
}
