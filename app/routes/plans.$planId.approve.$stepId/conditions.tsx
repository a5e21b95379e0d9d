import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { companies, otherSide, type Plan, type Side, type Step, sideName } from '#app/domain/plan.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { useEditing } from '#app/live/editing.ts';
import { newThingId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { type DraftCondition, type DraftTroubles, emptyCondition } from './approval-draft.ts';
import styles from './approve.module.css';

const most = 10;

export interface ConditionsProps {
  step: Step;
  draft: DraftCondition[];
  troubles: DraftTroubles;
  onCount: (count: number) => void;
}

/** Each becomes a step: what, who and by when. Added and taken away here, or without JavaScript by sending the form. */
export function Conditions({ step, draft, troubles, onCount }: ConditionsProps) {
  const { plan, today, instant } = useEditing();
  const { side } = useReader();
  const [rows, setRows] = useState(draft);
  const added = useRef<string | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const shown = instant ? rows : draft;
  useEffect(() => {
    onCount(rows.length);
    if (added.current) document.getElementById(`title-${added.current}`)?.focus();
    added.current = null;
  }, [rows, onCount]);

  const here = (act: () => void) => (event: MouseEvent) => {
    if (!instant) return;
    event.preventDefault();
    act();
  };
  const add = () => {
    added.current = newThingId();
    setRows([...rows, emptyCondition(added.current)]);
  };
  const remove = (id: string) => {
    setRows(rows.filter((row) => row.id !== id));
    host.current?.querySelector<HTMLElement>('[value=add]')?.focus();
  };
  const people = peopleFor(plan, step, side);
  return (
    <div className={styles.conditions} ref={host}>
      {shown.map(({ id, title, who, day }, index) => (
        <fieldset key={id} className={styles.condition}>
          <legend>Condition {index + 1}</legend>
          <input type="hidden" name="condition" value={id} />
          <Field id={`title-${id}`} label="What has to be done?" error={troubles[`title.${id}`]}>
            <TextInput name={`title.${id}`} defaultValue={title} maxLength={160} autoComplete="off" />
          </Field>
          <Field label="Who does it?" error={troubles[`who.${id}`]}>
            <Select name={`who.${id}`} defaultValue={who} options={people} prompt="Choose somebody" />
          </Field>
          <Field label="By" error={troubles[`day.${id}`]}>
            <DateInput name={`day.${id}`} defaultValue={day} min={today} />
          </Field>
          <Button
            name="intent"
            value={`remove.${id}`}
            look="bare"
            size="s"
            onClick={here(() => remove(id))}
            aria-label={`Remove condition ${index + 1}`}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      {troubles.conditions && (
        <p className={styles.error} role="alert">
          {troubles.conditions}
        </p>
      )}
      {shown.length < most && (
        <Button name="intent" value="add" size="l" wide onClick={here(add)}>
          {shown.length === 0 ? 'Add a condition' : 'Add another condition'}
        </Button>
      )}
      {step.layer === 'shared' && <p className={styles.note}>Both sides read the conditions.</p>}
    </div>
  );
}

/** Somebody of either side, one's own first, or a side with the name still to come; for a private step one's own only. */
function peopleFor(plan: Plan, step: Step, own: Side) {
  const sides: Side[] = step.layer === 'shared' ? [own, otherSide(own)] : [own];
  return sides.flatMap((side) => [
    ...plan.people
      .filter((p) => p.side === side)
      .map((p) => ({ value: p.id, label: `${p.name}, ${roleLabel(p.role, companies(plan, side))}` })),
    { value: `side:${side}`, label: `${sideName(plan, side)}, name needed` },
  ]);
}
