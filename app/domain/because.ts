import { shortDay } from './day.ts';
import { type Because, findStep, type Plan } from './plan.ts';

/** "because “Security form” moved to Fri 18 Dec"; null where the reader has no such step any more. */
export function becauseWords(plan: Plan, because: Because | undefined): string | null {
  const step = because && findStep(plan, because.stepId);
  return step ? `because “${step.title}” moved to ${shortDay(because.to)}` : null;
}

/** What is said, with its reason behind a comma. */
export function withReason(said: string, plan: Plan, because: Because | undefined): string {
  const why = becauseWords(plan, because);
  return why ? `${said}, ${why}` : said;
}
