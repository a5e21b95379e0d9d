/** Who comes to a meeting. */
import type { Plan, Stakeholder, Step } from './plan.ts';

/** Who may come: of a step that only one side sees, that side. */
export const mayAttend = (plan: Plan, step: Pick<Step, 'layer' | 'withheld'>): Stakeholder[] =>
  step.layer === 'shared' || (plan.layer === 'seller' && !step.withheld)
    ? plan.people
    : plan.people.filter((p) => p.side === step.layer);

/** Who comes. Somebody who has left the plan, or cannot see the step any more, does not. */
export const attendeesOf = (plan: Plan, step: Step): Stakeholder[] =>
  mayAttend(plan, step).filter((p) => step.attendees.includes(p.id));
