import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireMeeting } from '#app/auth/meeting-access.server.ts';
import { AnswerCard } from '#app/components/answer-card.tsx';
import { ForBoth } from '#app/components/for-both.tsx';
import { MeetingWhen, useMeeting } from '#app/components/meeting-step.tsx';
import { OwnersLine } from '#app/components/owners-line.tsx';
import { useHere } from '#app/components/plan-frame.tsx';
import type { ForBothHandle } from '#app/components/plan-page.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { attendeesOf } from '#app/domain/attendees.ts';
import { briefOf } from '#app/domain/meeting-brief.ts';
import { writtenIn } from '#app/domain/meeting-note.ts';
import { findStep, isOpen, offerOn, type Step } from '#app/domain/plan.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import styles from './meeting-screen.module.css';
import { SayWho } from './say-who.tsx';

export const handle: ForBothHandle = { isForBoth: true };

export const loader = (args: LoaderFunctionArgs) => requireMeeting(args, { isForBoth: true });

/** In a meeting: one calm screen that both sides look at. */
export default function MeetingScreen() {
  const { plan } = useEditing();
  const step = useMeeting(sharedView(plan));
  if (!step) return <EmptyState title="This meeting is not on the plan any more." />;
  return (
    <ForBoth
      title={step.title}
      ways={
        <ButtonLink href={paths.meetingClose(plan.id, step.id)} look={isOpen(step) ? 'primary' : 'plain'}>
          {isOpen(step) ? 'Close the meeting' : 'How it ended'}
        </ButtonLink>
      }
    >
      <InMeeting step={step} />
    </ForBoth>
  );
}

function InMeeting({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const back = useHere();
  const written = writtenIn(plan, step.id).flatMap((id) => findStep(plan, id) ?? []);
  const { due, nextToAsk } = briefOf(plan, step, today);
  const stillDue = due.filter(({ id }) => !written.some((w) => w.id === id));
  return (
    <div className={styles.screen}>
      <p className={styles.when}>
        <MeetingWhen step={step} />
        {attendeesOf(plan, step).length > 0 &&
          `. ${attendeesOf(plan, step)
            .map(({ name }) => name)
            .join(', ')}`}
      </p>
      <h1>{step.title}</h1>
      {step.agenda && (
        <section aria-labelledby="agenda">
          <h2 id="agenda">Agenda</h2>
          <p className={styles.agenda}>{step.agenda}</p>
        </section>
      )}
      <section aria-labelledby="written">
        <h2 id="written">Written down here</h2>
        {isOpen(step) && <SayWho meeting={step} back={back} />}
        {written.length === 0 ? (
          <p className={styles.quiet}>Nothing yet. Each line becomes a step, on both sides’ screens.</p>
        ) : (
          <Rows steps={written} back={back} />
        )}
      </section>
      {(stillDue.length > 0 || nextToAsk) && (
        <section aria-labelledby="due">
          <h2 id="due">On the plan</h2>
          <Rows
            steps={[...stillDue, ...(nextToAsk && !written.includes(nextToAsk) ? [nextToAsk] : [])]}
            back={back}
          />
        </section>
      )}
    </div>
  );
}

/** Each with its answers, for whoever is asked. */
function Rows({ steps, back }: { steps: Step[]; back: string }) {
  const { plan } = useEditing();
  const { side, canEdit } = useReader();
  return (
    <ul className={styles.rows}>
      {steps.map((step) => {
        const offer = offerOn(plan, step.id);
        const asksReader = canEdit && offer && offer.bySide !== side && offer.terms.field === 'step';
        return (
          <li key={step.id} data-step={step.id}>
            {asksReader ? (
              <AnswerCard offer={offer} step={step} firstTime back={back} />
            ) : (
              <>
                <a href={paths.planStep(plan.id, step.id)} className={styles.title}>
                  {step.title}
                </a>
                <OwnersLine step={step} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
