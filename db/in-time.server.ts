import { inTouchOf } from '#app/domain/keep-in-touch.ts';
import { whenToTell } from '#app/domain/when-to-tell.ts';
import type { Tx } from '#db/client.server.ts';
import { findSaidInTouch } from '#db/keep-in-touch.server.ts';
import { isKind, saveLinesPut, takeWindow, type WaitingLine, type WindowKey } from '#db/lines.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';

/**
 * Whether none of these lines may be told now, as their reader wants it; each then has its new time. What they do not
 * want at all is left out when the letter is written.
 */
export async function putBackInTime(
  tx: Tx,
  window: WindowKey,
  lines: WaitingLine[],
  now: Date,
): Promise<boolean> {
  const put = await timesOf(tx, window, lines, now);
  if (put.length < lines.length) return false;
  await saveLinesPut(tx, put);
  return true;
}

/** What waits is told by what its reader wants now. */
export async function putWaitingInTime(tx: Tx, window: WindowKey, now: Date): Promise<void> {
  const lines = (await takeWindow(tx, window)).filter(({ waits }) => !waits);
  const later = await timesOf(tx, window, lines, now);
  const times = new Map(later.map(({ id, sendAfter }) => [id, sendAfter]));
  await saveLinesPut(
    tx,
    lines.map(({ id }) => ({ id, sendAfter: times.get(id) ?? now })),
  );
}

/** Those that have to wait, and until when. */
async function timesOf(
  tx: Tx,
  { personId, workspaceId, planId }: WindowKey,
  lines: WaitingLine[],
  now: Date,
) {
  await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared'] });
  const [plan, own] = await Promise.all([
    loadPlan(tx, workspaceId, planId),
    findSaidInTouch(tx, { personId, workspaceId, planId }),
  ]);
  // Whose letter it would be finds out when it is written.
  if (!plan || !own) return [];
  const how = inTouchOf(plan, personId, own.said);
  return lines.flatMap(({ id, kind, refs, at }) => {
    if (!isKind(kind)) return [];
    const verdict = whenToTell({ kind, refs }, how, { since: at, now, zone: plan.zone });
    return verdict.kind === 'later' ? [{ id, sendAfter: verdict.at }] : [];
  });
}
