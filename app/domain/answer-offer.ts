/** The side that did not make an offer answers it: fine, another day, or no with a reason; who made it may take it back. */
import { agreementSet, askFor, handOf, mustAsk, notYourHand, offering } from './agreement.ts';
import { type Change, stepChange } from './change.ts';
import {
  type Actor,
  absent,
  type Conflict,
  type Context,
  changes,
  type Decider,
  type Refused,
  refuse,
} from './command.ts';
import type { Day } from './day.ts';
import { confirmation, goalChange, goalTermsMet } from './goal.ts';
import { isSameTime } from './meeting-time.ts';
import { ownerSwap } from './owners.ts';
import {
  findPerson,
  findStep,
  isOpen,
  type Offer,
  otherSide,
  type Plan,
  type Step,
  sideName,
} from './plan.ts';
import { finished } from './progress.ts';
import { readOf } from './said-yes-to.ts';
import { covers } from './version.ts';

const closed = (
  offer: Offer,
  outcome: 'accepted' | 'answeredOtherwise' | 'declined' | 'withdrawn',
  reason: string | null = null,
): Change => ({
  kind: 'offerClosed',
  offer,
  outcome,
  reason,
});

/** Who answers: the side that did not ask, and for a step, a hand of that side or its point person. */
function notYourAnswer(plan: Plan, offer: Offer, actor: Actor): Refused | null {
  if (offer.bySide === actor.side)
    return refuse('ownOffer', `You asked this; ${sideName(plan, otherSide(offer.bySide))} answers it.`);
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  return step && handOf(step, actor.side) ? notYourHand(plan, step, actor) : null;
}

/** "Fine", or "Say yes to all": every offer named, or none. */
export const acceptOffers: Decider<{ offerIds: string[] }> = (plan, args, context) => {
  const all: Change[] = [];
  for (const id of new Set(args.offerIds)) {
    const offer = plan.offers.find((o) => o.id === id);
    if (!offer) return absent;
    const refused = notYourAnswer(plan, offer, context.actor);
    if (refused) return refused;
    const conflict = rewordedSince(plan, offer, context);
    if (conflict) return conflict;
    all.push(closed(offer, 'accepted'), ...termsOf(plan, offer, context));
  }
  return changes(...all);
};

/** A yes must not fall on words or a day that whoever says it has not read. */
function rewordedSince(plan: Plan, offer: Offer, { base }: Context): Conflict | null {
  const step = findStep(plan, offer.stepId ?? '');
  for (const { key, field, version } of step ? readOf(step) : []) {
    const seen = base[key];
    if (!step || seen === undefined || covers(seen, version)) continue;
    // Theirs is the yes, told by what it was to.
    const { title: yours, layer, [field]: current } = step;
    return { kind: 'conflict', field: key, yours, current, layer, version };
  }
  return null;
}

/** What saying yes to an offer does. */
function termsOf(plan: Plan, offer: Offer, context: Context): Change[] {
  if (offer.subject === 'goal') return [...goalTermsMet(plan, offer.terms), ...confirmation(plan, context)];
  const step = findStep(plan, offer.stepId);
  if (!step) return [];
  const agreed = step.agreement === 'agreed' ? [] : [agreementSet(step, 'agreed')];
  const { terms } = offer;
  if (terms.field === 'step') return agreed;
  if (terms.field === 'done') return isOpen(step) ? [finished(step, context.today)] : [];
  if (terms.field === 'owner') {
    // Whoever was meant may have left since; their role then needs a name.
    const stakeholderId = findPerson(plan, terms.value.stakeholderId)?.id ?? null;
    return [...ownerSwap(step, { ...terms.value, stakeholderId }, context.newId()), ...agreed];
  }
  if (terms.field === 'dueDay') {
    const at = step.type === 'meeting' ? (terms.at ?? step.meetingTime) : step.meetingTime;
    return [
      ...(step.dueDay === terms.value ? [] : [stepChange(step, { field: 'dueDay', value: terms.value })]),
      ...(isSameTime(at, step.meetingTime) ? [] : [stepChange(step, { field: 'meetingTime', value: at })]),
      ...agreed,
    ];
  }
  return [stepChange(step, { field: terms.field, value: terms.value }), ...agreed];
}

/** "Another day": a new offer, the other way round. */
export const counterOffer: Decider<{ offerId: string; dueDay: Day }> = (plan, args, context) => {
  const offer = plan.offers.find((o) => o.id === args.offerId);
  if (!offer) return absent;
  const refused = notYourAnswer(plan, offer, context.actor);
  if (refused) return refused;
  if (offer.subject === 'goal') {
    if (offer.terms.field !== 'liveDay') return refuse('noDay', 'This question is not about a day.');
    const terms = { field: 'liveDay' as const, value: args.dueDay };
    return context.actor.side === 'buyer'
      ? changes(closed(offer, 'answeredOtherwise'), goalChange(plan, terms))
      : changes(closed(offer, 'answeredOtherwise'), {
          kind: 'offerMade',
          offer: {
            ...offer,
            id: context.newId(),
            bySide: context.actor.side,
            by: context.actor.personId,
            on: context.today,
            terms,
          },
        });
  }
  const step = findStep(plan, offer.stepId);
  if (!step) return absent;
  // Whoever is asked whether it is done answers with the day it will be: their own promise, renewed.
  if (offer.terms.field === 'done' && !mustAsk(step, context.actor))
    return changes(
      closed(offer, 'answeredOtherwise'),
      ...(step.dueDay === args.dueDay ? [] : [stepChange(step, { field: 'dueDay', value: args.dueDay })]),
    );
  const asked = offer.terms.field === 'dueDay' ? offer.terms.value : step.dueDay;
  if (asked === args.dueDay) return acceptOffers(plan, { offerIds: [offer.id] }, context);
  // Whoever says another day has said nothing against the time.
  const at = offer.terms.field === 'dueDay' ? offer.terms.at : undefined;
  const terms = { field: 'dueDay' as const, value: args.dueDay, ...(at && { at }) };
  return offering(plan, step, askFor(step, terms, context), context);
};

/** "No", with the reason. A step that was never agreed becomes declined; an agreed one stays as it was. */
export const declineOffer: Decider<{ offerId: string; reason: string }> = (plan, args, { actor }) => {
  const offer = plan.offers.find((o) => o.id === args.offerId);
  if (!offer) return absent;
  const refused = notYourAnswer(plan, offer, actor);
  if (refused) return refused;
  if (args.reason.trim() === '')
    return refuse('reasonNeeded', 'Say why in a few words, so that the other side knows what to change.');
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  const never = step && step.agreement === 'proposed' ? [agreementSet(step, 'declined', args.reason)] : [];
  return changes(closed(offer, 'declined', args.reason), ...never);
};

/** "Take back". What it was an answer to stands again; without that, a step never agreed returns to the outline. */
export const withdrawOffer: Decider<{ offerId: string }> = (plan, args, { actor }) => {
  const offer = plan.offers.find((o) => o.id === args.offerId);
  if (!offer) return absent;
  if (offer.bySide !== actor.side)
    return refuse('theirOffer', `${sideName(plan, offer.bySide)} asked this; you can answer it.`);
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  const before = standsAgain(offer, step);
  if (before) return changes(closed(offer, 'withdrawn'), { kind: 'offerMade', offer: before });
  const never = step && step.agreement === 'proposed' ? [agreementSet(step, 'outline')] : [];
  return changes(closed(offer, 'withdrawn'), ...never);
};

/** The question that stands again once `offer` is taken back, unless what it asked for has come about meanwhile. */
function standsAgain({ replaces = [] }: Offer, step: Step | undefined): Offer | null {
  const [last, ...rest] = replaces;
  if (!last) return null;
  const { terms } = last;
  if (terms.field === 'done' && step && !isOpen(step)) return null;
  const settled =
    step?.agreement === 'agreed' &&
    (terms.field === 'step' ||
      (terms.field === 'ask' && step.ask === terms.value) ||
      (terms.field === 'dueDay' &&
        step.dueDay === terms.value &&
        (!terms.at || isSameTime(terms.at, step.meetingTime))));
  if (settled) return null;
  return rest.length > 0 ? { ...last, replaces: rest } : last;
}
