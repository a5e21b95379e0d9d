import { Answers, PanelFields } from '#app/components/answers.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { checkpointLabels } from '#app/domain/checkpoint.ts';
import { checkpointWords, wordOf } from '#app/domain/meeting-note.ts';
import { otherSide, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './close-meeting.module.css';

/** Go, adjust or stop: each side says its own. */
export function AtCheckpoint({ step, back }: { step: Step; back: string }) {
  const { plan } = useEditing();
  const { side, canEdit } = useReader();
  const name = `sayAtCheckpoint:${step.id}`;
  const kept = useKept(name);
  const own = wordOf(plan, step.id, side)?.said;
  return (
    <section aria-labelledby="checkpoint" className={styles.checkpoint}>
      <h2 id="checkpoint">Go, adjust or stop?</h2>
      <p>
        <SaidBy step={step} side={side} /> <SaidBy step={step} side={otherSide(side)} />
      </p>
      {canEdit && (
        <CommandForm type="sayAtCheckpoint" args={{ stepId: step.id }} fresh name={name} back={back}>
          <PanelFields>
            <Field label={`What ${sideName(plan, side)} says`}>
              <Select
                name="set.word"
                defaultValue={kept?.text('word') ?? own?.kind ?? 'go'}
                options={checkpointWords.map((value) => ({ value, label: checkpointLabels[value] }))}
              />
            </Field>
            <Field label="Because" optional="for adjust and stop">
              <TextInput
                name="set.reason"
                maxLength={1000}
                defaultValue={kept?.text('reason') ?? own?.reason ?? ''}
              />
            </Field>
          </PanelFields>
          <Answers>
            <Button>{own ? 'Say it anew' : 'Say it'}</Button>
          </Answers>
        </CommandForm>
      )}
    </section>
  );
}

function SaidBy({ step, side }: { step: Step; side: Side }) {
  const { plan } = useEditing();
  const said = wordOf(plan, step.id, side)?.said;
  const who = sideName(plan, side);
  if (!said) return <>{who} has not said yet.</>;
  return (
    <>
      {who} says {checkpointLabels[said.kind].toLowerCase()}
      {said.reason ? `: ${said.reason.replace(/\.$/, '')}.` : '.'}
    </>
  );
}
