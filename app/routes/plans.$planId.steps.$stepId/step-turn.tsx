import { Await } from '@remix-run/react';
import { Suspense } from 'react';
import { AnswerMore, Answers } from '#app/components/answers.tsx';
import { AskAgain } from '#app/components/ask-again.tsx';
import { CommandForm } from '#app/components/command-form.tsx';
import { whoDecides } from '#app/components/deciders-words.ts';
import { declinedWords } from '#app/components/declined-words.ts';
import { useKept } from '#app/components/kept.ts';
import { useMay } from '#app/components/may.ts';
import { OfferAnswers } from '#app/components/offer-answers.tsx';
import { otherDayLabel } from '#app/components/other-day-label.ts';
import { OwnStepActions } from '#app/components/own-step-actions.tsx';
import { waitsFor } from '#app/components/own-step-card.tsx';
import { DayForm } from '#app/components/panel-forms.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { seen, seenWithQuestion } from '#app/components/seen.ts';
import { whoDoes } from '#app/components/who-words.ts';
import { handOf, notYourHand } from '#app/domain/agreement.ts';
import { addDays, type Day, shortDay } from '#app/domain/day.ts';
import { isDraft, isForBoth, isOpen, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { answererName, offerSentence, stuckWords } from '#app/domain/plan-words.ts';
import { isBlocked } from '#app/domain/turn.ts';
import { slackSentence } from '#app/domain/urgency.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import type { PastAct } from './past-words.ts';
import type { StepPanelProps, StepSectionProps } from './step-section.ts';
import styles from './step-turn.module.css';
import { StillRight } from './still-right.tsx';

/** What is asked and answered about a step, and what its hands can do with it now. */
export function StepTurn({ step, back, past }: StepSectionProps & Pick<StepPanelProps, 'past'>) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const may = useMay();
  const offer = offerOn(plan, step.id);
  const theirQuestion = offer !== undefined && offer.bySide !== reader.side;
  // Its answers are what the hand on it would say anyway.
  const asksIfDone = theirQuestion && offer.terms.field === 'done';
  const canAnswer = theirQuestion && may('acceptOffers', { offerIds: [offer.id] });
  const isHand = reader.canEdit && notYourHand(plan, step, reader) === null;
  const words = standing(plan, step, today, reader.stakeholderId);
  const slack = slackSentence(plan, step, today);
  return (
    <div className={styles.turn}>
      {words && <p className={styles.words}>{words}</p>}
      {step.agreement === 'declined' && (
        <>
          <p className={styles.words}>
            <SaidNo step={step} past={past} />
          </p>
          <AskAgain step={step} back={back} size="l" />
        </>
      )}
      {isOpen(step) && isBlocked(plan, step) && <p className={styles.words}>{waitsFor(plan, step, today)}</p>}
      {slack && <p className={styles.words}>{slack}</p>}
      {offer && (
        <div className={styles.offer}>
          <p>
            <b>{offerSentence(plan, offer, reader.personId)}</b>{' '}
            {!canAnswer && `${answererName(plan, offer)} answers.`}
          </p>
          {canAnswer && (
            <Answers>
              <OfferAnswers
                offer={offer}
                canHandOn={step.agreement !== 'agreed'}
                title={step.title}
                back={back}
              />
            </Answers>
          )}
          {may('withdrawOffer', { offerId: offer.id }) && (
            <CommandForm
              type="withdrawOffer"
              args={{ offerId: offer.id }}
              name={`withdrawOffer:${offer.id}`}
              back={back}
            >
              <Button look="plain">Take back</Button>
            </CommandForm>
          )}
        </div>
      )}
      {isHand && <StillRight step={step} back={back} past={past} />}
      {/* What is agreed goes on while a question about it is open; what is not yet agreed is answered first. */}
      {isOpen(step) && isHand && !asksIfDone && (!theirQuestion || step.agreement === 'agreed') && (
        <OwnStepActions
          step={step}
          isMain={!isDraft(plan) && !isBlocked(plan, step)}
          isDayAsked={canAnswer && offer.terms.field === 'dueDay'}
          back={back}
        />
      )}
      {isOpen(step) && !isHand && !theirQuestion && (
        <Answers>
          {may('askIfDone', { stepId: step.id }) && (
            <CommandForm
              type="askIfDone"
              args={{ stepId: step.id }}
              name={`askIfDone:${step.id}`}
              back={back}
            >
              <Button size="l">Is this done?</Button>
            </CommandForm>
          )}
          <OtherDay step={step} back={back} />
        </Answers>
      )}
      {may('reopenStep', { stepId: step.id }) && !isOpen(step) && (
        <Answers>
          <CommandForm
            type="reopenStep"
            args={{ stepId: step.id }}
            base={seen(step, 'status')}
            name={`reopenStep:${step.id}`}
            back={back}
          >
            <Button size="l">Open it again</Button>
          </CommandForm>
        </Answers>
      )}
    </div>
  );
}

/** Who said no and why: by name where the history has come, else by side. */
function SaidNo({ step, past }: Pick<StepPanelProps, 'step' | 'past'>) {
  const { plan } = useEditing();
  const words = (acts: PastAct[]) => declinedWords(plan, step, acts.find((act) => act.saidNo)?.name);
  if (Array.isArray(past)) return words(past);
  return (
    <Suspense fallback={words([])}>
      <Await resolve={past} errorElement={words([])}>
        {words}
      </Await>
    </Suspense>
  );
}

/** For those whose hand is not on it: another day is a question, or in a draft a plain edit. */
function OtherDay({ step, back }: { step: Step; back: string }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const may = useMay();
  const name = `rescheduleStep:${step.id}`;
  const kept = useKept(name);
  const trial = addDays(step.dueDay ?? today, 1);
  if (!may('rescheduleStep', { stepId: step.id, dueDay: trial })) return null;
  const asks = step.agreement === 'agreed' && !handOf(step, reader.side);
  return (
    <AnswerMore label={asks ? otherDayLabel(step) : 'Change the day'} open={!!kept}>
      {(close) => (
        <DayForm
          type="rescheduleStep"
          args={{ stepId: step.id }}
          base={seenWithQuestion(plan, step, 'dueDay')}
          name={name}
          step={step}
          day={step.dueDay}
          label="Which day?"
          button={asks ? 'Suggest this day' : 'Set this day'}
          back={back}
          close={close}
        />
      )}
    </AnswerMore>
  );
}

/** One sentence on how the step stands, beyond its day. */
function standing(plan: Plan, step: Step, today: Day, reader: string | null): string | null {
  if (step.status === 'skipped')
    return `Skipped${step.endedOn ? ` on ${shortDay(step.endedOn)}` : ''}: ${step.statusReason ?? 'no reason given'}`;
  if (step.status === 'done') return null;
  if (step.agreement === 'declined') return null;
  if (step.status === 'stuck') return stuckWords(plan, step, today);
  if (step.type === 'approval') return whoDecides(plan, step, reader);
  const who = whoDoes(plan, step, reader);
  if (isForBoth(plan, step) && step.agreement === 'outline' && step.layer === 'shared')
    return `In outline for ${who}. Nobody is asked yet.`;
  return null;
}
