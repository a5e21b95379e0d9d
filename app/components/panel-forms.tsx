import { type ReactNode, useRef, useState } from 'react';
import { type Day, isDay } from '#app/domain/day.ts';
import type { Step } from '#app/domain/plan.ts';
import type { Asked } from '#app/domain/schedule/before-move.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { PanelFields } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { dayWarning } from './day-warning.ts';
import { useKept } from './kept.ts';
import styles from './panel-forms.module.css';

interface PanelForm {
  args: Record<string, unknown>;
  /** Where what went wrong is shown; the same name opens the panel again. */
  name: string;
  label: string;
  button: string;
  hint?: string;
  back: string;
  close: () => void;
}

export interface DayFormProps extends PanelForm {
  type: 'counterOffer' | 'rescheduleStep';
  base?: Record<string, number>;
  /** What the day is for, so that a day before what it waits for is noticed. */
  step?: Step | null;
  day: Day | null;
}

/** Another day, with the device's own calendar. */
export function DayForm(props: DayFormProps) {
  const { type, args, base, name, label, button, hint, step = null, day, back, close } = props;
  const { plan, actor, today } = useEditing();
  const kept = useKept(name);
  const [warning, warn] = useState<string | null>(null);
  const [brings, say] = useState<string | null>(null);
  const chosen = useRef('');
  // What was read when the form was opened, however often the plan is read afresh beneath it.
  const [began] = useState({ base, day });
  /** A day of one's own asks when it is sent; what waits for one that is only suggested, one reads here. */
  const tell = async (dueDay: string) => {
    chosen.current = dueDay;
    const { suggestedWords } = await import('./suggested-words.ts');
    const asked = { type, args: { ...args, dueDay } } as Asked;
    if (chosen.current === dueDay) say(isDay(dueDay) ? suggestedWords(plan, asked, actor, today) : null);
  };
  return (
    <CommandForm type={type} args={args} base={began.base} name={name} back={back} onDone={close}>
      <PanelFields>
        <Field label={label} hint={hint}>
          <DateInput
            name="day.dueDay"
            defaultValue={kept?.text('dueDay') ?? began.day ?? ''}
            required
            onChange={({ target }) => {
              warn(isDay(target.value) ? dayWarning(plan, step, target.value) : null);
              void tell(target.value).catch(() => undefined);
            }}
          />
        </Field>
        {warning && (
          <p role="status" className={styles.warning}>
            {warning}
          </p>
        )}
        {brings && (
          <p role="status" className={styles.warning}>
            {brings}
          </p>
        )}
        <Button size="l">{button}</Button>
      </PanelFields>
    </CommandForm>
  );
}

export interface ReasonFormProps extends PanelForm {
  type: 'declineOffer' | 'reportStuck' | 'skipStep';
  base?: Record<string, number>;
  /** What else it asks. */
  children?: ReactNode;
}

/** No, stuck or not needed, each with a few words why. */
export function ReasonForm({
  type,
  args,
  base,
  name,
  label,
  button,
  hint,
  back,
  close,
  children,
}: ReasonFormProps) {
  const kept = useKept(name);
  const [began] = useState(base);
  return (
    <CommandForm type={type} args={args} base={began} name={name} back={back} onDone={close}>
      <PanelFields>
        <Field label={label} hint={hint}>
          <TextArea name="set.reason" rows={2} defaultValue={kept?.text('reason') ?? ''} required />
        </Field>
        {children}
        <Button size="l">{button}</Button>
      </PanelFields>
    </CommandForm>
  );
}
