/**
 * Before a day is moved: which other days would have to move with it, how each of them would, and what becomes of the
 * live day. Nothing shared waits for what is private, so that what the other side keeps to itself plays no part in it.
 */
import type { Actor } from '#app/domain/command.ts';
import type { Day } from '#app/domain/day.ts';
import { findStep, isForBoth, isOpen, type Plan, type Step } from '#app/domain/plan.ts';
import { type HowMoved, howMoved, isOwnToMove, type NewDay } from '#app/domain/reschedule-steps.ts';
import { ifMoved } from './move.ts';
import { isOpenStep, type Network } from './network.ts';
import { privateStepsOf } from './of-plan.ts';
import { planNetwork } from './plan-network.ts';

export interface BeforeMove {
  /** In the order of the plan, each as early as it can be, and none earlier than now. */
  readonly following: readonly Following[];
  /** Where today's pace leads; null where the move is nothing to it, being of a private step, or nothing leads there. */
  readonly live: LiveMoved | null;
}

export interface Following {
  readonly step: Step;
  readonly from: Day;
  readonly to: Day;
  readonly how: HowMoved;
}

export interface LiveMoved {
  /** Without the move. */
  readonly from: Day;
  readonly to: Day;
  /** Working days of the buyer behind the live day that is wanted; 0 if it holds. */
  readonly lateBy: number;
}

/** Null where that cannot be told: the step is not open, or what waits for what cannot be reckoned with. */
export function beforeMove(
  plan: Plan,
  { stepId, dueDay }: NewDay,
  actor: Actor,
  today: Day,
): BeforeMove | null {
  const step = findStep(plan, stepId);
  if (!step || !isOpen(step)) return null;
  const shared = planNetwork(plan, today);
  const own = privateStepsOf(plan, actor.side).length > 0 ? planNetwork(plan, today, actor.side) : shared;
  if (!shared || !own?.steps.some((each) => each.id === stepId && isOpenStep(each))) return null;
  const { others } = ifMoved(own, stepId, dueDay);
  return {
    following: others.flatMap(({ id, to }): Following[] => {
      const next = findStep(plan, id);
      return next?.dueDay ? [{ step: next, from: next.dueDay, to, how: howMoved(plan, next, actor) }] : [];
    }),
    live: isForBoth(plan, step) ? liveMoved(shared, stepId, dueDay) : null,
  };
}

/** The same where there is something to choose: the step's own day is theirs to move, and others can go with it. */
export function choiceBefore(plan: Plan, move: NewDay, actor: Actor, today: Day): BeforeMove | null {
  const step = findStep(plan, move.stepId);
  if (!step || step.dueDay === move.dueDay || !isOwnToMove(plan, step, actor)) return null;
  const before = beforeMove(plan, move, actor, today);
  return before?.following.some(({ how }) => how !== 'stays') ? before : null;
}

/** Of the shared steps alone: what is private moves no day that both sides share. */
function liveMoved(shared: Network, stepId: string, dueDay: Day): LiveMoved | null {
  const { before, after } = ifMoved(shared, stepId, dueDay).live;
  if (!before.day || !after.day) return null;
  return { from: before.day, to: after.day, lateBy: after.lateBy };
}
