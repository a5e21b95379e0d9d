import { Form } from '@remix-run/react';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Card } from '#app/ui/card.tsx';
import styles from './in-touch-card.module.css';
import { useReader } from './plan-reader.ts';
import { SectionHeading } from './section-heading.tsx';

/** What will reach them, as long as they have not said what should: one press for yes, three for another way. */
export function InTouchCard() {
  const { plan } = useEditing();
  const { inTouch } = useReader();
  if (!inTouch) return null;
  return (
    <>
      <SectionHeading>How we keep in touch</SectionHeading>
      <Card>
        <Form method="post" action={paths.planInTouch(plan.id)} className={styles.form}>
          <p>You get {inTouch}.</p>
          <input type="hidden" name="intent" value="asItIs" />
          <ButtonRow>
            <Button>That suits me</Button>
            <ButtonLink href={paths.planInTouch(plan.id)}>Another way</ButtonLink>
          </ButtonRow>
        </Form>
      </Card>
    </>
  );
}
