/** Where a step goes when a person moves it, as `moveStep` wants to hear it. */
import { stepsOf } from '#app/domain/order.ts';
import type { Plan, Step } from '#app/domain/plan.ts';

export interface Spot {
  milestoneId: string;
  /** Behind this step as the reader sees them; null: first. */
  afterId: string | null;
}

/** The steps among which one place up or down is a change: shared steps pass over what only one side sees. */
const siblingsOf = (plan: Plan, step: Step): Step[] => {
  const seen = stepsOf(plan, step.milestoneId);
  return step.layer === plan.layer ? seen.filter((s) => s.layer === plan.layer) : seen;
};

const nextTo = (plan: Plan, milestoneId: string, by: 1 | -1): string | undefined =>
  plan.milestones[plan.milestones.findIndex((m) => m.id === milestoneId) + by]?.id;

/** One place up; from the top, to the end of the milestone before. */
export function spotAbove(plan: Plan, step: Step): Spot | null {
  const siblings = siblingsOf(plan, step);
  const at = siblings.findIndex((s) => s.id === step.id);
  if (at > 0) return { milestoneId: step.milestoneId, afterId: siblings[at - 2]?.id ?? null };
  const before = nextTo(plan, step.milestoneId, -1);
  return before ? spotAtEnd(plan, before) : null;
}

/** One place down; from the end, to the top of the milestone behind. */
export function spotBelow(plan: Plan, step: Step): Spot | null {
  const siblings = siblingsOf(plan, step);
  const at = siblings.findIndex((s) => s.id === step.id);
  const behind = siblings[at + 1];
  if (at >= 0 && behind) return { milestoneId: step.milestoneId, afterId: behind.id };
  const next = nextTo(plan, step.milestoneId, 1);
  return next ? { milestoneId: next, afterId: null } : null;
}

export const spotAtEnd = (plan: Plan, milestoneId: string): Spot => ({
  milestoneId,
  afterId: stepsOf(plan, milestoneId).at(-1)?.id ?? null,
});

/** Dropped on another step, in its upper or its lower half. */
export function spotAtDrop(plan: Plan, moving: Step, onto: Step, half: 'upper' | 'lower'): Spot | null {
  if (moving.id === onto.id) return null;
  const others = stepsOf(plan, onto.milestoneId).filter((s) => s.id !== moving.id);
  const at = others.findIndex((s) => s.id === onto.id);
  const after = half === 'lower' ? onto : others[at - 1];
  return { milestoneId: onto.milestoneId, afterId: after?.id ?? null };
}
