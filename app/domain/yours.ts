/** What one person sees first: what they are asked, what is theirs to do, and what the other side does for them. */
import { approversOf } from './approval.ts';
import { compareDays, dayAndMonth } from './day.ts';
import { allInOrder } from './order.ts';
import {
  isDraft,
  isOpen,
  type Offer,
  type Owner,
  otherSide,
  type Plan,
  type Side,
  type Step,
  sideName,
} from './plan.ts';

interface Asked {
  offer: Offer;
  step: Step | null;
  /** Agreed, open work of this person besides: it goes on while the question is open. */
  goesOn: boolean;
}

export interface Yours {
  /** Offers this side is asked to answer, in plan order; goal offers first. */
  toAnswer: Asked[];
  /** Agreed, open work of this person: ready first, then what still waits for something. */
  toDo: Step[];
  /** Open agreed or offered steps of the other side. */
  theirs: Step[];
}

export function yoursOf(plan: Plan, side: Side, stakeholderId: string | null, pointPerson: boolean): Yours {
  const order = allInOrder(plan);
  const isHand = (owner: Owner): boolean =>
    owner.side === side &&
    (owner.stakeholderId === null ? pointPerson : (owner.standIn ?? owner.stakeholderId) === stakeholderId);
  const isMine = (step: Step): boolean => partsNow(plan, step).some(isHand);
  // In a pause nobody is asked.
  const asked = plan.pause ? [] : plan.offers.filter((o) => o.bySide !== side);
  const forMe = (step: Step): boolean =>
    step.owners.some(isHand) ||
    (pointPerson && !step.owners.some((o) => o.side === side && o.stakeholderId !== null));
  const toAnswer = [
    ...asked.filter((o) => o.subject === 'goal').map((offer) => ({ offer, step: null, goesOn: false })),
    ...order.flatMap((step) => {
      const offer = asked.find((o) => o.subject === 'step' && o.stepId === step.id);
      const goesOn = step.agreement === 'agreed' && isOpen(step) && isMine(step);
      return offer && (forMe(step) || pointPerson) ? [{ offer, step, goesOn }] : [];
    }),
  ];
  const answering = new Set(toAnswer.map((a) => a.step?.id));
  const open = order.filter((s) => isOpen(s) && !isDraft(plan));
  return {
    toAnswer,
    toDo: open.filter((s) => s.agreement === 'agreed' && isMine(s) && !answering.has(s.id)),
    theirs: open.filter(
      (s) =>
        s.layer === 'shared' &&
        s.agreement !== 'outline' &&
        s.owners.some((o) => o.side !== side) &&
        !s.owners.some((o) => o.side === side),
    ),
  };
}

/** The parts of a step that are still to be done: of an approval, those it asks now. */
const partsNow = (plan: Plan, step: Step): Owner[] =>
  step.type === 'approval'
    ? approversOf(plan, step).flatMap(({ owner, isAsked }) => (isAsked ? [owner] : []))
    : step.owners;

/** "Northwind asks you for 3 things by 18 December and does 4 for you." */
export function askedSentence(plan: Plan, side: Side, yours: Yours): string {
  const other = sideName(plan, otherSide(side));
  const steps = yours.toAnswer.flatMap((a) => (a.step ? [a.step] : []));
  const until = steps
    .flatMap((s) => (s.dueDay ? [s.dueDay] : []))
    .sort(compareDays)
    .at(-1);
  const things = steps.length === 1 ? '1 thing' : `${steps.length} things`;
  const does = yours.theirs.length > 0 ? ` and does ${yours.theirs.length} for you` : '';
  return `${other} asks you for ${things}${until ? ` by ${dayAndMonth(until)}` : ''}${does}.`;
}
