import { useEffect, useRef, useState } from 'react';
import { isDay } from '#app/domain/day.ts';
import { goalIsTheBuyers } from '#app/domain/goal.ts';
import { liveSentence } from '#app/domain/plan-words.ts';
import { overrunSentence, standingOf } from '#app/domain/standing.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Field } from '#app/ui/field.tsx';
import { CommandForm } from './command-form.tsx';
import styles from './live-day.module.css';
import { CloseLink, EscapeCloses, OpenLink, useClose, useOpened } from './opened.tsx';
import { useReader } from './plan-reader.ts';
import { seen } from './seen.ts';
import { StandingWords } from './standing-words.tsx';

export const liveDayKey = 'live';

/** "Live Fri 12 Mar 2027. At risk: “Security form”, agreed for Thu 26 Nov, is outstanding." */
export function LiveSentence() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const standing = standingOf(plan, today);
  const overrun = overrunSentence(plan, today);
  return (
    <>
      <b>{liveSentence(plan, today)}</b>
      {standing && (
        <>
          {' '}
          <StandingWords standing={standing} />
        </>
      )}
      {plan.pause && (
        <>
          {' '}
          <a href={paths.planNotNow(plan.id)}>
            {reader.side === 'buyer' && reader.pointPerson ? 'Carry on' : 'See more'}
          </a>
        </>
      )}
      {overrun && <span className={styles.past}> {overrun}</span>}
    </>
  );
}

/** The sentence, and the way to change it; `bare` where something louder says how the plan stands. */
export function LiveDay({ bare }: { bare?: boolean }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  return (
    <>
      {bare ? <b>{liveSentence(plan, today)}</b> : <LiveSentence />}{' '}
      {reader.canEdit && plan.goal.liveDay && (
        <OpenLink what={liveDayKey} label="Change the live day" className={styles.change}>
          Change
        </OpenLink>
      )}
    </>
  );
}

/** Beneath the sentence while it is open. */
export function LiveDayForm() {
  const { what } = useOpened();
  const { canEdit } = useReader();
  return what === liveDayKey && canEdit ? <OpenForm /> : null;
}

function OpenForm() {
  const { plan, today } = useEditing();
  const reader = useReader();
  const { path } = useOpened();
  const close = useClose();
  const [began] = useState({ base: seen(plan, 'liveDay'), day: plan.goal.liveDay });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const asks = reader.side === 'seller' && goalIsTheBuyers(plan);
  const [said, say] = useState<string | null>(null);
  const chosen = useRef('');
  const tell = async (value: string) => {
    chosen.current = value;
    const { liveDayWords } = await import('./live-day-words.ts');
    if (chosen.current === value) say(isDay(value) ? liveDayWords(plan, value, today) : null);
  };
  return (
    <EscapeCloses className={styles.form}>
      <div className={styles.fields}>
        <CommandForm
          type="changeGoal"
          args={{ field: 'liveDay' }}
          base={began.base}
          name="live-day"
          back={path}
          onDone={close}
        >
          <Field
            label={`The day ${plan.goal.buyerName} is live`}
            hint={asks ? `${plan.goal.buyerName} answers this; until then the day stays.` : undefined}
          >
            <DateInput
              ref={input}
              name="day.value"
              defaultValue={began.day ?? undefined}
              min={today}
              required
              onChange={({ target }) => void tell(target.value).catch(() => undefined)}
            />
          </Field>
          {said && (
            <p role="status" className={styles.said}>
              {said}
            </p>
          )}
          <Button size="s">{asks ? 'Suggest it' : 'Set the day'}</Button>
          <CloseLink />
        </CommandForm>
      </div>
    </EscapeCloses>
  );
}
