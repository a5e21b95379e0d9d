import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData, useRevalidator } from '@remix-run/react';
import { useCallback } from 'react';
import { reachablePlans, requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { type PlanReader, ReaderProvider } from '#app/components/plan-reader.ts';
import { PlanToast } from '#app/components/plan-toast.tsx';
import { dayOf } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { can } from '#app/domain/policy.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { EditingProvider, useEditingState } from '#app/live/editing.ts';
import { ToastProvider } from '#app/ui/toast.tsx';
import { db } from '#db/client.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import { findMarkHash } from '#db/workspace-mark.server.ts';

/** What every page of a plan has: the plan as this reader may see it, and who is reading. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const session = requireSession({ request, context });
  const isMember = can(access.standing, 'readPlansOfWorkspace') && session.level === 'signedIn';
  const [found, markHash, reached] = await Promise.all([
    readPlan(access),
    findMarkHash(db, access.workspaceId),
    isMember ? [] : reachablePlans(session),
  ]);
  if (!found) throw notFound();
  const reader: PlanReader = {
    personId: access.personId,
    name: session.person.name,
    side: access.side,
    stakeholderId: access.stakeholderId,
    pointPerson: access.pointPerson,
    proven: access.proven,
    canEdit: can(access.standing, 'editPlan'),
    canShare: can(access.standing, 'sharePlan'),
    isMember,
    hasOtherPlans: isMember || reached.length > 1,
    mark: markHash && paths.workspaceMark(access.workspaceId, markHash),
    sealed: !access.layers.includes(access.side),
    zone: session.person.zone,
  };
  return { plan: found.plan, cursor: found.cursor, reader, today: dayOf(new Date(), found.plan.zone) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${bothNames(data.plan as Plan)} · Throughline` : 'Throughline' },
];

export default function PlanLayout() {
  const loaded = useLoaderData<typeof loader>();
  // What a loader gives is plain JSON already; its type loses only the brand of a day.
  const plan = loaded.plan as Plan;
  const today = loaded.today;
  const { revalidate } = useRevalidator();
  const refresh = useCallback(() => revalidate(), [revalidate]);
  const { reader } = loaded;
  const editing = useEditingState({
    confirmed: plan,
    actor: reader,
    today,
    url: paths.planCommands(plan.id),
    refresh,
  });
  return (
    <ToastProvider>
      <ReaderProvider value={reader}>
        <EditingProvider value={editing}>
          <Outlet />
          <PlanToast />
        </EditingProvider>
      </ReaderProvider>
    </ToastProvider>
  );
}
