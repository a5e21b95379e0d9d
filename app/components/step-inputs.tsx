import type { StepInput } from '#app/domain/attachment.ts';
import { isForBoth, otherSide, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { inputsOf } from '#app/domain/step-parts.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { LineForm } from './line-form.tsx';
import { useReader } from './plan-reader.ts';
import { MoreRow, RowMore } from './row-more.tsx';
import { SectionHeading } from './section-heading.tsx';
import { seen } from './seen.ts';
import styles from './step-inputs.module.css';

export interface StepPartsProps {
  step: Step;
  /** The step's page, for what is sent without JavaScript. */
  back: string;
}

/** What it needs: each thing from one side, ticked by that side. */
export function StepInputs({ step, back }: StepPartsProps) {
  const { plan } = useEditing();
  const { canEdit, sealed } = useReader();
  const inputs = inputsOf(plan, step.id);
  const here = inputs.filter((i) => i.here).length;
  const mayEdit = canEdit && !sealed;
  if (inputs.length === 0 && !mayEdit) return null;
  const adding = mayEdit && (
    <Disclosure summary={inputs.length === 0 ? 'Say what it needs' : 'Add something'}>
      <AddInput step={step} back={back} />
    </Disclosure>
  );
  if (inputs.length === 0) return <div className={styles.alone}>{adding}</div>;
  return (
    <section aria-labelledby="needs">
      <SectionHeading id="needs" aside={`${here} of ${inputs.length} here`}>
        What it needs
      </SectionHeading>
      <Card as="ul">
        {inputs.map((input) => (
          <InputRow key={input.id} input={input} step={step} back={back} />
        ))}
      </Card>
      {adding}
    </section>
  );
}

interface InputProps extends StepPartsProps {
  input: StepInput;
}

function InputRow({ input, step, back }: InputProps) {
  const { plan, troubles } = useEditing();
  const { side, canEdit, sealed } = useReader();
  const mayEdit = canEdit && !sealed;
  const isOpen = [renameForm(input), sideForm(input)].some((form) => troubles[form]);
  return (
    <li className={styles.item} data-here={input.here || undefined}>
      <MoreRow>
        {mayEdit && input.side === side ? (
          <HereForm input={input} back={back} />
        ) : (
          <span className={styles.sign} aria-hidden="true" />
        )}
        <span className={styles.words}>
          <span className={styles.name}>{input.name}</span>
          <span className={styles.whose}>
            {sideName(plan, input.side)}, {input.here ? 'here' : 'missing'}
          </span>
        </span>
        {mayEdit && (
          <RowMore name={`Change: ${input.name}`} open={isOpen}>
            {(close) => <InputForms input={input} step={step} back={back} close={close} />}
          </RowMore>
        )}
      </MoreRow>
    </li>
  );
}

const renameForm = (input: StepInput) => `changeInput:${input.id}:name`;
const sideForm = (input: StepInput) => `changeInput:${input.id}:side`;

function HereForm({ input, back }: Omit<InputProps, 'step'>) {
  const label = input.here ? `Not here after all: ${input.name}` : `It is here: ${input.name}`;
  return (
    <CommandForm
      type="setInputHere"
      args={{ inputId: input.id, here: !input.here }}
      base={seen(input, 'here')}
      name={`setInputHere:${input.id}`}
      back={back}
    >
      <button type="submit" className={styles.tick} aria-label={label} title={label}>
        <span className={styles.sign} />
      </button>
    </CommandForm>
  );
}

function InputForms({ input, step, back, close }: InputProps & { close: () => void }) {
  const { plan } = useEditing();
  const { side } = useReader();
  const to = otherSide(input.side);
  const canMove = isForBoth(plan, step) || to === side;
  return (
    <>
      <LineForm
        type="changeInput"
        args={{ inputId: input.id, field: 'name' }}
        base={seen(input, 'name')}
        name={renameForm(input)}
        label="What is needed"
        value={input.name}
        back={back}
        onDone={close}
      />
      <div className={styles.ways}>
        {canMove && (
          <CommandForm
            type="changeInput"
            args={{ inputId: input.id, field: 'side', value: to }}
            base={seen(input, 'side')}
            name={sideForm(input)}
            back={back}
            onDone={close}
          >
            <Button size="s">{sideName(plan, to)} brings it</Button>
          </CommandForm>
        )}
        <CommandForm
          type="removeInput"
          args={{ inputId: input.id }}
          name={`removeInput:${input.id}`}
          back={back}
        >
          <Button size="s" look="danger" aria-label={`Take it off the list: ${input.name}`}>
            Take it off the list
          </Button>
        </CommandForm>
      </div>
    </>
  );
}

function AddInput({ step, back }: StepPartsProps) {
  const { plan } = useEditing();
  const { side } = useReader();
  const form = `addInput:${step.id}`;
  const kept = useKept(form);
  const onlyOurs = !isForBoth(plan, step);
  const sides: Side[] = onlyOurs ? [side] : [otherSide(side), side];
  return (
    <CommandForm
      type="addInput"
      args={{ stepId: step.id, ...(onlyOurs ? { side } : {}) }}
      name={form}
      back={back}
      fresh
    >
      <PanelFields>
        <Field label="What is needed">
          <TextInput name="set.name" defaultValue={kept?.text('name') ?? ''} maxLength={160} required />
        </Field>
        {!onlyOurs && (
          <Field label="Who brings it">
            <Select
              name="set.side"
              defaultValue={kept?.text('side')}
              options={sides.map((s) => ({ value: s, label: sideName(plan, s) }))}
            />
          </Field>
        )}
        <Button>Add it</Button>
      </PanelFields>
    </CommandForm>
  );
}
