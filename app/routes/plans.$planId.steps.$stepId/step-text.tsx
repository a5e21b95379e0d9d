import { FieldForm } from '#app/components/field-form.tsx';
import { useMay } from '#app/components/may.ts';
import { CloseLink, OpenLink, pathTo, useClose, useIsOpen, useOpened } from '#app/components/opened.tsx';
import { seen, seenWithQuestion } from '#app/components/seen.ts';
import { useEditing } from '#app/live/editing.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import type { StepSectionProps } from './step-section.ts';
import styles from './step-text.module.css';

export interface StepTextProps extends StepSectionProps {
  field: 'title' | 'ask' | 'doneWhen' | 'ifSlips' | 'agenda';
  label: string;
  /** Said where nothing is written; the title always is. */
  empty?: string;
}

/** A text of the step, reworded in its place; two people at once see both wordings. */
export function StepText(props: StepTextProps) {
  const { step, field, label, empty } = props;
  const may = useMay();
  const form = `changeStep:${step.id}:${field}`;
  const isOpen = useIsOpen(field, form);
  const text = step[field];
  const canEdit = may('changeStep', { stepId: step.id, field, value: `${text} ` });
  const verb = text ? 'Reword' : 'Write it';
  return (
    <section className={styles.block} data-open={(isOpen && canEdit) || undefined}>
      {field === 'title' ? (
        <h1 id="step-title" className={styles.words}>
          {text}
        </h1>
      ) : (
        <>
          <h2 className={styles.label}>{label}</h2>
          {!(isOpen && canEdit) && (
            <p className={styles.words} data-empty={text === '' || undefined}>
              {text || empty}
            </p>
          )}
        </>
      )}
      {canEdit && !isOpen && (
        <OpenLink what={field} className={styles.open} label={`${verb}: ${label}`} anchor="step-title">
          {verb}
        </OpenLink>
      )}
      {canEdit && isOpen && <TextForm {...props} form={form} />}
    </section>
  );
}

function TextForm({ step, field, label, form, back }: StepTextProps & { form: string }) {
  const { close, path } = useOpened();
  const { plan, clearTrouble } = useEditing();
  const closeAndReturn = useClose();
  return (
    <FieldForm
      type="changeStep"
      args={{ stepId: step.id, field }}
      base={field === 'ask' ? seenWithQuestion(plan, step, field) : seen(step, field)}
      name={form}
      back={pathTo(path, null) || back}
      label={label}
      labelHidden={field !== 'title'}
      field="set.value"
      control={field === 'title' ? { kind: 'sentence' } : { kind: 'text' }}
      value={step[field]}
      required={field === 'title'}
      autoFocus
      ways={
        <CloseLink onClose={() => clearTrouble(form)}>
          Cancel<VisuallyHidden>: {label}</VisuallyHidden>
        </CloseLink>
      }
      onDone={() => close(field)}
      onEnter={closeAndReturn}
      onEscape={closeAndReturn}
    />
  );
}
