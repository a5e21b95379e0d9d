import type { Layer, Plan, Step, Versions } from '#app/domain/plan.ts';
import { questionSeen } from '#app/domain/question-seen.ts';
import { versionOf } from '#app/domain/version.ts';

/** The `base` of a command: the versions of these fields as the reader sees them. */
export const seen = (
  thing: { layer: Layer; versions: Versions },
  ...fields: string[]
): Record<string, number> => Object.fromEntries(fields.map((field) => [field, versionOf(thing, field)]));

/** The same with what the other side asks about the step, for what would close the question. */
export const seenWithQuestion = (plan: Plan, step: Step, field: string): Record<string, number> => ({
  ...seen(step, field),
  ...questionSeen(plan, step.id),
});
