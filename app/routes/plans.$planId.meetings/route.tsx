import type { MetaFunction } from '@remix-run/node';
import type { ReactNode } from 'react';
import { ClosedMeeting } from '#app/components/closed-meeting.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { MeetingWhen } from '#app/components/meeting-step.tsx';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { TabTitle } from '#app/components/tab-title.tsx';
import { meetingsOf } from '#app/domain/meetings.ts';
import { isForBoth, type Step, sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import styles from './meetings.module.css';

export const meta: MetaFunction = () => [{ title: 'Meetings · Throughline' }];

/** To come, to close, and what came of the others. */
export default function Meetings() {
  const { plan, today } = useEditing();
  const { coming, toClose, closed } = meetingsOf(plan, today);
  const isEmpty = coming.length + toClose.length + closed.length === 0;
  return (
    <PlanFrame current="meetings">
      <div className={styles.page}>
        <TabTitle>Meetings</TabTitle>
        {isEmpty && (
          <p className={styles.quiet}>No meeting is on the plan. Add a step and make it a meeting.</p>
        )}
        {toClose.length > 0 && (
          <section>
            <SectionHeading>To close</SectionHeading>
            {toClose.map((step) => (
              <Meeting key={step.id} step={step}>
                <ButtonLink href={paths.meetingClose(plan.id, step.id)} aria-label={`Close ${step.title}`}>
                  Close it with what happens next
                </ButtonLink>
                <ButtonLink
                  href={paths.meetingScreen(plan.id, step.id)}
                  look="bare"
                  aria-label={`Start ${step.title}`}
                >
                  Start the meeting
                </ButtonLink>
              </Meeting>
            ))}
          </section>
        )}
        {coming.length > 0 && (
          <section>
            <SectionHeading>Coming</SectionHeading>
            {coming.map((step) => (
              <Meeting key={step.id} step={step}>
                <ButtonLink href={paths.meetingBrief(plan.id, step.id)} aria-label={`Before ${step.title}`}>
                  What to know before
                </ButtonLink>
              </Meeting>
            ))}
          </section>
        )}
        {closed.length > 0 && (
          <section>
            <SectionHeading>Closed</SectionHeading>
            {closed.map((each) => (
              <Meeting key={each.step.id} step={each.step}>
                <ClosedMeeting closed={each.closed} />
              </Meeting>
            ))}
          </section>
        )}
      </div>
    </PlanFrame>
  );
}

function Meeting({ step, children }: { step: Step; children: ReactNode }) {
  const { plan } = useEditing();
  const { layer } = step;
  return (
    <article className={styles.meeting}>
      <div className={styles.words}>
        <h3>
          <a href={paths.planStep(plan.id, step.id)} className={styles.title}>
            {step.title}
          </a>{' '}
          {!isForBoth(plan, step) && layer !== 'shared' && (
            <LayerTag side={layer} company={sideName(plan, layer)} />
          )}
        </h3>
        <p className={styles.quiet}>
          <MeetingWhen step={step} />
        </p>
      </div>
      {step.status === 'done' ? children : <ButtonRow>{children}</ButtonRow>}
    </article>
  );
}
