import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { LayerTag } from '#app/components/layer-tag.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { type Minute, minuteSentence, minutesOf } from '#app/domain/decision-log.ts';
import { sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { readPlan } from '#db/read-plan.server.ts';
import styles from './decisions.module.css';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const plan = (await readPlan(access))?.plan;
  if (!plan) throw notFound();
  // Written on the server: the words weigh more than the page.
  return minutesOf(plan).map((minute) => ({ minute, sentence: minuteSentence(minute) }));
}

export const meta: MetaFunction = () => [{ title: 'Decisions · Throughline' }];

/** What was decided on this plan, as minutes, to be read, printed and taken along. */
export default function Decisions() {
  const { plan } = useEditing();
  const minutes = useLoaderData<typeof loader>() as { minute: Minute; sentence: string }[];
  const up = { label: 'Activity', href: paths.planActivity(plan.id) };
  return (
    <NarrowPage bar={<PlanBar back={up} crumbs={[up, { label: 'Decisions' }]} />} footer={<Disclaimer />}>
      <h1>Decisions</h1>
      <p className={styles.quiet}>
        What was decided between {plan.goal.buyerName} and {plan.sellerName}, in order. The digest stands for
        exactly what was decided: other words give another one.
      </p>
      {minutes.length === 0 ? (
        <p>Nothing has been decided yet.</p>
      ) : (
        <ol className={styles.minutes}>
          {minutes.map(({ minute, sentence }) => (
            <MinuteRow key={minute.id} minute={minute} sentence={sentence} />
          ))}
        </ol>
      )}
      {minutes.length > 0 && (
        <div data-print="no">
          <ButtonRow>
            <PrintButton />
            <ButtonLink href={paths.planDecisionsCsv(plan.id)} download>
              Download as CSV
            </ButtonLink>
          </ButtonRow>
        </div>
      )}
    </NarrowPage>
  );
}

function MinuteRow({ minute, sentence }: { minute: Minute; sentence: string }) {
  const { plan } = useEditing();
  const { id, stepId, layer, outdated, note } = minute;
  const isThere = plan.steps.some((s) => s.id === stepId);
  return (
    <li id={`decision-${id}`}>
      <p>
        {sentence} {layer !== 'shared' && <LayerTag side={layer} company={sideName(plan, layer)} />}
      </p>
      {outdated && <p className={styles.quiet}>It was changed since, and is asked again.</p>}
      {note && (
        <p className={styles.note}>
          {note.layer !== 'shared' && <LayerTag side={note.layer} company={sideName(plan, note.layer)} />}{' '}
          {note.text}
        </p>
      )}
      {isThere && (
        <p data-print="no">
          <a
            href={paths.planApprove(plan.id, stepId)}
            className={styles.way}
            aria-label={`See the approval: ${minute.title}`}
          >
            See the approval
          </a>
        </p>
      )}
    </li>
  );
}
