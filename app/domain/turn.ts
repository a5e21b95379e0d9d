/**
 * Whose turn. What waits is an answer from the side that was asked, or work from the owners of each open,
 * unblocked, agreed step. Neither: nothing is agreed next, the loudest warning in the product.
 */
import { approversOf, stillToDecide } from './approval.ts';
import type { Comment } from './attachment.ts';
import { compareDays, type Day } from './day.ts';
import { allInOrder } from './order.ts';
import {
  findPerson,
  findStep,
  isDraft,
  isForBoth,
  isOpen,
  type Offer,
  type Owner,
  otherSide,
  ownerSides,
  type Plan,
  pointPersons,
  type Side,
  type Stakeholder,
  type Step,
} from './plan.ts';
import { isOpenRequest } from './thread.ts';

/** A step waits while something it follows is still open. What the reader cannot see holds nothing up. */
export const isBlocked = (plan: Plan, step: Step): boolean =>
  plan.dependencies.some((d) => {
    const after = d.stepId === step.id ? findStep(plan, d.afterId) : undefined;
    return after !== undefined && isOpen(after);
  });

/** Work that can be done now; in a pause nothing is asked of anybody. */
export const isReady = (plan: Plan, step: Step): boolean =>
  !plan.pause && step.agreement === 'agreed' && isOpen(step) && !isBlocked(plan, step);

export interface Turn {
  kind: 'answer' | 'work';
  side: Side;
  /** Who is meant; empty when only a role or nobody is named. */
  people: Stakeholder[];
  step: Step | null;
  offer: Offer | null;
  /** What somebody was asked in writing. */
  request: Comment | null;
  day: Day | null;
}

/** Owners of a side as people; where nobody is named, its point persons. */
export function handsOf(plan: Plan, owners: Owner[], side: Side): Stakeholder[] {
  const ids = owners.filter((o) => o.side === side).map((o) => o.stakeholderId);
  const named = plan.people.filter((p) => ids.includes(p.id));
  return named.length > 0 ? named : pointPersons(plan, side);
}

/** Whose turn a step is once it is ready, by their rows: its owners; of an approval those it asks now. */
export const waitsFor = (plan: Plan, step: Step): (string | null)[] =>
  step.type === 'approval'
    ? stillToDecide(plan, step).map((p) => p.id)
    : step.owners.map((o) => o.stakeholderId);

/** Whose hand a step waits for. An approval waits for who has not decided, and after "need more", for the evidence. */
function workingSides(plan: Plan, step: Step): { side: Side; people: Stakeholder[] }[] {
  if (step.type !== 'approval')
    return ownerSides(step).map((side) => ({ side, people: handsOf(plan, step.owners, side) }));
  if (plan.comments.some((c) => c.stepId === step.id && c.layer === 'shared' && isOpenRequest(c))) return [];
  const asked = approversOf(plan, step).filter((a) => a.isAsked);
  return ownerSides(step).flatMap((side) => {
    const parts = asked.filter((a) => a.owner.side === side);
    const people = parts.flatMap((a) => a.standIn ?? findPerson(plan, a.owner.stakeholderId) ?? []);
    const named = step.owners.some((o) => o.side === side && o.stakeholderId !== null);
    if (parts.length === 0) return [];
    return [{ side, people: named ? people : pointPersons(plan, side) }];
  });
}

/** What was asked in writing, in the open, and stands unanswered. */
const requestsOf = (plan: Plan): Turn[] =>
  plan.comments
    .filter((c) => c.layer === 'shared' && isOpenRequest(c))
    .flatMap((request): Turn[] => {
      const asked = findPerson(plan, request.request?.of ?? null);
      if (!asked) return [];
      const step = request.stepId === null ? null : (findStep(plan, request.stepId) ?? null);
      const day = request.request?.by ?? null;
      return [{ kind: 'answer', side: asked.side, people: [asked], step, offer: null, request, day }];
    });

/** Whose answer an offer waits for, by name. */
export const answerersOf = (plan: Plan, offer: Offer): Stakeholder[] =>
  handsOf(plan, findStep(plan, offer.stepId ?? '')?.owners ?? [], otherSide(offer.bySide));

/** Everything both sides can see waiting, earliest day first; without a day last. */
export function turnsOf(plan: Plan): Turn[] {
  if (isDraft(plan) || plan.pause) return [];
  const answers = plan.offers.map((offer): Turn => {
    const step = findStep(plan, offer.stepId ?? '') ?? null;
    return {
      kind: 'answer',
      side: otherSide(offer.bySide),
      people: answerersOf(plan, offer),
      step,
      offer,
      request: null,
      day: step?.dueDay ?? null,
    };
  });
  const work = allInOrder(plan)
    .filter((s) => isForBoth(plan, s) && isReady(plan, s))
    .flatMap((step) =>
      workingSides(plan, step).map(
        ({ side, people }): Turn => ({
          kind: 'work',
          side,
          people,
          step,
          offer: null,
          request: null,
          day: step.dueDay,
        }),
      ),
    );
  return [...answers, ...requestsOf(plan), ...work].sort((a, b) => {
    if (a.day && b.day) return compareDays(a.day, b.day);
    return a.day ? -1 : b.day ? 1 : 0;
  });
}

export const isFinished = (plan: Plan): boolean =>
  plan.milestones.length > 0 && plan.milestones.every((m) => m.reachedOn !== null);
