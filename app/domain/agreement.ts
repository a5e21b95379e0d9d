/**
 * Agreement. Nothing becomes somebody's work without their yes: a step is an outline, proposed, agreed or
 * declined, and carries at most one open offer, which the side that did not make it answers. Until then what
 * was last agreed rules days, turns and letters.
 */
import { type Change, stepChange } from './change.ts';
import {
  type Actor,
  absent,
  type Conflict,
  type Context,
  changes,
  type Decider,
  type Decision,
  type Refused,
  refuse,
} from './command.ts';
import { compareDays, type Day } from './day.ts';
import { confirmation, goalChange } from './goal.ts';
import { currentMilestone } from './milestone.ts';
import { stepsOf } from './order.ts';
import {
  type Agreement,
  findMilestone,
  findPerson,
  findStep,
  isDraft,
  isForBoth,
  isOpen,
  type Offer,
  type Owner,
  offerOn,
  otherSide,
  ownerSides,
  type Plan,
  type Side,
  type Step,
  type StepOfferTerms,
  sideName,
} from './plan.ts';
import { readOf } from './said-yes-to.ts';
import { addWorkingDays, weekdays } from './working-days.ts';

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
  return step.dueDay !== null && compareDays(step.dueDay, addWorkingDays(today, nearDays, weekdays)) <= 0;
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
export function offering(plan: Plan, step: Step, made: Change, { actor }: Context): Decision {
  const open = offerOn(plan, step.id);
  if (!open) return changes(made);
  if (open.bySide === actor.side)
    return refuse(
      'offerOpen',
      `${sideName(plan, otherSide(actor.side))} has not answered yet. Take your question back to ask another.`,
    );
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

/** The question that stands again once `offer` is taken back, unless what it asked for has come about meanwhile. */
function standsAgain({ replaces = [] }: Offer, step: Step | undefined): Offer | null {
  const [last, ...rest] = replaces;
  if (!last) return null;
  const { terms } = last;
  const settled =
    step?.agreement === 'agreed' &&
    (terms.field === 'step' ||
      ((terms.field === 'dueDay' || terms.field === 'ask') && step[terms.field] === terms.value));
  if (settled) return null;
  return rest.length > 0 ? { ...last, replaces: rest } : last;
}

export const agreementSet = (step: Step, agreement: Agreement, reason: string | null = null): Change => ({
  kind: 'agreementChanged',
  stepId: step.id,
  from: { agreement: step.agreement, reason: step.declinedReason },
  to: { agreement, reason },
});

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

/** Sharing is one reveal; then it asks near and leaves far ones an outline. */
export const sharePlan: Decider<Record<string, never>> = (plan, _args, context) => {
  if (!isDraft(plan)) return refuse('shared', `${plan.goal.buyerName} has this plan already.`);
  if (plan.goal.liveDay === null)
    return refuse('noLiveDay', `A plan starts at its end: set the day ${plan.goal.buyerName} is live first.`);
  if (plan.goal.objective.trim() === '')
    return refuse(
      'noGoal',
      `Write down what ${plan.goal.buyerName} wants first: it is the first thing they read.`,
    );
  const shown = plan.steps.filter((s) => !s.withheld);
  if (shown.length === 0) return refuse('noSteps', 'There is no step to share yet. Add one first.');
  const shared: Plan = {
    ...plan,
    layer: 'shared',
    steps: plan.steps.map((s) => (s.withheld ? s : { ...s, layer: 'shared' })),
  };
  const asks = shared.steps.filter(isOpen).flatMap((s) => propose(shared, s, context));
  return changes({ kind: 'planShared', anchors: anchorsOfWithheld(plan) }, ...asks);
};

function anchorsOfWithheld(plan: Plan): Record<string, string | null> {
  const anchors: Record<string, string | null> = {};
  for (const milestone of plan.milestones) {
    let last: string | null = null;
    for (const step of stepsOf(plan, milestone.id)) {
      if (step.withheld) anchors[step.id] = last;
      else last = step.id;
    }
  }
  return anchors;
}

/** Near, or kept to oneself: the actor's own becomes a promise, the rest is asked. Far: nothing. */
function propose(plan: Plan, step: Step, context: Context): Change[] {
  const { agreement } = firstAgreement(plan, step, context);
  if (agreement === step.agreement) return [];
  const set = agreementSet(step, agreement);
  return agreement === 'proposed' ? [set, askFor(step, { field: 'step' }, context)] : [set];
}

/** *Propose*: a person puts an outline or declined step to the other side, or promises their own. */
export const proposeStep: Decider<{ stepId: string }> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (step.layer !== 'shared') return refuse('private', 'Reveal this step first.');
  if (step.agreement === 'proposed' || step.agreement === 'agreed')
    return refuse('asked', 'This step has been asked for already.');
  if (!isOpen({ ...step, agreement: 'outline' })) return refuse('ended', 'This step has ended.');
  const theirs = step.owners.some((o) => o.side !== context.actor.side);
  return theirs
    ? changes(agreementSet(step, 'proposed'), askFor(step, { field: 'step' }, context))
    : changes(agreementSet(step, 'agreed'));
};

/** Every outline step of a milestone at once. */
export const proposeMilestone: Decider<{ milestoneId: string }> = (plan, args, context) => {
  if (!findMilestone(plan, args.milestoneId)) return absent;
  const list = stepsOf(plan, args.milestoneId).filter(
    (s) => s.layer === 'shared' && s.agreement === 'outline' && isOpen(s),
  );
  if (isDraft(plan)) return refuse('draft', `Share the plan with ${plan.goal.buyerName} first.`);
  if (list.length === 0) return refuse('nothing', 'Every step here has been asked for already.');
  const all: Change[] = [];
  for (const step of list) {
    const decided = proposeStep(plan, { stepId: step.id }, context);
    if (decided.kind === 'changes') all.push(...decided.changes);
  }
  return changes(...all);
};

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
    if (!step || seen === undefined || seen >= version) continue;
    // Theirs is the yes, told by what it was to.
    const { title: yours, layer, [field]: current } = step;
    return { kind: 'conflict', field: key, yours, current, layer, version };
  }
  return null;
}

/** What saying yes to an offer does. */
function termsOf(plan: Plan, offer: Offer, context: Context): Change[] {
  if (offer.subject === 'goal') return [goalChange(plan, offer.terms), ...confirmation(plan, context)];
  const step = findStep(plan, offer.stepId);
  if (!step) return [];
  const agreed = step.agreement === 'agreed' ? [] : [agreementSet(step, 'agreed')];
  const { terms } = offer;
  if (terms.field === 'step') return agreed;
  if (terms.field === 'owner') {
    // Whoever was meant may have left since; their role then needs a name.
    const stakeholderId = findPerson(plan, terms.value.stakeholderId)?.id ?? null;
    return [...ownerSwap(step, { ...terms.value, stakeholderId }, context.newId()), ...agreed];
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
  const asked = offer.terms.field === 'dueDay' ? offer.terms.value : step.dueDay;
  if (asked === args.dueDay) return acceptOffers(plan, { offerIds: [offer.id] }, context);
  return offering(plan, step, askFor(step, { field: 'dueDay', value: args.dueDay }, context), context);
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

export interface Assignment {
  stepId: string;
  /** The owner to replace; null adds one. */
  ownerId: string | null;
  side: Side;
  role: string | null;
  /** Null: a role nobody fills yet. */
  stakeholderId: string | null;
}

/** A part that is handed on is a new row: who still sees the old one cannot hand it on again over the new owner. */
function ownerSwap(
  step: Step,
  to: { ownerId: string; side: Side; role: string | null; stakeholderId: string | null },
  newId: string,
): Change[] {
  const { ownerId, ...rest } = to;
  const old = step.owners.find((o) => o.id === ownerId);
  const owner: Owner = { ...rest, id: newId };
  return [
    ...(old ? [{ kind: 'ownerRemoved' as const, stepId: step.id, owner: old }] : []),
    { kind: 'ownerAdded' as const, stepId: step.id, owner },
  ];
}

/** Hands a step to somebody. Within one's own side that is one's own business; across sides it is a question. */
export const assignStep: Decider<Assignment> = (plan, args, context) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const { actor } = context;
  const old = args.ownerId === null ? null : step.owners.find((o) => o.id === args.ownerId);
  if (old === undefined) return absent;
  if (args.stakeholderId !== null && findPerson(plan, args.stakeholderId)?.side !== args.side) return absent;
  if (!isForBoth(plan, step) && args.side !== actor.side)
    return refuse('private', `Only ${sideName(plan, actor.side)} sees this step, so its owner is there too.`);
  if (old && old.side === args.side && old.stakeholderId === args.stakeholderId && old.role === args.role)
    return changes();
  if (
    step.owners.some(
      (o) =>
        o !== old && o.side === args.side && o.stakeholderId === args.stakeholderId && o.role === args.role,
    )
  )
    return refuse('twice', 'They own this step already.');
  const to = {
    ownerId: old?.id ?? context.newId(),
    side: args.side,
    role: args.role,
    stakeholderId: args.stakeholderId,
  };
  const joins = old === null && !handOf(step, actor.side);
  const within = args.side === actor.side && !joins && (old === null || old.side === actor.side);
  if (mustAsk(step, actor) || (step.agreement === 'agreed' && step.layer === 'shared')) {
    if (!within) return offering(plan, step, askFor(step, { field: 'owner', value: to }, context), context);
  } else if (!within && step.agreement === 'proposed' && offerOn(plan, step.id)?.bySide !== actor.side)
    return refuse('answerFirst', 'Answer what you were asked first, or say no and propose it anew.');
  return changes(...ownerSwap(step, to, old ? context.newId() : to.ownerId));
};

/** One owner fewer; somebody always stays, and an agreed step keeps both its sides. */
export const removeOwner: Decider<{ stepId: string; ownerId: string }> = (plan, args, { actor }) => {
  const step = findStep(plan, args.stepId);
  const owner = step?.owners.find((o) => o.id === args.ownerId);
  if (!step || !owner) return absent;
  if (step.owners.length === 1)
    return refuse('lastOwner', 'A step always has an owner. Hand it to somebody else instead.');
  const last = !step.owners.some((o) => o !== owner && o.side === owner.side);
  if (step.agreement === 'agreed' && step.layer === 'shared' && (last || owner.side !== actor.side))
    return refuse(
      'agreed',
      'Both sides agreed to do this together. Hand it over instead, so that the other side can answer.',
    );
  return changes({ kind: 'ownerRemoved', stepId: step.id, owner });
};
