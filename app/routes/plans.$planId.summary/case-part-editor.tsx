import { useEffect, useRef, useState } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import {
  CloseLink,
  EscapeCloses,
  OpenLink,
  useClose,
  useIsOpen,
  useOpened,
} from '#app/components/opened.tsx';
import { seen } from '#app/components/seen.ts';
import type { CasePart } from '#app/components/summary-words.ts';
import type { CaseField, Plan } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import styles from './summary.module.css';

const formOf = (field: CaseField) => `case:${field}`;
const keyOf = (field: CaseField) => `case.${field}`;

/** What stands in an empty place: a question both sides can answer. */
const questions: Record<CaseField, (plan: Plan) => string> = {
  problem: ({ goal }) => `What goes wrong at ${goal.buyerName} today?`,
  costToday: () => 'What does that cost, in money, hours or nerves?',
  request: () => 'What has to be said yes to, by whom and by when?',
  ifWeWait: () => 'What happens if nothing is decided?',
};

/** One part of the case in its place: read, and one press away from being written. Both sides write one text. */
export function CasePartEditor({ part }: { part: CasePart }) {
  const { plan } = useEditing();
  const isOpen = useIsOpen(keyOf(part.field), formOf(part.field));
  const { field, label, text } = part;
  if (isOpen) return <CaseForm part={part} />;
  return (
    <>
      {text.trim() && <p className={styles.words}>{text}</p>}
      <OpenLink
        what={keyOf(field)}
        anchor={field}
        className={styles.write}
        label={text.trim() ? `Change: ${label}` : `${label}: ${questions[field](plan)}`}
      >
        {text.trim() ? 'Change' : questions[field](plan)}
      </OpenLink>
    </>
  );
}

function CaseForm({ part: { field, label, text } }: { part: CasePart }) {
  const { plan, clearTrouble } = useEditing();
  const { path } = useOpened();
  const close = useClose();
  const name = formOf(field);
  const kept = useKept(name)?.text('value');
  const [began] = useState({ base: seen(plan, field), text });
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <EscapeCloses id={field} className={styles.form}>
      <CommandForm
        type="changeCase"
        args={{ field }}
        base={began.base}
        name={name}
        back={path}
        className={styles.fields}
        onDone={close}
      >
        <Field label={label} labelHidden hint={questions[field](plan)}>
          <TextArea ref={box} name="set.value" rows={4} maxLength={4000} defaultValue={kept ?? began.text} />
        </Field>
        <div className={styles.buttons}>
          <Button size="s" aria-label={`Save: ${label}`}>
            Save
          </Button>
          <CloseLink onClose={() => clearTrouble(name)} />
        </div>
      </CommandForm>
    </EscapeCloses>
  );
}
