import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireMeeting } from '#app/auth/meeting-access.server.ts';
import { ClosedMeeting } from '#app/components/closed-meeting.tsx';
import { ForBoth } from '#app/components/for-both.tsx';
import { MeetingWhen, useMeeting } from '#app/components/meeting-step.tsx';
import { useHere } from '#app/components/plan-frame.tsx';
import type { ForBothHandle } from '#app/components/plan-page.ts';
import { useReader } from '#app/components/plan-reader.ts';
import { notYourHand } from '#app/domain/agreement.ts';
import { closeOutOf } from '#app/domain/meeting-note.ts';
import { findPerson, isDraft, type Step, sideName } from '#app/domain/plan.ts';
import { bothNames, firstName, listed, liveSentence } from '#app/domain/plan-words.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { SayWho } from '#app/routes/plans.$planId.steps.$stepId_.meeting/say-who.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { AtCheckpoint } from './at-checkpoint.tsx';
import { CloseForm } from './close-form.tsx';
import styles from './close-meeting.module.css';

export const handle: ForBothHandle = { isForBoth: true };

export const loader = (args: LoaderFunctionArgs) => requireMeeting(args, { isForBoth: true });

/** The end of a meeting: what happens next. */
export default function CloseMeeting() {
  const { plan } = useEditing();
  const step = useMeeting(sharedView(plan));
  if (!step) return <EmptyState title="This meeting is not on the plan any more." />;
  return (
    <ForBoth
      title={step.title}
      ways={<ButtonLink href={paths.meetingScreen(plan.id, step.id)}>Back to the meeting</ButtonLink>}
    >
      <Closing step={step} />
    </ForBoth>
  );
}

function Closing({ step }: { step: Step }) {
  const { plan, today, actor } = useEditing();
  const { canEdit } = useReader();
  const back = useHere();
  const closed = closeOutOf(plan, step.id);
  const isClosed = closed && step.status === 'done';
  const theirs = notYourHand(plan, step, actor);
  const people = step.attendees
    .flatMap((id) => findPerson(plan, id) ?? [])
    .map(({ name }) => firstName(name));
  return (
    <div className={styles.screen}>
      <p className={styles.quiet}>
        {bothNames(plan)}. {step.title}, <MeetingWhen step={step} />
      </p>
      <h1>{isClosed ? 'What happens next' : 'Before we go: what happens next?'}</h1>
      {isClosed ? (
        <>
          <p className={styles.quiet}>
            {firstName(findPerson(plan, closed.by)?.name ?? sideName(plan, closed.bySide))} closed this
            meeting. Everyone in it gets it in writing. It can be taken back under{' '}
            <a href={paths.planActivity(plan.id)}>Activity</a>.
          </p>
          <ClosedMeeting closed={closed} />
          <ButtonRow>
            <ButtonLink href={paths.plan(plan.id)}>See the plan</ButtonLink>
          </ButtonRow>
        </>
      ) : (
        <>
          <p className={styles.quiet}>
            Two minutes, together.{' '}
            {people.length > 0 &&
              `${listed(people)} get it in writing at once, with all who have something to do.`}
          </p>
          {step.checkpoint && <AtCheckpoint step={step} back={back} />}
          <SayWho meeting={step} back={back} />
          {canEdit && !isDraft(plan) && !theirs ? (
            <CloseForm step={step} back={back} />
          ) : (
            <>
              <p>
                {theirs
                  ? `${theirs.sentence} They finish the meeting, and it shows here.`
                  : 'Only who takes part in the plan finishes the meeting.'}
              </p>
              <p className={styles.quiet}>{liveSentence(plan, today)}</p>
            </>
          )}
        </>
      )}
    </div>
  );
}
