/** The status of an approval follows from what was said, and from whether it was said of what stands there now. */
import { approvalIn, approvalState, approversOf, decisionsOn } from './approval.ts';
import { type Change, type StepState, stateOf } from './change.ts';
import type { Day } from './day.ts';
import type { Plan, Step } from './plan.ts';

/** The status of an approval that people have spoken on, a skip and "I'm stuck" left aside. */
export function statusSaid(plan: Plan, step: Step, today: Day): StepState {
  const state = approvalState(plan, step);
  if (state === 'approved' || state === 'approvedWithConditions')
    return { status: 'done', reason: null, endedOn: step.endedOn ?? today };
  if (state !== 'needsEvidence') return { status: 'todo', reason: null, endedOn: null };
  const asking = approversOf(plan, step).find((a) => a.counts === 'needsEvidence');
  return { status: 'stuck', reason: asking?.decision?.missing ?? null, endedOn: null };
}

/** The status that follows from what was said, or null where it already is that. A skip stands. */
function approvalFact(plan: Plan, step: Step, today: Day): Change | null {
  if (step.status === 'skipped' || decisionsOn(plan, step.id).length === 0) return null;
  const to = statusSaid(plan, step, today);
  const from = stateOf(step);
  if (from.status === to.status && from.reason === to.reason) return null;
  return { kind: 'stepStatusChanged', stepId: step.id, from, to };
}

/** Approvals that a command spoke on, handed on or opened again, or whose words it altered, brought in line with what was said. */
export function approvalFacts(before: Plan, after: Plan, primary: Change[], today: Day): Change[] {
  const spokenOn = new Set(
    primary.flatMap((c) => {
      if (c.kind === 'decisionAdded') return [c.thing.stepId];
      if (c.kind === 'stepStatusChanged') return c.from.status === 'skipped' ? [c.stepId] : [];
      return c.kind === 'ownerAdded' || c.kind === 'ownerRemoved' ? [c.stepId] : [];
    }),
  );
  const touched = new Set([...spokenOn, ...(primary.some(mayAlter) ? approvalsDecided(after) : [])]);
  return [...touched].flatMap((id) => {
    const step = approvalIn(after, id);
    const was = approvalIn(before, id);
    // What nobody spoke on stays as it is, "I'm stuck" too, until an edit makes another thing of it.
    const stands =
      !spokenOn.has(id) && was && step && approvalState(before, was) === approvalState(after, step);
    return step && !stands ? (approvalFact(after, step, today) ?? []) : [];
  });
}

const approvalsDecided = (plan: Plan): string[] => plan.decisions.map((d) => d.stepId);

const mayAlter = ({ kind }: Change): boolean =>
  /^(step|link|input)(Added|Changed|Removed|Revealed|Hidden)$/.test(kind);
