import { CommandForm } from '#app/components/command-form.tsx';
import { seen, useMay } from '#app/components/may.ts';
import type { Step, StepType } from '#app/domain/plan.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './step-kind.module.css';

const kinds: Record<StepType, string> = {
  task: 'Something to do',
  meeting: 'A meeting',
  approval: 'A decision',
};

/** What kind of step it is and how many working days it takes. */
export function StepKind({ step, back }: { step: Step; back: string }) {
  const may = useMay();
  const otherKind: StepType = step.type === 'task' ? 'meeting' : 'task';
  const canChangeKind = may('changeStep', { stepId: step.id, field: 'type', value: otherKind });
  return (
    <>
      {canChangeKind && (
        <CommandForm
          type="changeStep"
          args={{ stepId: step.id, field: 'type' }}
          base={seen(step, 'type')}
          name={`changeStep:${step.id}:type`}
          back={back}
        >
          <div className={styles.row}>
            <Field label="Kind">
              <Select
                key={step.type}
                name="set.value"
                defaultValue={step.type}
                options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
              />
            </Field>
            <Button aria-label="Save the kind">Save</Button>
          </div>
        </CommandForm>
      )}
      <CommandForm
        type="changeStep"
        args={{ stepId: step.id, field: 'duration' }}
        base={seen(step, 'duration')}
        name={`changeStep:${step.id}:duration`}
        back={back}
      >
        <div className={styles.row}>
          <Field label="Working days it takes">
            <TextInput
              key={step.duration}
              type="number"
              inputMode="numeric"
              name="json.value"
              min={1}
              max={400}
              step={1}
              required
              defaultValue={step.duration}
            />
          </Field>
          <Button aria-label="Save the working days">Save</Button>
        </div>
      </CommandForm>
    </>
  );
}
