/** What always follows from what was decided, and the plan as it will be. */

import { applyChange } from './apply-change.ts';
import { approvalFacts } from './approval-facts.ts';
import type { Change } from './change.ts';
import { changes, type Decision, refuse } from './command.ts';
import type { Day } from './day.ts';
import { milestoneFacts } from './milestone-facts.ts';
import { findMilestone, type Plan } from './plan.ts';
import { LAID_OVER } from './version.ts';

/** The plan after changes that are not numbered yet. */
export const preview = (plan: Plan, list: Change[]): Plan =>
  list.reduce((now, change) => applyChange(now, change, LAID_OVER), plan);

/** Adds the facts that follow, and warns once before a reached milestone opens again. */
export function settle(plan: Plan, primary: Change[], today: Day, confirmed: boolean): Decision {
  const decided = [...primary, ...approvalFacts(plan, preview(plan, primary), primary, today)];
  const facts = milestoneFacts(preview(plan, decided), decided, today);
  const reopened = facts.find((f) => f.kind === 'milestoneReopened');
  if (reopened?.kind === 'milestoneReopened' && !confirmed) {
    const name = findMilestone(plan, reopened.milestoneId)?.name ?? 'This milestone';
    return refuse(
      'reopens',
      `${name} has been reached. This opens it again, and both sides get a letter about it.`,
    );
  }
  return changes(...decided, ...facts);
}
