import { useState } from 'react';
import { isMeasureField, measureAsked } from '#app/domain/measure-asked.ts';
import type { Offer, Plan } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { AnswerMore, PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { seen } from './seen.ts';

type Worded = Extract<Offer, { subject: 'goal' }>;

function partOf(plan: Plan, field: Worded['terms']['field']) {
  const asked = measureAsked(plan, field);
  return asked
    ? {
        type: 'changeMeasure' as const,
        args: { measureId: asked.measure.id, field: asked.part },
        base: seen(asked.measure, asked.part),
      }
    : { type: 'changeGoal' as const, args: { field }, base: seen(plan, field) };
}

/** The third answer to other words for the goal or a measure: one's own, begun from those that were suggested. */
export function OwnWords({ offer, size, back }: { offer: Worded; size: 's' | 'l'; back: string }) {
  const { plan } = useEditing();
  const { field, value } = offer.terms;
  const part = partOf(plan, field);
  const name = `changeGoal:${field}:words`;
  const kept = useKept(name);
  const [base] = useState(part.base);
  return (
    <AnswerMore size={size} label="In my words" group={offer.id} open={!!kept}>
      {(close) => (
        <CommandForm type={part.type} args={part.args} base={base} name={name} back={back} onDone={close}>
          <PanelFields>
            <Field label="How you would say it">
              {isMeasureField(field) ? (
                <TextInput
                  name="set.value"
                  maxLength={160}
                  defaultValue={kept?.text('value') ?? value}
                  required
                />
              ) : (
                <TextArea name="set.value" rows={3} defaultValue={kept?.text('value') ?? value} required />
              )}
            </Field>
            <Button size="l">Say it like this</Button>
          </PanelFields>
        </CommandForm>
      )}
    </AnswerMore>
  );
}
