import { FieldForm } from '#app/components/field-form.tsx';
import { useMay } from '#app/components/may.ts';
import { decidingWays, wayWords } from '#app/domain/bound.ts';
import styles from './step-deciding.module.css';
import { stepField } from './step-field.ts';
import type { StepSectionProps } from './step-section.ts';

const codes = [
  { value: 'false', label: 'Once in a browser' },
  { value: 'true', label: 'With each decision' },
];

/** Of an approval, beneath who decides: how many have to say yes, and how each decision is proved. */
export function StepDeciding({ step, back }: StepSectionProps) {
  const may = useMay();
  const otherWay = step.decidedBy === 'anyone' ? 'everyone' : 'anyone';
  if (!may('changeStep', { stepId: step.id, field: 'decidedBy', value: otherWay })) return null;
  return (
    <div className={styles.ways}>
      {step.owners.length > 1 && (
        <FieldForm
          {...stepField({ step, back }, 'decidedBy')}
          label="How it is decided"
          field="set.value"
          control={{
            kind: 'choice',
            options: decidingWays.map((value) => ({ value, label: wayWords[value] })),
          }}
          value={step.decidedBy}
        />
      )}
      <FieldForm
        {...stepField({ step, back }, 'freshCode')}
        label="A code by mail is asked for"
        field="json.value"
        control={{ kind: 'choice', options: codes }}
        value={String(step.freshCode)}
      />
    </div>
  );
}
