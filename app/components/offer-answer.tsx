import { handOf, notYourHand } from '#app/domain/agreement.ts';
import type { Actor } from '#app/domain/command.ts';
import { bareDay, compareDays } from '#app/domain/day.ts';
import { findStep, type Offer, type Plan, personOf } from '#app/domain/plan.ts';
import { initials, nameOf, offerSentence } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { AnswerMore } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import styles from './offer-answer.module.css';
import { OfferLine } from './offer-line.tsx';
import { DayForm, ReasonForm } from './panel-forms.tsx';
import { useReader } from './plan-reader.ts';

/** May this person answer it: of the side that was asked, and where a step is theirs, with a hand on it. */
export function canAnswer(plan: Plan, offer: Offer, actor: Actor): boolean {
  if (offer.bySide === actor.side) return false;
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  return !step || !handOf(step, actor.side) || notYourHand(plan, step, actor) === null;
}

/** An open offer in its sentence, with the answers this reader may give, or the way to take it back. */
export function OfferAnswer({ offer, back }: { offer: Offer; back: string }) {
  const { plan, actor } = useEditing();
  const reader = useReader();
  const by = personOf(plan, offer.by);
  const face = by && { initials: initials(by.name), side: by.side };
  const own = offer.bySide === reader.side;
  return (
    <OfferLine
      person={face ?? { initials: initials(nameOf(plan, offer.by)), side: offer.bySide }}
      sentence={offerSentence(plan, offer, reader.personId)}
      effect={effectOf(plan, offer)}
    >
      {reader.canEdit && own && (
        <CommandForm
          type="withdrawOffer"
          args={{ offerId: offer.id }}
          name={`withdrawOffer:${offer.id}`}
          back={back}
        >
          <Button size="s" look="bare">
            Take back
          </Button>
        </CommandForm>
      )}
      {reader.canEdit && canAnswer(plan, offer, actor) && <Answers offer={offer} back={back} />}
    </OfferLine>
  );
}

function Answers({ offer, back }: { offer: Offer; back: string }) {
  const { plan } = useEditing();
  const day = dayAsked(plan, offer);
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  const about = step ? step.title : 'the plan';
  const args = { offerId: offer.id };
  const names = { day: `counterOffer:${offer.id}`, no: `declineOffer:${offer.id}` };
  const kept = { day: useKept(names.day), no: useKept(names.no) };
  return (
    <div className={styles.answers} data-print="no">
      <CommandForm
        type="acceptOffers"
        args={{ offerIds: [offer.id] }}
        name={`acceptOffers:${offer.id}`}
        back={back}
      >
        <Button size="s" aria-label={`Fine: ${about}`}>
          Fine
        </Button>
      </CommandForm>
      {(step || day) && (
        <AnswerMore
          size="s"
          label="Another day"
          name={`Another day: ${about}`}
          group={offer.id}
          open={!!kept.day}
        >
          {(close) => (
            <DayForm
              type="counterOffer"
              args={args}
              name={names.day}
              day={day}
              label="Which day suits you?"
              button="Suggest this day"
              back={back}
              close={close}
            />
          )}
        </AnswerMore>
      )}
      <AnswerMore size="s" label="No" name={`No: ${about}`} group={offer.id} open={!!kept.no}>
        {(close) => (
          <ReasonForm
            type="declineOffer"
            args={args}
            name={names.no}
            label="Why not, in a few words"
            button="Say no"
            back={back}
            close={close}
          />
        )}
      </AnswerMore>
    </div>
  );
}

/** The day an offer is about; a step first proposed is about its own. */
function dayAsked(plan: Plan, offer: Offer) {
  if (offer.terms.field === 'dueDay' || offer.terms.field === 'liveDay') return offer.terms.value;
  return offer.subject === 'step' ? (findStep(plan, offer.stepId)?.dueDay ?? null) : null;
}

/** What a new day means for the live day, where one is asked. */
function effectOf(plan: Plan, offer: Offer): string | undefined {
  const { liveDay } = plan.goal;
  if (offer.terms.field !== 'dueDay' || !liveDay) return undefined;
  return compareDays(offer.terms.value, liveDay) > 0
    ? `That is after the live day, ${bareDay(liveDay)}.`
    : `Live day stays ${bareDay(liveDay)}.`;
}
