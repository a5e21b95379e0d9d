import { randomUUID } from 'node:crypto';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { type Plan, personOf } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { removeStakeholder } from '#app/domain/stakeholder.ts';
import { database, type Tx } from '#db/client.server.ts';
import { saveHistory } from '#db/history.server.ts';
import { findPerson } from '#db/people.server.ts';
import { lockHead } from '#db/plan-head.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import {
  eraseIdentity,
  eraseOnPlan,
  listOwnedAlone,
  listPlansAfter,
  type PlanPlace,
} from '#db/removal.server.ts';
import { setScope } from '#db/scope.server.ts';
import { deleteSessionsOf } from '#db/sessions.server.ts';
import { beginWriting, recordChanges } from './writing.server.ts';

export interface Erased {
  /** Plans they were taken off. */
  plans: number;
  /** Events whose text went. */
  events: number;
}

const PAGE = 200;

/**
 * Erases one person from everything: what they wrote in each history and what names them there, their letters,
 * links and sessions, and at last their name and address. What they agreed and the plans' own words stay, said by
 * nobody. Plan by plan, so that no plan waits for another; the identity goes last, so that a run that was cut off
 * is simply run again. `by` is null for whoever runs the server.
 */
export async function erasePerson(personId: string, by: string | null): Promise<Result<Erased, Refusal>> {
  const { db, transaction } = database();
  if (!(await findPerson(db, personId)))
    return err({ code: 'unknown', sentence: 'Nobody of that address is known here.' });
  const alone = await listOwnedAlone(db, personId);
  if (alone.length > 0)
    return err({
      code: 'onlyOwner',
      sentence: `They are the only owner of ${alone.join(', ')}. Make somebody else an owner first.`,
    });
  await deleteSessionsOf(db, personId);
  const erased: Erased = { plans: 0, events: 0 };
  // All plans, not only those they are on: a plan they left long ago remembers them too.
  for (let page = await listPlansAfter(db, null, PAGE); page.length > 0; ) {
    for (const place of page) {
      const { left, events } = await transaction((tx) => eraseFrom(tx, place, personId));
      erased.plans += left ? 1 : 0;
      erased.events += events;
    }
    page = await listPlansAfter(db, page.at(-1)?.planId ?? null, PAGE);
  }
  await transaction((tx) => eraseIdentity(tx, personId, by));
  return ok(erased);
}

async function eraseFrom(tx: Tx, place: PlanPlace, personId: string) {
  const access = await planAccessFor(tx, personId, place.planId);
  const left = access?.workspaceId === place.workspaceId && (await leave(tx, access));
  await setScope(tx, { workspaceId: place.workspaceId, planIds: [place.planId], layers: ['shared'] });
  return { left, events: await eraseOnPlan(tx, place, personId) };
}

/** Off the plan as anybody else who leaves it, in its history: their steps keep the role and need a name again. */
async function leave(tx: Tx, access: PlanAccess): Promise<boolean> {
  const { workspaceId, planId, personId, side, layers } = access;
  const head = await lockHead(tx, workspaceId, planId);
  if (!head) return false;
  await setScope(tx, { workspaceId, planIds: [planId], layers });
  const plan = await loadPlan(tx, workspaceId, planId);
  const own = plan && personOf(plan, personId);
  if (!plan || !own) return false;
  const writing = beginWriting(tx, plan, head);
  const decided = removeStakeholder(
    withoutLead(plan, own.id),
    { stakeholderId: own.id },
    {
      actor: { personId, side, stakeholderId: own.id, pointPerson: false, proven: false },
      today: dayOf(writing.pending.head.at, plan.zone),
      now: writing.pending.head.at,
      base: {},
      newId: randomUUID,
    },
  );
  if (decided.kind !== 'changes') throw new Error(`Leaving a plan was answered with ${decided.kind}`);
  recordChanges(writing, decided.changes, null, randomUUID());
  await Promise.all([writing.saved, saveHistory(tx, writing.pending)]);
  return true;
}

/** Who leads a side alone may not walk away from it; whoever asks to be erased may. */
const withoutLead = (plan: Plan, stakeholderId: string): Plan => ({
  ...plan,
  people: plan.people.map((p) => (p.id === stakeholderId ? { ...p, pointPerson: false } : p)),
});
