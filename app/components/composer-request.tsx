import { promiseSentence } from '#app/domain/calendars.ts';
import type { Day } from '#app/domain/day.ts';
import { companies, type Stakeholder, type Step } from '#app/domain/plan.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { useEditing } from '#app/live/editing.ts';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { ShowLetter, UsefulThing } from './composer-nudge.tsx';
import styles from './composer-request.module.css';
import { useReader } from './plan-reader.ts';

export interface ComposerRequestProps {
  step: Step | null;
  onlyOurs: boolean;
  people: readonly Stakeholder[];
  of: string;
  by: string;
  today: Day;
  summary: string;
  onChange: (part: { by?: string; of?: string }) => void;
}

/** By when an answer is needed and from whom; without JavaScript also whom it names. */
export function ComposerRequest({
  step,
  onlyOurs,
  people,
  of,
  by,
  today,
  summary,
  onChange,
}: ComposerRequestProps) {
  const { plan, instant } = useEditing();
  const { side } = useReader();
  const options = people.map((p) => ({
    value: p.id,
    label: p.side === side ? p.name : `${p.name}, ${roleLabel(p.role, companies(plan, p.side))}`,
  }));
  const asked = people.find((p) => p.id === of);
  const promise = asked && promiseSentence(plan, asked.side);
  return (
    <Disclosure summary={summary}>
      <div className={styles.request}>
        <Field label="Answer needed by">
          <DateInput
            name="day.request.by"
            min={today}
            value={by}
            onChange={(event) => onChange({ by: event.target.value })}
          />
        </Field>
        <Field label="From">
          <Select
            name="set.request.of"
            value={of}
            onChange={(event) => onChange({ of: event.target.value })}
            options={options}
          />
        </Field>
        {!instant && (
          <Field label="Name somebody" optional="who should hear of it">
            <Select name="list.mentions" multiple size={Math.min(4, people.length)} options={options} />
          </Field>
        )}
        {promise && <p className={styles.promise}>{promise}</p>}
        <UsefulThing step={step} onlyOurs={onlyOurs} />
        <ShowLetter />
      </div>
    </Disclosure>
  );
}
