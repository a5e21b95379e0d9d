import { shortDay } from '#app/domain/day.ts';
import type { Offer, Step } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { CardItem } from '#app/ui/card.tsx';
import { OfferAnswers } from './offer-answers.tsx';
import { useReader } from './plan-reader.ts';
import { whoDoes } from './who-words.ts';

export interface AnswerCardProps {
  offer: Offer;
  step: Step | null;
  /** The first time: the day and who, with "Not me"; later: who asks what, with "No". */
  firstTime?: boolean;
  back: string;
}

const goalTitles = {
  objective: 'What you want',
  whyNow: 'Why now',
  liveDay: 'The live day',
  buyerName: 'Your company',
};

/** One question to the reader's side, with its answers. */
export function AnswerCard({ offer, step, firstTime, back }: AnswerCardProps) {
  const { plan } = useEditing();
  const { stakeholderId, personId } = useReader();
  const title = step?.title ?? (offer.subject === 'goal' ? goalTitles[offer.terms.field] : 'This plan');
  const who = step ? whoDoes(plan, step, stakeholderId) : null;
  const asked = offerSentence(plan, offer, personId);
  const plain = firstTime && step && offer.terms.field === 'step';
  const sub = plain
    ? [step.dueDay ? shortDay(step.dueDay) : 'No day yet', who].join(', ')
    : `${asked}${step && who && who !== 'you' && offer.terms.field === 'step' ? ` ${forWhom(who, step)}` : ''}`;
  return (
    <CardItem title={title} href={step ? paths.planStep(plan.id, step.id) : undefined} sub={sub}>
      <OfferAnswers offer={offer} step={step} canHandOn={firstTime} title={title} back={back} />
    </CardItem>
  );
}

const forWhom = (who: string, step: Step): string => {
  const words = `${who[0]?.toUpperCase()}${who.slice(1)}`;
  return step.type === 'approval' && step.owners.length === 1 ? `${words} decides.` : `For ${who}.`;
};
