/**
 * The goal is the buyer's: objective, why now, how success is measured, the day they want to be live. Until a
 * buyer has confirmed it, it is what the seller wrote down; after that a seller's edit is an offer.
 */
import type { Change } from './change.ts';
import { absent, type Context, changes, conflictOn, type Decider, type Decision, refuse } from './command.ts';
import type { Day } from './day.ts';
import { isMeasureField, measureAsked, measureField } from './measure-asked.ts';
import {
  type Goal,
  type GoalOfferTerms,
  type GoalTerms,
  isDraft,
  type Measure,
  type MeasureField,
  type Offer,
  offerOnGoal,
  type Plan,
} from './plan.ts';

/** True once an edit by the seller must be asked of the buyer. */
export const goalIsTheBuyers = (plan: Plan): boolean => !isDraft(plan) && plan.confirmed !== null;

export type GoalEdit = GoalTerms;

export const goalChange = (plan: Plan, edit: GoalEdit): Change =>
  ({ kind: 'goalChanged', field: edit.field, from: plan.goal[edit.field], to: edit.value }) as Change;

/** What a yes to it does; nothing where the measure is gone. */
export function goalTermsMet(plan: Plan, terms: GoalOfferTerms): Change[] {
  if (!isOfMeasure(terms)) return [goalChange(plan, terms)];
  const asked = measureAsked(plan, terms.field);
  return asked ? [measureChange(asked.measure, asked.part, terms.value)] : [];
}

const isOfMeasure = (terms: GoalOfferTerms): terms is Exclude<GoalOfferTerms, GoalTerms> =>
  isMeasureField(terms.field);

const measureChange = (measure: Measure, field: MeasureField, to: string): Change => ({
  kind: 'measureChanged',
  measureId: measure.id,
  field,
  from: measure[field],
  to,
});

/** A seller's edit of what is the buyer's, as a question; one a field. */
function askedOfBuyer(plan: Plan, terms: GoalOfferTerms, { actor, today, newId }: Context): Decision {
  if (offerOnGoal(plan, terms.field))
    return refuse(
      'offerOpen',
      `You have already asked ${plan.goal.buyerName} to change this. Take that back first.`,
    );
  const offer = {
    id: newId(),
    layer: 'shared' as const,
    bySide: 'seller' as const,
    by: actor.personId,
    on: today,
    subject: 'goal' as const,
    stepId: null,
    terms,
  };
  return changes({ kind: 'offerMade', offer });
}

const asksBuyer = (plan: Plan, { actor }: Context): boolean =>
  actor.side === 'seller' && goalIsTheBuyers(plan);

export const changeGoal: Decider<GoalEdit> = (plan, edit, context) => {
  const current = plan.goal[edit.field];
  const conflict = conflictOn(plan, context.base, edit.field, edit.value, current);
  if (conflict) return conflict;
  if (current === edit.value) return changes();
  if (edit.field === 'objective' && edit.value.trim() === '')
    return refuse('empty', 'A plan needs a goal. Nothing was changed.');
  const open = offerOnGoal(plan, edit.field);
  if (asksBuyer(plan, context)) return askedOfBuyer(plan, edit, context);
  return changes(...answeredOtherwise(open), goalChange(plan, edit), ...confirmation(plan, context));
};

/** Rewriting the goal is the buyer's way of making it theirs. */
export function confirmation(plan: Plan, { actor, today }: Context): Change[] {
  if (actor.side !== 'buyer' || plan.confirmed) return [];
  return [{ kind: 'goalConfirmed', from: null, to: { by: actor.personId, on: today } }];
}

/** "Yes, that is right", or the whole goal put in the buyer's own words. */
export const confirmGoal: Decider<{ objective?: string; whyNow?: string; liveDay?: Day }> = (
  plan,
  args,
  context,
) => {
  if (context.actor.side !== 'buyer')
    return refuse('notYours', `Only ${plan.goal.buyerName} can confirm the goal.`);
  const list: Change[] = [];
  for (const field of ['objective', 'whyNow', 'liveDay'] as const) {
    const value = args[field];
    if (value === undefined || value === plan.goal[field]) continue;
    const conflict = conflictOn(plan, context.base, field, value, plan.goal[field]);
    if (conflict) return conflict;
    if (field === 'objective' && value.trim() === '')
      return refuse('empty', 'A plan needs a goal. Nothing was changed.');
    list.push(...answeredOtherwise(offerOnGoal(plan, field)));
    list.push({
      kind: 'goalChanged',
      field,
      from: plan.goal[field],
      to: value as Goal[typeof field],
    } as Change);
  }
  return changes(...list, ...confirmation(plan, context));
};

const buyersOnly = (plan: Plan, context: Context) =>
  asksBuyer(plan, context)
    ? refuse(
        'notYours',
        `What is measured is ${plan.goal.buyerName}'s to say now. Write to them, and they can change it here.`,
      )
    : null;

export const addMeasure: Decider<{
  id: string;
  name: string;
  now: string;
  wanted: string;
  measuredBy: string;
}> = (plan, args, context) => {
  if (plan.measures.some((m) => m.id === args.id)) return refuse('exists', 'That measure is already there.');
  return (
    buyersOnly(plan, context) ??
    changes({ kind: 'measureAdded', measure: { ...args, layer: plan.layer, versions: {} } })
  );
};

export const changeMeasure: Decider<{ measureId: string; field: MeasureField; value: string }> = (
  plan,
  args,
  context,
) => {
  const measure = plan.measures.find((m) => m.id === args.measureId);
  if (!measure) return absent;
  const conflict = conflictOn(measure, context.base, args.field, args.value, measure[args.field]);
  if (conflict) return conflict;
  if (measure[args.field] === args.value) return changes();
  if (args.field === 'name' && args.value.trim() === '')
    return refuse('empty', 'A measure needs a name. The old one was kept.');
  const field = measureField(measure.id, args.field);
  if (asksBuyer(plan, context)) return askedOfBuyer(plan, { field, value: args.value }, context);
  return changes(
    ...answeredOtherwise(offerOnGoal(plan, field)),
    measureChange(measure, args.field, args.value),
  );
};

const answeredOtherwise = (offer: Offer | undefined): Change[] =>
  offer ? [{ kind: 'offerClosed', offer, outcome: 'answeredOtherwise', reason: null }] : [];

export const removeMeasure: Decider<{ measureId: string }> = (plan, args, context) => {
  const measure = plan.measures.find((m) => m.id === args.measureId);
  if (!measure) return absent;
  const asked = plan.offers.filter(({ terms }) => measureAsked(plan, terms.field)?.measure === measure);
  return (
    buyersOnly(plan, context) ??
    changes(...asked.flatMap(answeredOtherwise), { kind: 'measureRemoved', measure })
  );
};
