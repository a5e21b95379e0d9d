import { Form } from '@remix-run/react';
import { Mark } from '#app/components/mark.tsx';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import styles from './settings.module.css';

/** The small picture at the top of every page, in place of the line. */
export function MarkForm({ mark, sentence }: { mark: string | null; sentence: string | undefined }) {
  return (
    <div className={styles.form}>
      <Form method="post" encType="multipart/form-data" key={mark} className={styles.inner}>
        <input type="hidden" name="intent" value="mark" />
        <Field
          label="Mark"
          hint="A PNG, JPEG or WebP picture of at most 100 kB. It stands beside your company's name at the top of every page, for both sides."
          error={sentence}
        >
          <FileInput name="mark" accept="image/png,image/jpeg,image/webp" required />
        </Field>
        <div className={styles.row}>
          <Button>{mark ? 'Change the mark' : 'Use this mark'}</Button>
          <Mark picture={mark} size="l" />
        </div>
      </Form>
      {mark && (
        <Form method="post">
          <input type="hidden" name="intent" value="unmark" />
          <Button size="s">Remove the mark</Button>
        </Form>
      )}
    </div>
  );
}
