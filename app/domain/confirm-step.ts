/** A day that was promised long ago is said to be right still. */
import { notYourHand } from './agreement.ts';
import { stepChange } from './change.ts';
import { absent, changes, type Decider, refuse } from './command.ts';
import { compareDays, type Day, shortDay } from './day.ts';
import { findStep, isOpen, offerOn, type Plan, type Step } from './plan.ts';

/** The day its owner's side last said that the day it has now is right; null where they have not. */
export const confirmedDay = ({ confirmedOn, versions }: Step): Day | null =>
  (versions.confirmedOn ?? 0) > (versions.dueDay ?? 0) ? confirmedOn : null;

/** A day that is still to come, promised, and in question with nobody. */
export const canBeConfirmed = (plan: Plan, step: Step, today: Day): boolean =>
  step.layer === 'shared' &&
  step.type !== 'approval' &&
  step.agreement === 'agreed' &&
  isOpen(step) &&
  step.status !== 'stuck' &&
  step.dueDay !== null &&
  compareDays(step.dueDay, today) > 0 &&
  offerOn(plan, step.id) === undefined;

/** Its owner's side says that the day it has is right. `dueDay`: the one that was read. */
export const confirmStep: Decider<{ stepId: string; dueDay: Day }> = (plan, args, { actor, today }) => {
  const step = findStep(plan, args.stepId);
  if (!step) return absent;
  const notYours = notYourHand(plan, step, actor);
  if (notYours) return notYours;
  if (step.dueDay !== args.dueDay)
    return refuse(
      'otherDay',
      step.dueDay
        ? `Its day is ${shortDay(step.dueDay, today)} by now. Is that right?`
        : 'It has no day by now.',
    );
  if (!canBeConfirmed(plan, step, today))
    return refuse(
      'notOpen',
      'Only an agreed day that is still to come, and that nobody asks to change, can be confirmed.',
    );
  if (confirmedDay(step) === today) return changes();
  return changes(stepChange(step, { field: 'confirmedOn', value: today }));
};
