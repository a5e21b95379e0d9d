import { useState } from 'react';
import type { Offer } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { AnswerMore, PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { seen } from './seen.ts';

type Worded = Extract<Offer, { subject: 'goal' }>;

/** The third answer to other words for the goal: one's own, begun from those that were suggested. */
export function OwnWords({ offer, size, back }: { offer: Worded; size: 's' | 'l'; back: string }) {
  const { plan } = useEditing();
  const { field, value } = offer.terms;
  const name = `changeGoal:${field}:words`;
  const kept = useKept(name);
  const [base] = useState(seen(plan, field));
  return (
    <AnswerMore size={size} label="In my words" group={offer.id} open={!!kept}>
      {(close) => (
        <CommandForm type="changeGoal" args={{ field }} base={base} name={name} back={back} onDone={close}>
          <PanelFields>
            <Field label="How you would say it">
              <TextArea name="set.value" rows={3} defaultValue={kept?.text('value') ?? value} required />
            </Field>
            <Button size="l">Say it like this</Button>
          </PanelFields>
        </CommandForm>
      )}
    </AnswerMore>
  );
}
