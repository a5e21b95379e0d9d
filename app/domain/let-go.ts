import { type Comment, fieldChange } from './attachment.ts';
import type { Change } from './change.ts';
import type { Dependency } from './plan.ts';

/** What one side privately tied to a step, or wrote about it, once that step is hidden from it: none of it is lost. */
export const letGo = (ties: Dependency[], notes: Comment[]): Change[] => [
  ...ties.map((dependency): Change => ({ kind: 'dependencyRemoved', dependency })),
  ...notes.map((comment) => fieldChange('comment', comment, 'stepId', null)),
];
