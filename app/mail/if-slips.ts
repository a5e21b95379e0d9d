import type { Step } from '#app/domain/plan.ts';

/** What follows if a step slips and what both sides then do, where both sides can read it. */
export const ifSlipsOf = (step: Step | null | undefined): { ifSlips?: string } =>
  step?.layer === 'shared' && step.ifSlips.trim() ? { ifSlips: step.ifSlips.trim() } : {};
