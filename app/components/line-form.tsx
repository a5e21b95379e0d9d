import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput, type TextInputProps } from '#app/ui/text-input.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm, type CommandFormProps } from './command-form.tsx';
import { useKept } from './kept.ts';

export interface LineFormProps
  extends Required<Pick<CommandFormProps, 'type' | 'args' | 'base' | 'name' | 'back' | 'onDone'>>,
    Pick<TextInputProps, 'maxLength'> {
  label: string;
  /** What the line holds. */
  kind?: 'text' | 'url';
  value: string;
  button?: string;
}

/** One line of what is there already, written anew in a panel. */
export function LineForm({
  base,
  label,
  kind,
  value,
  maxLength = 160,
  button = 'Save',
  ...form
}: LineFormProps) {
  const kept = useKept(form.name);
  // What was read when the panel was opened, however often the plan is read afresh beneath it.
  const [began] = useState({ base, value });
  return (
    <CommandForm base={began.base} {...form}>
      <PanelFields>
        <Field label={label}>
          <TextInput
            type={kind}
            name="set.value"
            defaultValue={kept?.text('value') ?? began.value}
            maxLength={maxLength}
            autoComplete="off"
            required
          />
        </Field>
        <Button>{button}</Button>
      </PanelFields>
    </CommandForm>
  );
}
