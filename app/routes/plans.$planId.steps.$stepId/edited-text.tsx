import { useState } from 'react';
import { AnswerMore, PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { seen, useMay } from '#app/components/may.ts';
import type { Step } from '#app/domain/plan.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import styles from './edited-text.module.css';

export interface EditedTextProps {
  step: Step;
  field: 'title' | 'ask' | 'doneWhen';
  label: string;
  /** Said where nothing is written; the title always is. */
  empty?: string;
  back: string;
}

/** A text of the step, reworded in its place; two people at once see both wordings. */
export function EditedText({ step, field, label, empty, back }: EditedTextProps) {
  const may = useMay();
  const name = `changeStep:${step.id}:${field}`;
  const kept = useKept(name);
  const text = step[field];
  const canEdit = may('changeStep', { stepId: step.id, field, value: `${text} ` });
  return (
    <section className={styles.block}>
      {field === 'title' ? (
        <h1 className={styles.words}>{text}</h1>
      ) : (
        <>
          <h2 className={styles.label}>{label}</h2>
          <p className={styles.words} data-empty={text === '' || undefined}>
            {text || empty}
          </p>
        </>
      )}
      {canEdit && (
        <AnswerMore
          label={text ? 'Reword' : 'Write it'}
          name={`${text ? 'Reword' : 'Write it'}: ${label}`}
          look="bare"
          size="s"
          open={!!kept}
        >
          {(close) => <TextForm {...{ step, field, label, back, name, close }} />}
        </AnswerMore>
      )}
    </section>
  );
}

function TextForm({
  step,
  field,
  label,
  back,
  name,
  close,
}: Omit<EditedTextProps, 'empty'> & { name: string; close: () => void }) {
  const kept = useKept(name);
  const [began] = useState({ text: step[field], base: seen(step, field) });
  return (
    <CommandForm
      type="changeStep"
      args={{ stepId: step.id, field }}
      base={began.base}
      name={name}
      back={back}
      onDone={close}
    >
      <PanelFields>
        <Field label={label} labelHidden={field !== 'title'}>
          <TextArea
            name="set.value"
            rows={field === 'title' ? 1 : 3}
            defaultValue={kept?.text('value') ?? began.text}
            required={field === 'title'}
            maxLength={field === 'title' ? 160 : 4000}
          />
        </Field>
        <Button size="l">Save</Button>
      </PanelFields>
    </CommandForm>
  );
}
