import { Form } from '@remix-run/react';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select, type SelectOption } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './account.module.css';

export interface AccountFormProps {
  /** Signed in with a code or link of their own. */
  proven: boolean;
  address: string;
  zones: readonly SelectOption[];
  values: { name: string; zone: string };
  answer: FormAnswer | undefined;
}

/** Who somebody is to everybody else here. */
export function AccountForm({ proven, address, zones, values, answer }: AccountFormProps) {
  const { form, fields } = useFields<{ name: string; zone: string }>('account', answer, values);
  if (!proven)
    return (
      <div className={styles.stack}>
        <DefinitionList
          items={[
            { term: 'Name', value: values.name },
            { term: 'Mail address', value: address },
            { term: 'Time zone', value: values.zone.replaceAll('_', ' ') },
          ]}
        />
        <p className={styles.quiet}>
          You came in by an invitation, which opens its plan and nothing else. To change your name, reach all
          your plans or sign out another browser, prove once that the address is yours.
        </p>
        <div>
          <ButtonLink href={`${paths.signIn()}?${new URLSearchParams({ goTo: paths.account() })}`}>
            Sign in with a code
          </ButtonLink>
        </div>
      </div>
    );
  return (
    <Form
      method="post"
      {...form}
      key={answer ? 'answered' : `${values.name} ${values.zone}`}
      className={styles.form}
    >
      <input type="hidden" name="intent" value="save" />
      <Field
        label="Your name"
        hint="As both sides read it, on every plan you are on."
        {...fieldProps(fields.name)}
      >
        <TextInput {...inputProps(fields.name)} autoComplete="name" required />
      </Field>
      <Field
        label="Mail address"
        hint="Where your letters go. Another address is another person here: have it invited."
      >
        <TextInput type="email" defaultValue={address} readOnly />
      </Field>
      <Field
        label="Time zone"
        hint="Times are told in it. Days on a plan are the plan's own."
        {...fieldProps(fields.zone)}
      >
        <Select {...inputProps(fields.zone)} options={zones} />
      </Field>
      <div>
        <Button look="primary">Save</Button>
      </div>
    </Form>
  );
}
