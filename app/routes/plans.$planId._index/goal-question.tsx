import { useState } from 'react';
import { AnswerMore, PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import styles from './first-visit.module.css';

const ownWords = 'confirmGoal:words';

/** The buyer's first act: yes, or the same in their own words. */
export function GoalQuestion({ back }: { back: string }) {
  const { plan } = useEditing();
  const kept = useKept(ownWords);
  const { objective, whyNow, liveDay } = plan.goal;
  return (
    <>
      <SectionHeading id="goal-question">Is this what you want, and by when?</SectionHeading>
      <div className={styles.question}>
        {/* What was read goes along, so that a yes never confirms words that changed meanwhile. */}
        <CommandForm
          type="confirmGoal"
          args={{ objective, whyNow, ...(liveDay ? { liveDay } : {}) }}
          base={seen(plan, 'objective', 'whyNow', 'liveDay')}
          name="confirmGoal:yes"
          back={back}
        >
          <Button look="primary" size="l" wide>
            Yes, that is right
          </Button>
        </CommandForm>
        <AnswerMore label="Put it in my words" open={!!kept}>
          {(close) => <OwnWords back={back} close={close} />}
        </AnswerMore>
      </div>
    </>
  );
}

function OwnWords({ back, close }: { back: string; close: () => void }) {
  const { plan } = useEditing();
  const kept = useKept(ownWords);
  const [began] = useState({ goal: plan.goal, base: seen(plan, 'objective', 'whyNow', 'liveDay') });
  const { objective, whyNow, liveDay } = began.goal;
  return (
    <CommandForm type="confirmGoal" base={began.base} name={ownWords} back={back} onDone={close}>
      <input type="hidden" name="was.objective" value={objective} />
      <input type="hidden" name="was.whyNow" value={whyNow} />
      <input type="hidden" name="was.liveDay" value={liveDay ?? ''} />
      <PanelFields>
        <Field label="What you want">
          <TextArea
            name="set.objective"
            rows={2}
            defaultValue={kept?.text('objective') ?? objective}
            required
            maxLength={160}
          />
        </Field>
        <Field label="Why now" optional="if it matters">
          <TextArea name="set.whyNow" rows={2} defaultValue={kept?.text('whyNow') ?? whyNow} />
        </Field>
        <Field label="Live by">
          <DateInput name="day.liveDay" defaultValue={kept?.text('liveDay') ?? liveDay ?? ''} required />
        </Field>
        <Button look="primary" size="l" wide>
          This is what I want
        </Button>
      </PanelFields>
    </CommandForm>
  );
}
