import type { ReactNode } from 'react';
import { useReader } from '#app/components/plan-reader.ts';
import { type Day, shortDay } from '#app/domain/day.ts';
import { isDraft, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { answererName, daysLate, isLate } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './step-days.module.css';

/** The day that counts, and beside it the one somebody suggests. */
export function StepDays({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const offer = offerOn(plan, step.id);
  const late = isLate(step, today) && step.dueDay ? daysLate(step.dueDay, today) : 0;
  const lateWords = late === 1 ? '1 day late' : `${late} days late`;
  // A step is late to everybody; in red only to whoever is to do it.
  const isOwn = step.owners.some((o) => o.side === reader.side);
  return (
    <dl className={styles.days}>
      <Cell label={dayLabel(plan, step)} day={step.dueDay} today={today}>
        {late > 0 && <span className={isOwn ? styles.late : undefined}>{lateWords}</span>}
      </Cell>
      {offer?.terms.field === 'dueDay' && (
        <Cell label="Suggested day" day={offer.terms.value} today={today} open>
          {offer.bySide === reader.side ? `${answererName(plan, offer)} answers` : 'You answer'}
        </Cell>
      )}
      {step.endedOn && step.status === 'done' && <Cell label="Done on" day={step.endedOn} today={today} />}
    </dl>
  );
}

function Cell({
  label,
  day,
  today,
  open,
  children,
}: {
  label: string;
  day: Day | null;
  today: Day;
  open?: boolean;
  children?: ReactNode;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {day ? (
          <time dateTime={day} className={open ? styles.open : undefined}>
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
