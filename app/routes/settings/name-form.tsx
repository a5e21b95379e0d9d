import { Form } from '@remix-run/react';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './settings.module.css';

export function NameForm({ name, answer }: { name: string; answer: FormAnswer | undefined }) {
  const { form, fields } = useFields<{ name: string }>('workspace', answer, { name });
  return (
    <Form method="post" {...form} key={answer ? 'answered' : name} className={styles.form}>
      <input type="hidden" name="intent" value="name" />
      <Field
        label="Your company"
        hint="Both sides read it on every plan and in every letter, from the moment you save it."
        {...fieldProps(fields.name)}
      >
        <TextInput {...inputProps(fields.name)} autoComplete="organization" required />
      </Field>
      <div>
        <Button>Save the name</Button>
      </div>
    </Form>
  );
}
