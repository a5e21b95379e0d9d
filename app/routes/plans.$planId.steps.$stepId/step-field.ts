import { seen } from '#app/components/seen.ts';
import type { StepEdit } from '#app/domain/step.ts';
import type { StepSectionProps } from './step-section.ts';

/** What every small field of a step sends: which it is, and what its writer had read of it. */
export const stepField = ({ step, back }: StepSectionProps, name: StepEdit['field']) => ({
  type: 'changeStep' as const,
  args: { stepId: step.id, field: name },
  base: seen(step, name),
  name: `changeStep:${step.id}:${name}`,
  back,
  quiet: true,
});
