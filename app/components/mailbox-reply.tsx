import { Form } from '@remix-run/react';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { FileField } from './file-field.tsx';
import styles from './mailbox-reply.module.css';

/** Answers the letter as its reader would from a mail program; it takes the same way in. */
export function MailboxReply({ id, from }: { id: string; from: string }) {
  return (
    <Form
      method="post"
      action={paths.replyToLetter(id)}
      encType="multipart/form-data"
      className={styles.reply}
    >
      <h2>Reply</h2>
      <Field label="From">
        <TextInput name="from" type="email" defaultValue={from} required />
      </Field>
      <Field label="What you would write in your mail program">
        <TextArea name="text" rows={4} />
      </Field>
      <FileField />
      <Button>Reply by mail</Button>
    </Form>
  );
}
