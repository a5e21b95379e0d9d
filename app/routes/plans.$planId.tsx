import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useMatches } from '@remix-run/react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { reachablePlans, requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { readUnsettled, stillWaiting } from '#app/commands/unsettled.server.ts';
import { type OwnActs, OwnActsProvider, useEarlyUndoKey } from '#app/components/own-acts.ts';
import { frameOf, isForBothPage } from '#app/components/plan-page.ts';
import { type PlanReader, ReaderProvider } from '#app/components/plan-reader.ts';
import { useReadAnew } from '#app/components/read-anew.ts';
import { cursorText } from '#app/domain/cursor.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import { inTouchWords } from '#app/domain/in-touch-words.ts';
import { backToOffer, inTouchOf, isToBeAsked } from '#app/domain/keep-in-touch.ts';
import type { Plan } from '#app/domain/plan.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { can } from '#app/domain/policy.ts';
import { awayOn } from '#app/domain/stand-in.ts';
import { filesHere } from '#app/files/chosen-store.server.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { countOn, isCounted } from '#app/live/counted.ts';
import { EditingProvider, useEditingState } from '#app/live/editing.ts';
import { isFollowed } from '#app/live/followed.ts';
import { ToastProvider } from '#app/ui/toast.tsx';
import { db } from '#db/client.server.ts';
import { findSaidInTouch, listSaidInTouch, type SaidInTouch } from '#db/keep-in-touch.server.ts';
import { listMembers } from '#db/members.server.ts';
import { findMarkHash } from '#db/workspace-mark.server.ts';

/** What every page of a plan has: the plan as this reader may see it, and who is reading. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const session = requireSession({ request, context });
  const isMember = can(access.standing, 'readPlansOfWorkspace') && session.level === 'signedIn';
  const [found, markHash, reached, members, unsettled, touch, said] = await Promise.all([
    readPlanOnce(context, access),
    findMarkHash(db, access.workspaceId),
    isMember ? [] : reachablePlans(session),
    isMember ? listMembers(db, access.workspaceId) : [],
    readUnsettled(access),
    findSaidInTouch(db, access),
    listSaidInTouch(db, access),
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
    mayAttach: filesHere().store !== null,
    sealed: !access.layers.includes(access.side),
    zone: session.person.zone,
    inTouch: touch && access.side === 'buyer' ? askedInTouch(found.plan, access.personId, touch) : null,
    mailedBack: touch ? offeredBack(found.plan, access.personId, touch) : null,
    away: awayOn(found.plan, said, { today: dayOf(new Date(), found.plan.zone), readerId: access.personId }),
    needsYou: stillWaiting(access, found.plan, unsettled).length,
    members: members.map((m) => m.name),
  };
  return {
    plan: found.plan,
    cursor: found.cursor,
    epoch: found.epoch,
    reader,
    today: dayOf(new Date(), found.plan.zone),
  };
}

function offeredBack(plan: Plan, personId: string, { said, stopped, mailedBack }: SaidInTouch): Day | null {
  const today = dayOf(new Date(), plan.zone);
  return backToOffer(mailedBack, inTouchOf(plan, personId, said), { stopped, today });
}

function askedInTouch(plan: Plan, personId: string, { said, saidAt, stopped }: SaidInTouch): string | null {
  const now = new Date();
  if (!isToBeAsked(said, saidAt === null ? null : new Date(saidAt), now)) return null;
  return inTouchWords(inTouchOf(plan, personId, said), dayOf(now, plan.zone), 'you', { stopped });
}

/**
 * Opening a step beside the plan and closing it is looking at what is here already, and waits for nothing; nor is what
 * the line tells asked for again with the rest of a page.
 */
export function shouldRevalidate(going: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, currentParams, defaultShouldRevalidate } = going;
  const isSamePage = !formMethod && currentUrl.href === nextUrl.href;
  const { planId } = currentParams;
  if (isSamePage && planId && isFollowed(planId) && !isCounted(planId)) return false;
  const stays = !formMethod && currentUrl.href !== nextUrl.href && deskOf(currentUrl) === deskOf(nextUrl);
  return stays && deskOf(nextUrl) !== null ? false : defaultShouldRevalidate;
}

/** The plan whose own page or one of whose steps this is. */
const deskOf = ({ pathname }: URL): string | null =>
  /^\/plans\/([^/]+)(?:\/steps\/[^/]+)?$/.exec(pathname)?.[1] ?? null;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${bothNames(data.plan as Plan)} · Throughline` : 'Throughline' },
];

// Never needed at first.
const PlanLate = lazy(async () => {
  const part = await import('#app/components/plan-late.tsx').catch(() => null);
  return { default: part?.PlanLate ?? NotFetched };
});
/** As after an update of the server: the page goes on without it. */
const NotFetched = (_: object) => null;

export default function PlanLayout() {
  const loaded = useLoaderData<typeof loader>();
  // What a loader gives is plain JSON already; its type loses only the brand of a day.
  const plan = loaded.plan as Plan;
  const today = loaded.today;
  const eventsUrl = paths.planEvents(plan.id);
  const here = `${eventsUrl}?${new URLSearchParams({ from: cursorText(loaded.cursor), epoch: loaded.epoch })}`;
  const { refresh, isGone, noteTroubles } = useReadAnew(plan.id, here);
  const { reader } = loaded;
  const editing = useEditingState({
    // biome-ignore lint/correctness/useExhaustiveDependencies: one answer of the loader is one plan, one place and one epoch.
    loaded: useMemo(() => ({ plan, cursor: loaded.cursor, epoch: loaded.epoch }), [loaded.plan]),
    actor: reader,
    today,
    url: paths.planCommands(plan.id),
    eventsUrl,
    presenceUrl: paths.planPresence(plan.id),
    refresh,
  });
  const { troubles, here: company } = editing;
  const { aside } = editing.outbox;
  useEffect(() => {
    const all = [...Object.values(troubles), ...aside.map(({ why }) => why)];
    noteTroubles(all);
    countOn(plan.id, !!reader.needsYou || all.some((trouble) => trouble?.kind === 'conflict'));
  }, [troubles, aside, noteTroubles, plan.id, reader.needsYou]);
  const acts = useRef<OwnActs | null>(null);
  const early = useEarlyUndoKey(acts);
  const isForBoth = isForBothPage(useMatches().at(-1)?.handle);
  const [isLate, setLate] = useState(false);
  if (!isLate && (isGone || company || editing.last || early)) setLate(true);
  return (
    <ToastProvider>
      <ReaderProvider value={reader}>
        <EditingProvider value={editing}>
          <OwnActsProvider value={acts}>
            <Framed />
            {/* Not before there is something in it: what is written ahead must not be a boundary that news meets. */}
            {isLate && (
              <Suspense fallback={null}>
                <PlanLate isGone={isGone} refresh={refresh} early={early} isForBoth={isForBoth} />
              </Suspense>
            )}
          </OwnActsProvider>
        </EditingProvider>
      </ReaderProvider>
    </ToastProvider>
  );
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
