/**
 * Taking a plan away from everybody. A draft is its seller's own; what the buyer has been shown is only taken
 * away by who answers for the whole workspace.
 */
import { isDraft, type Plan } from './plan.ts';
import { can, type Standing } from './policy.ts';

export const mayRemove = (plan: Plan, standing: Standing): boolean =>
  can(standing, isDraft(plan) ? 'removeDraft' : 'removePlan');

/** Whether somebody wrote the company's name as it stands, give or take case and spaces. */
export const namesPlan = (plan: Plan, typed: string): boolean =>
  folded(typed) === folded(plan.goal.buyerName);

const folded = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
