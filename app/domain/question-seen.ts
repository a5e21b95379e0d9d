/**
 * What the other side asks about a step is closed by ending the step, by another suggestion or by other words. Whoever
 * does so has to have read it: which question they had before them is carried in the `base`, beside the versions.
 */
import { type Context, type Refused, refuse } from './command.ts';
import { shortDay } from './day.ts';
import { timeInWords } from './meeting-time.ts';
import { type Offer, offerOn, type Plan, type Step, sideName } from './plan.ts';

/** There in the base of whoever looked: a screen that says nothing of questions closes none unseen. */
const LOOKED = 'question';

/** The question about the step that stands before the reader, for the `base` of what they do. */
export function questionSeen(plan: Plan, stepId: string): Record<string, number> {
  const open = offerOn(plan, stepId);
  return { [LOOKED]: 0, ...(open && { [open.id]: 0 }) };
}

/** Null where nothing was asked that they had not read; else what was. */
export function unseenQuestion(plan: Plan, step: Step, { actor, base }: Context): Refused | null {
  const open = offerOn(plan, step.id);
  if (!open || open.bySide === actor.side || base[LOOKED] === undefined || open.id in base) return null;
  return refuse(
    'askedMeanwhile',
    `“${step.title}”: ${sideName(plan, open.bySide)} ${askedWords(open)} meanwhile, and you had not seen that. Nothing was changed: answer it first, or go on all the same.`,
  );
}

/** For whoever goes on all the same. */
export const asIfSeen = (base: Context['base']): Context['base'] => {
  const { [LOOKED]: _, ...rest } = base;
  return rest;
};

function askedWords({ terms }: Offer): string {
  switch (terms.field) {
    case 'dueDay':
      return `has suggested ${shortDay(terms.value)}${terms.at ? `, ${timeInWords(terms.at)}` : ''}`;
    case 'ask':
      return `has suggested other words, “${terms.value}”,`;
    case 'done':
      return 'has asked whether it is done';
    case 'owner':
      return 'has suggested that somebody else does this';
    default:
      return 'has asked for this';
  }
}
