/** Every intention by name: one place where a command becomes changes. */
import { addSteps, type NewSteps } from './add-steps.ts';
import { acceptOffers, counterOffer, declineOffer, withdrawOffer } from './answer-offer.ts';
import type { Condition } from './approval-brings.ts';
import { delegateApproval, moveApprover } from './approval-parts.ts';
import { askIfDone, proposeMilestone, proposeStep, sharePlan } from './ask-the-other-side.ts';
import type { FigureKind, Outcome } from './attachment.ts';
import type { CalendarEdit } from './calendars.ts';
import { changeCase } from './case.ts';
import { type AtCheckpoint, sayAtCheckpoint } from './checkpoint.ts';
import { type Closing, closeMeeting } from './close-meeting.ts';
import type { Context, Decider, Decision } from './command.ts';
import { changeComment, closeRequest, removeComment, revealComment, writeComment } from './comment.ts';
import { confirmStep } from './confirm-step.ts';
import type { Day } from './day.ts';
import { decideApproval } from './decide-approval.ts';
import { addDependency, changeDependency, removeDependency } from './dependency.ts';
import { addMilestone, moveMilestone, removeMilestone, renameMilestone } from './edit-milestone.ts';
import { removeFigure, revealFigure, setFigure } from './figure.ts';
import { addMeasure, changeGoal, changeMeasure, confirmGoal, type GoalEdit, removeMeasure } from './goal.ts';
import { addDomain, removeDomain } from './mail-domain.ts';
import { type Assignment, assignStep, removeOwner } from './owners.ts';
import { carryOn, pausePlan } from './pause.ts';
import type { CaseField, MeasureField, Plan, Side } from './plan.ts';
import { completeStep, reopenStep, reportStuck, type Stuck, skipStep } from './progress.ts';
import { asIfSeen } from './question-seen.ts';
import { type NewDay, type WithRest, withTheRest } from './reschedule-steps.ts';
import { hideStep, revealStep } from './reveal-step.ts';
import { setCalendar } from './set-calendar.ts';
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
  addStep,
  changeStep,
  moveStep,
  type NewStep,
  type Rescheduling,
  removeStep,
  rescheduleStep,
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
import type { NewComment } from './thread.ts';

type None = Record<string, never>;
export interface CommandArgs {
  sharePlan: None;
  changeGoal: GoalEdit;
  confirmGoal: { objective?: string; whyNow?: string; liveDay?: Day };
  pausePlan: { until: Day; reason: string };
  carryOn: { by: number };
  addMeasure: { id: string; name: string; now: string; wanted: string; measuredBy: string };
  changeMeasure: { measureId: string; field: MeasureField; value: string };
  removeMeasure: { measureId: string };
  addMilestone: { id: string; name: string; afterId: string | null };
  renameMilestone: { milestoneId: string; name: string };
  moveMilestone: { milestoneId: string; afterId: string | null };
  removeMilestone: { milestoneId: string };
  addStep: NewStep;
  addSteps: NewSteps;
  changeStep: StepEdit;
  rescheduleStep: Rescheduling;
  rescheduleSteps: Rescheduling & NewDay & WithRest;
  moveStep: { stepId: string; milestoneId: string; afterId: string | null };
  removeStep: { stepId: string };
  revealStep: { stepId: string };
  hideStep: { stepId: string };
  addDependency: { id: string; stepId: string; afterId: string; lag?: number };
  changeDependency: { dependencyId: string; lag: number };
  removeDependency: { dependencyId: string };
  assignStep: Assignment;
  removeOwner: { stepId: string; ownerId: string };
  proposeStep: { stepId: string };
  proposeMilestone: { milestoneId: string };
  askIfDone: { stepId: string };
  acceptOffers: { offerIds: string[] } & WithRest;
  counterOffer: { offerId: string; dueDay: Day } & WithRest;
  declineOffer: { offerId: string; reason: string };
  withdrawOffer: { offerId: string };
  completeStep: { stepId: string };
  reopenStep: { stepId: string };
  confirmStep: { stepId: string; dueDay: Day };
  reportStuck: Stuck;
  skipStep: { stepId: string; reason: string };
  decideApproval: {
    id: string;
    stepId: string;
    outcome: Outcome;
    note: string;
    missing: string;
    conditions: Condition[];
    seen: string;
  };
  delegateApproval: { stepId: string; ownerId: string; to: string | null };
  moveApprover: { stepId: string; ownerId: string; afterId: string | null };
  sayAtCheckpoint: AtCheckpoint;
  closeMeeting: Closing;
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
  setCalendar: CalendarEdit;
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
  pausePlan,
  carryOn,
  addMeasure,
  changeMeasure,
  removeMeasure,
  addMilestone,
  renameMilestone,
  moveMilestone,
  removeMilestone,
  addStep,
  addSteps,
  changeStep,
  rescheduleStep,
  rescheduleSteps: withTheRest(rescheduleStep),
  moveStep,
  removeStep,
  revealStep,
  hideStep,
  addDependency,
  changeDependency,
  removeDependency,
  assignStep,
  removeOwner,
  proposeStep,
  proposeMilestone,
  askIfDone,
  acceptOffers: withTheRest(acceptOffers),
  counterOffer: withTheRest(counterOffer),
  declineOffer,
  withdrawOffer,
  completeStep,
  reopenStep,
  confirmStep,
  reportStuck,
  skipStep,
  decideApproval,
  delegateApproval,
  moveApprover,
  sayAtCheckpoint,
  closeMeeting,
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
  setCalendar,
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
  const seen = confirmed ? { ...context, base: asIfSeen(context.base) } : context;
  const decision = deciders[type](plan, args, seen);
  return decision.kind === 'changes' ? settle(plan, decision.changes, context.today, confirmed) : decision;
}
