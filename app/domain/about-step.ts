/** Which changes tell of one step: what stands in its own history, whatever else the same command did. */
import type { Change } from './change.ts';

export function isAboutStep(change: Change, stepId: string): boolean {
  if (change.kind === 'dependencyAdded' || change.kind === 'dependencyRemoved')
    return change.dependency.stepId === stepId || change.dependency.afterId === stepId;
  if ('stepId' in change) return change.stepId === stepId;
  if ('step' in change) return change.step.id === stepId;
  return Object.values(change).some(
    (part: unknown) =>
      typeof part === 'object' && part !== null && 'stepId' in part && part.stepId === stepId,
  );
}
