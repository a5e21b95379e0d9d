import { Form } from '@remix-run/react';
import type { Stakeholder } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldRow } from '#app/ui/field-row.tsx';
import { FormTrouble } from '#app/ui/notice.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './people.module.css';

/** For an invitation that went to a wrong address. */
export function CorrectAddress({ person, answer }: { person: Stakeholder; answer: FormAnswer | undefined }) {
  const { form, fields, trouble } = useFields<{ address: string }>(`address-${person.id}`, answer);
  return (
    <Disclosure
      open={answer !== undefined}
      summary={
        <>
          Correct the address<VisuallyHidden> of {person.name}</VisuallyHidden>
        </>
      }
    >
      <Form method="post" {...form} className={styles.form} preventScrollReset>
        <input type="hidden" name="intent" value="address" />
        <input type="hidden" name="stakeholderId" value={person.id} />
        <input type="hidden" name="commandId" defaultValue={newCommandId()} suppressHydrationWarning />
        <p className={styles.explained}>
          The invitation goes to the new address with a fresh link, and the old link ends. What waits for{' '}
          {firstName(person.name)} stays theirs.
        </p>
        <FieldRow>
          <Field label="The right address" {...fieldProps(fields.address)}>
            <TextInput {...inputProps(fields.address)} type="email" autoComplete="off" required />
          </Field>
          <Button>Send it there</Button>
        </FieldRow>
        <FormTrouble>{trouble}</FormTrouble>
      </Form>
    </Disclosure>
  );
}

/** For an address that sent a letter back, or a reader who wanted none. */
export function MailAgain({ person, self }: { person: Stakeholder; self: boolean }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="mail" />
      <input type="hidden" name="stakeholderId" value={person.id} />
      <Button size="s">
        {self ? 'Send letters to me again' : 'Send letters there again'}
        {!self && <VisuallyHidden>, to {person.name}</VisuallyHidden>}
      </Button>
    </Form>
  );
}
