/** Every intention by name: one place where a command becomes changes. */
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
import { type Condition, decideApproval } from './approval.ts';
import type { FigureKind, Outcome } from './attachment.ts';
import { changeCase } from './case.ts';
import type { Context, Decider, Decision } from './command.ts';
import {
  changeComment,
  closeRequest,
  type NewComment,
  removeComment,
  revealComment,
  writeComment,
} from './comment.ts';
import type { Day } from './day.ts';
import { removeFigure, revealFigure, setFigure } from './figure.ts';
import { addMeasure, changeGoal, changeMeasure, confirmGoal, type GoalEdit, removeMeasure } from './goal.ts';
import { addDomain, removeDomain } from './mail-domain.ts';
import { addMilestone, moveMilestone, removeMilestone, renameMilestone } from './milestone.ts';
import type { CaseField, MeasureField, Plan, Side } from './plan.ts';
import { completeStep, reopenStep, reportStuck, skipStep } from './progress.ts';
import { settle } from './settle.ts';
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
import {
  addInput,
  addLink,
  changeInput,
  changeLink,
  type InputEdit,
  removeInput,
  removeLink,
  setInputHere,
} from './step-parts.ts';

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
  decideApproval: {
    id: string;
    stepId: string;
    outcome: Outcome;
    note: string;
    missing: string;
    conditions: Condition[];
  };
  changeCase: { field: CaseField; value: string };
  writeComment: NewComment;
  changeComment: { commentId: string; text: string };
  removeComment: { commentId: string };
  revealComment: { commentId: string };
  closeRequest: { commentId: string };
  addInput: { id: string; stepId: string; side: Side; name: string };
  changeInput: InputEdit;
  setInputHere: { inputId: string; here: boolean };
  removeInput: { inputId: string };
  addLink: { id: string; stepId: string; name: string; url: string };
  changeLink: { linkId: string; field: 'name' | 'url'; value: string };
  removeLink: { linkId: string };
  setFigure: { id: string; kind: FigureKind; value: string };
  removeFigure: { figureId: string };
  revealFigure: { figureId: string };
  addDomain: { id: string; name: string };
  removeDomain: { domainId: string };
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
  decideApproval,
  changeCase,
  writeComment,
  changeComment,
  removeComment,
  revealComment,
  closeRequest,
  addInput,
  changeInput,
  setInputHere,
  removeInput,
  addLink,
  changeLink,
  removeLink,
  setFigure,
  removeFigure,
  revealFigure,
  addDomain,
  removeDomain,
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
