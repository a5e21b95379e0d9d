import type { ReactNode } from 'react';
import { ApprovalLink } from '#app/components/approval-link.tsx';
import { isMineToDecide } from '#app/components/approval-words.ts';
import { AskAgain } from '#app/components/ask-again.tsx';
import { CommandTrouble } from '#app/components/command-trouble.tsx';
import { declinedWords } from '#app/components/declined-words.ts';
import { useMay } from '#app/components/may.ts';
import { OpenLink, OpenMenu, pathTo, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { bareDay, type Day } from '#app/domain/day.ts';
import { initials } from '#app/domain/initials.ts';
import {
  isForBoth,
  isOpen,
  type Offer,
  offerOn,
  type Plan,
  type Side,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { chipOf, isLate, lookOf, ownerName, ownersLabel, stuckWords } from '#app/domain/plan-words.ts';
import { paceOfStep } from '#app/domain/todays-pace.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { moveForm } from './move-step.ts';
import { OfferAnswer } from './offer-answer.tsx';
import styles from './plan-step.module.css';
import rail from './rail.module.css';
import { editedPart, partKey, RowEditor } from './row-editor.tsx';
import { StepMenu } from './step-menu.tsx';
import { StepRow, type StepRowProps } from './step-row.tsx';
import { StepTick, tickForm } from './step-tick.tsx';

export const stepRowId = (stepId: string) => `step-${stepId}`;

export interface PlanStepProps {
  step: Step;
  last: boolean;
  canDrag: boolean;
  /** Open beside the plan. */
  current: boolean;
}

/** One step of the plan as a row: who, when, its one chip, and what waits for an answer beneath. */
export function PlanStep({ step, last, canDrag, current }: PlanStepProps) {
  const { plan, today, troubles } = useEditing();
  const may = useMay();
  const reader = useReader();
  const { what, path } = useOpened();
  const row = stepRowId(step.id);
  const { offer, reason, slips } = beneath(plan, step, today, reader.side);
  const words = stepWords(plan, step, today, reader.side);
  // Who is to answer needs no chip above the answers themselves.
  const answersHere = offer !== null && may('acceptOffers', { offerIds: [offer.id] });
  const chip = answersHere && words.chip?.tone === 'toAnswer' ? undefined : words.chip;
  const forms = [tickForm(step.id), moveForm(step.id)].filter((form) => troubles[form]);
  const decides = isOpen(step) && isMineToDecide(plan, step, reader);
  const edited = reader.canEdit ? editedPart(what, step.id, troubles) : null;
  return (
    <StepRow
      {...words}
      chip={chip}
      id={row}
      href={paths.planStep(plan.id, step.id)}
      last={last}
      current={current}
      tick={
        <>
          {canDrag && <span className={styles.grip} data-grip="" aria-hidden="true" title="Drag to move" />}
          <StepTick step={step} />
        </>
      }
      cell={reader.canEdit ? (part, children) => <RowCell {...{ part, step, children }} /> : undefined}
      editor={edited ? <RowEditor step={step} part={edited} /> : undefined}
      offer={
        offer || reason || slips || decides || forms.length > 0 ? (
          <>
            {decides && <ApprovalLink step={step} size="s" />}
            {offer && <OfferAnswer offer={offer} back={pathTo(path, null, row)} />}
            {reason && <p className={styles.reason}>{reason}</p>}
            {slips && <p className={styles.slips}>If this slips: {slips}</p>}
            {step.agreement === 'declined' && <AskAgain step={step} back={pathTo(path, null, row)} />}
            {forms.map((form) => (
              <CommandTrouble key={form} form={form} />
            ))}
          </>
        ) : undefined
      }
      actions={
        reader.canEdit && (
          <OpenMenu
            what={`menu.${step.id}`}
            anchor={row}
            label={`More for ${step.title}`}
            // Words instead of a drawing: it stands in every row.
            sign="···"
          >
            {() => <StepMenu step={step} />}
          </OpenMenu>
        )
      }
    />
  );
}

/** Who or when, as the way to change it. Done or skipped, it is history. */
function RowCell({ part, step, children }: { part: 'owner' | 'day'; step: Step; children: ReactNode }) {
  const { plan } = useEditing();
  if (step.status === 'done' || step.status === 'skipped') return children;
  // Where several do it together, that is changed person by person, in the step itself.
  if (part === 'owner' && step.owners.length !== 1) return children;
  const said = part === 'owner' ? ownersLabel(plan, step) : step.dueDay ? bareDay(step.dueDay) : 'no day yet';
  return (
    <OpenLink
      what={partKey(part, step.id)}
      anchor={stepRowId(step.id)}
      className={rail.cell}
      isValue
      label={`${part === 'owner' ? 'Who does' : 'The day of'} “${step.title}”: ${said}. Change`}
    >
      {children}
    </OpenLink>
  );
}

/** What a row says, in the words both sides read. */
export function stepWords(plan: Plan, step: Step, today: Day, viewer: Side): StepRowProps {
  const day = step.status === 'done' ? (step.endedOn ?? step.dueDay) : step.dueDay;
  const pace = paceOfStep(plan, step, today);
  return {
    name: step.title,
    type: step.type,
    state: lookOf(plan, step, today),
    owners: step.owners.map((owner) =>
      owner.stakeholderId === null
        ? { id: owner.id, initials: '', side: 'none' as const }
        : { id: owner.id, initials: initials(ownerName(plan, owner)), side: owner.side },
    ),
    ownerName: ownersLabel(plan, step),
    day: day ? bareDay(day) : undefined,
    iso: day ?? undefined,
    pace: pace ? bareDay(pace) : undefined,
    chip: chipOf(plan, step, today) ?? undefined,
    only: isForBoth(plan, step) ? undefined : { side: viewer, company: sideName(plan, viewer) },
  };
}

/** Is there anything to say under this row? A first question of one's own is said by the chip alone. */
const isShown = (offer: Offer, viewer: Side): boolean =>
  offer.bySide !== viewer || offer.terms.field !== 'step';

function beneath(plan: Plan, step: Step, today: Day, viewer: Side) {
  const offer = offerOn(plan, step.id);
  const isStuck = step.status === 'stuck' && step.statusReason;
  const reason = isStuck
    ? stuckWords(plan, step, today)
    : step.status === 'skipped'
      ? step.statusReason
      : null;
  return {
    offer: offer && isShown(offer, viewer) ? offer : null,
    reason: reason || (step.agreement === 'declined' ? declinedWords(plan, step) : null),
    slips: isLate(plan, step, today) ? step.ifSlips : '',
  };
}
