/**
 * What a yes is a yes to: the words and the day of the step as they were read. Several steps may be answered at once,
 * so the version of each is carried under the step and the field together.
 */
import type { Plan, Question, Step } from './plan.ts';
import { type Version, versionOf } from './version.ts';

const fields = ['title', 'ask', 'doneWhen', 'dueDay', 'meetingTime'] as const;
export type FieldOfYes = (typeof fields)[number];

const keyOf = (stepId: string, field: FieldOfYes): string => `${stepId}.${field}`;

/** Which of them a key is about; null where it is another kind of field. */
export const fieldOfYes = (key: string): FieldOfYes | null =>
  fields.find((field) => key.endsWith(`.${field}`)) ?? null;

export interface Read {
  key: string;
  field: FieldOfYes;
  version: Version;
}
export const readOf = (step: Step): Read[] =>
  fields.map((field) => ({ key: keyOf(step.id, field), field, version: versionOf(step, field) }));

/** The `base` of a yes to these questions, as they stand before whoever answers. */
export const baseOfYes = (plan: Plan, questions: readonly Question[]): Record<string, number> =>
  Object.fromEntries(
    questions
      .flatMap(({ stepId }) => plan.steps.filter((step) => step.id === stepId))
      .flatMap(readOf)
      .map(({ key, version }) => [key, version]),
  );
