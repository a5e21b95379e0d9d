/**
 * Several steps at once, which wait for one another: a track put into a plan that is under way. One command and one
 * undo; each step begins as it would if somebody added it alone, and nothing that stands already is moved.
 */
import type { Change } from './change.ts';
import { changes, type Decider, type Decision } from './command.ts';
import { addDependency } from './dependency.ts';
import { addMilestone } from './edit-milestone.ts';
import { findStep, isForBoth, isOpen } from './plan.ts';
import { preview } from './settle.ts';
import { addStep, type NewStep } from './step.ts';

export interface StepOfMany extends Omit<NewStep, 'milestoneId' | 'afterId' | 'onlyOurs'> {
  duration: number;
  ifSlips: string;
  /** Which of the others it waits for, by their places in the list. */
  after: number[];
}

export interface NewSteps {
  milestoneId: string;
  /** Made for them under that id; null: it is there already. */
  milestone: { name: string; afterId: string | null } | null;
  /** Behind this step, as the actor sees them; null: first in the milestone. */
  afterId: string | null;
  /** The step that then waits for the last of them. */
  beforeId: string | null;
  onlyOurs: boolean;
  steps: StepOfMany[];
}

export const addSteps: Decider<NewSteps> = (plan, args, context) => {
  const { milestoneId, milestone, beforeId, onlyOurs, steps } = args;
  const list: Change[] = [];
  let now = plan;
  /** What stands in the way of one stands in the way of all. */
  let refused: Decision | null = null;
  const then = (decision: Decision, told = (change: Change) => change) => {
    if (decision.kind !== 'changes') refused ??= decision;
    if (decision.kind !== 'changes' || refused) return;
    const made = decision.changes.map(told);
    list.push(...made);
    now = preview(now, made);
  };
  const wait = (stepId: string, afterId: string | undefined) =>
    then(addDependency(now, { id: context.newId(), stepId, afterId: afterId ?? '' }, context));

  if (milestone) then(addMilestone(now, { id: milestoneId, ...milestone }, context));
  let afterId = milestone ? null : args.afterId;
  for (const { duration, ifSlips, after: _, ...step } of steps) {
    then(addStep(now, { ...step, milestoneId, afterId, onlyOurs }, context), (change) =>
      change.kind === 'stepAdded' ? { ...change, step: { ...change.step, duration, ifSlips } } : change,
    );
    afterId = step.id;
  }
  for (const { id, after } of steps) for (const place of after) wait(id, steps[place]?.id);

  const next = beforeId === null ? undefined : findStep(plan, beforeId);
  if (beforeId !== null && !next) return { kind: 'absent' };
  // A step both sides see never waits for what only one of them does.
  if (next && isOpen(next) && !(onlyOurs && isForBoth(plan, next))) {
    const awaited = new Set(steps.flatMap(({ after }) => after));
    for (const [place, { id }] of steps.entries()) if (!awaited.has(place)) wait(next.id, id);
  }
  return refused ?? changes(...list);
};
