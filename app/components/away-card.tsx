import { Form } from '@remix-run/react';
import { shortDay } from '#app/domain/day.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Card } from '#app/ui/card.tsx';
import styles from './in-touch-card.module.css';
import { useReader } from './plan-reader.ts';

/** What their own automatic reply says, for them alone to answer. */
export function AwayCard() {
  const { plan, today } = useEditing();
  const { mailedBack } = useReader();
  if (!mailedBack) return null;
  return (
    <Card>
      <Form method="post" action={paths.planInTouch(plan.id)} className={styles.form}>
        <p>Your mail says you are back on {shortDay(mailedBack, today)}. Hold letters until then?</p>
        <input type="hidden" name="day" value={mailedBack} />
        <ButtonRow>
          <Button name="intent" value="hold">
            Yes, hold them
          </Button>
          <ButtonLink href={paths.planInTouchAway(plan.id)}>Another day</ButtonLink>
          <Button look="bare" name="intent" value="noHold">
            No
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
