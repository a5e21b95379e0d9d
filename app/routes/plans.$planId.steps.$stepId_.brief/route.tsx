import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireMeeting } from '#app/auth/meeting-access.server.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { MeetingWhen, useMeeting } from '#app/components/meeting-step.tsx';
import { OwnersLine } from '#app/components/owners-line.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { PrivateSentence } from '#app/components/private-sentence.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { shortDay } from '#app/domain/day.ts';
import { briefOf } from '#app/domain/meeting-brief.ts';
import { findPerson, findStep, isForBoth, isOpen, otherSide, type Step, sideName } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { promisedWords } from '#app/domain/thread.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import styles from './brief.module.css';

export const loader = (args: LoaderFunctionArgs) => requireMeeting(args);

/** Before a meeting, for whoever opens it. */
export default function MeetingBrief() {
  const { plan, today } = useEditing();
  const { side } = useReader();
  const step = useMeeting(plan);
  if (!step) return <EmptyState title="This meeting is not on the plan any more." />;
  const up = { label: step.title, href: paths.planStep(plan.id, step.id) };
  const { open, due, requests, nextToAsk, onlyOurs } = briefOf(plan, step, today);
  return (
    <NarrowPage
      bar={<PlanBar back={up} crumbs={[up, { label: 'Before the meeting' }]} />}
      footer={<Disclaimer />}
    >
      <PageHeading
        title={`Before ${step.title}`}
        lead={<MeetingWhen step={step} />}
        actions={
          isForBoth(plan, step) &&
          isOpen(step) && (
            <ButtonLink href={paths.meetingScreen(plan.id, step.id)} look="primary">
              Start the meeting
            </ButtonLink>
          )
        }
      />
      {step.agenda && (
        <section>
          <SectionHeading>Agenda</SectionHeading>
          <p className={styles.agenda}>{step.agenda}</p>
        </section>
      )}
      <section>
        <SectionHeading>The next step to ask for</SectionHeading>
        {nextToAsk ? (
          <List steps={[nextToAsk]} />
        ) : (
          <p className={styles.quiet}>Every step has been agreed.</p>
        )}
      </section>
      <section>
        <SectionHeading>Due until then</SectionHeading>
        {due.length > 0 ? <List steps={due} /> : <p className={styles.quiet}>Nothing is due until then.</p>}
      </section>
      {requests.length > 0 && (
        <section>
          <SectionHeading>Waits for an answer</SectionHeading>
          <ul className={styles.list}>
            {requests.map((comment) => {
              const about = findStep(plan, comment.stepId ?? '');
              const asked = findPerson(plan, comment.request?.of ?? null);
              return (
                <li key={comment.id}>
                  <a
                    href={about ? paths.planStep(plan.id, about.id) : paths.planAsk(plan.id)}
                    className={styles.title}
                  >
                    {about?.title ?? 'About the plan'}
                  </a>
                  <span className={styles.quiet}>
                    {firstName(comment.byName)} asked {asked ? firstName(asked.name) : 'somebody'}:{' '}
                    {comment.text}
                    {comment.request &&
                      ` (${[`by ${shortDay(comment.request.by, today)}`, promisedWords(plan, comment, today)].filter(Boolean).join(', ')})`}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {([side, otherSide(side)] as const).map((each) => (
        <section key={each}>
          <SectionHeading>Open at {sideName(plan, each)}</SectionHeading>
          {open[each].length > 0 ? (
            <List steps={open[each]} />
          ) : (
            <p className={styles.quiet}>Nothing is open.</p>
          )}
        </section>
      ))}
      {onlyOurs.length > 0 && (
        <section>
          <SectionHeading>Only {sideName(plan, side)}</SectionHeading>
          <PrivateSentence />
          <List steps={onlyOurs} />
        </section>
      )}
    </NarrowPage>
  );
}

function List({ steps }: { steps: readonly Step[] }) {
  const { plan } = useEditing();
  return (
    <ul className={styles.list}>
      {steps.map((step) => (
        <li key={step.id}>
          <a href={paths.planStep(plan.id, step.id)} className={styles.title}>
            {step.title}
          </a>
          <OwnersLine step={step} />
        </li>
      ))}
    </ul>
  );
}
