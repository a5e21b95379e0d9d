import { canBeConfirmed } from '#app/domain/confirm-step.ts';
import { addDays, dayOf } from '#app/domain/day.ts';
import { type Layer, layersOf, type Plan } from '#app/domain/plan.ts';
import { remindersDue } from '#app/domain/reminder.ts';
import { longestSilenceDays, stillRightDue } from '#app/domain/still-right.ts';
import type { Tx } from '#db/client.server.ts';
import { lastWordsOnSteps } from '#db/last-words.server.ts';
import { listAskedStillRight, listToldOfSteps, saveLines } from '#db/lines.server.ts';
import type { Head } from '#db/plan-head.server.ts';
import { planAt } from '#db/plan-memory.server.ts';
import { setScope } from '#db/scope.server.ts';

/**
 * Writes the reminders of one day, under the lock of the plan, which makes each of them one: what was written before
 * is read under the same lock. Each private layer is read by itself, for the people of its side alone.
 */
export async function writeReminders(
  tx: Tx,
  head: Head,
  shared: Plan,
  { at, notBefore }: { at: string; notBefore: Date },
): Promise<void> {
  const { workspaceId, planId } = head;
  const today = dayOf(at, shared.zone);
  const told = await listToldOfSteps(tx, { workspaceId, planId }, shared.zone);
  const write = (plan: Plan, layer: Layer) =>
    saveLines(tx, { plan, at, notBefore }, remindersDue(plan, layer, today, told));
  await write(shared, 'shared');
  for (const side of ['seller', 'buyer'] as const) {
    const layers = layersOf(side);
    await setScope(tx, { workspaceId, planIds: [planId], layers });
    const own = await planAt(tx, head, layers);
    if (own) await write(own, side);
  }
}

/** Asks owners of days that have stood for long without a word whether they are still right; beside other news. */
export async function askStillRight(
  tx: Tx,
  { workspaceId, planId }: Head,
  shared: Plan,
  { at, notBefore }: { at: string; notBefore: Date },
): Promise<void> {
  const today = dayOf(at, shared.zone);
  if (!shared.steps.some((step) => canBeConfirmed(shared, step, today))) return;
  const since = addDays(today, -longestSilenceDays);
  const words = await lastWordsOnSteps(tx, { workspaceId, planId }, { since, zone: shared.zone });
  const asked = await listAskedStillRight(tx, { workspaceId, planId }, shared.zone);
  const due = stillRightDue(shared, today, (stepId) => words.get(stepId) ?? words.get(null) ?? since, asked);
  await saveLines(tx, { plan: shared, at, notBefore }, due);
}
