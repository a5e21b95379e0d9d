import { isForBoth, type Step, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { PanelFields } from './answers.tsx';
import { useKept } from './kept.ts';
import { useReader } from './plan-reader.ts';

/** Who could help with what is stuck, asked for an answer by the day it is looked at again. */
export function StuckHelp({ step, form }: { step: Step; form: string }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const kept = useKept(form);
  const people = plan.people.filter(
    (p) => p.id !== reader.stakeholderId && p.admitted && (isForBoth(plan, step) || p.side === reader.side),
  );
  return (
    <Disclosure summary="Ask for help, and when to look again" open={!!kept}>
      <PanelFields>
        <Field label="Who could help" optional="asked by letter">
          <Select
            name="json.helper"
            defaultValue={JSON.stringify(kept?.text('helper') ?? null)}
            options={[
              { value: 'null', label: 'Nobody in particular' },
              ...people.map((p) => ({
                value: JSON.stringify(p.id),
                label: `${p.name}, ${sideName(plan, p.side)}`,
              })),
            ]}
          />
        </Field>
        <Field label="Look at it again on">
          <DateInput name="day.lookOn" min={today} defaultValue={kept?.text('lookOn') ?? ''} />
        </Field>
      </PanelFields>
    </Disclosure>
  );
}
