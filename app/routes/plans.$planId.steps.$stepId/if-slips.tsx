import { useMay } from '#app/components/may.ts';
import type { StepSectionProps } from './step-section.ts';
import { StepText } from './step-text.tsx';

const what = 'ifSlips';
export const ifSlipsForm = (stepId: string) => `changeStep:${stepId}:${what}`;

/** What follows when the day slips, and what both sides then do. */
export const IfSlips = (section: StepSectionProps) => (
  <StepText
    {...section}
    field={what}
    label="If this slips"
    empty="What follows, and what both sides then do."
  />
);

/** Where nobody has thought of it yet, for those who can write it. */
export function NoIfSlips(section: StepSectionProps) {
  const { step } = section;
  const may = useMay();
  const canWrite = may('changeStep', { stepId: step.id, field: what, value: 'asked' });
  return step.ifSlips === '' && canWrite ? <IfSlips {...section} /> : null;
}
