import { randomUUID } from 'node:crypto';
import { dayOf } from '#app/domain/day.ts';
import { dayTurned } from '#app/domain/day-turned.ts';
import { nextLook } from '#app/domain/next-look.ts';
import { inOfficeHours } from '#app/domain/office-hours.ts';
import { timeNews } from '#app/domain/time-news.ts';
import { ring } from '#app/live/doorbell.server.ts';
import { afterCommit, type Database, type Tx } from '#db/client.server.ts';
import { saveHistory } from '#db/history.server.ts';
import { saveLines } from '#db/lines.server.ts';
import { claimLook, saveLookAt } from '#db/looks.server.ts';
import type { Head } from '#db/plan-head.server.ts';
import { planAt } from '#db/plan-memory.server.ts';
import { setScope } from '#db/scope.server.ts';
import { askStillRight, writeReminders } from './remind.server.ts';
import { beginWriting, recordChanges, rememberAll } from './writing.server.ts';

/** The one reader of the system: what it records follows from what both sides see. */
const layers = ['shared'] as const;

export interface Clock {
  now: Date;
  /** So long a plan is left alone after a change: half an edit is nobody's bad news. */
  quietSeconds: number;
}

export type Looked = { planId: string; events: number } | null;

/**
 * Lets time pass on the plan that has been due longest; null when none is. Claim, facts, letters and the next day are
 * one transaction under the plan's lock: cut off anywhere, nothing of it has happened and the plan is due still.
 */
export async function turnNextDay(
  database: Pick<Database, 'transaction' | 'db'>,
  clock: Clock,
): Promise<Looked> {
  const held: { head: Head | null } = { head: null };
  try {
    return await database.transaction(async (tx) => {
      held.head = await claimLook(tx, new Date(clock.now.getTime() - clock.quietSeconds * 1000));
      return held.head && (await turnDay(tx, held.head, clock.now));
    });
  } catch (error) {
    // One that cannot be looked at must not stand before all the others.
    if (held.head) await saveLookAt(database.db, held.head, new Date(clock.now.getTime() + AGAIN_MS));
    throw error;
  }
}

const AGAIN_MS = 3_600_000;

/** `day-turned`, by the system, for a plan whose lock this transaction holds. */
async function turnDay(tx: Tx, head: Head, now: Date): Promise<Looked> {
  const { workspaceId, planId } = head;
  await setScope(tx, { workspaceId, planIds: [planId], layers });
  const plan = await planAt(tx, head, layers);
  if (!plan) {
    await saveLookAt(tx, head, null);
    return { planId, events: 0 };
  }
  const writing = beginWriting(tx, plan, head, layers, now);
  const { pending } = writing;
  const list = dayTurned(plan, dayOf(pending.head.at, plan.zone));
  // Each by itself, since each is a sentence of its own.
  for (const change of list) recordChanges(writing, [change], null, randomUUID());
  // What was just recorded is no reason to look again.
  const next = nextLook(writing.plan, pending.head.at);
  pending.head.lookAt = next?.toISOString() ?? null;
  await writing.saved;
  if (list.length === 0) await saveLookAt(tx, head, next);
  else await saveHistory(tx, pending);
  const { at } = pending.head;
  const notBefore = inOfficeHours(writing.plan, new Date(at));
  await saveLines(tx, { plan: writing.plan, at, notBefore }, timeNews(writing.plan, list));
  await askStillRight(tx, pending.head, writing.plan, { at, notBefore });
  await writeReminders(tx, pending.head, writing.plan, { at, notBefore });
  afterCommit(tx, () => {
    rememberAll(writing);
    ring({ from: head, to: pending.head, events: pending.events });
  });
  return { planId, events: pending.events.length };
}
