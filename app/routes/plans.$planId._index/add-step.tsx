import { useEffect, useRef } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { CloseLink, EscapeCloses, pathTo, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { stepsOf } from '#app/domain/order.ts';
import { isDraft, type Milestone, otherSide, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './add-step.module.css';
import { ownerChoices } from './owner-choices.ts';

export const addStepKey = (milestoneId: string) => `add.${milestoneId}`;

/** A step in one line: Enter adds it and the next one can be typed at once. */
export function AddStep({ milestone }: { milestone: Milestone }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const { path } = useOpened();
  const form = `add-${milestone.id}`;
  const kept = useKept(form);
  const title = useRef<HTMLInputElement>(null);
  const choices = ownerChoices(plan, reader);
  const key = addStepKey(milestone.id);

  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    title.current?.form?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  const lost = kept?.text('title');
  useEffect(() => {
    // The form empties itself for the next step; what was refused comes back to be mended.
    if (lost && title.current && title.current.value === '') title.current.value = lost;
  }, [lost]);

  return (
    <EscapeCloses id={form} className={styles.add}>
      <div className={styles.form}>
        <CommandForm
          type="addStep"
          args={{
            milestoneId: milestone.id,
            afterId: stepsOf(plan, milestone.id).at(-1)?.id ?? null,
            ask: '',
            doneWhen: '',
            onlyOurs: false,
          }}
          fresh
          name={form}
          back={pathTo(path, key, form)}
          onDone={() => title.current?.focus()}
        >
          <div className={styles.title}>
            <Field label={`A new step in ${milestone.name}`} labelHidden>
              <TextInput
                ref={title}
                name="set.title"
                placeholder="What is done, such as “Contract draft sent to Grace”"
                required
                maxLength={160}
                autoComplete="off"
              />
            </Field>
          </div>
          <Field label="By">
            <DateInput name="day.dueDay" min={today} />
          </Field>
          <Field label="Who">
            <Select
              name="json.owners"
              options={choices.map(({ label, owners }) => ({ label, value: JSON.stringify(owners) }))}
            />
          </Field>
          <Field label="Kind">
            <Select
              name="set.type"
              options={[
                { value: 'task', label: 'Task' },
                { value: 'meeting', label: 'Meeting' },
                { value: 'approval', label: 'Approval' },
              ]}
            />
          </Field>
          <div className={styles.end}>
            <Checkbox
              name="flag.onlyOurs"
              label={`Only ${sideName(plan, reader.side)}`}
              title={
                isDraft(plan)
                  ? `Kept back when the plan is shared`
                  : `Nobody at ${sideName(plan, otherSide(reader.side))} can open it`
              }
            />
            <span className={styles.buttons}>
              <CloseLink>Close</CloseLink>
              <Button size="s">Add it</Button>
            </span>
          </div>
        </CommandForm>
      </div>
    </EscapeCloses>
  );
}
