import { CommandTrouble } from '#app/components/command-trouble.tsx';
import { useMay } from '#app/components/may.ts';
import { OpenMenu, pathTo, useOpened } from '#app/components/opened.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { bareDay, type Day } from '#app/domain/day.ts';
import {
  findPerson,
  isForBoth,
  type Offer,
  offerOn,
  type Plan,
  type Side,
  type Step,
  sideName,
} from '#app/domain/plan.ts';
import { chipOf, initials, lookOf, ownersLabel } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { OfferAnswer } from './offer-answer.tsx';
import styles from './plan-step.module.css';
import { StepMenu } from './step-menu.tsx';
import { StepRow, type StepRowProps } from './step-row.tsx';
import { StepTick, tickForm } from './step-tick.tsx';

export const stepRowId = (stepId: string) => `step-${stepId}`;
/** Where a move by key or by hand says why it did not happen. */
export const moveForm = (stepId: string) => `move-${stepId}`;

/** One step of the plan as a row: who, when, its one chip, and what waits for an answer beneath. */
export function PlanStep({ step, last, canDrag }: { step: Step; last: boolean; canDrag: boolean }) {
  const { plan, today, troubles } = useEditing();
  const may = useMay();
  const reader = useReader();
  const { path } = useOpened();
  const row = stepRowId(step.id);
  const { offer, reason } = beneath(plan, step, reader.side);
  const words = stepWords(plan, step, today, reader.side);
  // Who is to answer needs no chip above the answers themselves.
  const answersHere = offer !== null && may('acceptOffers', { offerIds: [offer.id] });
  const chip = answersHere && words.chip?.tone === 'toAnswer' ? undefined : words.chip;
  const forms = [tickForm(step.id), moveForm(step.id)].filter((form) => troubles[form]);
  return (
    <StepRow
      {...words}
      chip={chip}
      id={row}
      href={paths.planStep(plan.id, step.id)}
      last={last}
      tick={
        <>
          {canDrag && <span className={styles.grip} data-grip="" aria-hidden="true" title="Drag to move" />}
          <StepTick step={step} />
        </>
      }
      offer={
        offer || reason || forms.length > 0 ? (
          <>
            {offer && <OfferAnswer offer={offer} back={pathTo(path, null, row)} />}
            {reason && <p className={styles.reason}>{reason}</p>}
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

/** What a row says, in the words both sides read. */
function stepWords(plan: Plan, step: Step, today: Day, viewer: Side): StepRowProps {
  const day = step.status === 'done' ? (step.endedOn ?? step.dueDay) : step.dueDay;
  return {
    name: step.title,
    type: step.type,
    state: lookOf(plan, step, today),
    owners: step.owners.map((owner) => {
      const person = findPerson(plan, owner.stakeholderId);
      return person
        ? { id: owner.id, initials: initials(person.name), side: person.side }
        : { id: owner.id, initials: '', side: 'none' as const };
    }),
    ownerName: ownersLabel(plan, step),
    day: day ? bareDay(day) : undefined,
    iso: day ?? undefined,
    chip: chipOf(plan, step, today) ?? undefined,
    only: isForBoth(plan, step) ? undefined : { side: viewer, company: sideName(plan, viewer) },
  };
}

/** Is there anything to say under this row? A first question of one's own is said by the chip alone. */
const isShown = (offer: Offer, viewer: Side): boolean =>
  offer.bySide !== viewer || offer.terms.field !== 'step';

function beneath(plan: Plan, step: Step, viewer: Side) {
  const offer = offerOn(plan, step.id);
  const reason = step.status === 'stuck' || step.status === 'skipped' ? step.statusReason : null;
  return {
    offer: offer && isShown(offer, viewer) ? offer : null,
    reason: reason || (step.agreement === 'declined' ? step.declinedReason : null),
  };
}
