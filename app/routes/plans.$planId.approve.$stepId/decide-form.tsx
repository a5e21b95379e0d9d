import { Form, useNavigation } from '@remix-run/react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { decideVerb, decisionOfReader, outcomeLabels } from '#app/components/approval-words.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { alteredSince } from '#app/domain/approval.ts';
import { type Outcome, outcomes } from '#app/domain/attachment.ts';
import { otherSide, type Step, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { RadioList } from '#app/ui/radio-list.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { emptyDraft, readDraft } from './approval-draft.ts';
import styles from './approve.module.css';
import { CodeSection } from './code-section.tsx';
import { Conditions } from './conditions.tsx';
import { useKeptDraft } from './kept-draft.ts';
import { Note } from './note.tsx';
import type { FormBack } from './take-decision.server.ts';

const Alterations = await whenUsed(async () => (await import('./alterations.tsx')).Alterations);

export interface DecideFormProps {
  step: Step;
  given: {
    decisionId: string;
    conditionId: string;
    commandId: string;
    address: string;
    readsHere: boolean;
    /** What stands there, and its digest: it goes back with the decision. */
    read: string;
    seen: string;
    /** What each answer leads to. */
    hints: Record<Outcome, string>;
  };
  /** What came back, where something stood in the way. */
  back: FormBack | undefined;
}

/** The four answers, each with what it leads to, and one button. It posts to its own page, with and without JavaScript. */
export function DecideForm({ step, given, back }: DecideFormProps) {
  const { plan, instant } = useEditing();
  const reader = useReader();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const kept = useKeptDraft(step.id, back !== undefined);
  const draft = back?.draft ?? kept.draft ?? emptyDraft(given.decisionId, given.conditionId);
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const [count, setCount] = useState<number | null>(null);
  const outcome = chosen ?? draft.outcome;
  const troubles = back?.troubles ?? {};
  const asksCode = (back?.asksCode ?? kept.asksCode) === true && (!reader.proven || step.freshCode);
  const said = decisionOfReader(plan, step, reader.stakeholderId);
  // What does not count any more need not be taken back.
  const counts = said && said.outcome !== 'withdrawn' && alteredSince(plan, step, said).length === 0;
  const answers = outcomes.filter((o) => o !== 'withdrawn' || counts);
  useFirstTrouble(form, back);
  useEffect(() => {
    if (asksCode && form.current) kept.keep(readDraft(new FormData(form.current)), true);
  });

  const more: Partial<Record<Outcome, JSX.Element>> = {
    approvedWithConditions: (
      <Conditions
        // What was typed before the page was left comes back as new rows.
        key={kept.draft?.id}
        step={step}
        draft={draft.conditions}
        troubles={troubles}
        onCount={setCount}
      />
    ),
    needsEvidence: (
      <Field label="What is missing?" hint="Both sides read this." error={troubles.missing}>
        <TextArea
          key={kept.draft?.id}
          name="missing"
          defaultValue={draft.missing}
          rows={2}
          maxLength={4000}
        />
      </Field>
    ),
    rejected: (
      <Field label="Why?" optional="if you like" hint="Both sides read this." error={troubles.reason}>
        <TextArea key={kept.draft?.id} name="reason" defaultValue={draft.reason} rows={2} maxLength={4000} />
      </Field>
    ),
  };
  const verb = decideVerb(instant ? outcome : '', count ?? draft.conditions.length);
  return (
    <>
      <Form
        id="decide"
        method="post"
        preventScrollReset
        noValidate
        ref={form}
        onInput={(event: FormEvent<HTMLFormElement>) =>
          kept.keep(readDraft(new FormData(event.currentTarget)), asksCode)
        }
        onKeyDown={enterSendsNothing}
      >
        {/* Enter in a field presses the first button of a form: that must not be one that decides or removes. */}
        <button
          type="submit"
          className={styles.unseen}
          name="intent"
          value={asksCode ? 'decide' : 'stay'}
          tabIndex={-1}
          aria-hidden="true"
        />
        <input type="hidden" name="decision" value={draft.id} />
        <input type="hidden" name="seen" value={given.seen} />
        <input type="hidden" name="read" value={given.read} />
        <input type="hidden" name="command" value={back?.commandId ?? given.commandId} />
        {asksCode && <input type="hidden" name="stage" value="code" />}
        {back?.confirms && <input type="hidden" name="confirmed" value="yes" />}
        <SectionHeading>Your decision</SectionHeading>
        <Card className={styles.outcomes}>
          <RadioList
            // An answer that comes back after the page was left is chosen again.
            key={kept.draft?.id}
            legend="Your decision"
            name="outcome"
            defaultValue={draft.outcome}
            {...(instant && { value: outcome, onValueChange: (next) => setChosen(next as Outcome) })}
            options={answers.map((value) => ({
              value,
              label: outcomeLabels[value],
              hint: given.hints[value],
              children: more[value] && <div className={styles.more}>{more[value]}</div>,
            }))}
          />
        </Card>
        {troubles.outcome && (
          <p className={styles.error} role="alert" id="outcome-error">
            {troubles.outcome}
          </p>
        )}
        <Note key={`note-${kept.draft?.id}`} side={reader.side} text={draft.note} error={troubles.note} />
        {asksCode && (
          <CodeSection
            address={given.address}
            readsHere={given.readsHere}
            eachTime={step.freshCode}
            trouble={back?.codeTrouble}
          />
        )}
        {back?.trouble && (
          <div className={styles.trouble}>
            <Notice tone={back.confirms ? 'warn' : 'bad'} announce>
              {back.trouble}
              {back.confirms && ' Press again to go on.'}
            </Notice>
            {back.altered && <Alterations list={back.altered} from={back.altered} />}
          </div>
        )}
      </Form>
      <div className={styles.dock} data-bar="bottom">
        <Button form="decide" name="intent" value="decide" look="primary" size="l" wide busy={busy}>
          {verb}
        </Button>
        <p>
          {reader.proven && !step.freshCode
            ? `${sideName(plan, otherSide(reader.side))} sees your decision and the day.`
            : asksCode
              ? 'Your decision is made with the right code, and not before.'
              : 'A code by mail first, so that nobody decides in your name.'}
        </p>
      </div>
    </>
  );
}

/** With JavaScript a stray Enter sends nothing; in a text of several lines it is a line. */
function enterSendsNothing(event: KeyboardEvent<HTMLFormElement>) {
  const { target } = event;
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (target.name === 'code') document.querySelector<HTMLElement>('[form=decide][value=decide]')?.click();
}

/** A form that comes back is taken up again where something is missing. */
function useFirstTrouble(form: { current: HTMLFormElement | null }, back: FormBack | undefined) {
  useEffect(() => {
    if (!back || !form.current) return;
    const wrong = form.current.querySelector<HTMLElement>('[aria-invalid]');
    const code = form.current.querySelector<HTMLElement>('[name=code]');
    const first = back.troubles.outcome
      ? form.current.querySelector<HTMLElement>('[name=outcome]')
      : (wrong ?? code);
    first?.focus();
    if (first instanceof HTMLInputElement && first.name === 'code') first.select();
    first?.scrollIntoView({ block: 'center' });
  }, [back, form]);
}
