import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { dayOf } from '#app/domain/day.ts';
import { momentumOf } from '#app/domain/momentum.ts';
import { ledgerSentence, momentumSentence } from '#app/domain/pace-words.ts';
import { isDraft, otherSide, sideName } from '#app/domain/plan.ts';
import { ledgerOfPerson, ledgerOfSide } from '#app/domain/promises.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { listPromises } from '#db/promises.server.ts';
import styles from './pace.module.css';
import { WeekChart } from './week-chart.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const read = await readPlanOnce(context, access);
  if (!read) throw notFound();
  const { plan } = read;
  const today = dayOf(new Date(), plan.zone);
  const promises = await listPromises(access, { today, zone: plan.zone });
  const sides = [access.side, otherSide(access.side)];
  return {
    sides: sides.map((side) => ledgerSentence(sideName(plan, side), ledgerOfSide(promises, side))),
    own: access.stakeholderId && ledgerSentence('You', ledgerOfPerson(promises, access.stakeholderId)),
    weeks: momentumOf(plan, today),
  };
}

export const meta: MetaFunction = () => [{ title: 'How it goes · Throughline' }];

/** What was promised and kept, per side, and how much is finished each week: from history, with nothing to fill in. */
export default function Pace() {
  const { sides, own, weeks } = useLoaderData<typeof loader>();
  const { plan } = useEditing();
  useReadWhenStepsChange(plan.steps);
  const up = { label: 'Activity', href: paths.planActivity(plan.id) };
  return (
    <NarrowPage bar={<PlanBar back={up} crumbs={[up, { label: 'How it goes' }]} />} footer={<Disclaimer />}>
      <h1>How it goes</h1>
      {isDraft(plan) ? (
        <p>There is something to see here once {plan.goal.buyerName} has the plan.</p>
      ) : (
        <>
          <section className={styles.part} aria-labelledby="weeks">
            <SectionHeading id="weeks">Steps a week</SectionHeading>
            <p>{momentumSentence(weeks)}</p>
            <WeekChart weeks={weeks} />
          </section>
          <section className={styles.part} aria-labelledby="promises">
            <SectionHeading id="promises">Days that were promised</SectionHeading>
            {sides.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <p className={styles.quiet}>
              Both sides read this. It is counted from what happened, never of a single person: a day counts
              from the evening on which it was agreed, and is kept when its step is done by then.
            </p>
          </section>
          {own && (
            <section className={styles.part} aria-labelledby="own">
              <SectionHeading id="own" aside="Only you see this">
                Yours
              </SectionHeading>
              <p>{own}</p>
            </section>
          )}
        </>
      )}
    </NarrowPage>
  );
}

/** Others tick their steps while this is open. */
function useReadWhenStepsChange(steps: unknown): void {
  const { revalidate } = useRevalidator();
  const read = useRef(steps);
  useEffect(() => {
    if (read.current === steps || !navigator.onLine) return;
    read.current = steps;
    revalidate();
  }, [steps, revalidate]);
}
