import { CommandForm } from '#app/components/command-form.tsx';
import { dayWarning } from '#app/components/day-warning.ts';
import { useMay } from '#app/components/may.ts';
import { OfferAnswers } from '#app/components/offer-answers.tsx';
import { offerEffect } from '#app/components/offer-effect.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { initials } from '#app/domain/initials.ts';
import { findStep, type Offer, type Plan, personOf, type Step } from '#app/domain/plan.ts';
import { nameOf, offerSentence } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import styles from './offer-answer.module.css';
import { OfferLine } from './offer-line.tsx';

/** An open offer in its sentence, with the answers this reader may give, or the way to take it back. */
export function OfferAnswer({ offer, back }: { offer: Offer; back: string }) {
  const { plan, actor, today } = useEditing();
  const reader = useReader();
  const may = useMay();
  const by = personOf(plan, offer.by);
  const face = by && { initials: initials(by.name), side: by.side };
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  return (
    <OfferLine
      person={face ?? { initials: initials(nameOf(plan, offer.by)), side: offer.bySide }}
      sentence={offerSentence(plan, offer, reader.personId)}
      effect={
        [offerEffect(plan, offer, actor, today), warningOf(plan, offer, step)].filter(Boolean).join(' ') ||
        undefined
      }
    >
      {may('withdrawOffer', { offerId: offer.id }) && (
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
      {may('acceptOffers', { offerIds: [offer.id] }) && (
        <div className={styles.answers} data-print="no">
          <OfferAnswers offer={offer} title={step?.title ?? 'the plan'} size="s" back={back} />
        </div>
      )}
    </OfferLine>
  );
}

/** What to know before saying yes to its day. */
function warningOf(plan: Plan, offer: Offer, step: Step | undefined): string | null {
  const day =
    offer.terms.field === 'dueDay' ? offer.terms.value : offer.terms.field === 'step' ? step?.dueDay : null;
  return day ? dayWarning(plan, step ?? null, day) : null;
}
