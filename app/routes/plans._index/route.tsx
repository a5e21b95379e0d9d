import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { reachablePlans, requireMember, requireSession } from '#app/auth/plan-access.server.ts';
import { LinePicture } from '#app/components/line-picture.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { dayOf, formatTime } from '#app/domain/day.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { lateSentence } from '#app/domain/worker-alarm.ts';
import * as paths from '#app/http/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { listLateWork } from '#app/worker-watch.server.ts';
import { database } from '#db/client.server.ts';
import { listPlans, rankPlans } from '#db/plan-list.server.ts';
import { findStages } from '#db/stages.server.ts';
import { Board } from './board.tsx';
import { type BoardRow, boardRow } from './board-row.ts';
import { boardSentence, filtersFor, isShow, type Show, shownIn } from './board-words.ts';
import styles from './plans.module.css';

const PAGE = 50;
const MOST_PAGES = 40;

export const meta: MetaFunction = () => [{ title: 'Plans · Throughline' }];

/** Members read every plan of their workspace; whoever was invited reads the plans they are in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = requireSession({ request, context });
  const isMember = session.isMember && session.level === 'signedIn';
  const [workspace, reached] = await Promise.all([
    isMember ? requireMember({ request, context }, 'readPlansOfWorkspace') : null,
    reachablePlans(session),
  ]);
  if (!workspace && reached.length === 0) throw redirect(paths.home());

  const now = new Date();
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get('show');
  const pages = Math.min(MOST_PAGES, Math.max(1, Number.parseInt(searchParams.get('pages') ?? '1', 10) || 1));
  const ranked = await rankPlans(reached, now);
  const filters = workspace ? filtersFor(ranked) : [];
  const show: Show = isShow(asked) && filters.some((f) => f.show === asked) ? asked : 'all';
  const shown = shownIn(ranked, show);
  const byId = new Map(reached.map((access) => [access.planId, access]));
  const page = shown.slice(0, pages * PAGE).flatMap(({ planId }) => byId.get(planId) ?? []);
  const plans = await listPlans(page);
  // Told to members of that workspace alone, wherever else they have been invited.
  const stages = workspace ? (await findStages(database().db, workspace.workspaceId)).stages : [];
  const stagesFor = ({ side, workspaceId }: PlanAccess) =>
    side === 'seller' && workspaceId === workspace?.workspaceId ? stages : [];
  const rows: BoardRow[] = plans.flatMap((plan) => {
    const access = byId.get(plan.id);
    return access ? [boardRow(plan, access, dayOf(now, plan.zone), stagesFor(access))] : [];
  });
  const lastId = shown.length > page.length ? rows.at(-1)?.id : undefined;
  const late = workspace ? await listLateWork(database()) : [];
  return {
    late: lateNotice(late, session.person.zone),
    brand: workspace?.name ?? 'Throughline',
    mark: workspace?.mark ?? null,
    person: { name: session.person.name, isMember },
    canOpen: workspace !== null && can(workspace.standing, 'openPlan'),
    sentence: boardSentence(ranked),
    /** Made here, so that a button pressed twice opens one sample. */
    sampleId: crypto.randomUUID(),
    total: ranked.length,
    filters: filters.map((f) => ({ label: f.label, href: hrefOf(f.show), current: f.show === show })),
    rows,
    more: lastId
      ? { href: `${hrefOf(show, pages + 1)}#plan-${lastId}`, left: shown.length - page.length }
      : null,
  };
}

/** Null while all is well. */
function lateNotice(late: Awaited<ReturnType<typeof listLateWork>>, zone: string): string | null {
  const [first] = late.map(({ since }) => since).sort((a, b) => a.getTime() - b.getTime());
  return first ? `${lateSentence(late.map(({ name }) => name))} since ${formatTime(first, zone)}.` : null;
}

function hrefOf(show: Show, pages = 1): string {
  const query = new URLSearchParams({
    ...(show === 'all' ? {} : { show }),
    ...(pages === 1 ? {} : { pages: String(pages) }),
  });
  return query.size > 0 ? `${paths.plans()}?${query}` : paths.plans();
}

export default function Plans() {
  const { late, brand, mark, person, canOpen, sentence, sampleId, total, filters, rows, more } =
    useLoaderData<typeof loader>();
  return (
    <WorkspaceFrame
      brand={brand}
      mark={mark}
      person={person}
      current="plans"
      canOpen={canOpen && total > 0}
      header={
        <PageHeading
          title="Plans"
          lead={total > 0 ? sentence : undefined}
          actions={total > 0 && <ButtonLink href={paths.today()}>What to do today</ButtonLink>}
        />
      }
    >
      {late && (
        <Notice tone="warn" title={late}>
          Nothing is lost, and it goes on when the server does. Whoever runs it finds in its log why it
          stopped.
        </Notice>
      )}
      {total === 0 ? (
        <Card>
          <EmptyState
            picture={<LinePicture kind="empty" />}
            actions={
              canOpen && (
                <>
                  <ButtonLink look="primary" href={paths.newPlan()}>
                    New plan
                  </ButtonLink>
                  <form method="post" action={paths.openSample()}>
                    <input type="hidden" name="planId" value={sampleId} />
                    <Button>Look at a sample deal</Button>
                  </form>
                </>
              )
            }
          >
            A plan starts at its end: name the company and the day they want to be live, and the steps are
            laid out from there.
          </EmptyState>
        </Card>
      ) : (
        <>
          {filters.length > 0 && <FilterLinks label="Which plans" items={filters} />}
          <Board rows={rows as BoardRow[]} />
          {more && (
            <p className={styles.more}>
              <ButtonLink href={more.href}>Show more</ButtonLink> <span>{more.left} more</span>
            </p>
          )}
        </>
      )}
    </WorkspaceFrame>
  );
}
