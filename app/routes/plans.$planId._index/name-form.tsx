import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { CloseLink, EscapeCloses, pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import type { CommandType } from '#app/domain/decide.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './name-form.module.css';

export interface NameFormProps {
  type: CommandType;
  args: Record<string, unknown>;
  base?: Record<string, number>;
  fresh?: boolean;
  /** The argument that is typed. */
  field: 'name' | 'value';
  label: string;
  hint?: string;
  value: string;
  button: string;
  /** A sentence may run over several lines, and Enter saves it; a text may hold several lines of its own. */
  long?: 'sentence' | 'text';
  required?: boolean;
  maxLength?: number;
  anchor?: string;
}

/** A name or a sentence, changed where it stands. Escape leaves it as it was. */
export function NameForm(props: NameFormProps) {
  const { type, args, fresh, field, label, hint, button, long, anchor } = props;
  const { path } = useOpened();
  const close = useClose();
  const form = `name-${type}-${Object.values(args).join('-')}`;
  const kept = useKept(form);
  // What was read when the form was opened, however often the plan is read afresh beneath it.
  const [began] = useState({ base: props.base, value: props.value });
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = host.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      'input[type=text], textarea',
    );
    input?.focus();
    input?.select();
  }, []);
  const wiring = {
    name: `set.${field}`,
    defaultValue: kept?.text(field) ?? began.value,
    required: props.required ?? true,
    maxLength: props.maxLength ?? 160,
  };
  return (
    <EscapeCloses className={styles.host}>
      <div ref={host} className={styles.form}>
        <CommandForm
          type={type}
          args={args}
          base={began.base}
          fresh={fresh}
          name={form}
          back={pathTo(path, null, anchor)}
          onDone={close}
        >
          <Field label={label} hint={hint}>
            {long ? (
              <TextArea rows={2} onKeyDown={long === 'sentence' ? enterSaves : undefined} {...wiring} />
            ) : (
              <TextInput autoComplete="off" {...wiring} />
            )}
          </Field>
          <div className={styles.buttons}>
            <Button size="s">{button}</Button>
            <CloseLink />
          </div>
        </CommandForm>
      </div>
    </EscapeCloses>
  );
}

/** As in a field of one line; with Shift, and while a word is being composed, Enter is the writer's. */
function enterSaves(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
