import { shortDay } from '#app/domain/day.ts';
import { isMeasureField, measureAsked } from '#app/domain/measure-asked.ts';
import type { GoalOfferTerms, Offer, Plan, Step } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import { isReady } from '#app/domain/turn.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { CardItem } from '#app/ui/card.tsx';
import { Answers } from './answers.tsx';
import { ApprovalLink } from './approval-link.tsx';
import { isMineToDecide } from './approval-words.ts';
import { whoDecides } from './deciders-words.ts';
import { OfferAnswers } from './offer-answers.tsx';
import { OwnStepActions } from './own-step-actions.tsx';
import { useReader } from './plan-reader.ts';
import { whoDoes } from './who-words.ts';

export interface AnswerCardProps {
  offer: Offer;
  step: Step | null;
  /** The first time: the day and who, with "Not me"; later: who asks what, with "No". */
  firstTime?: boolean;
  /** Agreed work of the reader's, to be done whatever the answer will be. */
  goesOn?: boolean;
  back: string;
}

const goalTitle = (plan: Plan, field: GoalOfferTerms['field']): string =>
  isMeasureField(field) ? (measureAsked(plan, field)?.measure.name ?? 'A measure') : goalTitles[field];

const goalTitles = {
  objective: 'What you want',
  whyNow: 'Why now',
  liveDay: 'The live day',
  buyerName: 'Your company',
};

/** One question to the reader's side, with its answers. */
export function AnswerCard({ offer, step, firstTime, goesOn, back }: AnswerCardProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const { stakeholderId, personId } = reader;
  const title = step?.title ?? (offer.subject === 'goal' ? goalTitle(plan, offer.terms.field) : 'This plan');
  const who = step ? whoDoes(plan, step, stakeholderId) : null;
  const asksIfDone = offer.terms.field === 'done';
  const asked = offerSentence(plan, offer, personId);
  const sub =
    firstTime && step && offer.terms.field === 'step'
      ? [step.dueDay ? shortDay(step.dueDay) : 'No day yet', who].join(', ')
      : [
          asked,
          step && forWhom(plan, step, stakeholderId),
          goesOn && !asksIfDone && 'What was agreed goes on until then.',
        ]
          .filter(Boolean)
          .join(' ');
  return (
    <CardItem title={title} href={step ? paths.planStep(plan.id, step.id) : undefined} sub={sub}>
      <Answers>
        {step && isMineToDecide(plan, step, reader) && <ApprovalLink step={step} />}
        <OfferAnswers offer={offer} canHandOn={firstTime} title={title} back={back} />
      </Answers>
      {goesOn && !asksIfDone && step && step.type !== 'approval' && isReady(plan, step) && (
        <OwnStepActions step={step} isDayAsked={offer.terms.field === 'dueDay'} back={back} />
      )}
    </CardItem>
  );
}

/** Whom a question of the reader's side is really about. */
function forWhom(plan: Plan, step: Step, reader: string | null): string | null {
  if (step.type === 'approval') return whoDecides(plan, step, reader);
  const who = whoDoes(plan, step, reader);
  return who === 'you' ? null : `For ${who}.`;
}
