import { CommandForm } from '#app/components/command-form.tsx';
import { FieldForm } from '#app/components/field-form.tsx';
import { CloseLink, EscapeCloses, pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import { seen } from '#app/components/seen.ts';
import type { Measure, MeasureField } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './measure-form.module.css';

const fields: readonly { field: MeasureField; label: string; example: string }[] = [
  { field: 'name', label: 'What is counted', example: 'Days to close the month' },
  { field: 'now', label: 'Now', example: '9 days' },
  { field: 'wanted', label: 'Wanted', example: '2 days' },
  { field: 'measuredBy', label: 'Who measures it', example: 'Rui Santos' },
];

/** A measure in four short answers; an existing one is changed answer by answer. */
export function MeasureForm({ measure, asks = false }: { measure: Measure | null; asks?: boolean }) {
  return (
    <EscapeCloses className={styles.host}>
      {measure ? <Existing measure={measure} asks={asks} /> : <Fresh />}
    </EscapeCloses>
  );
}

function Fresh() {
  const close = useClose();
  const { path } = useOpened();
  return (
    <div className={styles.form}>
      <CommandForm
        type="addMeasure"
        fresh
        name="measure-new"
        back={pathTo(path, null, 'measures')}
        onDone={close}
      >
        {fields.map(({ field, label, example }) => (
          <Field key={field} label={label}>
            <TextInput
              name={`set.${field}`}
              placeholder={example}
              maxLength={160}
              required={field === 'name'}
              autoComplete="off"
              autoFocus={field === 'name'}
            />
          </Field>
        ))}
        <div className={styles.buttons}>
          <Button size="s">Add it</Button>
          <CloseLink />
        </div>
      </CommandForm>
    </div>
  );
}

/** `asks`: the other side answers, so that nothing changes before. */
function Existing({ measure, asks }: { measure: Measure; asks: boolean }) {
  const { plan } = useEditing();
  const { path } = useOpened();
  const close = useClose();
  return (
    <div className={styles.form}>
      {asks && <p>{plan.goal.buyerName} answers this; until then their words stay.</p>}
      {fields.map(({ field, label }) => (
        <FieldForm
          key={field}
          type="changeMeasure"
          args={{ measureId: measure.id, field }}
          base={seen(measure, field)}
          name={`measure-${measure.id}-${field}`}
          back={pathTo(path, `measure.${measure.id}`, `measure-${measure.id}`)}
          label={label}
          field="set.value"
          control={{ kind: 'line' }}
          value={measure[field]}
          required={field === 'name'}
          autoFocus={field === 'name'}
          quiet={!asks}
          button={asks ? 'Suggest it' : undefined}
          isOneOfMany
          onEnter={close}
        />
      ))}
      <div className={styles.buttons}>
        <CloseLink>Close</CloseLink>
        {!asks && (
          <CommandForm
            type="removeMeasure"
            args={{ measureId: measure.id }}
            name={`measure-${measure.id}-remove`}
            back={pathTo(path, null, 'measures')}
            onDone={close}
          >
            <Button size="s" look="danger">
              Remove
            </Button>
          </CommandForm>
        )}
      </div>
    </div>
  );
}
