import { SectionHeading } from '#app/components/section-heading.tsx';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './approve.module.css';

export interface CodeSectionProps {
  /** `l***@acme.com` */
  address: string;
  readsHere: boolean;
  /** It is asked for with every decision. */
  eachTime: boolean;
  trouble: string | undefined;
}

/** Six digits, once in a browser: then it is known to be hers. */
export function CodeSection({ address, readsHere, eachTime, trouble }: CodeSectionProps) {
  return (
    <section className={styles.code}>
      <SectionHeading>Your code</SectionHeading>
      <p role="status">
        A letter with six digits is on its way to <b>{address}</b>.{' '}
        {eachTime
          ? 'This approval asks for one with each decision.'
          : 'It is asked for once in this browser.'}
      </p>
      {readsHere && (
        <Notice>
          On this machine letters are not sent: read them in{' '}
          <a href={paths.mailbox()} target="_blank" rel="noopener">
            the mailbox
          </a>
          .
        </Notice>
      )}
      <Field label="Six-digit code" hint="It works for ten minutes." error={trouble}>
        {/* It is what is asked for next, and without JavaScript nothing else takes the reader to it. */}
        <TextInput
          name="code"
          code
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={9}
          autoFocus
        />
      </Field>
      <Button name="intent" value="letter" look="bare">
        Send another letter
      </Button>
    </section>
  );
}
