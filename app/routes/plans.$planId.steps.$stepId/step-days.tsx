import type { ReactNode } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { confirmedDay } from '#app/domain/confirm-step.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { isDraft, isOpen, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { answererName, daysLate, isLate } from '#app/domain/plan-words.ts';
import { paceOfStep } from '#app/domain/todays-pace.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './step-days.module.css';

/** The day that counts, and beside it the one somebody suggests. */
export function StepDays({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const offer = offerOn(plan, step.id);
  const pace = paceOfStep(plan, step, today);
  const late = isLate(plan, step, today) && step.dueDay ? daysLate(plan, step.dueDay, today) : 0;
  const confirmed = confirmedDay(step);
  const lateWords = late === 1 ? '1 day late' : `${late} days late`;
  // A step is late to everybody; in red only to whoever is to do it.
  const isOwn = step.owners.some((o) => o.side === reader.side);
  return (
    <dl className={styles.days}>
      <Cell label={dayLabel(plan, step)} day={step.dueDay} today={today}>
        {late > 0 && <span className={isOwn ? styles.late : undefined}>{lateWords}</span>}
        {late === 0 && isOpen(step) && confirmed && `Checked on ${shortDay(confirmed, today)}`}
      </Cell>
      {offer?.terms.field === 'dueDay' && offer.terms.value !== step.dueDay && (
        <Cell label="Suggested day" day={offer.terms.value} today={today} open>
          {offer.bySide === reader.side ? `${answererName(plan, offer)} answers` : 'You answer'}
        </Cell>
      )}
      {pace && <Cell label="On today’s pace" day={pace} today={today} pace />}
      {step.endedOn && step.status === 'done' && <Cell label="Done on" day={step.endedOn} today={today} />}
    </dl>
  );
}

function Cell({
  label,
  day,
  today,
  open,
  pace,
  children,
}: {
  label: string;
  day: Day | null;
  today: Day;
  open?: boolean;
  pace?: boolean;
  children?: ReactNode;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {day ? (
          <time dateTime={day} className={open ? styles.open : pace ? styles.pace : undefined}>
            {shortDay(day, today)}
          </time>
        ) : (
          'No day yet'
        )}
        {children && <small>{children}</small>}
      </dd>
    </div>
  );
}

function dayLabel(plan: Plan, step: Step): string {
  if (isDraft(plan)) return 'Day';
  if (step.layer !== 'shared') return 'Day';
  const labels = {
    agreed: 'Agreed day',
    proposed: 'Offered day',
    outline: 'Day in outline',
    declined: 'Day',
  };
  return labels[step.agreement];
}
