import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { requireSummaryAccess } from '#app/auth/plan-access.server.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { Mark } from '#app/components/mark.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { SummarySheet } from '#app/components/summary-sheet.tsx';
import { summaryOf } from '#app/components/summary-words.ts';
import { TroublePage } from '#app/components/trouble-page.tsx';
import { dayOf } from '#app/domain/day.ts';
import { gone } from '#app/http/replies.ts';
import { db } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { findMark, findMarkHash } from '#db/workspace-mark.server.ts';
import styles from './summary-link.module.css';

/** Reads, and does nothing else; asked as often as one likes. A draft or a plan that is gone has no summary. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requireSummaryAccess({ request, context }, params.token);
  const [found, mark] = await Promise.all([readPlan(access), markIn(access.workspaceId)]);
  if (!found) throw gone();
  return { ...summaryOf(found.plan, dayOf(new Date(), found.plan.zone)), mark };
}

/** Within the page: who holds the link has no session, and the link opens this page alone. */
async function markIn(workspaceId: string): Promise<string | null> {
  const hash = await findMarkHash(db, workspaceId);
  const mark = hash && (await findMark(db, workspaceId, hash));
  return mark ? `data:${mark.type};base64,${Buffer.from(mark.content).toString('base64')}` : null;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.objective} · ${data.companies}` : 'Summary · Throughline' },
];

export default function SummaryPage() {
  const { mark, ...summary } = useLoaderData<typeof loader>();
  return (
    <div className={styles.page}>
      {/* On paper the company's own mark stays, and ours says nothing. */}
      <header className={styles.bar} data-bar={mark ? undefined : 'top'}>
        <Mark name={summary.companies} picture={mark} />
        <PrintButton />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <SummarySheet summary={summary} />
        <Disclaimer>
          <p data-print="no">
            You can read this page. Nothing you do here changes the plan, and nobody is told that you were
            here.
          </p>
        </Disclaimer>
      </main>
    </div>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const known = isRouteErrorResponse(error) && (error.status === 404 || error.status === 410);
  if (!known) return <TroublePage error={error} />;
  return (
    <DoorPage
      brand="Throughline"
      title={error.status === 410 ? 'This summary has ended' : 'There is no summary here'}
      lead={
        error.status === 410
          ? 'The link to it ran out, or whoever made it took it back. Nothing is wrong on your side.'
          : 'The link may have been cut off on its way, or it ran out some time ago.'
      }
    >
      <p>Ask whoever sent it to you for a new one. They can make it in a minute.</p>
    </DoorPage>
  );
}
