import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { type PresenceChoice, presenceChoices } from '#app/domain/presence.ts';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { RadioList } from '#app/ui/radio-list.tsx';
import styles from './plan-settings.module.css';

const words: Record<PresenceChoice, { label: string; hint: string }> = {
  editing: {
    label: 'Only while you edit',
    hint: 'Your name stands at what you are changing, and goes when you are done.',
  },
  open: {
    label: 'Whenever you have the plan open',
    hint: 'The others see that you are here, also while you only read.',
  },
  never: { label: 'Never', hint: 'The others see what you have changed, and nothing before that.' },
};

/** When the others on this plan see that its reader is here. Both sides choose alike, each for themselves. */
export function PresenceForm({ planId, choice }: { planId: string; choice: PresenceChoice }) {
  const [search] = useSearchParams();
  const busy = useNavigation().formMethod === 'POST';
  return (
    <section aria-labelledby="presence">
      <SectionHeading id="presence">Show that you are here</SectionHeading>
      <p>
        Nobody is told what you read, and nothing of this is kept. What you do in something only your side can
        open never shows to the other side.
      </p>
      <Form method="post" action={paths.planShown(planId)} className={styles.form}>
        <Card>
          <RadioList
            legend="Show that you are here"
            name="presence"
            defaultValue={choice}
            options={presenceChoices.map((value) => ({ value, ...words[value] }))}
            required
          />
        </Card>
        {search.get('chosen') === 'presence' && (
          <Notice tone="ok" announce>
            Saved. It holds from now on.
          </Notice>
        )}
        <Button busy={busy}>Save</Button>
      </Form>
    </section>
  );
}
