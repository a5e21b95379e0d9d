import { Form } from '@remix-run/react';
import { useEffect } from 'react';
import { Button } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select, type SelectOption } from '#app/ui/select.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './template.module.css';
import type { TypedStep, TypedTemplate } from './template-form.ts';

export interface TemplateEditorProps {
  typed: TypedTemplate;
  revision: number;
  roles: readonly SelectOption[];
  focus: string | null;
}

/** One form with every word of it; each button sends all of it, so that nothing typed is lost on the way. */
export function TemplateEditor({ typed, revision, roles, focus }: TemplateEditorProps) {
  useEffect(() => {
    if (focus) document.getElementById(focus)?.focus();
  }, [focus]);
  let key = 0;
  return (
    <>
      <Form method="post" className={styles.form}>
        {/* The one that Enter presses. */}
        <button type="submit" name="intent" value="save" hidden tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="revision" value={revision} />
        <Field label="Name">
          <TextInput name="name" defaultValue={typed.name} required maxLength={80} autoComplete="off" />
        </Field>
        <Field label="What it is for" hint="One sentence that helps to choose.">
          <TextInput name="description" defaultValue={typed.description} maxLength={300} autoComplete="off" />
        </Field>
        {typed.milestones.map((milestone, m) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the whole form is drawn anew when its order changes.
          <section key={m} className={styles.milestone} aria-label={milestone.name || `Milestone ${m + 1}`}>
            <Field label={`Milestone ${m + 1}`}>
              <TextInput
                name={`m.${m}.name`}
                defaultValue={milestone.name}
                maxLength={160}
                autoComplete="off"
              />
            </Field>
            <ol className={styles.steps}>
              {milestone.steps.map((step, s) => {
                key += 1;
                return <Step key={key} number={key} name={`s.${m}.${s}`} step={step} roles={roles} />;
              })}
            </ol>
            <div>
              <Button size="s" name="intent" value={`add.${m}`} formNoValidate>
                Add a step to {milestone.name || 'it'}
              </Button>
            </div>
          </section>
        ))}
        <ButtonRow>
          <Button look="primary" size="l" name="intent" value="save">
            Save the template
          </Button>
        </ButtonRow>
      </Form>
      <Disclosure summary="Remove this template">
        <Form method="post" className={styles.remove}>
          <p>New plans can no longer begin with it. Plans that did stay as they are.</p>
          <div>
            <Button look="danger" name="intent" value="remove">
              Remove it for good
            </Button>
          </div>
        </Form>
      </Disclosure>
    </>
  );
}

const types: SelectOption[] = [
  { value: 'task', label: 'Task' },
  { value: 'meeting', label: 'Meeting' },
  { value: 'approval', label: 'Approval' },
];

interface StepProps {
  number: number;
  name: string;
  step: TypedStep;
  roles: readonly SelectOption[];
}

function Step({ number, name, step, roles }: StepProps) {
  const owners = [...step.owners, ''];
  return (
    <li>
      <fieldset className={styles.step} id={`step-${number}`} tabIndex={-1} aria-label={`Step ${number}`}>
        <Field label={`Step ${number}`}>
          <TextInput name={`${name}.title`} defaultValue={step.title} maxLength={160} autoComplete="off" />
        </Field>
        <div className={styles.row}>
          <Field label="Kind">
            <Select name={`${name}.type`} options={types} defaultValue={step.type} />
          </Field>
          <Field label="Days before the live day">
            <TextInput name={`${name}.offset`} inputMode="numeric" defaultValue={step.offset} />
          </Field>
          <Field label="Takes, in working days">
            <TextInput name={`${name}.duration`} inputMode="numeric" defaultValue={step.duration} />
          </Field>
          <Field label="Waits for steps">
            <TextInput name={`${name}.after`} defaultValue={step.after} placeholder="1, 2" />
          </Field>
        </div>
        <div className={styles.row}>
          {owners.map((owner, at) => (
            <Field key={owner || 'none'} label={at === 0 ? 'Who' : 'And who'}>
              <Select
                name={`${name}.owner.${at}`}
                options={roles}
                prompt={at === 0 ? 'Choose who' : 'Nobody else'}
                defaultValue={owner}
              />
            </Field>
          ))}
        </div>
        <Disclosure summary="What is asked">
          <div className={styles.texts}>
            <Field label="What is asked">
              <TextArea name={`${name}.ask`} defaultValue={step.ask} rows={2} />
            </Field>
            <Field label="Done when">
              <TextArea name={`${name}.doneWhen`} defaultValue={step.doneWhen} rows={2} />
            </Field>
            <Field label="If it slips">
              <TextArea name={`${name}.slipNote`} defaultValue={step.slipNote} rows={2} />
            </Field>
          </div>
        </Disclosure>
        <div className={styles.acts}>
          {[
            ['up', 'Move up'],
            ['down', 'Move down'],
            ['without', 'Remove'],
          ].map(([what, label]) => (
            <Button
              key={what}
              size="s"
              look="bare"
              name="intent"
              value={`${what}.${number}`}
              aria-label={`${label} step ${number}`}
              formNoValidate
            >
              {label}
            </Button>
          ))}
        </div>
      </fieldset>
    </li>
  );
}
