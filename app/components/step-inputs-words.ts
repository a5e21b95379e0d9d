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

/** Words that are nobody's and nothing's name: only these lose their capital in the middle of a line. */
const small = new Set(
  'a an the this that these those who what which when where why how our your their its his her my one two three some all any both each no'.split(
    ' ',
  ),
);

/** "The form" as "the form"; "Grace's comments" and "SOC 2 report" stay as they are. */
function inside(name: string): string {
  const [first = ''] = name.split(/\s/);
  return small.has(first.toLowerCase()) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** "1 of 3 here", where a step lists what it needs. */
export function hereWords(plan: Plan, stepId: string): string | null {
  const inputs = inputsOf(plan, stepId);
  return inputs.length > 0 ? `${inputs.filter((i) => i.here).length} of ${inputs.length} here` : null;
}
