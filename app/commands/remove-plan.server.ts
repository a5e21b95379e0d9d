import { bothNames } from '#app/domain/plan-words.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { mayRemove, namesPlan } from '#app/domain/removal.ts';
import { err, ok, type Refusal, type Result } from '#app/domain/result.ts';
import { database } from '#db/client.server.ts';
import { lockHead } from '#db/plan-head.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { removePlanForGood } from '#db/removal.server.ts';
import { setScope } from '#db/scope.server.ts';

/** The sample deal goes without a word: whoever may edit it may remove it. */
export async function removeSample(access: PlanAccess): Promise<Result<{ name: string }, Refusal> | null> {
  const { workspaceId, planId, personId } = access;
  return await database().transaction(async (tx) => {
    const head = await lockHead(tx, workspaceId, planId);
    if (!head) return null;
    await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
    const plan = await loadPlan(tx, workspaceId, planId);
    if (!plan) return null;
    if (!plan.sample || access.side !== 'seller' || !can(access.standing, 'editPlan'))
      return err({ code: 'notSample', sentence: 'Only the sample deal is removed this way.' });
    await removePlanForGood(tx, { workspaceId, planId }, personId);
    return ok({ name: bothNames(plan) });
  });
}

/** `typed` is the name of the company, as whoever removes the plan wrote it. Asked twice, it is gone once. */
export async function removePlan(
  access: PlanAccess,
  typed: string,
): Promise<Result<{ name: string }, Refusal> | null> {
  const { workspaceId, planId, personId } = access;
  return await database().transaction(async (tx) => {
    // The plan's lock first: a plan shared in this moment is judged as shared.
    const head = await lockHead(tx, workspaceId, planId);
    if (!head) return null;
    await setScope(tx, { workspaceId, planIds: [planId], layers: access.layers });
    const plan = await loadPlan(tx, workspaceId, planId);
    if (!plan) return null;
    if (!mayRemove(plan, access.standing))
      return err({ code: 'notAllowed', sentence: 'Ask an admin of your workspace to remove this plan.' });
    if (!namesPlan(plan, typed))
      return err({
        code: 'notTheName',
        sentence: `Write ${plan.goal.buyerName}, as it stands here, to remove the plan.`,
      });
    await removePlanForGood(tx, { workspaceId, planId }, personId);
    return ok({ name: bothNames(plan) });
  });
}
