import { Await } from '@remix-run/react';
import { Suspense } from 'react';
import { ActivityRow } from '#app/components/activity-row.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { Told } from '#app/components/told.tsx';
import { sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import { Disclosure } from '#app/ui/disclosure.tsx';
import type { PastAct } from './past-words.ts';
import styles from './step-past.module.css';

/** More than these fold away: what was done lately is what is looked for. */
const shown = 3;

/** What happened to the step, newest first. */
export function StepPast({ past }: { past: PastAct[] | Promise<PastAct[]> }) {
  return (
    <section aria-labelledby="step-past">
      <SectionHeading id="step-past">What happened</SectionHeading>
      {Array.isArray(past) ? (
        <Acts past={past} />
      ) : (
        <Suspense fallback={null}>
          <Await resolve={past} errorElement={<NotFetched />}>
            {(acts) => <Acts past={acts} />}
          </Await>
        </Suspense>
      )}
    </section>
  );
}

function Acts({ past }: { past: PastAct[] }) {
  const older = past.slice(shown);
  if (past.length === 0) return <p className={styles.none}>Nothing yet.</p>;
  return (
    <>
      <ol className={styles.acts}>
        {past.slice(0, shown).map((act) => (
          <Row key={act.commandId} act={act} />
        ))}
      </ol>
      {older.length > 0 && (
        <Disclosure summary={`${older.length} more`}>
          <ol className={styles.acts}>
            {older.map((act) => (
              <Row key={act.commandId} act={act} />
            ))}
          </ol>
        </Disclosure>
      )}
    </>
  );
}

function Row({ act }: { act: PastAct }) {
  const { plan } = useEditing();
  const { side } = useReader();
  return (
    <ActivityRow as="li" person={act.face} when={act.when} iso={act.iso}>
      <p>
        <b>{act.name}</b> <Told phrase={act.phrase} />
        {act.how}. {act.onlyOurs && <LayerTag side={side} company={sideName(plan, side)} />}
      </p>
    </ActivityRow>
  );
}

/** The step is there all the same. */
function NotFetched() {
  const { plan } = useEditing();
  return (
    <p className={styles.none}>
      This could not be fetched just now. <a href={paths.planActivity(plan.id)}>Activity</a> has all of it.
    </p>
  );
}
