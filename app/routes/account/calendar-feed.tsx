import { Form } from '@remix-run/react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './account.module.css';

/** An address that one's own calendar reads; whoever has it reads the same, and so it can be ended. */
export function CalendarFeed({ url }: { url: string | null }) {
  return (
    <section aria-labelledby="calendar">
      <SectionHeading id="calendar">Put it in your calendar</SectionHeading>
      <div className={styles.stack}>
        <p className={styles.quiet}>
          Your meetings and the days of your own steps, from every plan you are on. Your calendar asks for
          them by itself, some every hour, some once a day.
        </p>
        {url === null ? (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="renewFeed" />
            <Button>Make the address</Button>
          </Form>
        ) : (
          <>
            <Field
              label="Address for your calendar"
              hint="Whoever has it reads what you read there, without signing in. Keep it to yourself."
            >
              <TextInput value={url} readOnly />
            </Field>
            <div className={styles.feed}>
              <ButtonLink size="s" href={url.replace(/^https?:/, 'webcal:')}>
                Open in your calendar
              </ButtonLink>
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="renewFeed" />
                <Button size="s">Make a new one</Button>
              </Form>
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="endFeed" />
                <Button size="s" look="danger">
                  End it
                </Button>
              </Form>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
