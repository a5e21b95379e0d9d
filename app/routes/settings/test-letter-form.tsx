import { Form } from '@remix-run/react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import styles from './settings.module.css';

/** Whether letters leave at all, asked by sending one to oneself. */
export function TestLetterForm({
  leaving,
  maySend,
  answer,
}: {
  leaving: string;
  maySend: boolean;
  answer: { taken: boolean; sentence: string } | undefined;
}) {
  return (
    <section aria-labelledby="letters" className={styles.form}>
      <SectionHeading id="letters">Letters</SectionHeading>
      <p className={styles.quiet}>{leaving}</p>
      {maySend && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="test-letter" />
          <Button>Send me a test letter</Button>
        </Form>
      )}
      {answer && (
        <Notice tone={answer.taken ? 'ok' : 'bad'} announce>
          {answer.sentence}
        </Notice>
      )}
    </section>
  );
}
