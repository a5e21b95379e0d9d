import type { PlanAccess } from '#app/domain/policy.ts';
import type { PresenceChoice } from '#app/domain/presence.ts';
import { tellPresenceChoice } from '#app/live/presence-doorbell.server.ts';
import { savePresenceChoice } from '#db/whereabouts.server.ts';

/**
 * When somebody shows to the others on one plan. It is about them and not about the plan, so its history knows nothing of
 * it. False for who is not on the plan.
 */
export async function choosePresence(access: PlanAccess, choice: PresenceChoice): Promise<boolean> {
  if (!(await savePresenceChoice(access, choice))) return false;
  const { workspaceId, planId, personId } = access;
  tellPresenceChoice({ workspaceId, planId, personId, choice });
  return true;
}
