import type { Day } from '#app/domain/day.ts';
import { findPerson, findStep, type Offer, type Owner, type Plan, type Step } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { AnswerMore } from './answers.tsx';
import { CommandForm } from './command-form.tsx';
import { useKept } from './kept.ts';
import { OwnWords } from './own-words.tsx';
import { HandOver } from './owner-picker.tsx';
import { DayForm, ReasonForm } from './panel-forms.tsx';
import { type PlanReader, useReader } from './plan-reader.ts';

export interface OfferAnswersProps {
  offer: Offer;
  /** "Not me" besides "no": the first time somebody is asked, it may be somebody else's work. */
  canHandOn?: boolean;
  /** What the answers are to, read aloud with each. */
  title: string;
  size?: 's' | 'l';
  back: string;
}

/** Fine, another day, or no: the answers of the side that was asked, to stand side by side. */
export function OfferAnswers({ offer, canHandOn, title, size = 'l', back }: OfferAnswersProps) {
  const { plan } = useEditing();
  const reader = useReader();
  const step = offer.subject === 'step' ? findStep(plan, offer.stepId) : undefined;
  const names = { day: `counterOffer:${offer.id}`, no: `declineOffer:${offer.id}` };
  const kept = { day: useKept(names.day), no: useKept(names.no) };
  const day = dayAsked(offer, step);
  const mine = canHandOn && step ? partOf(step, reader) : undefined;
  const asksIfDone = offer.terms.field === 'done';
  const words = asksIfDone ? ifDone : plainly;
  const no = mine && step ? handOnLabel(plan, mine, reader) : words.no;
  return (
    <>
      <CommandForm
        type="acceptOffers"
        args={{ offerIds: [offer.id] }}
        base={baseOfYes(plan, [offer])}
        name={`acceptOffers:${offer.id}`}
        back={back}
      >
        <Button size={size} aria-label={`${words.yes}: ${title}`}>
          {words.yes}
        </Button>
      </CommandForm>
      {day !== undefined && (
        <AnswerMore
          size={size}
          label="Another day"
          name={`Another day: ${title}`}
          group={offer.id}
          open={!!kept.day}
        >
          {(close) => (
            <DayForm
              type="counterOffer"
              args={{ offerId: offer.id }}
              name={names.day}
              step={step ?? null}
              day={day}
              label={words.which}
              button={words.day}
              back={back}
              close={close}
            />
          )}
        </AnswerMore>
      )}
      {offer.subject === 'goal' && offer.terms.field !== 'liveDay' && reader.side === 'buyer' && (
        <OwnWords offer={offer} size={size} back={back} />
      )}
      <AnswerMore size={size} label={no} name={`${no}: ${title}`} group={offer.id} open={!!kept.no}>
        {(close) => (
          <>
            {mine && step && (
              <HandOver
                step={step}
                owner={mine}
                side={reader.side}
                label="Who does this instead?"
                button="Hand it over"
                back={back}
                close={close}
              />
            )}
            <ReasonForm
              type="declineOffer"
              args={{ offerId: offer.id }}
              name={names.no}
              label={mine ? 'Or say no, and why' : words.why}
              button={words.sayNo}
              back={back}
              close={close}
            />
          </>
        )}
      </AnswerMore>
    </>
  );
}

const plainly = {
  yes: 'Fine',
  no: 'No',
  which: 'Which day suits you?',
  day: 'Suggest this day',
  why: 'Why not, in a few words',
  sayNo: 'Say no',
};
const ifDone: typeof plainly = {
  yes: 'Yes, done',
  no: 'Not yet',
  which: 'By which day will it be done?',
  day: 'Set this day',
  why: 'What does it wait for, in a few words?',
  sayNo: 'Say so',
};

/** The day that is asked for; undefined where the question is not about a day. */
function dayAsked(offer: Offer, step: Step | undefined): Day | null | undefined {
  const { terms } = offer;
  if (terms.field === 'dueDay' || terms.field === 'liveDay') return terms.value;
  return terms.field === 'step' || terms.field === 'done' ? (step?.dueDay ?? null) : undefined;
}

/** The part of a step that is the reader's to hand on: their own, else their side's. */
function partOf(step: Step, reader: PlanReader): Owner | undefined {
  const ours = step.owners.filter((o) => o.side === reader.side);
  return ours.find((o) => o.stakeholderId !== null && o.stakeholderId === reader.stakeholderId) ?? ours[0];
}

function handOnLabel(plan: Plan, owner: Owner, reader: PlanReader): string {
  const person = findPerson(plan, owner.stakeholderId);
  if (!person) return 'Say who';
  return person.id === reader.stakeholderId ? 'Not me' : `Not ${firstName(person.name)}`;
}
