import { CommandForm } from '#app/components/command-form.tsx';
import { useKept } from '#app/components/kept.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { seen } from '#app/components/seen.ts';
import { StandingWords } from '#app/components/standing-words.tsx';
import { shortDay } from '#app/domain/day.ts';
import { afterPause, canPause } from '#app/domain/pause.ts';
import { isDraft } from '#app/domain/plan.ts';
import { stepCount } from '#app/domain/plan-words.ts';
import { standingOf } from '#app/domain/standing.ts';
import { isFinished } from '#app/domain/turn.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import styles from './plan-settings.module.css';

/** Not now: the buyer lets the plan rest until a day, and carries on with its days laid anew. */
export function NotNow() {
  const { plan, actor, today } = useEditing();
  const { canEdit } = useReader();
  if (isDraft(plan) || isFinished(plan)) return null;
  const may = canEdit && canPause(plan, actor);
  const standing = plan.pause && standingOf(plan, today);
  return (
    <section aria-labelledby={paths.notNow}>
      <SectionHeading id={paths.notNow}>Not now</SectionHeading>
      {standing ? (
        <p>
          <StandingWords standing={standing} />
        </p>
      ) : (
        <p>
          A plan can rest until a day. Until then nothing is late and nobody is reminded; on that day both
          sides are asked how it goes on.
        </p>
      )}
      {!may && (
        <p>
          Who leads this at {plan.goal.buyerName} {plan.pause ? 'carries on with it' : 'says so'} here.
        </p>
      )}
      {may && plan.pause && <CarryOn />}
      {may && <PauseForm />}
    </section>
  );
}

function CarryOn() {
  const { plan, today } = useEditing();
  const after = afterPause(plan, today);
  if (!after) return null;
  const { by, days, liveDay } = after;
  return (
    <>
      <p>
        {days.length === 0
          ? 'No day moves when you carry on.'
          : `Carry on, and ${stepCount(days.length)} that ${days.length === 1 ? 'is' : 'are'} open move along by ${by === 1 ? '1 working day' : `${by} working days`}. What was late is due at once. `}
        {liveDay && plan.goal.liveDay !== liveDay && <b>Live {shortDay(liveDay, today)}.</b>}
      </p>
      {days.length > 0 && (
        <Disclosure summary="What moves where">
          <ul>
            {days.map(({ step, to }) => (
              <li key={step.id}>
                {step.title}: {step.dueDay && `${shortDay(step.dueDay, today)} → `}
                <b>{shortDay(to, today)}</b>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <CommandForm
        type="carryOn"
        args={{ by }}
        name="carryOn"
        back={paths.plan(plan.id)}
        className={styles.form}
      >
        <Button look="primary" size="l">
          Carry on
        </Button>
      </CommandForm>
    </>
  );
}

function PauseForm() {
  const { plan } = useEditing();
  const kept = useKept('pausePlan');
  return (
    <CommandForm
      type="pausePlan"
      base={seen(plan, 'pause')}
      name="pausePlan"
      back={paths.planSettings(plan.id)}
      className={styles.form}
    >
      <Field label="Why not now, in your words">
        <TextInput
          name="set.reason"
          defaultValue={kept?.text('reason') ?? plan.pause?.reason ?? ''}
          required
          maxLength={400}
        />
      </Field>
      <Field label="Look at it again on">
        <DateInput name="day.until" defaultValue={kept?.text('until') ?? ''} required />
      </Field>
      <Button size="l">{plan.pause ? 'Pause on until then' : 'Pause the plan'}</Button>
    </CommandForm>
  );
}
