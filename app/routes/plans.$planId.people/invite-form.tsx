import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Side } from '#app/domain/plan.ts';
import { fieldProps, inputProps, useFields } from '#app/http/form-fields.ts';
import type { FormAnswer } from '#app/http/forms.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormTrouble, Notice } from '#app/ui/notice.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './people.module.css';
import type { RoleOption } from './role-options.ts';

export interface InviteFormProps {
  side: Side;
  roles: readonly RoleOption[];
  verb: string;
  /** The answer to this form, when it was the one that was sent. */
  answer: FormAnswer | undefined;
  /** Changes with each invitation that went out, so that the next begins empty. */
  done: string | undefined;
  primary?: boolean;
  /** The part that was asked for elsewhere. */
  role?: string;
  /** Beneath the mail address, before anything is refused. */
  addressHint?: string;
  /** May hold the inviter's own words, for the top of the letter. */
  note?: boolean;
  /** A button that shows something with what was typed so far, and sends nothing; only without JavaScript. */
  look?: string;
  onTyped?: (form: FormData) => void;
}

export const invitationWritten = 'The invitation is written. The letter leaves within a minute or two.';

type Fields = { name: string; address: string; role: string; note: string };

export function InviteForm({
  side,
  roles,
  verb,
  answer,
  done,
  primary,
  role,
  addressHint,
  note,
  look,
  onTyped,
}: InviteFormProps) {
  const { form, fields, trouble } = useFields<Fields>(`invite-${side}`, answer, {
    role: role ?? roles[0]?.value,
  });
  const navigation = useNavigation();
  const busy = navigation.state !== 'idle' && navigation.formData?.get('side') === side;
  const { instant } = useEditing();
  const commandId = useRef<HTMLInputElement>(null);
  const element = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer ends one intention; the next has its own id.
  useEffect(() => {
    if (commandId.current) commandId.current.value = newCommandId();
  }, [answer, done]);
  useEffect(() => {
    if (done) element.current?.reset();
  }, [done]);
  return (
    <Form
      method="post"
      {...form}
      ref={element}
      className={styles.form}
      preventScrollReset
      onChange={(event) => onTyped?.(new FormData(event.currentTarget))}
    >
      <input type="hidden" name="side" value={side} />
      <input
        ref={commandId}
        type="hidden"
        name="commandId"
        defaultValue={newCommandId()}
        suppressHydrationWarning
      />
      <Field label="Name" {...fieldProps(fields.name)}>
        <TextInput {...inputProps(fields.name)} autoComplete="off" required />
      </Field>
      <Field label="Mail address" hint={addressHint} {...fieldProps(fields.address)}>
        <TextInput {...inputProps(fields.address)} type="email" autoComplete="off" required />
      </Field>
      <Field label="Their part" {...fieldProps(fields.role)}>
        <Select {...inputProps(fields.role)} options={roles} />
      </Field>
      {note && (
        <Field label="A note from you" optional="on top of the letter" {...fieldProps(fields.note)}>
          <TextArea {...inputProps(fields.note)} rows={3} maxLength={400} />
        </Field>
      )}
      <FormTrouble>{trouble}</FormTrouble>
      {/* There before it has words: a region that arrives together with them is not read aloud. */}
      <div role="status">
        {done && (
          <Notice key={done} tone="ok">
            {invitationWritten}
          </Notice>
        )}
      </div>
      <ButtonRow>
        <Button name="intent" value="invite" look={primary ? 'primary' : 'plain'} busy={busy}>
          {verb}
        </Button>
        {look && !instant && (
          <Button name="intent" value="look">
            {look}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
}
