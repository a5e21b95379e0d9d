import type { Figure, FigureKind } from '#app/domain/attachment.ts';
import { figureWords } from '#app/domain/figure.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { LineForm } from './line-form.tsx';
import { seen } from './seen.ts';

export const figureForm = (kind: FigureKind) => `setFigure:${kind}`;

export interface FigureFormProps {
  kind: FigureKind;
  figure: Figure;
  back: string;
  onDone: () => void;
}

/** A figure that is there already, written anew. */
export function FigureForm({ kind, figure, back, onDone }: FigureFormProps) {
  return (
    <LineForm
      type="setFigure"
      args={{ id: figure.id, kind }}
      base={seen(figure, 'value')}
      name={figureForm(kind)}
      label={figureWords[kind]}
      value={figure.value}
      back={back}
      onDone={onDone}
    />
  );
}

const examples: Record<FigureKind, string> = {
  budget: '90,000 euros this year',
  spendingLimit: '50,000 euros without the board',
  costOfDelay: '4,000 euros a week',
  dealValue: '84,000 euros a year',
};

export interface NewFigureProps {
  /** Of the reader's side, and not written down yet. */
  kinds: readonly FigureKind[];
  back: string;
}

/** A figure nobody of one's side has written down yet. */
export function NewFigure({ kinds, back }: NewFigureProps) {
  const form = 'setFigure:new';
  const kept = useKept(form);
  const [first, another] = kinds;
  if (!first) return null;
  return (
    <CommandForm
      type="setFigure"
      args={another ? {} : { kind: first }}
      // Begun where there was none: a colleague's that came first is shown, not overwritten.
      base={{ value: 0 }}
      name={form}
      back={back}
      fresh
    >
      <PanelFields>
        {another && (
          <Field label="Which figure">
            <Select
              name="set.kind"
              defaultValue={kept?.text('kind')}
              options={kinds.map((kind) => ({ value: kind, label: figureWords[kind] }))}
            />
          </Field>
        )}
        <Field label={another ? 'The figure' : figureWords[first]}>
          <TextInput
            name="set.value"
            defaultValue={kept?.text('value') ?? ''}
            placeholder={examples[first]}
            maxLength={160}
            autoComplete="off"
            required
          />
        </Field>
        <Button>Keep it</Button>
      </PanelFields>
    </CommandForm>
  );
}
