import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { isDay, shortDay } from '#app/domain/day.ts';
import { alreadyAnswered, isPastLetters } from '#app/domain/nudge.ts';
import { otherSide, type Step, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { draftPrefix } from '#app/live/first-use.ts';
import { classNames } from '#app/ui/class-names.ts';
import { SendIcon } from '#app/ui/icons.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { CommandForm } from './command-form.tsx';
import styles from './composer.module.css';
import { ComposerAnswers, StaysOpen } from './composer-answers.tsx';
import { ComposerAudience } from './composer-audience.tsx';
import { useDraft } from './composer-draft.ts';
import { ComposerFiles, useChosenFiles } from './composer-files.tsx';
import { ComposerNames, useNames } from './composer-names.tsx';
import { InsteadOfLetters } from './composer-nudge.tsx';
import { ComposerRequest } from './composer-request.tsx';
import {
  addressees,
  answerable,
  composerLabel,
  isOnlyOurs,
  lastOnlyOurs,
  namedIn,
  readersBeside,
} from './composer-words.ts';
import { useReader } from './plan-reader.ts';
import { PrivateSentence } from './private-sentence.tsx';
import { callName } from './thread-words.ts';

export interface ComposerProps {
  id: string;
  /** Null: about the plan as a whole. */
  step: Step | null;
  back: string;
  /** The question the reader wants to answer, where there is a choice. */
  answering: string | null;
  onAnswering: (commentId: string | null) => void;
}

/** The one place to write: to both sides or only to one's own, with a day for the answer where one is needed. */
export function Composer({ id, step, back, answering, onAnswering }: ComposerProps) {
  const { plan, today, troubles, instant } = useEditing();
  const reader = useReader();
  const own = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const form = `writeComment:${step?.id ?? 'plan'}`;
  const { draft, change, begin, sent, arrived } = useDraft({
    key: `${draftPrefix}${reader.personId}:${plan.id}:${step?.id ?? 'plan'}`,
    isWritten: (commentId) => plan.comments.some((c) => c.id === commentId),
    field,
    refused: troubles[form] !== undefined,
  });
  useEffect(() => {
    if (answering !== null) begin();
  }, [answering, begin]);
  const files = useChosenFiles();
  const only = isOnlyOurs(plan, step);
  const open = answerable(plan, step, reader);
  const chosen = open.find((c) => c.id === answering);
  // An answer goes to whoever asked, whatever was said among themselves before.
  const onlyOurs =
    only || (draft.onlyOurs ?? (chosen ? chosen.layer !== 'shared' : lastOnlyOurs(plan, step, reader)));
  const people = readersBeside(plan, reader, onlyOurs);
  const label = composerLabel(plan, step, reader, onlyOurs);
  const names = useNames({ field, people, text: draft.text, setText: (text) => change({ text }) });
  const questions = open.filter((c) => (c.layer !== 'shared') === onlyOurs);
  const staysOpen = onlyOurs && !only ? open.filter((c) => c.layer === 'shared') : [];
  const asked = draft.of && people.some((p) => p.id === draft.of) ? draft.of : null;
  const firstMeant = addressees(plan, step, reader, onlyOurs)[0] ?? people[0];
  const ofFirst = asked ?? firstMeant?.id ?? null;
  const askedPerson = people.find((p) => p.id === ofFirst);
  const to = new Set([
    ...addressees(plan, step, reader, onlyOurs).map((p) => p.id),
    asked,
    ...namedIn(plan, draft.text, people),
  ]);
  const away = (reader.away ?? []).filter(({ stakeholderId }) => to.has(stakeholderId));
  const isPast = askedPerson !== undefined && isPastLetters(plan, askedPerson, reader.side);
  const known = askedPerson
    ? alreadyAnswered(plan, step, askedPerson, { personId: reader.personId, today })
    : null;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (names.onKeyDown(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
  };
  return (
    <section
      id={id}
      aria-label={label}
      className={classNames(styles.composer, onlyOurs && styles.private, onlyOurs && styles[reader.side])}
      data-bar="composer"
      data-print="no"
    >
      <CommandForm
        type="writeComment"
        args={{
          stepId: step?.id ?? null,
          onlyOurs,
          mentions: instant ? namedIn(plan, draft.text, people) : [],
          request: null,
          answers: null,
        }}
        name={form}
        back={back}
        keeps
        fresh
        onSend={(envelope) => {
          sent(String(envelope.args.id));
          onAnswering(null);
        }}
        onDone={arrived}
        withFiles={reader.mayAttach ? files : undefined}
      >
        {only ? (
          <OnlyOursSentence />
        ) : (
          <ComposerAudience
            company={sideName(plan, reader.side)}
            onlyOurs={onlyOurs}
            onChange={(to) => change({ onlyOurs: to })}
          />
        )}
        {onlyOurs && !only && <PrivateSentence id={`${own}-readers`} />}
        {staysOpen.length > 0 && <StaysOpen questions={staysOpen} />}
        {away.length > 0 && <p className={styles.note}>{away.map(({ says }) => says).join(' ')}</p>}
        <ComposerAnswers questions={questions} answering={answering} onAnswering={onAnswering} />
        <div className={styles.line}>
          <div className={styles.box}>
            <label>
              <VisuallyHidden>{label}</VisuallyHidden>
              <textarea
                ref={field}
                name="set.text"
                rows={1}
                required={files.list.length === 0}
                maxLength={4000}
                placeholder={label}
                value={draft.text}
                onChange={(event) => {
                  change({ text: event.target.value });
                  names.look(event.target);
                }}
                onKeyDown={onKeyDown}
                onBlur={names.close}
                onClick={(event) => names.look(event.currentTarget)}
                aria-describedby={onlyOurs && !only ? `${own}-readers` : undefined}
                {...names.wiring}
              />
            </label>
            <ComposerNames names={names} />
          </div>
          <button type="submit" className={styles.send} aria-label="Send" title="Send (Ctrl+Enter)">
            <SendIcon size={18} aria-hidden="true" />
          </button>
        </div>
        {isPast && <InsteadOfLetters to={askedPerson} step={step} />}
        {known && !isPast && <p className={styles.note}>The plan says: {known}</p>}
        <div className={styles.more}>
          {askedPerson && (!isPast || people.length > 1) && (
            <ComposerRequest
              step={step}
              onlyOurs={onlyOurs}
              people={people}
              of={ofFirst ?? ''}
              by={draft.by}
              today={today}
              summary={
                isDay(draft.by) && !isPast
                  ? `${callName(plan, askedPerson)} to answer by ${shortDay(draft.by, today)}`
                  : isPast
                    ? 'Ask somebody else'
                    : 'Answer needed by'
              }
              onChange={change}
            />
          )}
          {reader.mayAttach && <ComposerFiles files={files} />}
        </div>
      </CommandForm>
    </section>
  );
}

/** In a draft or at a private step there is nothing to choose. */
function OnlyOursSentence() {
  const { plan } = useEditing();
  const { side } = useReader();
  if (plan.layer === 'shared') return <PrivateSentence />;
  return (
    <p className={styles.note}>
      Only {sideName(plan, side)} reads this: the plan is not shared yet, and what is written now stays with
      you afterwards, too. {sideName(plan, otherSide(side))} never gets it.
    </p>
  );
}
