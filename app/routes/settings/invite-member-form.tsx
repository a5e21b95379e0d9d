import { Form } from '@remix-run/react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type MemberStanding, standingWords } from '#app/domain/workspace.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble } from '#app/ui/notice.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './settings.module.css';

export interface InviteMemberFormProps {
  company: string;
  grantable: readonly MemberStanding[];
  answer: FormAnswer | undefined;
}

export function InviteMemberForm({ company, grantable, answer }: InviteMemberFormProps) {
  const { form, fields, trouble } = useFields<{ name: string; address: string; standing: string }>(
    'invite-member',
    answer,
    { standing: 'member' },
  );
  return (
    <section aria-labelledby="invite">
      <SectionHeading id="invite">Invite a colleague</SectionHeading>
      <Form method="post" {...form} className={styles.form}>
        <input type="hidden" name="intent" value="invite" />
        <Field label="Their name" {...fieldProps(fields.name)}>
          <TextInput {...inputProps(fields.name)} autoComplete="off" required />
        </Field>
        <Field
          label="Their mail address"
          hint={`They get one letter. A member reads every plan ${company} has.`}
          {...fieldProps(fields.address)}
        >
          <TextInput {...inputProps(fields.address)} type="email" autoComplete="off" required />
        </Field>
        <Field label="They come in as" {...fieldProps(fields.standing)}>
          <Select
            {...inputProps(fields.standing)}
            options={grantable.map((value) => ({ value, label: standingWords[value] }))}
          />
        </Field>
        <FormTrouble>{trouble}</FormTrouble>
        <div>
          <Button look="primary">Invite</Button>
        </div>
      </Form>
    </section>
  );
}
