import type { ReactNode } from 'react';
import { FieldForm } from '#app/components/field-form.tsx';
import { CloseLink, pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import { useLeave } from '#app/components/use-leave.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './name-form.module.css';

export interface NameFormProps {
  /** What is open while this form is. */
  what: string;
  type: CommandType;
  args: Record<string, unknown>;
  base?: Record<string, number>;
  fresh?: boolean;
  /** The argument that is typed. */
  field: 'name' | 'value';
  label: string;
  hint?: ReactNode;
  value: string;
  button: string;
  /** A sentence may run over several lines, and Enter saves it; a text may hold several lines of its own. */
  long?: 'sentence' | 'text';
  required?: boolean;
  maxLength?: number;
  anchor?: string;
}

/** A name or a sentence, changed where it stands: Enter and leaving it save, Escape leaves it as it was. */
export function NameForm(props: NameFormProps) {
  const {
    what,
    type,
    args,
    base = {},
    fresh,
    field,
    label,
    hint,
    value,
    button,
    long,
    maxLength,
    anchor,
  } = props;
  const { path, close } = useOpened();
  const { clearTrouble } = useEditing();
  const form = nameFormOf(type, args);
  const closeAndReturn = useClose();
  const leave = useLeave(() => close(what));
  return (
    <div className={styles.host} {...leave}>
      <FieldForm
        type={type}
        args={args}
        base={base}
        fresh={fresh}
        name={form}
        back={pathTo(path, null, anchor)}
        label={label}
        hint={hint}
        field={`set.${field}`}
        control={{ kind: long ?? 'line', maxLength }}
        value={value}
        required={props.required ?? true}
        button={button}
        autoFocus
        ways={<CloseLink onClose={() => clearTrouble(form)} />}
        onDone={() => close(what)}
        onEnter={closeAndReturn}
        onEscape={closeAndReturn}
      />
    </div>
  );
}

/** Where what went wrong with it is said; while something has, the form stays to be mended. */
export const nameFormOf = (type: CommandType, args: Record<string, unknown>): string =>
  `name-${type}-${Object.values(args).join('-')}`;
