/**
 * Agreement. Nothing becomes somebody's work without their yes: a step is an outline, proposed, agreed or
 * declined, and carries at most one open offer, which the side that did not make it answers. Until then what
 * was last agreed rules days, turns and letters.
 */
import type { Change } from './change.ts';
import { type Actor, type Context, changes, type Decision, type Refused, refuse } from './command.ts';
import { compareDays, type Day } from './day.ts';
import { currentMilestone } from './milestone.ts';
import {
  type Agreement,
  isDraft,
  type Offer,
  offerOn,
  otherSide,
  ownerSides,
  type Plan,
  type Side,
  type Step,
  type StepOfferTerms,
  sideName,
} from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { unseenQuestion } from './question-seen.ts';
import { addWorkingDays } from './working-days.ts';

/** Working days ahead within which sharing asks; beyond them a step stays an outline. */
export const nearDays = 20;

/** Is this side's hand on the step? */
export const handOf = (step: Step, side: Side): boolean => step.owners.some((o) => o.side === side);

/**
 * Whose hand: only the owner's side may accept, start, tick or skip, and where nobody is named yet, its point
 * person. Null when this actor may; else the sentence that says who can.
 */
export function notYourHand(plan: Plan, step: Step, actor: Actor): Refused | null {
  const own = step.owners.filter((o) => o.side === actor.side);
  if (own.length === 0) {
    const names = ownerSides(step).map((side) => sideName(plan, side));
    return refuse('notYours', `This is ${names.join(' and ')}'s to do. You can ask them about it.`);
  }
  if (own.every((o) => o.stakeholderId === null) && !actor.pointPerson)
    return refuse(
      'nameNeeded',
      `Nobody is named for this yet. Who leads this at ${sideName(plan, actor.side)} can answer, or name somebody.`,
    );
  return null;
}

/** Would this actor's edit of day, owner or ask change what the other side has said yes to? */
export const mustAsk = (step: Step, actor: Actor): boolean =>
  step.layer === 'shared' && step.agreement === 'agreed' && step.owners.some((o) => o.side !== actor.side);

/** Asked now, or left for later: the current milestone and whatever is due within 20 working days. */
export function isNear(plan: Plan, step: Step, today: Day): boolean {
  if (step.milestoneId === currentMilestone(plan)?.id) return true;
  if (step.dueDay === null) return false;
  return compareDays(step.dueDay, addWorkingDays(today, nearDays, latenessCalendar(plan))) <= 0;
}

/** How a step begins: one's own work is a promise, the other side's is a question, far ones an outline. */
export function firstAgreement(plan: Plan, step: Step, { actor, today }: Context): { agreement: Agreement } {
  if (isDraft(plan)) return { agreement: 'outline' };
  if (step.layer !== 'shared') return { agreement: 'agreed' };
  if (!isNear(plan, step, today)) return { agreement: 'outline' };
  return { agreement: step.owners.some((o) => o.side !== actor.side) ? 'proposed' : 'agreed' };
}

export function askFor(step: Step, terms: StepOfferTerms, { actor, today, newId }: Context): Change {
  const offer: Offer = {
    id: newId(),
    layer: 'shared',
    bySide: actor.side,
    by: actor.personId,
    on: today,
    subject: 'step',
    stepId: step.id,
    terms,
  };
  return { kind: 'offerMade', offer };
}

/** Makes the offer, closing the one the other side had open; one's own open offer must be taken back first. */
export function offering(plan: Plan, step: Step, made: Change, context: Context): Decision {
  const { actor } = context;
  // What was decided may be put differently later, and is then decided again; what was done is done.
  if (step.type !== 'approval' && (step.status === 'done' || step.status === 'skipped'))
    return refuse('ended', 'This step has ended. Open it again to ask for something else.');
  const open = offerOn(plan, step.id);
  if (!open) return changes(made);
  if (open.bySide === actor.side)
    return refuse(
      'offerOpen',
      `${sideName(plan, otherSide(actor.side))} has not answered yet. Take your question back to ask another.`,
    );
  const unseen = unseenQuestion(plan, step, context);
  if (unseen) return unseen;
  // A day for a day is an answer; words over words nobody has answered would only lose them.
  const words = open.terms.field === 'ask' && made.kind === 'offerMade' && made.offer.terms.field === 'ask';
  if (words)
    return refuse(
      'answerFirst',
      `${sideName(plan, open.bySide)} has suggested other words here. Say yes or no to those first.`,
    );
  const close: Change = { kind: 'offerClosed', offer: open, outcome: 'answeredOtherwise', reason: null };
  return made.kind === 'offerMade'
    ? changes(close, { ...made, offer: inPlaceOf(open, made.offer) })
    : changes(close, made);
}

/** Rounds remembered; who has gone to and fro more often than that starts anew. */
const mostRounds = 20;
function inPlaceOf({ replaces = [], ...open }: Offer, offer: Offer): Offer {
  return { ...offer, replaces: [open, ...replaces].slice(0, mostRounds) };
}

export const agreementSet = (step: Step, agreement: Agreement, reason: string | null = null): Change => ({
  kind: 'agreementChanged',
  stepId: step.id,
  from: { agreement: step.agreement, reason: step.declinedReason },
  to: { agreement, reason },
});
