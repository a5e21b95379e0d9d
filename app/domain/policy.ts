/**
 * Who may do what: one table, total and pure. What a person may do *to a particular thing* (whose hand is on a
 * step, who answers an offer) is decided beside that thing; this table says who may try at all.
 */
import type { Layer, Side } from './plan.ts';

export const standings = [
  'visitor',
  'summaryReader',
  'buyerStakeholder',
  'buyerPointPerson',
  'sellerStakeholder',
  'sellerPointPerson',
  /** Of the plan's workspace, not on the plan. */
  'member',
  'admin',
  'owner',
  'apiToken',
  'removed',
] as const;
export type Standing = (typeof standings)[number];

export const abilities = [
  'readPlan',
  'editPlan',
  'sharePlan',
  'confirmGoal',
  'decideApproval',
  'inviteToPlan',
  'managePeopleOfOwnSide',
  'readPlansOfWorkspace',
  'openPlan',
  'readWorkspace',
  'manageWorkspace',
  /** Before the buyer has seen it. */
  'removeDraft',
  'removePlan',
] as const;
export type Ability = (typeof abilities)[number];

const table: Record<Standing, readonly Ability[]> = {
  visitor: [],
  summaryReader: [],
  buyerStakeholder: ['readPlan', 'editPlan', 'confirmGoal', 'decideApproval', 'inviteToPlan'],
  buyerPointPerson: [
    'readPlan',
    'editPlan',
    'confirmGoal',
    'decideApproval',
    'inviteToPlan',
    'managePeopleOfOwnSide',
  ],
  sellerStakeholder: [
    'readPlan',
    'editPlan',
    'sharePlan',
    'decideApproval',
    'inviteToPlan',
    'readPlansOfWorkspace',
    'openPlan',
  ],
  sellerPointPerson: [
    'readPlan',
    'editPlan',
    'sharePlan',
    'decideApproval',
    'inviteToPlan',
    'managePeopleOfOwnSide',
    'readPlansOfWorkspace',
    'openPlan',
    'removeDraft',
  ],
  member: ['readPlan', 'readPlansOfWorkspace', 'openPlan', 'readWorkspace'],
  admin: [
    'readPlan',
    'editPlan',
    'sharePlan',
    'decideApproval',
    'inviteToPlan',
    'managePeopleOfOwnSide',
    'readPlansOfWorkspace',
    'openPlan',
    'readWorkspace',
    'manageWorkspace',
    'removeDraft',
    'removePlan',
  ],
  owner: [
    'readPlan',
    'editPlan',
    'sharePlan',
    'decideApproval',
    'inviteToPlan',
    'managePeopleOfOwnSide',
    'readPlansOfWorkspace',
    'openPlan',
    'readWorkspace',
    'manageWorkspace',
    'removeDraft',
    'removePlan',
  ],
  apiToken: [],
  removed: [],
};

export const can = (standing: Standing, ability: Ability): boolean => table[standing].includes(ability);

declare const minted: unique symbol;
/** Proof that somebody may reach one plan, with their side and layers. Only `auth/plan-access` makes one. */
export interface PlanAccess {
  readonly [minted]: true;
  readonly workspaceId: string;
  readonly planId: string;
  readonly personId: string;
  readonly side: Side;
  readonly layers: readonly Layer[];
  readonly standing: Standing;
  /** The person's own row on the plan; null for an admin who only oversees it. */
  readonly stakeholderId: string | null;
  readonly pointPerson: boolean;
  /** Signed in, in this browser, with what was mailed to them: without it nothing is approved. */
  readonly proven: boolean;
  /** The approval they typed a code for in this very request, where it asks for a fresh one. */
  readonly freshFor?: string;
  /** By a link in a letter to them, in a browser that nobody knows. */
  readonly fromLetter?: true;
}
