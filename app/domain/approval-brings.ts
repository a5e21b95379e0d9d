/** What a decision brings with it: its conditions as steps, a request for what is missing, a note for one's own side. */
import { askFor } from './agreement.ts';
import type { Outcome } from './attachment.ts';
import type { Change } from './change.ts';
import type { Context } from './command.ts';
import type { Day } from './day.ts';
import { freshStep } from './fresh-step.ts';
import { placeBehind } from './order.ts';
import { otherSide, type Plan, pointPersons, type Side, type Step } from './plan.ts';
import { latenessCalendar } from './plan-calendar.ts';
import { writing } from './thread.ts';
import { addWorkingDays } from './working-days.ts';

/** Working days within which the other side is asked for the evidence, where the step has no nearer day. */
const evidenceDays = 5;

export interface Condition {
  id: string;
  title: string;
  side: Side;
  role: string | null;
  stakeholderId: string | null;
  dueDay: Day;
}

/** Each condition is a step behind the approval: a promise of one's own side, a question to the other. */
export function conditionSteps(
  plan: Plan,
  approval: Step,
  conditions: Condition[],
  context: Context,
): Change[] {
  let behind = approval.id;
  let now = plan;
  return conditions.flatMap((condition): Change[] => {
    const place = placeBehind(now, approval.layer, approval.milestoneId, behind);
    const { id, title, dueDay, side, role, stakeholderId } = condition;
    const step = freshStep({
      id,
      layer: approval.layer,
      milestoneId: approval.milestoneId,
      anchorId: place.anchorId,
      title,
      ask: `A condition of “${approval.title}”.`,
      dueDay,
      owners: [{ id: context.newId(), side, role, stakeholderId }],
    });
    // A condition is asked for now, however far its day is: the yes depends on it.
    const theirs = step.layer === 'shared' && side !== context.actor.side;
    const added: Step = { ...step, agreement: theirs ? 'proposed' : 'agreed' };
    behind = step.id;
    now = { ...now, steps: [...now.steps, added] };
    return [
      { kind: 'stepAdded', step: added, place },
      ...(theirs ? [askFor(added, { field: 'step' }, context)] : []),
    ];
  });
}

/** "Need more" asks who leads it at the other side, by a day. */
export function evidenceRequest(
  plan: Plan,
  step: Step,
  { outcome, missing }: { outcome: Outcome; missing: string },
  context: Context,
): Change[] {
  const [asked] = pointPersons(plan, otherSide(context.actor.side));
  if (outcome !== 'needsEvidence' || !asked || step.layer !== 'shared') return [];
  const by = addWorkingDays(context.today, evidenceDays, latenessCalendar(plan));
  const request = { of: asked.id, by };
  const args = { id: context.newId(), stepId: step.id, text: missing, mentions: [], request, answers: null };
  return [writing(plan, { ...args, layer: step.layer }, context)];
}

/** Born private: the other side reads outcome, day and conditions. */
export function note(plan: Plan, step: Step, args: { id: string; note: string }, context: Context): Change[] {
  if (args.note.trim() === '') return [];
  const comment = {
    id: context.newId(),
    stepId: step.id,
    text: args.note,
    mentions: [],
    request: null,
    answers: null,
  };
  return [writing(plan, { ...comment, layer: context.actor.side, decisionId: args.id }, context)];
}
