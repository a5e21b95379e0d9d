import { randomUUID } from 'node:crypto';
import { dayOf } from '#app/domain/day.ts';
import { layersOf } from '#app/domain/plan.ts';
import { can } from '#app/domain/policy.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { sampleAddress, samplePeople } from '#app/domain/sample/people.ts';
import { sampleDeal } from '#app/domain/sample/play.ts';
import { database } from '#db/client.server.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { saveHistory } from '#db/history.server.ts';
import { ensurePerson } from '#db/people.server.ts';
import { createHead } from '#db/plan-head.server.ts';
import { setScope } from '#db/scope.server.ts';
import type { Opener } from './open-plan.server.ts';
import { beginWriting, recordChanges } from './writing.server.ts';

/**
 * Opens the sample deal with this member leading it: a history of four weeks, stored event by event as if it had
 * happened on its days. It writes to nobody. The same id twice is the same plan.
 */
export async function openSample(
  opener: Opener,
  { planId, zone }: { planId: string; zone: string },
): Promise<Result<{ planId: string }, Refusal>> {
  if (!can(opener.standing, 'openPlan'))
    return err({ code: 'notAllowed', sentence: 'Ask an admin of your workspace to let you open plans.' });
  const { workspaceId } = opener;
  return await database().transaction(async (tx) => {
    const head = await createHead(tx, workspaceId, planId, randomUUID());
    if (!head) return ok({ planId });
    const people: Record<string, string> = {};
    for (const person of samplePeople) {
      const address = sampleAddress(person, planId);
      people[person.key] = (await ensurePerson(tx, { id: randomUUID(), address, name: person.name })).id;
    }
    const now = new Date();
    const { opened, acts } = sampleDeal({
      planId,
      workspaceId,
      sellerName: opener.workspaceName,
      zone,
      opener: { personId: opener.personId, name: opener.name },
      people: people as Parameters<typeof sampleDeal>[0]['people'],
      today: dayOf(now, zone),
      newId: randomUUID,
      digest: digestOfValue,
    });
    const writing = beginWriting(tx, opened, head);
    for (const act of acts) {
      await setScope(tx, { workspaceId, planIds: [planId], layers: layersOf(act.side) });
      // The morning of today may still be to come; nothing is stored later than now.
      writing.pending.head.at = act.at < now.toISOString() ? act.at : now.toISOString();
      recordChanges(writing, act.changes, act.by, randomUUID());
      await Promise.all([writing.saved, saveHistory(tx, writing.pending)]);
      writing.pending.rows = [];
      writing.pending.bodies = [];
    }
    return ok({ planId });
  });
}
