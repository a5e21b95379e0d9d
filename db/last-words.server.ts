import { and, eq, gte, isNotNull, max, sql } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/day.ts';
import type { Tx } from './client.server.ts';
import { sameEvent } from './history.server.ts';
import { history, historyBody } from './schema/history.ts';

/**
 * When somebody last did or wrote something about each step both sides see, from a day on; under null, when the plan
 * was last shared, which is a word on all of them. `zone`: of the plan.
 */
export async function lastWordsOnSteps(
  tx: Tx,
  { workspaceId, planId }: { workspaceId: string; planId: string },
  { since, zone }: { since: Day; zone: string },
): Promise<Map<string | null, Day>> {
  const body = sql`${historyBody.body}::jsonb`;
  const stepId = sql<string | null>`case when ${history.kind} = 'planShared' then null else
    coalesce(${body} ->> 'stepId', ${body} -> 'thing' ->> 'stepId', ${body} -> 'step' ->> 'id',
      ${body} -> 'offer' ->> 'stepId', ${body} -> 'dependency' ->> 'stepId') end`;
  const rows = await tx
    .select({ stepId, kind: history.kind, at: max(history.at) })
    .from(history)
    .innerJoin(historyBody, sameEvent)
    .where(
      and(
        eq(history.workspaceId, workspaceId),
        eq(history.planId, planId),
        eq(history.layer, 'shared'),
        isNotNull(history.by),
        gte(history.at, since),
      ),
    )
    .groupBy(sql`1`, history.kind);
  const last = new Map<string | null, Day>();
  for (const { stepId, kind, at } of rows) {
    if (at === null || (stepId === null && kind !== 'planShared')) continue;
    const day = dayOf(at, zone);
    if ((last.get(stepId) ?? '') < day) last.set(stepId, day);
  }
  return last;
}
