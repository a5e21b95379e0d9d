/**
 * The goal is the buyer's: objective, why now, how success is measured, the day they want to be live. Until a
 * buyer has confirmed it, it is what the seller wrote down; after that a seller's edit is an offer.
 */
import type { Change } from './change.ts';
import { absent, type Context, changes, conflictOn, type Decider, refuse } from './command.ts';
import type { Day } from './day.ts';
import {
  type Goal,
  type GoalOfferTerms,
  isDraft,
  type MeasureField,
  offerOnGoal,
  type Plan,
} from './plan.ts';

/** True once an edit by the seller must be asked of the buyer. */
export const goalIsTheBuyers = (plan: Plan): boolean => !isDraft(plan) && plan.confirmed !== null;

export type GoalEdit = GoalOfferTerms;

export const goalChange = (plan: Plan, edit: GoalEdit): Change =>
  ({ kind: 'goalChanged', field: edit.field, from: plan.goal[edit.field], to: edit.value }) as Change;

export const changeGoal: Decider<GoalEdit> = (plan, edit, context) => {
  const current = plan.goal[edit.field];
  const conflict = conflictOn(plan, context.base, edit.field, edit.value, current);
  if (conflict) return conflict;
  if (current === edit.value) return changes();
  if (edit.field === 'objective' && edit.value.trim() === '')
    return refuse('empty', 'A plan needs a goal. Nothing was changed.');
  const open = offerOnGoal(plan, edit.field);
  if (context.actor.side === 'seller' && goalIsTheBuyers(plan)) {
    if (open)
      return refuse(
        'offerOpen',
        `You have already asked ${plan.goal.buyerName} to change this. Take that back first.`,
      );
    const offer = {
      id: context.newId(),
      layer: 'shared' as const,
      bySide: 'seller' as const,
      by: context.actor.personId,
      on: context.today,
      subject: 'goal' as const,
      stepId: null,
      terms: edit,
    };
    return changes({ kind: 'offerMade', offer });
  }
  const list: Change[] = [goalChange(plan, edit)];
  if (open) list.unshift({ kind: 'offerClosed', offer: open, outcome: 'answeredOtherwise', reason: null });
  return changes(...list, ...confirmation(plan, context));
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
    const offer = offerOnGoal(plan, field);
    if (offer) list.push({ kind: 'offerClosed', offer, outcome: 'answeredOtherwise', reason: null });
    list.push({
      kind: 'goalChanged',
      field,
      from: plan.goal[field],
      to: value as Goal[typeof field],
    } as Change);
  }
  return changes(...list, ...confirmation(plan, context));
};

const buyersOnly = (plan: Plan, { actor }: Context) =>
  actor.side === 'seller' && goalIsTheBuyers(plan)
    ? refuse(
        'notYours',
        `How success is measured is ${plan.goal.buyerName}'s to say now. Write to them, and they can change it here.`,
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
  const refused = buyersOnly(plan, context);
  if (refused) return refused;
  const conflict = conflictOn(measure, context.base, args.field, args.value, measure[args.field]);
  if (conflict) return conflict;
  if (measure[args.field] === args.value) return changes();
  return changes({
    kind: 'measureChanged',
    measureId: measure.id,
    field: args.field,
    from: measure[args.field],
    to: args.value,
  });
};

export const removeMeasure: Decider<{ measureId: string }> = (plan, args, context) => {
  const measure = plan.measures.find((m) => m.id === args.measureId);
  if (!measure) return absent;
  return buyersOnly(plan, context) ?? changes({ kind: 'measureRemoved', measure });
};
