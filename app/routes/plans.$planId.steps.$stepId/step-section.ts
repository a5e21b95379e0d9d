import type { Step } from '#app/domain/plan.ts';
import type { PastAct } from './past-words.ts';

/** What every part of the panel is given. */
export interface StepSectionProps {
  step: Step;
  /** This page, for what is sent without JavaScript. */
  back: string;
}

export interface StepPanelProps {
  step: Step;
  /** Not yet here while the panel opens over the plan. */
  past: PastAct[] | Promise<PastAct[]>;
}
