import type { ComponentType, ReactNode } from 'react';

/**
 * What a page of a plan may export as its `handle`. Pages that name the same frame share it: it stays as it is
 * while one goes from one to the other, as the plan does beside its steps.
 */
export interface PlanPageHandle {
  frame: ComponentType<{ children: ReactNode }>;
}

export const frameOf = (handle: unknown): PlanPageHandle['frame'] | undefined =>
  (handle as Partial<PlanPageHandle> | undefined)?.frame;
