import {
  type KeyboardEvent,
  type MutableRefObject,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type Day, isDay } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select, type SelectOption } from '#app/ui/select.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { CommandForm } from './command-form.tsx';
import styles from './field-form.module.css';
import { useKept } from './kept.ts';
import { useLeave } from './use-leave.ts';

export type FieldControl =
  | { kind: 'line'; maxLength?: number; placeholder?: string }
  /** May run over several lines; Enter saves it. */
  | { kind: 'sentence'; maxLength?: number }
  /** Holds lines of its own; leaving it saves it. */
  | { kind: 'text'; maxLength?: number; rows?: number }
  | { kind: 'day'; min?: string; warn?: (day: Day) => string | null }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; options: readonly SelectOption[] };

export interface FieldFormProps {
  type: CommandType;
  args: Record<string, unknown>;
  /** The versions of what it writes, as the plan has them now. */
  base: Record<string, number>;
  /** It makes a new thing. */
  fresh?: boolean;
  /** Where what went wrong is said. */
  name: string;
  back: string;
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  /** The command's argument with its prefix, such as `set.value`. */
  field: string;
  control: FieldControl;
  value: string;
  required?: boolean;
  /** The words on the button; without JavaScript it is always there. */
  button?: string;
  /** Only without JavaScript: Enter and leaving it save. */
  quiet?: boolean;
  autoFocus?: boolean;
  /** Beside the button. */
  ways?: ReactNode;
  onSend?: () => void;
  onDone?: () => void;
  /** Beside others alike: its button says to a screen reader for which it is. */
  isOneOfMany?: boolean;
  /** Enter, after what was typed is on its way. */
  onEnter?: () => void;
  /** Escape, after the field has its old value again. */
  onEscape?: () => void;
}

/** One field of the plan in its place: Enter and leaving it save, Escape restores, and what went wrong stands at it. */
export function FieldForm(props: FieldFormProps) {
  const { type, args, name, back, label, labelHidden, hint, field, control, button = 'Save', quiet } = props;
  const { instant, clearTrouble } = useEditing();
  const host = useRef<HTMLDivElement>(null);
  const began = useBegan(props.value, props.base);
  const kept = useKept(name)?.text(field.slice(field.indexOf('.') + 1));
  const [said, say] = useState<string | null>(null);
  const form = () => host.current?.querySelector('form') ?? null;
  const { autoFocus } = props;

  useEffect(() => {
    if (!autoFocus) return;
    const input = host.current?.querySelector<HTMLInputElement>('input:not([type=hidden]), textarea, select');
    input?.focus();
    if (input && 'select' in input && input.type !== 'date') input.select();
  }, [autoFocus]);

  const sent = useRef('');
  const save = () => {
    const element = form();
    if (!element || !isChanged(element) || sent.current === typedIn(element)) return;
    sent.current = typedIn(element);
    element.requestSubmit();
    // One's own edit is what the next one is measured against.
    began.end();
  };
  useFollow(host, began.value, began.isIn);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      form()?.reset();
      sent.current = '';
      clearTrouble(name);
      say(null);
      props.onEscape?.();
    }
    const isField = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key !== 'Enter' || event.shiftKey || control.kind === 'text' || !isField || !instant) return;
    event.preventDefault();
    const element = form();
    if (!element?.reportValidity()) return;
    save();
    props.onEnter?.();
  };
  const leave = useLeave(() => {
    if (instant && form()?.checkValidity()) save();
    began.end();
  });
  const wiring = { name: field, defaultValue: kept ?? began.value, required: props.required };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field inside
    <div
      ref={host}
      className={styles.host}
      onKeyDown={onKeyDown}
      onFocus={began.begin}
      onInput={began.begin}
      // What is chosen counts at once: there is nothing left to type.
      onChange={() => control.kind === 'choice' && instant && save()}
      onReset={() => {
        sent.current = '';
      }}
      {...leave}
    >
      <CommandForm
        type={type}
        args={args}
        base={began.base}
        fresh={props.fresh}
        name={name}
        back={back}
        className={styles.form}
        onSend={props.onSend}
        onDone={props.onDone}
      >
        <Field label={label} labelHidden={labelHidden} hint={hint}>
          <Control
            control={control}
            wiring={wiring}
            onDay={(day) => say(control.kind === 'day' && isDay(day) ? (control.warn?.(day) ?? null) : null)}
          />
        </Field>
        {said && (
          <p role="status" className={styles.said}>
            {said}
          </p>
        )}
        {!(quiet && instant) && (
          <div className={styles.buttons}>
            <Button
              size="s"
              aria-label={button === 'Save' || props.isOneOfMany ? `${button}: ${label}` : undefined}
            >
              {button}
            </Button>
            {props.ways}
          </div>
        )}
      </CommandForm>
    </div>
  );
}

interface Wiring {
  name: string;
  defaultValue: string;
  required?: boolean;
}

function Control({
  control,
  wiring,
  onDay,
}: {
  control: FieldControl;
  wiring: Wiring;
  onDay: (day: string) => void;
}) {
  switch (control.kind) {
    case 'line':
      return (
        <TextInput
          {...wiring}
          maxLength={control.maxLength ?? 160}
          placeholder={control.placeholder}
          autoComplete="off"
        />
      );
    case 'sentence':
      return <TextArea {...wiring} rows={1} maxLength={control.maxLength ?? 160} />;
    case 'text':
      return <TextArea {...wiring} rows={control.rows ?? 3} maxLength={control.maxLength ?? 4000} />;
    case 'day':
      return <DateInput {...wiring} min={control.min} onChange={(event) => onDay(event.target.value)} />;
    case 'number':
      return (
        <TextInput
          {...wiring}
          type="number"
          inputMode="numeric"
          step={1}
          min={control.min}
          max={control.max}
        />
      );
    case 'choice':
      return <Select {...wiring} options={control.options} />;
  }
}

/**
 * What stood there when the person came to the field: that is what their edit is measured against. Until then, and
 * once they have left, it follows the plan.
 */
function useBegan(value: string, base: Record<string, number>) {
  const isIn = useRef(false);
  const [began, setBegan] = useState({ value, base });
  const now = isIn.current ? began : { value, base };
  return {
    ...now,
    isIn,
    begin: () => {
      if (isIn.current) return;
      isIn.current = true;
      setBegan({ value, base });
    },
    end: () => {
      isIn.current = false;
    },
  };
}

/** A field nobody is in shows what the plan says, also where something was typed and saved before. */
function useFollow(host: RefObject<HTMLElement>, value: string, isIn: MutableRefObject<boolean>) {
  const shown = useRef(value);
  useEffect(() => {
    if (isIn.current || shown.current === value) return;
    shown.current = value;
    for (const option of host.current?.querySelectorAll('option') ?? [])
      option.defaultSelected = option.value === value;
    host.current?.querySelector('form')?.reset();
  }, [host, value, isIn]);
}

/** Has anybody typed or chosen something? */
export function isChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLSelectElement)
      return [...control.options].some(
        (option, index) => option.selected !== (option.defaultSelected || isFirst(control, index)),
      );
    if (control instanceof HTMLInputElement && control.type === 'hidden') return false;
    if (control instanceof HTMLInputElement && control.type === 'checkbox')
      return control.checked !== control.defaultChecked;
    return (
      (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) &&
      control.value !== control.defaultValue
    );
  });
}

const typedIn = (form: HTMLFormElement): string =>
  [...form.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea')]
    .map((control) => control.value)
    .join('\n');

/** A list where nothing is chosen begins with its first line. */
const isFirst = (select: HTMLSelectElement, index: number): boolean =>
  index === 0 && ![...select.options].some((option) => option.defaultSelected);
