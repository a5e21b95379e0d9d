import type { Plan } from '#app/domain/plan.ts';
import { listed } from '#app/domain/plan-words.ts';
import { inputsOf, missingInputs } from '#app/domain/step-parts.ts';

const most = 3;

/** "Missing: the form, who reads the answers"; null where nothing is. */
export function missingWords(plan: Plan, milestoneId: string): string | null {
  const names = missingInputs(plan, milestoneId).map(({ name }) => inside(name));
  if (names.length === 0) return null;
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return `Missing: ${listed(shown)}`;
}

/** A name begun with a capital, in the middle of a line; "SOC 2 report" stays as it is. */
const inside = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** "1 of 3 here", where a step lists what it needs. */
export function hereWords(plan: Plan, stepId: string): string | null {
  const inputs = inputsOf(plan, stepId);
  return inputs.length > 0 ? `${inputs.filter((i) => i.here).length} of ${inputs.length} here` : null;
}
