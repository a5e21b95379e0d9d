import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Outlet,
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useMatches,
  useRevalidator,
} from '@remix-run/react';
import { type ReactNode, useCallback } from 'react';
import { reachablePlans, requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { OwnActsProvider, useOwnActsState } from '#app/components/own-acts.ts';
import { frameOf } from '#app/components/plan-page.ts';
import { type PlanReader, ReaderProvider } from '#app/components/plan-reader.ts';
import { dayOf } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { can } from '#app/domain/policy.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { EditingProvider, useEditing, useEditingState } from '#app/live/editing.ts';
import { ToastProvider } from '#app/ui/toast.tsx';
import { db } from '#db/client.server.ts';
import { listMembers } from '#db/members.server.ts';
import { findMarkHash } from '#db/workspace-mark.server.ts';

/** What every page of a plan has: the plan as this reader may see it, and who is reading. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const session = requireSession({ request, context });
  const isMember = can(access.standing, 'readPlansOfWorkspace') && session.level === 'signedIn';
  const [found, markHash, reached, members] = await Promise.all([
    readPlanOnce(context, access),
    findMarkHash(db, access.workspaceId),
    isMember ? [] : reachablePlans(session),
    isMember ? listMembers(db, access.workspaceId) : [],
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
    members: members.map((m) => m.name),
  };
  return { plan: found.plan, cursor: found.cursor, reader, today: dayOf(new Date(), found.plan.zone) };
}

/** Opening a step beside the plan and closing it is looking at what is here already, and waits for nothing. */
export function shouldRevalidate(going: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = going;
  const stays = !formMethod && currentUrl.href !== nextUrl.href && deskOf(currentUrl) === deskOf(nextUrl);
  return stays && deskOf(nextUrl) !== null ? false : defaultShouldRevalidate;
}

/** The plan whose own page or one of whose steps this is. */
const deskOf = ({ pathname }: URL): string | null =>
  /^\/plans\/([^/]+)(?:\/steps\/[^/]+)?$/.exec(pathname)?.[1] ?? null;

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
          <OwnActs>
            <Framed />
          </OwnActs>
        </EditingProvider>
      </ReaderProvider>
    </ToastProvider>
  );
}

function OwnActs({ children }: { children: ReactNode }) {
  return <OwnActsProvider value={useOwnActsState(useEditing())}>{children}</OwnActsProvider>;
}

/** The page, in the frame it shares with others where it names one. */
function Framed() {
  const Frame = frameOf(useMatches().at(-1)?.handle);
  return Frame ? (
    <Frame>
      <Outlet />
    </Frame>
  ) : (
    <Outlet />
  );
}
