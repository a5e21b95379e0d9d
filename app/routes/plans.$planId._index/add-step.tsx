import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { CommandForm } from '#app/components/command-form.tsx';
import { fillAgain } from '#app/components/fill-again.ts';
import { CloseLink, pathTo, useClose, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { PrivateSentence } from '#app/components/private-sentence.tsx';
import { useLeave } from '#app/components/use-leave.ts';
import { isDraft, isForBoth, type Milestone, otherSide, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './add-step.module.css';
import { ownerChoices } from './owner-choices.ts';
import { rowsIn, titleOf } from './row-focus.ts';

/** At the end of a milestone, or below one of its steps. */
export const addStepKey = (milestoneId: string, afterId?: string) =>
  afterId ? `add.${milestoneId}.${afterId}` : `add.${milestoneId}`;

/** Behind which step of this milestone a new one is being written; undefined when none is. */
export function addingAfter(what: string | null, milestoneId: string, last: string | null) {
  const [add, milestone, after] = what?.split('.') ?? [];
  if (add !== 'add' || milestone !== milestoneId) return undefined;
  return after ?? last;
}

export interface AddStepProps {
  milestone: Milestone;
  /** The step above it; null: first. */
  afterId: string | null;
}

/** A step in one line: Enter adds it and the next one can be typed at once; leaving it adds what was typed. */
export function AddStep({ milestone, afterId }: AddStepProps) {
  const { plan, today, instant, troubles, clearTrouble } = useEditing();
  const reader = useReader();
  const { what, path, open, close } = useOpened();
  const closeAndReturn = useClose();
  const form = addStepForm(milestone.id);
  const title = useRef<HTMLInputElement>(null);
  const onlyOurs = useRef<HTMLInputElement>(null);
  const leaving = useRef(false);
  const host = useRef<HTMLDivElement>(null);
  const choices = ownerChoices(plan, reader);
  const key = what ?? addStepKey(milestone.id);
  const readersId = useId();
  // Said where something is kept to one side for the first time; afterwards it is known.
  const isFirstPrivate = plan.steps.every((step) => isForBoth(plan, step));

  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    host.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const refused = troubles[form]?.envelope.args;
  useEffect(() => {
    const element = title.current?.form;
    // The form empties itself for the next step; what was refused comes back to be mended, and for whom it was meant.
    if (!refused || !element || title.current?.value) return;
    fillAgain(element, refused);
    return () => {
      // Sent once more as it was, it is not to be added twice.
      if (title.current?.value === refused.title) element.reset();
    };
  }, [refused]);

  /** Back to the row above, else the one below: the focus is never lost. */
  const leave = (towards: 'above' | 'below' = 'above') => {
    const around = rowsAround(host.current);
    clearTrouble(form);
    close(key);
    const row = towards === 'above' ? (around.above ?? around.below) : (around.below ?? around.above);
    if (row) requestAnimationFrame(() => titleOf(row)?.focus());
    else closeAndReturn();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      leave();
    }
    const isEmpty = event.target === title.current && title.current?.value === '';
    if (isEmpty && (event.key === 'Backspace' || event.key === 'Delete')) {
      event.preventDefault();
      leave(event.key === 'Delete' ? 'below' : 'above');
    }
    // Enter in an empty row ends the writing.
    if (isEmpty && event.key === 'Enter') {
      event.preventDefault();
      leave();
    }
    // A list keeps Enter for itself; here it adds the step from every field.
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
  };
  const onLeave = useLeave(
    () => {
      const element = title.current?.form;
      if (!instant || !element) return;
      if (title.current?.value.trim()) {
        // What is not right yet stays to be mended.
        if (!element.checkValidity()) return;
        leaving.current = true;
        element.requestSubmit();
        leaving.current = false;
      }
      close(key);
    },
    { asksMore: true },
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields inside
    <div ref={host} id={form} className={styles.add} onKeyDown={onKeyDown} {...onLeave}>
      <div className={styles.form}>
        <CommandForm
          type="addStep"
          args={{ milestoneId: milestone.id, afterId, ask: '', doneWhen: '', onlyOurs: false }}
          fresh
          name={form}
          back={pathTo(path, addStepKey(milestone.id), form)}
          onSend={({ args }) => {
            if (!leaving.current) title.current?.focus();
            // Who reads stays as it was chosen, as in all writing: the next private step is not shared by oversight.
            if (onlyOurs.current) onlyOurs.current.checked = args.onlyOurs === true;
            // The next one is written below the one just added.
            if (what !== null && !leaving.current) open(addStepKey(milestone.id, String(args.id)));
          }}
        >
          <div className={styles.title}>
            <Field label={`A new step in ${milestone.name}`} labelHidden>
              <TextInput
                ref={title}
                name="set.title"
                placeholder="What is done, such as “Contract draft sent to Grace”"
                required
                maxLength={160}
                autoComplete="off"
              />
            </Field>
          </div>
          <Field label="Who">
            <Select
              name="json.owners"
              options={choices.map(({ label, owners }) => ({ label, value: JSON.stringify(owners) }))}
            />
          </Field>
          <Field label="By">
            <DateInput name="day.dueDay" min={today} />
          </Field>
          <Field label="Kind">
            <Select
              name="set.type"
              options={[
                { value: 'task', label: 'Task' },
                { value: 'meeting', label: 'Meeting' },
                { value: 'approval', label: 'Approval' },
              ]}
            />
          </Field>
          <div className={styles.end}>
            <Checkbox
              ref={onlyOurs}
              name="flag.onlyOurs"
              label={`Only ${sideName(plan, reader.side)}`}
              aria-describedby={isFirstPrivate ? readersId : undefined}
              title={
                isDraft(plan)
                  ? `Kept back when the plan is shared`
                  : `Nobody at ${sideName(plan, otherSide(reader.side))} can open it`
              }
            />
            <span className={styles.buttons}>
              <CloseLink>Close</CloseLink>
              <Button size="s">Add it</Button>
            </span>
          </div>
          {isFirstPrivate && (
            <div className={styles.readers}>
              <PrivateSentence id={readersId} />
            </div>
          )}
        </CommandForm>
      </div>
    </div>
  );
}

export const addStepForm = (milestoneId: string) => `add-${milestoneId}`;

/** The rows that stand directly before and behind this in the plan. */
function rowsAround(host: HTMLElement | null): { above?: HTMLElement; below?: HTMLElement } {
  const list = host?.closest('[data-plan-list]');
  if (!host || !list) return {};
  const rows = rowsIn(list);
  const isAbove = (row: Element) => row.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING;
  return { above: rows.filter(isAbove).at(-1), below: rows.find((row) => !isAbove(row)) };
}
