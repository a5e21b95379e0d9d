import { Form, useNavigation } from '@remix-run/react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { TemplateChoice, type TemplateSummary } from '#app/components/template-choice.tsx';
import type { Template } from '#app/domain/template.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble, Notice } from '#app/ui/notice.tsx';
import { Select, type SelectOption } from '#app/ui/select.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { type Chosen, previewOf } from './days-preview.ts';
import styles from './new-plan.module.css';
import { PreviewAside } from './preview-aside.tsx';

type Fields = {
  company: string;
  liveDay: string;
  template: string;
  objective: string;
  whyNow: string;
  zone: string;
};

export interface NewPlanFormProps {
  answer: FormAnswer | undefined;
  planId: string;
  /** What the zone begins with. */
  zone: string;
  zones: readonly SelectOption[];
  templates: readonly Template[];
  summaries: readonly TemplateSummary[];
  /** An instant; the preview's today is taken from it. */
  now: string;
  /** The form and its preview stand in different columns of the page. */
  frame: (columns: { main: ReactNode; aside: ReactNode }) => ReactNode;
}

export function NewPlanForm(props: NewPlanFormProps) {
  const { answer, planId, zones, templates, summaries, now, frame } = props;
  const { form, fields, trouble } = useFields<Fields>('new-plan', answer, {
    template: templates[0]?.id,
    zone: props.zone,
  });
  const [chosen, setChosen] = useState<Chosen>(() => ({
    liveDay: fields.liveDay.initialValue ?? '',
    template: fields.template.initialValue ?? '',
    zone: fields.zone.initialValue ?? props.zone,
  }));
  const element = useRef<HTMLFormElement>(null);
  const [scripted, setScripted] = useState(false);
  const submitting = useNavigation().state === 'submitting';
  const readChosen = () => {
    if (element.current) setChosen(chosenIn(new FormData(element.current)));
  };
  const typedZone = answer?.initialValue !== undefined;
  useEffect(() => {
    setScripted(true);
    if (typedZone || !element.current) return;
    chooseOwnZone(element.current);
    setChosen(chosenIn(new FormData(element.current)));
  }, [typedZone]);

  const main = (
    <Form
      method="post"
      {...form}
      ref={element}
      className={styles.form}
      onChange={readChosen}
      onSubmit={(event: FormEvent) => submitting && event.preventDefault()}
    >
      <input type="hidden" name="planId" value={planId} />
      <Field label="Company" {...fieldProps(fields.company)}>
        <TextInput {...inputProps(fields.company)} placeholder="Acme Freight" autoComplete="off" required />
      </Field>
      <Field
        label="Live day"
        hint="The day the company wants to be live. The steps are laid out backwards from it."
        {...fieldProps(fields.liveDay)}
        // What was wrong with another day says nothing about this one.
        {...(answer?.initialValue?.liveDay !== chosen.liveDay && chosen.liveDay && { error: undefined })}
      >
        <DateInput {...inputProps(fields.liveDay)} required />
      </Field>
      <div className={styles.templates}>
        <h2>Begin with</h2>
        <TemplateChoice
          name={fields.template.name}
          templates={summaries}
          defaultValue={fields.template.initialValue}
        />
        {fields.template.error && <Notice tone="bad">{fields.template.error}</Notice>}
      </div>
      <Field
        label="What they want"
        optional="may wait, but is needed before anybody is invited"
        hint="One sentence in their words, such as: Month-end closes in two days instead of nine."
        {...fieldProps(fields.objective)}
      >
        <TextInput {...inputProps(fields.objective)} autoComplete="off" maxLength={160} />
      </Field>
      <Field label="Why now" optional="may wait" {...fieldProps(fields.whyNow)}>
        <TextArea {...inputProps(fields.whyNow)} rows={2} />
      </Field>
      <Disclosure summary="More" open={fields.zone.error !== undefined}>
        <Field
          label="Time zone of the company"
          hint="Days begin and end there, for both sides."
          {...fieldProps(fields.zone)}
        >
          <Select {...inputProps(fields.zone)} options={zones} />
        </Field>
      </Disclosure>
      <FormTrouble>{trouble}</FormTrouble>
      <ButtonRow>
        <Button look="primary" size="l" name="intent" value="open" busy={submitting}>
          Open the plan
        </Button>
        {!scripted && (
          <Button
            size="l"
            name="intent"
            value="preview"
            formAction={`${paths.newPlan()}#preview`}
            formNoValidate
          >
            Preview the days
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
  return frame({ main, aside: <PreviewAside preview={previewOf(templates, chosen, now)} /> });
}

function chosenIn(form: FormData): Chosen {
  const text = (name: string) => String(form.get(name) ?? '');
  return { liveDay: text('liveDay'), template: text('template'), zone: text('zone') };
}

/** The seller's own zone is the best guess there is. */
function chooseOwnZone(form: HTMLFormElement): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const select = form.elements.namedItem('zone');
  if (select instanceof HTMLSelectElement && [...select.options].some(({ value }) => value === own))
    select.value = own;
}
