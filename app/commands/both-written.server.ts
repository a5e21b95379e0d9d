import { isProse } from '#app/domain/merge-text.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { type TextPart, textDifference } from '#app/domain/text-difference.ts';
import { database } from '#db/client.server.ts';
import { eventsOfCommand } from '#db/history.server.ts';
import { setScope } from '#db/scope.server.ts';

/**
 * The text one's own command left, in which somebody else's words stand too, with one's own marked; null when it left
 * none. By the log, which says what stood there before.
 */
export async function bothWritten(access: PlanAccess, commandId: string): Promise<TextPart[] | null> {
  const { workspaceId, planId, layers, personId } = access;
  const events = await database().transaction(async (tx) => {
    await setScope(tx, { workspaceId, planIds: [planId], layers });
    return await eventsOfCommand(tx, workspaceId, planId, commandId);
  });
  for (const { by, body } of events) {
    const { field, from, to } = (body ?? {}) as { field?: unknown; from?: unknown; to?: unknown };
    if (by === personId && typeof field === 'string' && isProse(field) && typeof to === 'string')
      return textDifference(to, typeof from === 'string' ? from : '').one;
  }
  return null;
}
