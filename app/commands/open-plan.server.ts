import { randomUUID } from 'node:crypto';
import { openedPlan } from '#app/domain/apply-change.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import { openPlan as openingChanges } from '#app/domain/open-plan.ts';
import { can, type Standing } from '#app/domain/policy.ts';
import type { Refusal } from '#app/domain/result.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { Template } from '#app/domain/template.ts';
import { database } from '#db/client.server.ts';
import { saveHistory } from '#db/history.server.ts';
import { createHead } from '#db/plan-head.server.ts';
import { setScope } from '#db/scope.server.ts';
import { beginWriting, recordChanges } from './writing.server.ts';

export interface NewPlan {
  /** Made by the browser, so that a form sent twice opens one plan. */
  planId: string;
  template: Template;
  buyerName: string;
  objective: string;
  whyNow: string;
  liveDay: Day;
  zone: string;
}

export interface Opener {
  personId: string;
  name: string;
  workspaceId: string;
  workspaceName: string;
  standing: Standing;
}

/** Opens a draft in the seller's layer, with the opener leading it. The same id twice is the same plan. */
export async function openPlan(opener: Opener, input: NewPlan): Promise<Result<{ planId: string }, Refusal>> {
  if (!can(opener.standing, 'openPlan'))
    return err({ code: 'notAllowed', sentence: 'Ask an admin of your workspace to let you open plans.' });
  const { planId, zone } = input;
  const { workspaceId } = opener;
  return await database().transaction(async (tx) => {
    await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared', 'seller'] });
    const head = await createHead(tx, workspaceId, planId, randomUUID());
    if (!head) return ok({ planId });
    const today = dayOf(new Date(), zone);
    const list = openingChanges(
      {
        ...input,
        workspaceId,
        sellerName: opener.workspaceName,
        opener: { personId: opener.personId, name: opener.name },
      },
      today,
      randomUUID,
    );
    const [opened, ...rest] = list;
    if (opened?.kind !== 'planOpened') throw new Error('A plan begins by being opened');
    const writing = beginWriting(tx, openedPlan(opened, 0), head);
    recordChanges(writing, [opened, ...rest], opener.personId, randomUUID());
    await Promise.all([writing.saved, saveHistory(tx, writing.pending)]);
    return ok({ planId });
  });
}
