/** The case: problem, cost today, what is asked for, what happens if we wait. Both sides write it, one text. */
import { changes, conflictOn, type Decider } from './command.ts';
import type { CaseField } from './plan.ts';

export const caseWords: Record<CaseField, string> = {
  problem: 'The problem',
  costToday: 'What it costs today',
  request: 'What we ask for',
  ifWeWait: 'If we wait',
};

export const changeCase: Decider<{ field: CaseField; value: string }> = (plan, { field, value }, context) => {
  const current = plan.case[field];
  const conflict = conflictOn(plan, context.base, field, value, current);
  if (conflict) return conflict;
  return current === value ? changes() : changes({ kind: 'caseChanged', field, from: current, to: value });
};
