/** Every intention by name, and what always follows: one place where a command becomes changes. */
import {
  type Assignment,
  acceptOffers,
  assignStep,
  counterOffer,
  declineOffer,
  proposeMilestone,
  proposeStep,
  removeOwner,
  sharePlan,
  withdrawOffer,
} from './agreement.ts';
import { applyChange } from './apply-change.ts';
import type { Change } from './change.ts';
import { type Context, changes, type Decider, type Decision, refuse } from './command.ts';
import type { Day } from './day.ts';
import { addMeasure, changeGoal, changeMeasure, confirmGoal, type GoalEdit, removeMeasure } from './goal.ts';
import {
  addMilestone,
  milestoneFacts,
  moveMilestone,
  removeMilestone,
  renameMilestone,
} from './milestone.ts';
import { findMilestone, type MeasureField, type Plan } from './plan.ts';
import { completeStep, reopenStep, reportStuck, skipStep } from './progress.ts';
import {
  addStakeholder,
  admitStakeholder,
  changeOwnName,
  changeRole,
  enterPlan,
  type NewStakeholder,
  removeStakeholder,
  setPointPerson,
} from './stakeholder.ts';
import {
  addDependency,
  addStep,
  changeStep,
  hideStep,
  moveStep,
  type NewStep,
  removeDependency,
  removeStep,
  rescheduleStep,
  revealStep,
  type StepEdit,
} from './step.ts';

type None = Record<string, never>;
export interface CommandArgs {
  sharePlan: None;
  changeGoal: GoalEdit;
  confirmGoal: { objective?: string; whyNow?: string; liveDay?: Day };
  addMeasure: { id: string; name: string; now: string; wanted: string; measuredBy: string };
  changeMeasure: { measureId: string; field: MeasureField; value: string };
  removeMeasure: { measureId: string };
  addMilestone: { id: string; name: string; afterId: string | null };
  renameMilestone: { milestoneId: string; name: string };
  moveMilestone: { milestoneId: string; afterId: string | null };
  removeMilestone: { milestoneId: string };
  addStep: NewStep;
  changeStep: StepEdit;
  rescheduleStep: { stepId: string; dueDay: Day | null };
  moveStep: { stepId: string; milestoneId: string; afterId: string | null };
  removeStep: { stepId: string };
  revealStep: { stepId: string };
  hideStep: { stepId: string };
  addDependency: { id: string; stepId: string; afterId: string };
  removeDependency: { dependencyId: string };
  assignStep: Assignment;
  removeOwner: { stepId: string; ownerId: string };
  proposeStep: { stepId: string };
  proposeMilestone: { milestoneId: string };
  acceptOffers: { offerIds: string[] };
  counterOffer: { offerId: string; dueDay: Day };
  declineOffer: { offerId: string; reason: string };
  withdrawOffer: { offerId: string };
  completeStep: { stepId: string };
  reopenStep: { stepId: string };
  reportStuck: { stepId: string; reason: string };
  skipStep: { stepId: string; reason: string };
  addStakeholder: NewStakeholder;
  enterPlan: None;
  admitStakeholder: { stakeholderId: string };
  changeRole: { stakeholderId: string; role: string };
  changeOwnName: { name: string };
  setPointPerson: { stakeholderId: string; pointPerson: boolean };
  removeStakeholder: { stakeholderId: string };
}
export type CommandType = keyof CommandArgs;

const deciders: { [T in CommandType]: Decider<CommandArgs[T]> } = {
  sharePlan,
  changeGoal,
  confirmGoal,
  addMeasure,
  changeMeasure,
  removeMeasure,
  addMilestone,
  renameMilestone,
  moveMilestone,
  removeMilestone,
  addStep,
  changeStep,
  rescheduleStep,
  moveStep,
  removeStep,
  revealStep,
  hideStep,
  addDependency,
  removeDependency,
  assignStep,
  removeOwner,
  proposeStep,
  proposeMilestone,
  acceptOffers,
  counterOffer,
  declineOffer,
  withdrawOffer,
  completeStep,
  reopenStep,
  reportStuck,
  skipStep,
  addStakeholder,
  enterPlan,
  admitStakeholder,
  changeRole,
  changeOwnName,
  setPointPerson,
  removeStakeholder,
};

/** `confirmed`: the person has read the warning and wants it all the same. */
export function decide<T extends CommandType>(
  plan: Plan,
  type: T,
  args: CommandArgs[T],
  context: Context,
  confirmed = false,
): Decision {
  const decision = deciders[type](plan, args, context);
  return decision.kind === 'changes' ? settle(plan, decision.changes, context.today, confirmed) : decision;
}

/** The plan after changes that are not numbered yet. */
export const preview = (plan: Plan, list: Change[]): Plan =>
  list.reduce((now, change) => applyChange(now, change, Number.MAX_SAFE_INTEGER), plan);

/** Adds the facts that follow, and warns once before a reached milestone opens again. */
export function settle(plan: Plan, primary: Change[], today: Day, confirmed: boolean): Decision {
  const facts = milestoneFacts(preview(plan, primary), primary, today);
  const reopened = facts.find((f) => f.kind === 'milestoneReopened');
  if (reopened?.kind === 'milestoneReopened' && !confirmed) {
    const name = findMilestone(plan, reopened.milestoneId)?.name ?? 'This milestone';
    return refuse(
      'reopens',
      `${name} has been reached. This opens it again, and both sides get a letter about it.`,
    );
  }
  return changes(...primary, ...facts);
}
