import { type Day, shortDay } from '#app/domain/day.ts';
import { findStep, isOpen, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { answererName, daysLate, isLate, listed, offerSentence, stuckWords } from '#app/domain/plan-words.ts';
import { isBlocked } from '#app/domain/turn.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { CardItem } from '#app/ui/card.tsx';
import { ApprovalLink } from './approval-link.tsx';
import { CommandForm } from './command-form.tsx';
import { whoDecides } from './deciders-words.ts';
import { Tagged } from './layer-tag.tsx';
import { OwnStepActions } from './own-step-actions.tsx';
import styles from './own-step-card.module.css';
import { type PlanReader, useReader } from './plan-reader.ts';
import { seenWithQuestion } from './seen.ts';
import { TickButton } from './tick-button.tsx';
import { withWhom } from './who-words.ts';

export interface OwnStepCardProps {
  step: Step;
  /** The most urgent one has its buttons; the others a circle to tick. */
  isMain?: boolean;
  back: string;
}

/** A step that is the reader's to do, in the list of what waits for them. */
export function OwnStepCard({ step, isMain, back }: OwnStepCardProps) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const title = { title: step.title, href: paths.planStep(plan.id, step.id) };
  const sub = (
    <Tagged thing={step}>
      <OwnStepWords plan={plan} step={step} today={today} reader={reader} />
    </Tagged>
  );
  if (isMain)
    return (
      <CardItem {...title} sub={sub}>
        <OwnStepActions step={step} isMain back={back} />
      </CardItem>
    );
  if (step.type === 'approval' && !step.owners.some((o) => o.stakeholderId))
    return (
      <CardItem {...title} sub={sub}>
        <ButtonLink href={paths.planStep(plan.id, step.id)} aria-label={`Say who decides ${step.title}`}>
          Say who decides
        </ButtonLink>
      </CardItem>
    );
  if (step.type === 'approval')
    return (
      <CardItem {...title} sub={sub}>
        <ApprovalLink step={step} />
      </CardItem>
    );
  if (isBlocked(plan, step) || step.status === 'stuck') return <CardItem {...title} sub={sub} />;
  return (
    <CommandForm
      type="completeStep"
      args={{ stepId: step.id }}
      base={seenWithQuestion(plan, step, 'status')}
      name={`completeStep:${step.id}`}
      back={back}
      className={styles.row}
    >
      <CardItem
        {...title}
        sub={sub}
        end={
          <div className={styles.tick}>
            <TickButton label={`Done: ${step.title}`} />
          </div>
        }
      />
    </CommandForm>
  );
}

function OwnStepWords({
  plan,
  step,
  today,
  reader,
}: {
  plan: Plan;
  step: Step;
  today: Day;
  reader: PlanReader;
}) {
  const late = isLate(plan, step, today) && step.dueDay ? daysLate(plan, step.dueDay, today) : 0;
  const day = step.dueDay ? shortDay(step.dueDay, today) : 'No day yet';
  const beside = step.type === 'approval' ? null : withWhom(plan, step, reader.stakeholderId);
  return (
    <>
      {late > 0 && <span className={styles.late}>{late === 1 ? '1 day late' : `${late} days late`}</span>}
      {late > 0 ? `, agreed for ${day}` : day}
      {beside && `, ${beside}`}
      {step.type === 'approval' && `. ${whoDecides(plan, step, reader.stakeholderId)}`}
      {step.status === 'stuck' && step.statusReason && (
        <span className={styles.line}>{stuckWords(plan, step, today)}</span>
      )}
      {late > 0 && step.ifSlips && <span className={styles.line}>If this slips: {step.ifSlips}</span>}
      {isBlocked(plan, step) && <span className={styles.line}>{waitsFor(plan, step, today)}</span>}
    </>
  );
}

/** "Waits for “SOC 2 report sent” (Mon 30 Nov)." */
export function waitsFor(plan: Plan, step: Step, today: Day): string {
  const first = plan.dependencies
    .filter((d) => d.stepId === step.id)
    .flatMap((d) => findStep(plan, d.afterId) ?? [])
    .filter(isOpen)
    .map((s) => (s.dueDay ? `“${s.title}” (${shortDay(s.dueDay, today)})` : `“${s.title}”`));
  return `Waits for ${listed(first)}.`;
}

/** Something the reader's side has asked about this step, and who answers. */
export function OwnQuestionCard({ step, back }: { step: Step; back: string }) {
  const { plan } = useEditing();
  const { personId } = useReader();
  const offer = offerOn(plan, step.id);
  if (!offer) return null;
  return (
    <CardItem
      title={step.title}
      href={paths.planStep(plan.id, step.id)}
      sub={`${offerSentence(plan, offer, personId)} ${answererName(plan, offer)} answers.`}
    >
      <CommandForm
        type="withdrawOffer"
        args={{ offerId: offer.id }}
        name={`withdrawOffer:${offer.id}`}
        back={back}
      >
        <Button look="plain" aria-label={`Take back: ${step.title}`}>
          Take back
        </Button>
      </CommandForm>
    </CardItem>
  );
}
