/** A first-time reader sees a list: a drawing of days says something once there is enough to draw. */
import type { Plan } from '#app/domain/plan.ts';

export const timelineNeeds = { steps: 8, waits: 2 };

export const drawnSteps = (plan: Plan): number =>
  plan.steps.filter(({ agreement }) => agreement !== 'declined').length;

export const isTimelineShown = (plan: Plan): boolean =>
  drawnSteps(plan) >= timelineNeeds.steps || plan.dependencies.length >= timelineNeeds.waits;
