import type { ComponentType, ReactNode } from 'react';

/**
 * What a page of a plan may export as its `handle`. Pages that name the same frame share it: it stays as it is
 * while one goes from one to the other, as the plan does beside its steps.
 */
export interface PlanPageHandle {
  frame: ComponentType<{ children: ReactNode }>;
}
/** A page that is shown to both sides: what only its reader did or is told elsewhere does not come up on it. */
export interface ForBothHandle {
  isForBoth: true;
}
export const isForBothPage = (handle: unknown): boolean =>
  (handle as Partial<ForBothHandle> | undefined)?.isForBoth === true;

export const frameOf = (handle: unknown): PlanPageHandle['frame'] | undefined =>
  (handle as Partial<PlanPageHandle> | undefined)?.frame;
