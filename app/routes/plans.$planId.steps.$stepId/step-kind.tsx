import { FieldForm } from '#app/components/field-form.tsx';
import { useMay } from '#app/components/may.ts';
import type { StepType } from '#app/domain/plan.ts';
import { stepField } from './step-field.ts';
import styles from './step-kind.module.css';
import type { StepSectionProps } from './step-section.ts';

const kinds: Record<StepType, string> = {
  task: 'Task',
  meeting: 'Meeting',
  approval: 'Approval',
};

/** What kind of step it is and how many working days it takes. */
export function StepKind({ step, back }: StepSectionProps) {
  const may = useMay();
  const otherKind: StepType = step.type === 'task' ? 'meeting' : 'task';
  const canChangeKind = may('changeStep', { stepId: step.id, field: 'type', value: otherKind });
  return (
    <div className={styles.fields}>
      {canChangeKind && (
        <FieldForm
          {...stepField({ step, back }, 'type')}
          label="Kind"
          field="set.value"
          control={{
            kind: 'choice',
            options: Object.entries(kinds).map(([value, label]) => ({ value, label })),
          }}
          value={step.type}
        />
      )}
      <FieldForm
        {...stepField({ step, back }, 'duration')}
        label="Working days it takes"
        field="json.value"
        control={{ kind: 'number', min: 1, max: 400 }}
        value={String(step.duration)}
        required
      />
    </div>
  );
}
